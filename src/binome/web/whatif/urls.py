"""What might happen."""

from django.urls import path

from binome.web.whatif import files, views

urlpatterns = [
    path("", views.overview, name="whatifs"),
    path("new", views.begin, name="whatif_new"),
    path("bring", files.bring, name="whatif_bring"),
    path("beside", views.beside, name="whatif_beside"),
    path("<slug:code>/", views.whatif, name="whatif"),
    path("<slug:code>/found", views.found, name="whatif_found"),
    path("<slug:code>/turn", views.turn, name="whatif_turn"),
    path("<slug:code>/ask", views.ask, name="whatif_ask"),
    path("<slug:code>/stop", views.stop, name="whatif_stop"),
    path("<slug:code>/keep", views.keep, name="whatif_keep"),
    path("<slug:code>/copy", views.copy, name="whatif_copy"),
    path("<slug:code>/forget", views.forget, name="whatif_forget"),
    path("<slug:code>/bring", files.bring_into, name="whatif_bring_into"),
    path("<slug:code>/assumptions", files.assumptions, name="whatif_assumptions"),
    path("<slug:code>/day", files.day, name="whatif_day"),
    path("<slug:code>/paper", files.paper, name="whatif_paper"),
    path("<slug:code>/<str:side>.toml", files.scenario, name="whatif_scenario"),
]

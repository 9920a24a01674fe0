"""Going there, and coming back. The second address is the one to register with the operator."""

from django.urls import path

from binome.web.people.psc import views

urlpatterns = [
    path("psc/", views.login, name="psc_login"),
    path("psc/back/", views.callback, name="psc_callback"),
]

"""The reports of the team, on paper."""

from django.urls import path

from binome.web.reports import page

urlpatterns = [
    path("", page.reports, name="reports"),
    path("<slug:kind>/<slug:named>.pdf", page.report, name="report"),
]

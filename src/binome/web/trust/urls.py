"""Who looked at what, and which doors nobody uses."""

from django.urls import path

from binome.web.trust import views

urlpatterns = [
    path("", views.access_log, name="access_log"),
    path("find/", views.find, name="access_log_find"),
    path("export/", views.export, name="access_log_export"),
    path("dormant/", views.dormant_accounts, name="dormant_accounts"),
]

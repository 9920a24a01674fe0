"""The sign-in library's pages. Which of them are open, and to whom: web/decisions.py."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]

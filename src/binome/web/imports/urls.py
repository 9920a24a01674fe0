"""Bringing what other software knows: an agenda, a list of patients."""

from django.urls import path

from binome.web.imports import answers, views

urlpatterns = [
    path("", views.bring, name="import"),
    path("<slug:code>/", views.check, name="import_check"),
    path("<slug:code>/accept", answers.accept_import, name="import_accept"),
    path("<slug:code>/answers", answers.keep_answers, name="import_answers"),
    path("<slug:code>/refuse", answers.refuse_import, name="import_refuse"),
    path("<slug:code>/undo", answers.undo_import, name="import_undo"),
]

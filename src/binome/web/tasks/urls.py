"""Tasks: the lists, asking, a call, a document, one task."""

from django.urls import path

from binome.web import days as _days  # noqa: F401  it teaches addresses what a day is
from binome.web.tasks import acts, asking, incoming, one, views

urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("new", asking.new, name="task_new"),
    path("call", incoming.call, name="task_call"),
    path("document", incoming.document, name="task_document"),
    path("<day:day>/version", views.version, name="tasks_version"),
    path("<day:day>/changes", views.changes, name="tasks_changes"),
    path("<slug:story>/", one.task_page, name="task"),
    path("<slug:story>/document.pdf", one.written, name="task_written"),
    path("<slug:story>/reclassify", incoming.reclassify, name="task_reclassify"),
    path("<slug:story>/<slug:deed>", acts.act, name="task_act"),
]

"""What it amounts to: the practice's figures, by question."""

from django.urls import path

from binome.web import days as _days  # noqa: F401  it teaches addresses what a day is
from binome.web.dashboard import doctors, exports, loops, notes, one, opened, overview

urlpatterns = [
    path("", overview.overview, name="measures"),
    path("state", overview.state, name="measures_state"),
    path("months/", notes.measured_months, name="measured_months"),
    path("months/<day:month>", notes.decide_month, name="decide_month"),
    path("notes", notes.note, name="annotate"),
    path("notes/<int:note>/take-away", notes.take_note_away, name="take_annotation_away"),
    path("baseline", notes.declare, name="declare_baseline"),
    path("tries/", loops.loops, name="measure_loops"),
    path("tries/new", loops.new_loop, name="measure_loop_new"),
    path("tries/begin", loops.begin, name="measure_loop_begin"),
    path("tries/<int:number>/", loops.loop, name="measure_loop"),
    path("tries/<int:number>/close", loops.close, name="measure_loop_close"),
    path("measures.<slug:kind>", exports.export, name="measures_export"),
    path("figure/<slug:code>/", one.figure, name="measure"),
    path("figure/<slug:code>/behind", opened.listed, name="measure_behind"),
    path("figure/<slug:code>/doctors", doctors.by_doctor, name="measure_doctors"),
    path("<slug:code>/", overview.one_question, name="measures_question"),
]

"""The agenda: days and weeks, bookings, absences, the waiting list."""

from django.urls import path

from binome.web import days as _days  # noqa: F401  it teaches addresses what a day is
from binome.web.agenda import absences, booking, free_times, moves, rules, views, waiting_list

urlpatterns = [
    path("", views.agenda, name="agenda"),
    path("day/<day:day>/", views.day, name="agenda_day"),
    path("week/<day:day>/", views.week, name="agenda_week"),
    path("day/<day:day>/again", views.again, {"view": "day"}, name="agenda_day_again"),
    path("week/<day:day>/again", views.again, {"view": "week"}, name="agenda_week_again"),
    path("version/<day:day>/<day:last>", views.version, name="agenda_version"),
    path("book/", booking.book, name="agenda_book"),
    path("free/", free_times.free, name="agenda_free"),
    path("visits/<slug:story>/", moves.visit, name="agenda_visit"),
    path("visits/<slug:story>/move", moves.move, name="agenda_move"),
    path("visits/<slug:story>/cancel", moves.cancel, name="agenda_cancel"),
    path("visits/<slug:story>/undo", moves.undo, name="agenda_undo"),
    path("waiting/", waiting_list.waiting_list, name="agenda_waiting"),
    path("waiting/<int:waiting_id>/drop", waiting_list.drop, name="agenda_waiting_drop"),
    path("absences/", absences.absences, name="agenda_absences"),
    path("absences/<int:absence>/drop", absences.drop, name="agenda_absence_drop"),
    path("rules/", rules.rules, name="agenda_rules"),
]

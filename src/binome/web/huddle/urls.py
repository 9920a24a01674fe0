"""The morning huddle, the evening round, and who does what."""

from django.urls import path

from binome.web import days as _days  # noqa: F401  it teaches addresses what a day is
from binome.web.huddle import evening, hours_page, morning, notes, printed, shares_page

urlpatterns = [
    path("huddle/", morning.morning_page, name="huddle"),
    path("huddle/<day:day>/", morning.morning_page, name="huddle_day"),
    path("huddle/<day:day>/huddle.pdf", printed.morning_sheet, name="huddle_sheet"),
    path("huddle/attention", notes.mark, name="mark_attention"),
    path("board/<day:day>/round", evening.round_page, name="round"),
    path("board/<day:day>/round.pdf", printed.evening_sheet, name="round_sheet"),
    path("board/<day:day>/close", evening.close, name="close_day"),
    path("board/<day:day>/reopen", evening.reopen, name="reopen_day"),
    path("board/<day:day>/settle", evening.settle, name="settle_tasks"),
    path("board/<day:day>/notes", notes.leave, name="leave_note"),
    path("board/<day:day>/notes/<int:note>/take-back", notes.take_back, name="take_note_back"),
    path("who-does-what/", shares_page.shares, name="shares"),
    path("who-does-what/shares.pdf", shares_page.shares_sheet, name="shares_sheet"),
    path("who-does-what/<slug:activity>/routing", shares_page.route, name="set_routing"),
    path("hours/", hours_page.hours, name="hours"),
    path("hours/hours.csv", hours_page.hours_csv, name="hours_csv"),
]

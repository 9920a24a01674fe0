"""The board: every visit of the day, where it stands, whose turn it is."""

from django.urls import path

from binome.web import days as _days  # noqa: F401  it teaches addresses what a day is
from binome.web.board import acts, moves, printed, replay, replay_traces, views, visit, walk_in, wall

urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/<day:day>/", views.board, name="board_day"),
    path("board/<day:day>/version", views.version, name="board_version"),
    path("board/<day:day>/changes", views.changes, name="board_changes"),
    path("board/<day:day>/walk-in", walk_in.walk_in, name="walk_in"),
    path("board/<day:day>/sheet.pdf", printed.day_sheet, name="day_sheet"),
    path("board/<day:day>/replay", replay.replay, name="replay"),
    path("board/<day:day>/replay/frame", replay.frame, name="replay_frame"),
    path("replay/", replay_traces.bring, name="replay_bring"),
    path("replay/whatif/<slug:code>/<slug:side>/", replay_traces.what_if, name="replay_whatif"),
    path("replay/whatif/<slug:code>/<slug:side>/frame", replay_traces.what_if_frame, name="replay_whatif_frame"),
    path("replay/<slug:code>/", replay_traces.trace, name="replay_trace"),
    path("replay/<slug:code>/forget", replay_traces.forget, name="replay_forget"),
    path("replay/<slug:code>/<day:day>/", replay_traces.trace_day, name="replay_trace_day"),
    path("replay/<slug:code>/<day:day>/frame", replay_traces.trace_frame, name="replay_trace_frame"),
    path("keys/", views.keys, name="keys"),
    path("wall/", wall.wall, name="wall"),
    path("wall/<day:day>/version", wall.version, name="wall_version"),
    path("wall/<day:day>/changes", wall.changes, name="wall_changes"),
    path("visits/<slug:story>/", visit.visit_page, name="visit"),
    path("visits/<slug:story>/what-if", moves.moves_page, name="moves"),
    path("visits/<slug:story>/<slug:deed>", acts.act, name="act"),
]

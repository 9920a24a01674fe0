"""The board: every visit of the day, where it stands, whose turn it is."""

from django.urls import path, register_converter

from binome.web.board import acts, views
from binome.web.days import DayConverter

register_converter(DayConverter, "day")

urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/<day:day>/", views.board, name="board_day"),
    path("board/<day:day>/version", views.version, name="board_version"),
    path("board/<day:day>/changes", views.changes, name="board_changes"),
    path("visits/<slug:story>/<slug:deed>", acts.act, name="act"),
]

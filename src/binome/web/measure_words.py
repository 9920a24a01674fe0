"""Refusals around the figures, their months and what is noted beside them, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

Facts = dict[str, Any]

MEASURE_SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "measures.no_day": lambda f: _("Give a day of the calendar."),
    "month.no_reason": lambda f: _("Say why: the reason is kept with the month."),
    "month.not_over": lambda f: (
        _("This month can be frozen from %(day)s on.") % {"day": date_format(f["day"], "DATE_FORMAT")}
    ),
    "month.unknown": lambda f: _("No such month is counted."),
    "month.is_so_already": lambda f: _("Somebody was faster: the month is so already."),
    "annotation.empty": lambda f: _("Say in a few words what happened."),
    "annotation.too_long": lambda f: _("Say it in %(most)s letters at most.") % f,
    "annotation.to_come": lambda f: _("That day is still to come: note it once it has happened."),
    "annotation.gone": lambda f: _("Somebody took this note away already."),
    "baseline.nonsense": lambda f: _("A baseline begins before it ends, and is over."),
    "loop.no_action": lambda f: _("Say what the team will do, in %(most)s letters at most.") % f,
    "loop.no_target": lambda f: _("The target is a number."),
    "loop.meeting_before": lambda f: _("The meeting comes after the action has begun."),
    "loop.unknown": lambda f: _("This is not on the list any more."),
    "loop.closed_already": lambda f: _("Somebody closed it already: its result is kept."),
}

"""Refusals around preparing and closing, in words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

Facts = dict[str, Any]

PREPARE_SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "checklist.unknown": lambda f: _("This list is not used here."),
    "checklist.unknown_item": lambda f: _("This item is not on the sheet any more: reload it and look again."),
    "checklist.empty_item": lambda f: _("An item needs words, and when it is done."),
    "checklist.minutes": lambda f: _("Minutes are a whole number, from 0 to %(most)s.") % f,
    "consent.unknown": lambda f: _("Choose one of the answers."),
    "topics.too_many": lambda f: _("A list has %(most)s topics at most: what is left may be for another visit.") % f,
    "topics.unknown": lambda f: _("This topic is not on the list any more: reload it and look again."),
    "decision.unknown_kind": lambda f: _("Choose what was decided in the list."),
    "decision.unknown": lambda f: _("This is not on the list any more: reload it and look again."),
    "decision.already": lambda f: _("The same thing was already asked at %(at)s: ask for it once more?") % f,
    "decision.too_many": lambda f: _("A visit ends with %(most)s decisions at most.") % f,
}

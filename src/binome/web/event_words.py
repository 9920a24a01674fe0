"""What happened, as a sentence: each kind of event has its own."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from binome.practice.delegation import Delegation, stamped
from binome.practice.pathway import pathways
from binome.web.draft_words import DRAFT_EVENTS
from binome.web.store.practice import House
from binome.web.task_words import TASK_EVENTS


def step_name(step: str | None) -> str:
    """The step as a noun, for a sentence or a column."""
    return {
        "welcome": pgettext("step", "welcome"),
        "preparation": pgettext("step", "preparation"),
        "consultation": pgettext("step", "consultation"),
        "education": pgettext("step", "education session"),
        "closing": pgettext("step", "closing"),
    }.get(step or "", "")


def what_happened(told: Mapping[str, Any], house: House) -> str:
    """A sentence without its subject nor its time, from an event's fields or a refusal's facts."""
    return _WORDS[str(told["moment"])](_facts(told, house))


def legal_ground(code: str | None) -> Delegation | None:
    """The delegation stamped on an act, with its text; None when the act needed none."""
    return stamped(code) if code else None


def _facts(told: Mapping[str, Any], house: House) -> dict[str, str]:
    room = house.places.get(str(told.get("room") or ""), "")
    return {
        "step": step_name(told.get("step")),
        "room": room,
        "in_room": _(" in %(room)s") % {"room": room} if room else "",
        "to": house.people.get(str(told.get("to") or ""), ""),
        "way": _way(told.get("pathway")) if str(told.get("moment")) == "moved" else "",
    }


def _way(code: str | None) -> str:
    """The name of a pathway; "" for a move in time alone."""
    found = pathways().get(code or "")
    return found.labels[(get_language() or "fr")[:2]] if found else ""


Words = Callable[[dict[str, str]], str]

_WORDS: Mapping[str, Words] = {
    **DRAFT_EVENTS,
    **TASK_EVENTS,
    "booked": lambda f: _("booked with %(to)s") % f,
    "moved": lambda f: _("goes on another way: %(way)s") % f if f["way"] else _("moved"),
    "cancelled": lambda f: _("cancelled"),
    "arrived": lambda f: _("noted as arrived"),
    "missed": lambda f: _("noted as absent"),
    "started": lambda f: _("%(step)s started%(in_room)s") % f,
    "paused": lambda f: _("%(step)s paused") % f,
    "finished": lambda f: _("%(step)s finished") % f,
    "handed_over": lambda f: _("%(step)s handed over to %(to)s") % f,
    "skipped": lambda f: _("%(step)s skipped") % f,
    "signed": lambda f: _("%(step)s signed") % f if f.get("step") else _("document signed"),
    "left": lambda f: _("noted as gone"),
    "deferred": lambda f: _("put off, to be taken up by %(to)s") % f,
    "withdrawn": lambda f: _("last gesture undone"),
    "opened": lambda f: _("day opened"),
    "closed": lambda f: _("day closed"),
    "reopened": lambda f: _("day reopened"),
    "noted": lambda f: _("noted on the preparation sheet"),
    "omitted": lambda f: _("left out of the preparation"),
}

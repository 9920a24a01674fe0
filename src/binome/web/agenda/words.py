"""The agenda's words: people as they are called, reasons and notes by code."""

from datetime import date
from typing import Protocol

from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from binome.practice.pathway import pathways

CANCEL_REASONS = {
    "by_patient": pgettext_lazy("reason", "Cancelled by the patient"),
    "by_practice": pgettext_lazy("reason", "Cancelled by the practice"),
    "duplicate": pgettext_lazy("reason", "Booked twice"),
}
"""Codes for the journal, words for the screen; never free text."""

WAITING_NOTES = {
    "": pgettext_lazy("waiting", "At any time"),
    "mornings": pgettext_lazy("waiting", "Mornings"),
    "afternoons": pgettext_lazy("waiting", "Afternoons"),
    "end_of_day": pgettext_lazy("waiting", "After five"),
    "call_first": pgettext_lazy("waiting", "Call before booking"),
    "within_the_hour": pgettext_lazy("waiting", "Can be there within the hour"),
}


class Named(Protocol):
    """Somebody with a name, or without once forgotten."""

    @property
    def family(self) -> str: ...
    @property
    def given(self) -> str: ...
    @property
    def addressed(self) -> str: ...


def called(somebody: Named) -> str:
    """As they are called in, and as there is room for in the grid."""
    if not somebody.family:
        return _("Forgotten person")
    return f"{civility(somebody.addressed)} {somebody.family}".strip()


def full_name(somebody: Named) -> str:
    return f"{called(somebody)} {somebody.given}".strip()


def civility(addressed: str) -> str:
    """Nothing for a child (store.ages)."""
    return {"male": pgettext("civility", "Mr"), "female": pgettext("civility", "Mrs")}.get(addressed, "")


def pathway_label(way: str) -> str:
    if way not in pathways():
        return ""
    labels = pathways()[way].labels
    return labels.get((get_language() or "fr")[:2], labels["fr"])


def day_words(day: date) -> str:
    """Tuesday 24 November; the year is on the page already, or does not matter."""
    return date_format(day, _("l j F"))


def state_words(state: str) -> str:
    return {
        "expected": pgettext("state", "expected"),
        "present": pgettext("state", "here"),
        "unsigned": pgettext("state", "to be signed"),
        "done": pgettext("state", "done"),
        "missed": pgettext("state", "did not come"),
        "left": pgettext("state", "left"),
        "deferred": pgettext("state", "put off"),
        "cancelled": pgettext("state", "cancelled"),
    }.get(state, state)


def off_words(why: str) -> str:
    return {"holiday": _("Public holiday"), "away": _("Away")}.get(why, "")

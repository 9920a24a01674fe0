"""The questions the figures answer, in the order each role asks them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from binome.measures.catalogue import CATALOGUE, Measure
from binome.practice.words import Role

ORDER = ("access", "time", "quality", "load", "patients", "data")
_FIRST = {
    Role.PHYSICIAN: ("time", "access", "quality", "load", "patients", "data"),
    Role.TRAINEE: ("time", "quality", "load", "access", "patients", "data"),
    Role.ASSISTANT: ("time", "quality", "access", "load", "patients", "data"),
    Role.SECRETARY: ("access", "load", "patients", "time", "quality", "data"),
}
"""Whoever is not named asks in the usual order."""
HOLDS = {"load": ("load", "team")}
"""The catalogue's own questions that one of ours holds."""
HEADLINES = {
    "access": ("third_next_days", "same_day_share", "wait_min", "no_show_share"),
    "time": ("medical_time_freed_min_per_week", "medical_min_per_visit", "visits_per_medical_hour", "delegated_share"),
    "quality": ("prevention_done_share", "continuity_upc", "not_served_share", "follow_up_done_share"),
    "load": (
        "after_hours_min_per_doctor_day",
        "urgent_questions_per_hour",
        "tasks_open_in_the_evening",
        "tasks_outside_hours_share",
    ),
    "patients": ("visits_per_week", "active_patients", "new_patients", "registered_patients"),
    "data": ("never_ended_share", "hurried_share", "undone_per_visit"),
}
"""Those that say most; the others are one page further."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question in words, and the figures that answer it, those that say most first."""

    code: str
    asked: str
    about: str
    measures: tuple[Measure, ...]

    @property
    def headlines(self) -> tuple[Measure, ...]:
        return tuple(CATALOGUE[it] for it in HEADLINES[self.code] if it in CATALOGUE)


def questions(roles: Iterable[str]) -> list[Question]:
    """All of them, as the first of these roles asks."""
    order = next((_FIRST[Role(role)] for role in roles if role in _FIRST), ORDER)
    return [question(code) for code in order]


def question(code: str) -> Question:
    asked, about = _words()[code]
    held = HOLDS.get(code, (code,))
    first = [CATALOGUE[it] for it in HEADLINES[code] if it in CATALOGUE]
    others = [it for it in CATALOGUE.values() if it.question in held and it not in first]
    return Question(code, asked, about, (*first, *others))


def question_of(measure: Measure) -> str:
    """The code of the question it answers."""
    return next((code for code, held in HOLDS.items() if measure.question in held), str(measure.question))


def _words() -> dict[str, tuple[str, str]]:
    return {
        "access": (_("Are we easier to reach?"), _("How long one waits for an appointment, and who gets none.")),
        "time": (_("Where does the time go?"), _("Minutes of each trade, waits, and medical time freed.")),
        "quality": (_("Is quality paying for it?"), _("What must not get worse while more is done.")),
        "load": (_("How heavy is it?"), _("Hours, interruptions, the inbox, and how the team is.")),
        "patients": (_("Whom do we care for?"), _("Visits, patients seen, who is new.")),
        "data": (_("Can we trust the figures?"), _("What is missing or late in the journal they are counted from.")),
    }

"""What a report tells, question by question: the figures, in the order they are read, and the one that is drawn."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from binome.measures.catalogue import CATALOGUE, Measure


@dataclass(frozen=True, slots=True)
class Chapter:
    """`drawn` is the figure of its chart; `with_pulse`: more is done there, so the team's own load stands beside it."""

    code: str
    figures: tuple[str, ...]
    drawn: str
    with_pulse: bool = False

    @property
    def measures(self) -> list[Measure]:
        return [CATALOGUE[it] for it in self.figures]

    @property
    def guardrails(self) -> list[Measure]:
        """What must not get worse, each once, save what is told above anyway."""
        named = dict.fromkeys(rail for it in self.measures for rail in it.guardrails)
        return [CATALOGUE[it] for it in named if it not in self.figures]


CHAPTERS = (
    Chapter(
        "access",
        ("third_next_days", "lead_days", "same_day_share", "unmet_share", "wait_min", "wait_over_30_share"),
        "wait_min",
    ),
    Chapter(
        "time",
        (
            "medical_time_freed_min_per_week",
            "medical_min_per_visit",
            "visits_per_medical_hour",
            "assistant_min_per_visit",
            "prepared_share",
            "delegated_share",
        ),
        "medical_min_per_visit",
        with_pulse=True,
    ),
    Chapter(
        "patients",
        ("visits_per_week", "visits_per_doctor_day", "active_patients", "new_patients"),
        "visits_per_week",
        with_pulse=True,
    ),
    Chapter(
        "quality",
        ("prevention_done_share", "follow_up_done_share", "continuity_upc", "not_served_share", "no_show_share"),
        "continuity_upc",
    ),
    Chapter(
        "load",
        (
            "after_hours_min_per_doctor_day",
            "after_hours_min_per_team_day",
            "urgent_questions_per_hour",
            "tasks_open_in_the_evening",
            "tasks_outside_hours_share",
        ),
        "after_hours_min_per_doctor_day",
    ),
    Chapter("data", ("never_ended_share", "hurried_share", "undone_per_visit"), ""),
)


def asked(code: str) -> str:
    """The question, as the dashboard asks it."""
    return {
        "access": _("Are we easier to reach?"),
        "time": _("Where does the time go?"),
        "quality": _("Is quality paying for it?"),
        "load": _("How heavy is it?"),
        "patients": _("Whom do we care for?"),
        "data": _("Can we trust the figures?"),
    }[code]

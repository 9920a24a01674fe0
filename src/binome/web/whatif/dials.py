"""What may be turned in a scenario, and where each dial stands in it now."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from binome.practice.words import Role
from binome.twin.agendas import slots_of
from binome.twin.forms import Stretch, Week
from binome.twin.model import OWN, Member, Scenario, Step
from binome.twin.priors import priors

ASSISTANT, DOCTOR = "assistant", "doctor"
CONSULTATION = "consultation"
PAPERWORK = ("letters", "calls")
"""The tasks that an assistant may take over: the others ask for a physician."""
SOON_DAYS = 2
"""Slots that are only searched so few days ahead are kept for the day."""
DAY_END = 20 * 60.0
"""Where hours have no end, a day is taken to end."""


@dataclass(frozen=True, slots=True)
class Dials:
    """None: the scenario has no such thing. Shares in whole per cent."""

    assistant_hours: float | None
    rooms: int | None
    preparation: str | None
    closing: str | None
    paperwork: str | None
    slot_min: float | None
    same_day: int | None
    patients: int | None
    more_patients: int | None
    longer_visits: int | None
    earlier_end: int | None
    learning_extra: int | None
    learning_days: int | None

    @property
    def freed(self) -> tuple[int, int, int]:
        return self.more_patients or 0, self.longer_visits or 0, self.earlier_end or 0

    def moved_from(self, other: "Dials") -> frozenset[str]:
        """The dials that stand elsewhere."""
        return frozenset(it.name for it in fields(self) if getattr(self, it.name) != getattr(other, it.name))


def dials_of(scenario: Scenario) -> Dials:
    more, longer, earlier = _freed(scenario)
    extra, days = _learning(scenario)
    return Dials(
        assistant_hours=round(sum(weekly_hours(it.hours) for it in assistants(scenario)) * 2) / 2,
        rooms=len(consulting_rooms(scenario)) or None,
        preparation=_by(scenario, "preparation"),
        closing=_by(scenario, "closing"),
        paperwork=_paperwork(scenario),
        slot_min=_slot_min(scenario),
        same_day=_same_day(scenario),
        patients=_patients(scenario),
        more_patients=more,
        longer_visits=longer,
        earlier_end=earlier,
        learning_extra=extra,
        learning_days=days,
    )


# --- who and where ----------------------------------------------------------------------------------


def assistants(scenario: Scenario) -> list[Member]:
    """Those who are assistants first of all."""
    return [it for it in scenario.members.values() if it.role == Role.ASSISTANT]


def doctors(scenario: Scenario) -> list[Member]:
    """Those with an agenda whose visits a physician answers for."""
    return [it for it in scenario.professionals if {Role.PHYSICIAN, Role.TRAINEE} & set(it.roles)]


def weekly_hours(week: Week) -> float:
    return sum(min(until, max(DAY_END, since)) - since for day in week for since, until in day) / 60


def planned(member: Member) -> Iterator[tuple[int, Stretch]]:
    """Weekday and hours, ended where they have no end."""
    for weekday, day in enumerate(member.planned or member.hours):
        yield from ((weekday, (since, min(until, max(DAY_END, since)))) for since, until in day)


def consulting_rooms(scenario: Scenario) -> list[str]:
    return [room.code for room in scenario.rooms.values() if room.kind == CONSULTATION]


def fewest_rooms(scenario: Scenario) -> int:
    """One, or one for each doctor whose rooms nobody else may use."""
    return max(1, len({who for room in scenario.rooms.values() if room.kind == CONSULTATION for who in room.used_by}))


def consulted(scenario: Scenario) -> dict[str, list[Step]]:
    """The pathways with a doctor's own consultation, by code."""
    return {code: list(way.steps) for code, way in scenario.pathways.items() if any(map(is_consultation, way.steps))}


def is_consultation(step: Step) -> bool:
    return step.step == CONSULTATION and OWN in step.by and step.activity in ("", "conduct_consultation")


def kinds_of_slots(scenario: Scenario) -> tuple[set[str], set[str]]:
    """Those kept for the day, and those that may be booked ahead."""
    stages = [stage for request in scenario.requests.values() for stage in request.search]
    ahead = {kind for stage in stages if stage.to_day > SOON_DAYS for kind in stage.kinds}
    return {kind for stage in stages for kind in stage.kinds} - ahead, ahead


def doctors_agendas(scenario: Scenario) -> list[str]:
    return list(dict.fromkeys(code for it in doctors(scenario) for code in it.agenda if code))


# --- where each dial stands -------------------------------------------------------------------------


def _by(scenario: Scenario, word: str) -> str | None:
    ways = consulted(scenario)
    if not ways:
        return None
    held = any(step.step == word and Role.ASSISTANT in step.by for steps in ways.values() for step in steps)
    return ASSISTANT if held else DOCTOR


def _paperwork(scenario: Scenario) -> str | None:
    by = {who for code in PAPERWORK if code in scenario.tasks for who in scenario.tasks[code].by}
    return {frozenset({"assistant"}): ASSISTANT, frozenset({"physician"}): DOCTOR}.get(frozenset(by))


def _slot_min(scenario: Scenario) -> float | None:
    agendas = [scenario.agendas[code] for code in doctors_agendas(scenario)]
    told = sorted(it.slot_min for agenda in agendas for it in agenda.sessions if it.slot_min)
    return told[len(told) // 2] if told else None


def _same_day(scenario: Scenario) -> int | None:
    soon, ahead = kinds_of_slots(scenario)
    kinds = [slot.kind for code in doctors_agendas(scenario) for slot in slots_of(scenario.agendas[code])]
    booked = [kind for kind in kinds if kind in soon | ahead]
    return round(100 * sum(kind in soon for kind in booked) / len(booked)) if booked else None


def _patients(scenario: Scenario) -> int | None:
    panels = [it.panel.patients for it in scenario.professionals if it.panel]
    return round(sum(panels) / len(panels)) if panels else None


def _freed(scenario: Scenario) -> tuple[int, int, int]:
    choice = scenario.freed_time
    if choice is None:
        return 0, 0, 0
    more, longer = round(100 * choice.more_patients_share), round(100 * choice.longer_visits_share)
    return more, longer, 100 - more - longer


def _learning(scenario: Scenario) -> tuple[int, int]:
    """That of the assistants who learn; else what a new one would need."""
    told = [it for it in assistants(scenario) if it.learning_days]
    if told:
        return round(100 * told[0].learning_extra_share), round(told[0].learning_days)
    return round(100 * priors()["learning_extra"].value), round(priors()["learning_days"].value)

"""The dials as a form: label, unit, bounds, where it stands today, where it stands in the what-if."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from binome.practice.refusal import MoveRefused
from binome.twin.model import Scenario
from binome.web.whatif.dials import ASSISTANT, DOCTOR, Dials, dials_of, doctors_agendas, fewest_rooms

_NUMBER = re.compile(r"^\d{1,6}([.,]\d{1,2})?$")
MOST_SLOTS = 64
"""A day template holds no more."""
CHOICES = ("preparation", "closing", "paperwork")
FREED = ("more_patients", "longer_visits", "earlier_end")


@dataclass(frozen=True, slots=True)
class Bounds:
    least: float
    most: float
    step: float


@dataclass(frozen=True, slots=True)
class Slider:
    """`value` and `today` as a browser writes them; `shown` and `today_shown` as people do."""

    code: str
    label: str
    unit: str
    hint: str
    bounds: Bounds
    value: float
    today: float

    @property
    def shown(self) -> str:
        return _shown(self.value)

    @property
    def today_shown(self) -> str:
        return _shown(self.today)

    @property
    def moved(self) -> bool:
        return self.value != self.today


@dataclass(frozen=True, slots=True)
class Switch:
    """Held by the assistant or by the doctor."""

    code: str
    label: str
    hint: str
    value: str
    today: str

    @property
    def moved(self) -> bool:
        return self.value != self.today


@dataclass(frozen=True, slots=True)
class Group:
    """Dials that go together."""

    code: str
    title: str
    hint: str
    dials: tuple[Slider | Switch, ...]


def _shown(value: float) -> str:
    """Without a decimal that says nothing."""
    return number_format(round(value, 1), 0 if value == round(value) else 1, force_grouping=True)  # it cuts, else


def wanted_of(scenario: Scenario, kept: Mapping[str, Any]) -> Dials:
    """Where the dials stand: as somebody turned them, else as the scenario has them."""
    today = dials_of(scenario)
    known = {it.name for it in fields(Dials)}
    return replace(today, **{name: it for name, it in kept.items() if name in known})


def groups_of(scenario: Scenario, wanted: Dials) -> list[Group]:
    today, bounds = dials_of(scenario), bounds_of(scenario)
    labels = _labels()

    def dial(code: str) -> Slider | Switch | None:
        value, was = getattr(wanted, code), getattr(today, code)
        label, unit, hint = labels[code]
        if value is None or was is None:
            return None
        if code in CHOICES:
            return Switch(code, label, hint, value, was)
        return Slider(code, label, unit, hint, bounds[code], value, was)

    told = [(code, title, hint, [dial(it) for it in codes]) for code, title, hint, codes in _groups()]
    return [
        Group(code, title, hint, tuple(it for it in dials if it)) for code, title, hint, dials in told if any(dials)
    ]


def dials_in(form: Mapping[str, str], scenario: Scenario) -> Dials:
    """What the form says; raises MoveRefused with what cannot be."""
    today, bounds = dials_of(scenario), bounds_of(scenario)
    told: dict[str, Any] = {}
    for field in fields(Dials):
        was, said = getattr(today, field.name), form.get(field.name)
        if was is None or said is None:
            continue
        number = _choice if field.name in CHOICES else _number
        told[field.name] = number(field.name, said, bounds.get(field.name), was)
    wanted = replace(today, **told)
    if sum(wanted.freed) not in (0, 100):
        raise MoveRefused("whatif.freed_sum", sum=sum(wanted.freed))
    return wanted


def _choice(code: str, said: str, bounds: Bounds | None, was: str) -> str:
    if said not in (ASSISTANT, DOCTOR):
        raise MoveRefused("form.unknown_gesture")
    return said


def _number(code: str, said: str, bounds: Bounds | None, was: float) -> float:
    assert bounds
    value = float(said.replace(",", ".")) if _NUMBER.match(said.strip()) else None
    if value is None or not bounds.least <= value <= bounds.most:
        label, unit, _hint = _labels()[code]
        facts = {"label": label, "unit": unit, "typed": said[:20]}
        raise MoveRefused("whatif.out_of_bounds", least=bounds.least, most=bounds.most, **facts)
    return value if code in ("assistant_hours", "slot_min") else round(value)


def bounds_of(scenario: Scenario) -> dict[str, Bounds]:
    """Wide enough for what may be wished, and for where the scenario stands."""
    today = dials_of(scenario)
    rooms, share = today.rooms or 1, Bounds(0, 100, 5)
    return {
        "assistant_hours": Bounds(0, max(70, today.assistant_hours or 0), 0.5),
        "rooms": Bounds(fewest_rooms(scenario), rooms + 4, 1),
        "slot_min": Bounds(_shortest_slot(scenario, today.slot_min or 5), max(60, today.slot_min or 0), 0.5),
        "same_day": Bounds(0, 90, 1),
        "patients": Bounds(min(200, today.patients or 200), max(4_000, 2 * (today.patients or 0)), 10),
        "more_patients": share,
        "longer_visits": share,
        "earlier_end": share,
        "learning_extra": Bounds(0, 200, 5),
        "learning_days": Bounds(0, 240, 5),
    }


def _shortest_slot(scenario: Scenario, today: float) -> float:
    """Half of what it is, or as short as a day's agenda may hold."""
    days = [
        sum(it.hours[1] - it.hours[0] for it in scenario.agendas[code].sessions) for code in doctors_agendas(scenario)
    ]
    return min(today, max(5, -(-max(days, default=0) * 2 // MOST_SLOTS) / 2))


def _groups() -> tuple[tuple[str, str, str, tuple[str, ...]], ...]:
    return (
        ("team", _("The team and the place"), "", ("assistant_hours", "rooms")),
        (
            "held",
            _("Who does what"),
            _("Without an assistant, the doctor does it all within the consultation."),
            ("preparation", "closing", "paperwork"),
        ),
        ("agenda", _("Agenda and patients"), "", ("slot_min", "same_day", "patients")),
        (
            "freed",
            _("What the freed time becomes"),
            _("Your choice, never assumed: three parts that make 100 %, or 0 everywhere to leave it undeclared."),
            FREED,
        ),
        (
            "learning",
            _("A new assistant learns"),
            _("The first weeks of a run are not counted: a longer learning shows in the figures."),
            ("learning_extra", "learning_days"),
        ),
    )


def _labels() -> dict[str, tuple[str, str, str]]:
    """By dial: label, unit, hint."""
    return {
        "assistant_hours": (_("Assistant hours"), _("h a week"), _("35 h is a full post")),
        "rooms": (_("Consultation rooms"), "", _("a second room lets the next patient be settled meanwhile")),
        "preparation": (_("Preparing the patient"), "", ""),
        "closing": (_("Closing the visit"), "", ""),
        "paperwork": (_("Letters and calls"), "", ""),
        "slot_min": (_("An appointment every"), _("min"), ""),
        "same_day": (_("Kept for the same day"), "%", ""),
        "patients": (_("Patients per doctor"), "", ""),
        "more_patients": (_("More patients"), "%", ""),
        "longer_visits": (_("Longer visits"), "%", ""),
        "earlier_end": (_("Days that end earlier"), "%", ""),
        "learning_extra": (_("Slower at first by"), "%", ""),
        "learning_days": (_("At ease after"), _("days"), ""),
    }

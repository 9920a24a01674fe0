"""How a practice books: its answer to overlaps, the length of its places, what stands round the doctor's time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from binome.desk.bookings import Overlap
from binome.practice.pathway import pathways
from binome.practice.team import Mode
from binome.practice.words import Role, Step
from binome.web.store.practice import House, changed
from binome.web.store.tables.practice import PracticeRow
from binome.web.store.writing import writing

HOLDERS = (Role.PHYSICIAN, Role.TRAINEE, Role.ADVANCED_NURSE, Role.HEALTH_NURSE, Role.NURSE)
"""The trades one books with, in the order of the agenda."""

_OWN_PATHWAY = {
    Role.TRAINEE: "supervised_trainee",
    Role.ADVANCED_NURSE: "nurse_visit",
    Role.HEALTH_NURSE: "education_visit",
    Role.NURSE: "nurse_visit",
}


@dataclass(frozen=True, slots=True)
class BookingRules:
    """`slot_minutes` and `pathways` are by member; `slot_min` and `pathway` are for the others."""

    overlap: Overlap = Overlap.WARN
    slot_min: int = 15
    pathway: str = "twin_rooms"
    slot_minutes: Mapping[str, int] = field(default_factory=dict)
    pathways: Mapping[str, str] = field(default_factory=dict)
    step_minutes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def minutes_with(self, member: str) -> int:
        return self.slot_minutes.get(member, self.slot_min)


def booking_rules(house: House) -> BookingRules:
    """What the practice has chosen; the defaults where it has not."""
    said = house.settings
    return BookingRules(
        overlap=Overlap(said.get("overlap", Overlap.WARN)),
        slot_min=said.get("slot_min", 15),
        pathway=said.get("pathway", "twin_rooms"),
        slot_minutes=said.get("slot_minutes", {}),
        pathways=said.get("pathways", {}),
        step_minutes=said.get("step_minutes", {}),
    )


def keep_booking_rules(house: House, rules: BookingRules) -> None:
    """Write them down; every process reads them again at its next request."""
    for way, listed in rules.step_minutes.items():
        _ = pathways()[way], [Step(step) for step in listed]
    with writing():
        row = PracticeRow.objects.select_for_update().get(id=house.id)
        row.settings = {**row.settings, **_as_settings(rules)}
        row.save(update_fields=["settings"])
        changed(house.id)


def holders(house: House) -> tuple[str, ...]:
    """The members one books with, doctors first, in the practice's own order."""
    members = house.practice.members.values()
    return tuple(member.code for role in HOLDERS for member in members if _trade(member.roles) is role)


def usual_pathway(house: House, member: str, at: datetime | None = None) -> str:
    """The pathway a booking with this member starts from: that of their mode at that time, when they have one."""
    mode = house.practice.mode_at(member, at) if at else _mode_for_always(house, member)
    if mode:
        return mode.pathway
    rules, trade = booking_rules(house), _trade(house.practice.member(member).roles)
    return rules.pathways.get(member) or _OWN_PATHWAY.get(trade or Role.PHYSICIAN, rules.pathway)


def _mode_for_always(house: House, member: str) -> Mode | None:
    return next((it for it in house.practice.modes if it.member == member and not it.hours), None)


def _trade(roles: tuple[Role, ...]) -> Role | None:
    return next((role for role in HOLDERS if role in roles), None)


def _as_settings(rules: BookingRules) -> dict[str, Any]:
    return {
        "overlap": str(rules.overlap),
        "slot_min": rules.slot_min,
        "pathway": rules.pathway,
        "slot_minutes": dict(rules.slot_minutes),
        "pathways": dict(rules.pathways),
        "step_minutes": {way: dict(listed) for way, listed in rules.step_minutes.items()},
    }

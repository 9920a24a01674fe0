"""A practice of two doctors, a trainee, a nurse, an assistant who is also the secretary, and a secretary."""

from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

from binome.practice.rooms import Room
from binome.practice.team import Hours, Member, Post, Practice
from binome.practice.words import Role
from binome.twin.from_practice import Offer

MONDAY = date(2026, 11, 23)
SESSIONS = ((540.0, 735.0), (840.0, 1_065.0))
SHORT_STEPS = {
    "preparation": {"law": "lognormal", "mean_min": 5.0, "cv": 0.3},
    "closing": {"law": "lognormal", "mean_min": 2.5, "cv": 0.3},
}


def practice() -> Practice:
    day = _week(("08:30", "12:45"), ("13:45", "18:30"))
    return Practice(
        code="kerlann",
        zone=ZoneInfo("Europe/Paris"),
        members={
            "m1": Member("m1", (Post(Role.PHYSICIAN, day),)),
            "m2": Member("m2", (Post(Role.PHYSICIAN, day),)),
            "m3": Member("m3", (Post(Role.TRAINEE, day),)),
            "m4": Member("m4", (Post(Role.ASSISTANT, _week(("09:00", "12:45"), ("13:45", "18:30"))),
                                Post(Role.SECRETARY, _week(("08:00", "09:00"))))),
            "m5": Member("m5", (Post(Role.SECRETARY, _week(("08:45", "12:45"), ("13:30", "18:00"))),)),
            "m6": Member("m6", (Post(Role.ADVANCED_NURSE, _week(("13:30", "18:00"))),)),
        },
        rooms={
            **{code: Room(code, "consultation", doctor) for code, doctor in
               (("r1", "m1"), ("r2", "m1"), ("r3", "m2"), ("r4", "m3"))},
            "r5": Room("r5", "education"),
        },
        opening=_week(("08:00", "12:45"), ("13:30", "18:30")),
        holds=frozenset({"coordinated_structure"}),
        devices=frozenset({"measure_blood_pressure"}),
    )  # fmt: skip


def with_office() -> Practice:
    """The same, whose assistant prepares the patients of both doctors in an office of their own."""
    rooms = {code: Room(code, "consultation", doctor) for code, doctor in (("r1", "m1"), ("r3", "m2"))}
    return replace(practice(), rooms={**rooms, "p1": Room("p1", "preparation")})


def offers_with_office() -> list[Offer]:
    return [
        Offer(code, "shared_assistant", 20.0, SESSIONS, _about(12.0), walk_ins_per_hour=0.2) for code in ("m1", "m2")
    ]


def offers() -> list[Offer]:
    return [
        Offer("m1", "twin_rooms", 20.0, SESSIONS, _about(12.0), walk_ins_per_hour=0.2, urgent_per_hour=0.1),
        Offer("m2", "single_room", 20.0, SESSIONS, _about(13.0), walk_ins_per_hour=0.2),
        Offer("m3", "supervised_trainee", 30.0, SESSIONS, _about(18.0), supervisor="m2"),
        Offer("m6", "nurse_visit", 45.0, ((840.0, 1_020.0),), _about(25.0)),
    ]


def _about(minutes: float) -> dict[str, object]:
    return {"law": "lognormal", "mean_min": minutes, "cv": 0.35}


def _week(*spans: tuple[str, str]) -> tuple[Hours, ...]:
    return tuple(
        Hours(day, time.fromisoformat(since), time.fromisoformat(until)) for day in range(5) for since, until in spans
    )

"""The practice of the demonstration: who works when and where is in its scenario, what they are called beside it."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from binome.practice.conditions import AUTOMATIC_DEVICE
from binome.twin.forms import Week
from binome.twin.from_practice import ENTRUSTED, member_of
from binome.twin.model import Member
from binome.web.demo.scene import scenario
from binome.web.store.seeding import NewMember, NewPractice, NewRoom

WEEKDAYS = range(5)
FOUNDED = "founded"


def read(name: str) -> dict[str, Any]:
    """One of the data files, as written."""
    return tomllib.loads(resources.files("binome.web.demo").joinpath("data", name).read_text("utf-8"))


@cache
def pathways() -> dict[str, str]:
    """By professional, how her patients are seen."""
    usual = (it for it in scenario().requests.values() if it.search)
    return {who: scenario().visits[kind].pathway for it in usual for who, kind in it.visit.items()}


def supervisor() -> str:
    """The doctor who joins the trainee and signs."""
    steps = (step for way in scenario().pathways.values() for step in way.steps)
    return next(step.by[0] for step in steps if step.step == "supervision")


def new_practice(code: str, name: str, founded: date) -> NewPractice:
    """The practice to be written, under this code."""
    told = read("practice.toml")
    return NewPractice(
        code=code,
        name=name or told["name"],
        zone=told["zone"],
        settings=_settings(told, founded),
        members=tuple(_member(code, words) for code, words in told["members"].items()),
        rooms=tuple(_room(code, words) for code, words in told["rooms"].items()),
        is_demo=True,
    )


def _settings(told: Mapping[str, Any], founded: date) -> dict[str, Any]:
    """`founded` stays: the run of the twin and the ages of the patients are counted from that day."""
    return {
        "opening": [[weekday, since, until] for weekday in WEEKDAYS for since, until in told["opening"]],
        "holds": [it for it in scenario().holds if it not in (ENTRUSTED, AUTOMATIC_DEVICE)],
        "devices": told["devices"],
        "step_minutes": told["step_minutes"],
        "phone": told["phone"],
        "pathways": pathways(),
        "slot_minutes": {it.code: _slot_min(it) for it in scenario().professionals},
        "qualifications": {who: [_training(words, founded) for words in it] for who, it in told["trainings"].items()},
        FOUNDED: founded.isoformat(),
    }


def _training(words: Mapping[str, Any], founded: date) -> dict[str, Any]:
    """Days are counted back from the day the demonstration is made, so that it never grows old."""
    days = {name: (founded - timedelta(days=ago)).isoformat() for name, ago in words.items() if name != "kind"}
    return {"kind": words["kind"], **days}


def _slot_min(member: Member) -> int:
    return int(scenario().agendas[member.agenda[0]].sessions[0].slot_min or 15)


def _member(code: str, words: Mapping[str, str]) -> NewMember:
    """A person, with a post for each member of the scenario who is that person."""
    own = [it for it in scenario().members.values() if member_of(it.code) == code]
    posts = [{"role": it.role, "hours": list(_hours(it.hours))} for it in own]
    return NewMember(code, words["name"], posts, list(own[0].holds), words["login"])


def _hours(week: Week) -> Iterator[list[Any]]:
    for weekday in WEEKDAYS:
        yield from ([weekday, _clock(since), _clock(until)] for since, until in week[weekday])


def _clock(minute: float) -> str:
    return f"{int(minute) // 60:02d}:{int(minute) % 60:02d}"


def _room(code: str, words: Mapping[str, str]) -> NewRoom:
    room = scenario().rooms[code]
    return NewRoom(code, words["name"], room.kind, doctor=next(iter(room.used_by), ""), twin=words.get("twin", ""))

"""Rooms, agendas, panels, and the declared choice of what freed time becomes."""

from typing import Any

from binome.twin.model import Scenario
from binome.web.whatif.dials import (
    CONSULTATION,
    SOON_DAYS,
    Dials,
    consulting_rooms,
    doctors,
    doctors_agendas,
    kinds_of_slots,
)

Words = dict[str, Any]
SAME_DAY = "same_day"
PARTS = 20
"""The shares of an agenda are dealt in twentieths."""


def turn_rooms(words: Words, scenario: Scenario, wanted: int) -> None:
    codes = consulting_rooms(scenario)
    for number in range(wanted - len(codes)):
        first, whose = words["rooms"][codes[0]], _who_needs_one(words, scenario)
        room = {**first, "used_by": [whose]} if first.get("used_by") and whose else dict(first)
        words["rooms"][f"more{number + 1}"] = room
    for code in reversed(codes):
        if len(_consulting(words)) > wanted and _can_go(words, code):
            del words["rooms"][code]
    for doctor in doctors(scenario):
        if len(_rooms_of(words, doctor.code)) > 1 and "move_min" not in words["members"][doctor.code]:
            words["members"][doctor.code]["move_min"] = {"prior": "walk"}


def _consulting(words: Words) -> dict[str, Words]:
    return {code: it for code, it in words["rooms"].items() if it.get("kind", CONSULTATION) == CONSULTATION}


def _rooms_of(words: Words, doctor: str) -> list[str]:
    return [code for code, it in _consulting(words).items() if doctor in it.get("used_by", [doctor])]


def _who_needs_one(words: Words, scenario: Scenario) -> str | None:
    told = [it.code for it in doctors(scenario)]
    return min(told, key=lambda code: len(_rooms_of(words, code))) if told else None


def _can_go(words: Words, code: str) -> bool:
    """Nobody is left without a room."""
    return all(len(_rooms_of(words, who)) > 1 for who in words["rooms"][code].get("used_by", ()))


def turn_slots(words: Words, scenario: Scenario, was: float, wanted: float) -> None:
    """Agendas that deal other slots keep the same proportion; half minutes are the finest."""
    for code in doctors_agendas(scenario):
        for session in words["agendas"][code]["sessions"]:
            if "slot_min" in session:
                session["slot_min"] = max(2.0, round(session["slot_min"] * wanted / was * 2) / 2)


def turn_same_day(words: Words, scenario: Scenario, percent: int) -> None:
    soon, ahead = kinds_of_slots(scenario)
    kept = next(iter(sorted(soon)), SAME_DAY)
    main = _main_kind(scenario, ahead)
    for code in doctors_agendas(scenario):
        for session in words["agendas"][code]["sessions"]:
            if set(session["kinds"]) <= {kept, main}:
                session["kinds"] = _dealt(kept, main, round(percent / 100 * PARTS))
    for request in words["requests"].values():
        stages = request.get("search", [])
        if percent and not soon and any(main in stage["kinds"] for stage in stages):
            request["search"] = [{"kinds": [kept], "to_day": 0}, *stages][:4]
        elif not percent and stages:
            request["search"] = [it for it in stages if it["kinds"] != [kept]] or [
                {"kinds": [main], "to_day": SOON_DAYS}
            ]


def _main_kind(scenario: Scenario, ahead: set[str]) -> str:
    kinds = [
        kind
        for code in doctors_agendas(scenario)
        for session in scenario.agendas[code].sessions
        for kind in session.kinds
        if kind in ahead
    ]
    return max(sorted(set(kinds)), key=kinds.count) if kinds else ""


def _dealt(kept: str, main: str, parts: int) -> list[str]:
    """Spread evenly over the session."""
    if parts in (0, PARTS):
        return [kept if parts else main]
    return [kept if (n + 1) * parts // PARTS > n * parts // PARTS else main for n in range(PARTS)]


def turn_patients(words: Words, scenario: Scenario, was: int, wanted: int) -> None:
    """The requests of a panel follow its size; those that the file counts by day are counted anew."""
    for member in scenario.professionals:
        if member.panel:
            panel = words["members"][member.code]["panel"]
            panel["patients"] = member.panel.patients * wanted / was
            if "most_patients" in panel:
                panel["most_patients"] = max(panel["most_patients"], panel["patients"])
    for code, request in scenario.requests.items():
        if request.per_day:
            rates = {who: rate * wanted / was for who, rate in request.per_day.items()}
            words["requests"][code]["per_day"] = rates.get("", rates) if set(rates) == {""} else rates


def turn_freed(words: Words, wanted: Dials) -> None:
    more, longer, earlier = wanted.freed
    words.pop("freed_time", None)
    if more or longer or earlier:
        words["freed_time"] = {
            "more_patients_share": more / 100,
            "longer_visits_share": longer / 100,
            "earlier_end_share": earlier / 100,
        }

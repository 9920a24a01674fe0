"""The morning and the evening on paper: large enough to be read standing."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from binome.web.asked import Asked
from binome.web.huddle.due import Due
from binome.web.huddle.evening import evening
from binome.web.huddle.loops import as_told
from binome.web.huddle.morning import morning
from binome.web.huddle.paper_head import paper_head
from binome.web.paper import pdf_response
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.practice import house_of

SHOWN = 12
"""Lines told one by one, for each doctor and in each list of the evening; the screen has them all."""


@allow("see_huddle", reads="huddle_sheet")
def morning_sheet(request: Asked, practice: str, day: date) -> HttpResponse:
    """One page, two at most."""
    house = house_of(request.seat)
    told = morning(house, day, clock.now(), request.seat.roles)
    page = paper_head(house, _morning_words(day)) | {
        "here": [[it.name, it.hours, it.state, ", ".join(it.stand_ins)] for it in told["here"]],
        "rooms": [[it.name, it.said, it.state] for it in told["rooms"]],
        "notes": [[it["note"].about, it["note"].words, it["by"]] for it in told["notes"]],
        "notices": [[it["on"], it["who"], it["said"]] for it in told["notices"]],
        "firsts": [[it.name, list(it.lines), it.role] for it in told["firsts"]],
        "doctors": _in_two([_doctor(it) for it in told["doctors"]]),
        "loops": as_told(told["loops"]),
        "holiday": told["is_holiday"],
    }
    return pdf_response("huddle.typ", page, name=f"matin-{day.isoformat()}.pdf")


@allow("see_board", reads="round_sheet")
def evening_sheet(request: Asked, practice: str, day: date) -> HttpResponse:
    """What was left, to whom, and what the morning should know."""
    house = house_of(request.seat)
    told = evening(house, day, request.seat.roles)
    page = paper_head(house, _evening_words(day, told["following"])) | {
        "open": [_visit(it) for it in told["open"][:SHOWN]],
        "more_open": _others(len(told["open"]) - SHOWN),
        "deferred": [_visit(it) for it in told["deferred"][:SHOWN]],
        "more_deferred": _others(len(told["deferred"]) - SHOWN),
        "done": told["done"],
        "missed": len(told["missed"]),
        "closed": told["closed"],
        "tasks": [[it.what, it.about, it.whose] for it in told["tasks"][:SHOWN]],
        "more_tasks": _others(len(told["tasks"]) - SHOWN),
        "notes": [[it["note"].about, it["note"].words, it["by"]] for it in told["notes"]],
        "tomorrow": [[it.who, list(it.lines)] for it in told["tomorrow"]],
    }
    return pdf_response("round.typ", page, name=f"soir-{day.isoformat()}.pdf")


def _doctor(it: dict[str, Any]) -> dict[str, Any]:
    """Those who stand out; the others are counted, with those to prepare."""
    shown, rest = it["out"][:SHOWN], it["quiet"] + len(it["out"][SHOWN:])
    visits = len(it["visits"])
    head = [ngettext("%(n)s visit", "%(n)s visits", visits) % {"n": visits}]
    if it["to_prepare"]:
        head.append(_("%(n)s to prepare") % {"n": it["to_prepare"]})
    if it["ends"]:
        head.append(_("end simulated %(low)s to %(high)s") % {"low": it["ends"][0], "high": it["ends"][1]})
    return {"name": it["name"], "head": ", ".join(head), "visits": [_out(one) for one in shown], "more": _others(rest)}


def _in_two(doctors: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Two columns of much the same length, each doctor whole."""
    columns: list[list[dict[str, Any]]] = [[], []]
    lengths = [0, 0]
    for it in doctors:
        shorter = lengths.index(min(lengths))
        columns[shorter].append(it)
        lengths[shorter] += len(it["visits"]) + 3
    return columns


def _others(n: int) -> str:
    return ngettext("and %(n)s other", "and %(n)s others", n) % {"n": n} if n > 0 else ""


def _out(it: Due) -> list[Any]:
    said = [[flag.said, flag.tone] for flag in it.flags if flag.code != "prepare"]
    who = f"{it.line.family} {it.line.given}".strip() or _("Forgotten person")
    return [it.hour, who, "" if it.age is None else str(it.age), said]


def _visit(it: dict[str, Any]) -> list[str]:
    line = it["line"]
    who = f"{line.family} {line.given}".strip() or _("Forgotten person")
    return [f"{it['local_due']:%H:%M}", who, it["doctor"], it["place_word"], it["owner"] or it["holder"]]


def _morning_words(day: date) -> dict[str, str]:
    return {
        "title": _("Morning of %(day)s") % {"day": date_format(day, "l j F Y")},
        "firsts": _("What each trade does first"),
        "nothing": _("Nothing waits."),
        "here": _("Who is there"),
        "away": _("away"),
        "part": _("away for some of it"),
        "same": _("same trade:"),
        "rooms": _("Rooms"),
        "before": _("From the evening before"),
        "no_note": _("No note."),
        "due": _("Patients, and what stands out"),
        "years": _("y"),
        "loops": _("Left open"),
        "late": _("late"),
        "more": _("others on screen:"),
        "none": _("Nothing is left open."),
        "holiday": _("A public holiday: the practice is closed."),
    }


def _evening_words(day: date, following: date) -> dict[str, str]:
    return {
        "title": _("Evening of %(day)s") % {"day": date_format(day, "l j F Y")},
        "open": _("Visits still open"),
        "deferred": _("Put off, with an owner"),
        "tasks": _("Tasks of the day"),
        "nobody": _("nobody’s"),
        "notes": _("Hand-over note, for the next morning"),
        "tomorrow": _("For %(day)s") % {"day": date_format(following, "l j F")},
        "none": _("Nothing is left open."),
        "no_note": _("No note."),
        "done": _("visits done"),
        "missed": _("missed or left"),
        "closed": _("The day is closed."),
        "not_closed": _("The day is not closed."),
        "owner": _("Owner"),
    }

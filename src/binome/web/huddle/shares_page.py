"""Who does what, against what the texts let them and what the practice wants: a table, its findings, its routing."""

from datetime import date
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from binome.practice.activities import activities
from binome.practice.overlap import FEWEST, Finding, Line, compared
from binome.practice.routing import routing_of
from binome.practice.team import Hours
from binome.practice.words import Power, Role
from binome.web.asked import Asked, whole_number
from binome.web.huddle.paper_head import paper_head
from binome.web.paper import pdf_response
from binome.web.rights import allow
from binome.web.role_names import ROLE_NAMES
from binome.web.store import clock
from binome.web.store.practice import House, house_of, today
from binome.web.store.shares import TOLD, done_between, own_routing, save_routing, weeks_back
from binome.web.task_words import labelled

USUAL_WEEKS, MOST_WEEKS = 4, 13
_PRESSING = (Finding.NOBODY_MAY, Finding.NOBODY_THERE, Finding.DRIFT, Finding.OVERLAP)


@allow("see_shares")
def shares(request: Asked, practice: str) -> HttpResponse:
    """The last weeks, an activity a line, a role a column."""
    house = house_of(request.seat)
    told = {"p": practice, "choices": (1, 4, 8, 13), "roles_of": _choices(house)}
    return render(request, "huddle/shares.html", _told(house, _weeks(request)) | told)


@allow("see_shares")
def shares_sheet(request: Asked, practice: str) -> HttpResponse:
    """The same on paper, for a meeting."""
    house = house_of(request.seat)
    told = _told(house, _weeks(request))
    page = paper_head(house, _words(told)) | {
        "roles": [name for _code, name in told["roles"]],
        "groups": [[name, [_on_paper(row) for row in rows]] for name, rows in told["groups"]],
        "findings": [[_names(it["about"]), it["tag"], it["said"]] for it in told["findings"]],
    }
    return pdf_response("shares.typ", page, name="qui-fait-quoi.pdf")


@require_POST
@allow("set_routing")
def route(request: Asked, practice: str, activity: str) -> HttpResponse:
    """Who takes an activity first in this practice, and who next."""
    house, form = house_of(request.seat), request.POST
    wanted = [form.get("first", ""), form.get("next", "")]
    save_routing(house, activity, wanted, on=today(house.practice, clock.now()))
    return HttpResponseRedirect(f"/p/{practice}/who-does-what/#{activity}")


def _weeks(request: Asked) -> int:
    said = whole_number(request.GET.get("weeks", "")) or USUAL_WEEKS
    return min(max(said, 1), MOST_WEEKS)


def _told(house: House, weeks: int) -> dict[str, Any]:
    here = today(house.practice, clock.now())
    since, until = weeks_back(here, weeks)
    routing = routing_of(own_routing(house))
    done = done_between(house, since, until)
    found = compared(house.practice, routing, done, TOLD, until)
    roles = [role for role in Role if any(role in m.roles for m in house.practice.members.values())]
    rows = [_row(house, line, roles) for line in found]
    return {
        "weeks": weeks,
        "since": since,
        "last": date.fromordinal(until.toordinal() - 1),
        "roles": [(str(role), str(ROLE_NAMES[role])) for role in roles],
        "groups": [
            (name, own) for code, name in _domains().items() if (own := [row for row in rows if row["domain"] == code])
        ],
        "columns": len(roles) + 1,
        "findings": _gathered([it for row in rows for it in row["findings"] if it["kind"] != Finding.NOT_DONE]),
        "not_done": [it for row in rows for it in row["findings"] if it["kind"] == Finding.NOT_DONE],
        "fewest": FEWEST,
    }


def _gathered(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What has one reason is one line, whatever the number of activities: forty same lines would hide the others."""
    lines: dict[tuple[str, str], dict[str, Any]] = {}
    for it in sorted(found, key=lambda it: _PRESSING.index(it["kind"])):
        line = lines.setdefault((it["kind"], it["said"]), {**it, "about": []})
        line["about"].append((it["code"], it["activity"]))
    return list(lines.values())


def _names(about: list[tuple[str, str]]) -> str:
    return " · ".join(name for _code, name in about)


def _row(house: House, line: Line, roles: list[Role]) -> dict[str, Any]:
    activity = activities()[line.activity]
    name = labelled(activity.labels)
    return {
        "code": line.activity,
        "name": name,
        "domain": activity.domain,
        "routed": [str(role) for role in line.routed],
        "cells": [_cell(line, role) for role in roles],
        "told": line.told,
        "findings": [
            {"code": line.activity, "activity": name, "kind": str(it), "tag": finding_name(it), "said": _why(it, line)}
            for it in line.findings
        ],
    }


def _cell(line: Line, role: Role) -> dict[str, Any]:
    n = line.done.get(role, 0)
    power = line.may.get(role, Power.NO)
    return {
        "power": str(power),
        "may": power_name(power),
        "rank": line.routed.index(role) + 1 if role in line.routed else 0,
        "n": str(n) if n >= FEWEST else _("under %(n)s") % {"n": FEWEST} if n else "",
        "often": n >= FEWEST,
    }


def power_name(power: Power) -> str:
    return {
        Power.DOES: pgettext("power", "may do"),
        Power.PREPARES: pgettext("power", "may prepare"),
        Power.NO: pgettext("power", "may not"),
    }[power]


def finding_name(finding: Finding) -> str:
    return {
        Finding.OVERLAP: _("Overlap"),
        Finding.DRIFT: _("Drift"),
        Finding.NOT_DONE: _("Not done"),
        Finding.NOBODY_THERE: _("Hours without anybody"),
        Finding.NOBODY_MAY: _("Nobody may"),
    }[finding]


def _why(finding: Finding, line: Line) -> str:
    doers = ", ".join(f"{ROLE_NAMES[role]} {line.done[role]}" for role in line.doers)
    first = ROLE_NAMES[line.routed[0]]
    return {
        Finding.OVERLAP: _("done by several trades: %(doers)s") % {"doers": doers},
        Finding.DRIFT: _("the practice wants %(first)s first; done by %(doers)s") % {"first": first, "doers": doers},
        Finding.NOT_DONE: _("the journal shows it done by nobody in these weeks"),
        Finding.NOBODY_THERE: _("open, and nobody who may: %(hours)s") % {"hours": _hours(line.uncovered)},
        Finding.NOBODY_MAY: _("nobody of the team meets what the texts ask for"),
    }[finding]


def _hours(listed: tuple[Hours, ...]) -> str:
    """The same hours of several days are said together."""
    by_hours: dict[str, list[int]] = {}
    for it in listed:
        by_hours.setdefault(f"{it.since:%H:%M}–{it.until:%H:%M}", []).append(it.weekday)
    return " ; ".join(f"{_days(found)} {said}" for said, found in by_hours.items())


def _days(weekdays: list[int]) -> str:
    names = [date_format(date(2026, 1, 5 + day), "D").lower() for day in weekdays]
    in_a_row = len(weekdays) > 2 and weekdays == list(range(weekdays[0], weekdays[-1] + 1))
    return f"{names[0]}–{names[-1]}" if in_a_row else ", ".join(names)


def _domains() -> dict[str, str]:
    return {
        "administrative": _("Administrative"),
        "consultation": _("Around the consultation"),
        "coordination": _("Coordination"),
        "nurse": _("The nurses"),
        "doctor": _("The doctors"),
    }


def _choices(house: House) -> list[tuple[str, str]]:
    held = {role for member in house.practice.members.values() for role in member.roles}
    return [(role, str(name)) for role, name in ROLE_NAMES.items() if role in held]


def _on_paper(row: dict[str, Any]) -> list[Any]:
    cells = [[it["power"], it["rank"], it["n"]] for it in row["cells"]]
    return [row["name"], cells, [it["tag"] for it in row["findings"]]]


def _words(told: dict[str, Any]) -> dict[str, str]:
    facts = {
        "since": date_format(told["since"], "j F"),
        "last": date_format(told["last"], "j F Y"),
    }
    return {
        "title": _("Who does what"),
        "period": _("From %(since)s to %(last)s, counted from the journal") % facts,
        "activity": _("Activity"),
        "to_look_at": _("To look at"),
        "key": _(
            "Filled: may do. Half: may prepare. Empty: may not. 1 and 2: whom the practice wants first, and next."
        ),
        "small": _("What was done fewer than %(n)s times is not counted out.") % {"n": told["fewest"]},
    }

"""The papers to sign: each member's job description, and the practice's delegation protocol; every signed version."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from binome.practice.refusal import MoveRefused
from binome.web.asked import Asked
from binome.web.delegation.differences import differences
from binome.web.delegation.forms import author, day_in, saves
from binome.web.delegation_words import role_name
from binome.web.paper import pdf_response
from binome.web.paper_content import PAPER_TONGUE, Content, by_domain, job_of, protocol_of
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store import signed_papers as store
from binome.web.store.practice import House, house_of, today

PROTOCOL = "protocol"
"""The name of the practice's own paper in an address; a job description bears its member's code."""


@allow("see_delegations")
def papers(request: Asked, practice: str) -> HttpResponse:
    """Every paper, when it was last signed, and whether it still says the same."""
    house = house_of(request.seat)
    kept = store.versions(house)
    gone = {it.member for it in house.practice.absences if it.until == date.max}
    listed = [PROTOCOL, *(code for code in house.people if code not in gone)]
    told = {
        "p": practice,
        "tab": "papers",
        "on": _now(house),
        "papers": [_in_the_list(house, code, kept) for code in listed],
    }
    return render(request, "delegation/papers.html", told)


@allow("see_delegations")
def paper(request: Asked, practice: str, paper: str) -> HttpResponse:
    """One paper: what changed since it was signed, its versions, and the form to say that it was signed."""
    return _page(request, house_of(request.seat), paper=paper)


def _page(
    request: Asked, house: House, *, paper: str, fault: str = "", typed: Any = None, status: int = 200
) -> HttpResponse:
    content, kept = content_of(house, paper, _now(house)), store.versions(house, _member(paper))
    told = {
        "p": house.practice.code,
        "tab": "papers",
        "on": _now(house),
        "fault": fault,
        "paper": paper,
        "name": _name(house, paper),
        "versions": [{"it": it, "by": house.people.get(it.by, "")} for it in kept],
        "changes": differences(kept[0].content, content, get_language() or PAPER_TONGUE) if kept else [],
    }
    return render(request, "delegation/paper.html", told, status=status)


def _signed(request: Asked, house: House, form: Any, *, paper: str) -> str:
    by = author(request)
    day = day_in(form, "signed_on") or by.day(house)
    store.keep_signed(house, by, _member(paper), content_of(house, paper, by.day(house)), day)
    return _("This version is kept as it was signed.")


signed = saves("sign_protocol", _page, "papers/{paper}/")(_signed)


@allow("see_delegations")
def paper_pdf(request: Asked, practice: str, paper: str) -> HttpResponse:
    """As it would be signed today, with what changed since the last signed version."""
    house, on = house_of(request.seat), _now(house_of(request.seat))
    content, kept = content_of(house, paper, on), store.versions(house, _member(paper))
    return _printed(house, paper, content, since=kept[0] if kept else None)


@allow("see_delegations")
def signed_pdf(request: Asked, practice: str, paper: str, number: int) -> HttpResponse:
    """A version again, as it was signed."""
    house, found = house_of(request.seat), store.version(house_of(request.seat), number)
    if found.member != _member(paper):
        raise MoveRefused("paper.unknown")
    return _printed(house, paper, found.content, signed_on=found.signed_on)


def content_of(house: House, paper: str, on: date) -> Content:
    """What the paper says on that day."""
    return protocol_of(house, on) if paper == PROTOCOL else job_of(house, paper, on)


def _printed(
    house: House, paper: str, content: Content, *, since: store.Version | None = None, signed_on: date | None = None
) -> HttpResponse:
    with override(PAPER_TONGUE):
        told = {
            **content,
            "demo": house.is_demo,
            "day": date_format(date.fromisoformat(content["on"]), "j F Y"),
            "printed": timezone.localtime(clock.now()).strftime("%d/%m/%Y %H:%M"),
            "signed_on": date_format(signed_on, "j F Y") if signed_on else "",
            "since": date_format(since.signed_on, "j F Y") if since else "",
            "changes": differences(since.content, content, PAPER_TONGUE) if since else [],
            **_numbered(content),
        }
    day = signed_on or date.fromisoformat(content["on"])
    template, name = ("protocol.typ", "protocole") if paper == PROTOCOL else ("job.typ", f"fiche-de-poste-{paper}")
    return pdf_response(template, told, name=f"{name}-{day}.pdf")


def _numbered(content: Content) -> dict[str, Any]:
    """Texts and duties said once at the end, and called by their number in the lists."""
    told_of = [line for it in content.get("members", [content]) for line in it["lines"]]
    lines = [line for line in told_of if line["verdict"] in ("does", "prepares")]
    cited = [*lines, *(line for line in told_of if line["verdict"] == "no")]
    grounds = list({it["title"]: it for line in cited if (it := line["ground"])}.values())
    owed = list(dict.fromkeys(duty for line in lines for duty in line["duties"]))
    met = list(dict.fromkeys(one for line in lines for one in line.get("while", ())))
    asked = list(dict.fromkeys(one for line in lines for one in line["if"]))
    places = {"grounds": {it["title"]: n for n, it in enumerate(grounds, 1)}}
    places["duties"] = {duty: n for n, duty in enumerate(owed, 1)}
    places["asked"] = {one: n for n, one in enumerate(asked)}
    places["met"] = {one: n for n, one in enumerate(met)}
    told: dict[str, Any] = {"grounds": grounds, "duties": owed, "asked": asked, "met": met}
    if "members" in content:
        return {**told, "domains": by_domain(_rows(content, places))}
    shown = [_marked(line, places) for line in content["lines"]]
    return {**told, "groups": {v: by_domain(it for it in shown if it["verdict"] == v) for v in _VERDICTS}}


_VERDICTS = ("does", "prepares", "not_yet", "open", "kept", "no")


def _marked(line: dict[str, Any], places: dict[str, dict[str, int]]) -> dict[str, Any]:
    ground = line["ground"].get("title", "")
    return {
        **line,
        "text": places["grounds"].get(ground, 0),
        "owes": [places["duties"][it] for it in line["duties"] if it in places["duties"]],
        "holds": [_letter(places["met"][it]).upper() for it in line.get("while", ()) if it in places["met"]],
        "asks": [_letter(places["asked"][it]) for it in line["if"] if it in places["asked"]],
    }


def _rows(content: Content, places: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    """One row per activity, a cell per member: what each may do, under which conditions."""
    rows: dict[str, dict[str, Any]] = {}
    for place, member in enumerate(content["members"]):
        for line in member["lines"]:
            marked = _marked(line, places)
            row = rows.setdefault(
                line["code"],
                {
                    "code": line["code"],
                    "activity": line["activity"],
                    "domain": line["domain"],
                    "cells": {},
                    "texts": [],
                    "owes": [],
                },
            )
            row["cells"][str(place)] = {"verdict": line["verdict"], "asks": marked["asks"]}
            row["texts"] = sorted({*row["texts"], marked["text"]})
            row["owes"] = sorted({*row["owes"], *marked["owes"]})
    return list(rows.values())


def _letter(number: int) -> str:
    """a, b, … z, aa, ab…"""
    return (_letter(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)


def _in_the_list(house: House, code: str, kept: tuple[store.Version, ...]) -> dict[str, Any]:
    last = next((it for it in kept if it.member == _member(code)), None)
    now = content_of(house, code, _now(house)) if last else {}
    roles = [role_name(it) for it in house.practice.member(code).roles] if code != PROTOCOL else []
    return {
        "code": code,
        "name": _name(house, code),
        "roles": ", ".join(roles),
        "last": last,
        "changed": len(differences(last.content, now, PAPER_TONGUE)) if last else 0,
    }


def _name(house: House, paper: str) -> str:
    if paper == PROTOCOL:
        return _("Delegation protocol of the practice")
    return _("Job description of %(who)s") % {"who": house.people[house.practice.member(paper).code]}


def _member(paper: str) -> str:
    return store.PROTOCOL if paper == PROTOCOL else paper


def _now(house: House) -> date:
    return today(house.practice, clock.now())

"""The sheet's page: for whoever prepares, and for the doctor who opens it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.translation import get_language

from binome.journal.event import Event
from binome.practice.activities import activities
from binome.practice.entrusting import DOCTORS
from binome.practice.whom import known_of_patients
from binome.web.asked import Asked
from binome.web.prepare.items import PARTS, checks_of
from binome.web.prepare.measures import bmi, measure_rows, wanted_times
from binome.web.prepare.top import examination, quiet, top_of
from binome.web.prepare.words import CONSENTS, IDENTITY_CHECKS, OMISSIONS, OWN_ACTIVITIES, figure
from binome.web.rights import allow, read_about
from binome.web.store import clock
from binome.web.store.ages import age_on
from binome.web.store.practice import House, house_of
from binome.web.store.preparing import topics_of, traits_of
from binome.web.store.sheets import Prepared, prepared


@allow("read_preparation", reads="preparation")
def sheet(request: Asked, practice: str, story: str) -> HttpResponse:
    """What was done, by whom, and what was not; with the forms for whoever may prepare."""
    house = house_of(request.seat)
    found = prepared(house, story)
    read_about(request, story=story, patient=found.line.patient or "")
    return render(request, "prepare/sheet.html", told(house, found, practice, me=request.seat.member))


def told(house: House, found: Prepared, practice: str, *, me: str = "", **more: Any) -> dict[str, Any]:
    """What the page and the paper show alike."""
    language = (get_language() or "fr")[:2]
    traits = traits_of(house, found)
    checks = checks_of(house, found, me, clock.now(), language)
    times = wanted_times(checks.pop("items"))
    rows = measure_rows(house, found, times, language)
    top = top_of(house, found, traits, rows["measures"], language)
    exam = examination(traits)
    return {
        "p": practice,
        "line": found.line,
        "age": _age(found, house),
        "months": traits.months,
        "doctor": house.people.get(found.line.doctor, ""),
        "room": house.places.get(found.line.room or "", ""),
        "past": any(row["before"] or row["trend"] for row in rows["measures"]),
        "grown": [row for row in rows["measures"] if row["growth"]],
        "bmi": figure(index, 1) if (index := bmi(found)) else "",
        "notes": [(e, house.people.get(e.by, "")) for e in found.notes()],
        "words_event": _named(house, found.sheet.told.get("collect_reason")),
        "topics": topics_of(found.entries),
        "deals": not DOCTORS.isdisjoint(house.practice.member(me).roles) if me else False,
        "known": [(code, words[language], code in traits.known) for code, words in known_of_patients().items()],
        "examination": exam.labels[language] if exam else "",
        "examination_certificate": bool(exam and exam.certificate),
        "nothing_first": quiet(top, checks["consent"]),
        "part_names": list(PARTS.items()),
        "own_activities": [(code, activities()[code].labels[language]) for code in OWN_ACTIVITIES],
        "identity_checks": list(IDENTITY_CHECKS.items()),
        "consents": list(CONSENTS.items()),
        "consent_words": CONSENTS.get(checks["consent"], ""),
        "omissions": list(OMISSIONS.items()),
        "now": clock.now(),
        "key": get_random_string(16),
        **_identity(house, found),
        **checks,
        **rows,
        **top,
        **more,
    }


def _identity(house: House, found: Prepared) -> dict[str, Any]:
    identity = next((e for e in reversed(found.entries) if e.kind == "identity"), None)
    return {
        "identity": identity,
        "identity_words": IDENTITY_CHECKS.get(identity.code) if identity else "",
        "identity_by": house.people.get(identity.by, "") if identity else "",
    }


def _named(house: House, event: Event | None) -> dict[str, Any] | None:
    return {"by": house.people.get(event.by, ""), "at": event.at} if event else None


def _age(found: Prepared, house: House) -> int | None:
    born = found.line.birth_date
    if born is None:
        return None
    return age_on(born, house.practice.local(found.line.due).date())

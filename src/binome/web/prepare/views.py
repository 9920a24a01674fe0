"""The sheet's page: for whoever prepares, and for the doctor who opens it."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.translation import get_language

from binome.journal.event import Event
from binome.practice.activities import activities
from binome.practice.measurement import body_mass_index, is_odd, measurement_kinds
from binome.practice.words import Moment
from binome.web.asked import Asked
from binome.web.prepare.trend import trend_of
from binome.web.prepare.words import CHECKLIST, IDENTITY_CHECKS, OMISSIONS, figure
from binome.web.rights import allow, read_about
from binome.web.store import clock
from binome.web.store.ages import age_on
from binome.web.store.practice import House, house_of
from binome.web.store.sheets import Entry, Prepared, prepared


@allow("read_preparation", reads="preparation")
def sheet(request: Asked, practice: str, story: str) -> HttpResponse:
    """What was done, by whom, and what was not; with the forms for whoever may prepare."""
    house = house_of(request.seat)
    found = prepared(house, story)
    read_about(request, story=story, patient=found.line.patient or "")
    return render(request, "prepare/sheet.html", told(house, found, practice))


def told(house: House, found: Prepared, practice: str, **more: Any) -> dict[str, Any]:
    """What the page and the paper show alike."""
    language = (get_language() or "fr")[:2]
    identity = next((e for e in reversed(found.entries) if e.kind == "identity"), None)
    checks = [_check(house, found.sheet.told.get(a), a, language) for a in CHECKLIST]
    measures = [_measure(house, found, code, language) for code in measurement_kinds()]
    return {
        "p": practice,
        "line": found.line,
        "age": _age(found, house),
        "doctor": house.people.get(found.line.doctor, ""),
        "room": house.places.get(found.line.room or "", ""),
        "measures": measures,
        "past": any(m["before"] or m["trend"] for m in measures),
        "bmi": figure(bmi, 1) if (bmi := _bmi(found)) else "",
        "identity": identity,
        "identity_words": IDENTITY_CHECKS.get(identity.code) if identity else "",
        "identity_by": house.people.get(identity.by, "") if identity else "",
        "notes": [(e, house.people.get(e.by, "")) for e in found.notes()],
        "words_event": _named(house, found.sheet.told.get("collect_reason")),
        "checks": checks,
        "done": sum(c["done"] == "yes" for c in checks),
        "identity_checks": list(IDENTITY_CHECKS.items()),
        "omissions": list(OMISSIONS.items()),
        "now": clock.now(),
        "key": get_random_string(16),
        **more,
    }


def _measure(house: House, found: Prepared, code: str, language: str) -> dict[str, Any]:
    kind = measurement_kinds()[code]
    last = found.last("measure", code)
    history = found.history.get(code, ())
    return {
        "kind": kind,
        "label": kind.labels[language],
        "last": last,
        "value": figure(last.value, kind.decimals) if last else "",
        "by": house.people.get(last.by, "") if last else "",
        "odd": last is not None and is_odd(code, Decimal(last.value)),
        "trend": trend_of(history, kind),
        "before": [(figure(e.value, kind.decimals), e.at) for e in history if last is None or e.at < last.at][-1:],
    }


def _bmi(found: Prepared) -> Decimal | None:
    weight, height = found.last("measure", "weight"), _latest(found, "height")
    return body_mass_index(Decimal(weight.value), Decimal(height.value)) if weight and height else None


def _latest(found: Prepared, code: str) -> Entry | None:
    return found.last("measure", code) or next(iter(found.history.get(code, ())[-1:]), None)


def _check(house: House, event: Event | None, activity: str, language: str) -> dict[str, Any]:
    done = "" if event is None else "yes" if event.moment is Moment.NOTED else "no"
    return {
        "activity": activity,
        "label": activities()[activity].labels[language],
        "done": done,
        "event": event,
        "by": house.people.get(event.by, "") if event else "",
        "reason": OMISSIONS.get(event.reason or "", "") if event else "",
    }


def _named(house: House, event: Event | None) -> dict[str, Any] | None:
    return {"by": house.people.get(event.by, ""), "at": event.at} if event else None


def _age(found: Prepared, house: House) -> int | None:
    born = found.line.birth_date
    if born is None:
        return None
    return age_on(born, house.practice.local(found.line.due).date())

"""The checklist of a sheet: what is done, what is not, by whom, and who of those present may do the rest."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import pgettext_lazy

from binome.desk.sheets import AGREED, GIVEN, REFUSED
from binome.desk.visits import booked_with_a_nurse
from binome.journal.event import Event
from binome.practice.checklist import OWN_PREFIX, Part
from binome.practice.conditions import NOTHING_GIVEN
from binome.practice.entrusting import DOCTORS, Entrusted, entrusted, minutes_by_step
from binome.practice.words import Moment, Step
from binome.web.prepare.words import OMISSIONS
from binome.web.store.practice import House
from binome.web.store.preparing import chosen_lists, consent_of, items_of, lists_of
from binome.web.store.sheets import Prepared

PARTS = {
    Part.BEFORE: pgettext_lazy("part of a visit", "Before the doctor"),
    Part.DURING: pgettext_lazy("part of a visit", "With the doctor"),
    Part.AFTER: pgettext_lazy("part of a visit", "After the doctor"),
}
WRITTEN_ELSEWHERE = frozenset({"identity", "reason", "topics", "consent"})
"""Their own form is beside the list: to write there is to do them."""


def checks_of(house: House, found: Prepared, me: str, now: datetime, language: str) -> dict[str, Any]:
    """The parts in order, each item with what was said of it; and how much of it is done."""
    items = items_of(house, found)
    consent = consent_of(found)
    also = (AGREED if consent == GIVEN else NOTHING_GIVEN) | booked_with_a_nurse(found.line.pathway)
    about = {"physician": found.line.doctor, "patient": found.line.patient, "also": also, "alone": consent == REFUSED}
    told = entrusted(house.practice, items, now, **about)  # type: ignore[arg-type]  # as they are named
    checks = [_check(house, found, one, me, language) for one in told]
    lists, (chosen, by_hand) = lists_of(house.practice), chosen_lists(house, found)
    return {
        "items": items,
        "parts": [
            {"code": part, "name": name, "checks": own, "done": sum(it["done"] == "yes" for it in own)}
            for part, name in PARTS.items()
            if (own := [it for it in checks if it["part"] is part])
        ],
        "checks": checks,
        "done": sum(it["done"] == "yes" for it in checks),
        "undone": _undone(checks),
        "fallen": [it for it in checks if it["fell_back"] and it["done"] != "yes"],
        "minutes": round(minutes_by_step(items)[Step.PREPARATION]),
        "lists": [(code, it.labels[language], code in chosen) for code, it in lists.items()],
        "list_names": [lists[code].labels[language] for code in chosen],
        "by_hand": by_hand,
        "consent": consent,
    }


def _check(house: House, found: Prepared, one: Entrusted, me: str, language: str) -> dict[str, Any]:
    item = one.item
    event = found.sheet.on(item.code, item.activity, follows=item.follows)
    done = _done(found, one, event)
    return {
        "code": item.code,
        "part": item.part,
        "activity": item.activity,
        "label": item.labels[language],
        "minutes": item.minutes,
        "source": item.source,
        "done": done,
        "event": event,
        "by": house.people.get(event.by, "") if event else "",
        "reason": OMISSIONS.get(event.reason or "", "") if event and done == "no" else "",
        "whose": house.people.get(one.who[0], "") if one.who and me not in one.who else "",
        "mine": me in one.who or _is_doctor(house, me),
        "prepares": bool(one.who) and (me if me in one.who else one.who[0]) in one.prepares,
        "to_doctor": one.to_doctor,
        "fell_back": one.fell_back,
        "here": item.code not in WRITTEN_ELSEWHERE and not item.measures,
        "own": item.code.startswith(OWN_PREFIX),
    }


def _is_doctor(house: House, me: str) -> bool:
    """Who consults alone does everything: the desk asks the law again."""
    return me in house.practice.members and not DOCTORS.isdisjoint(house.practice.member(me).roles)


def _done(found: Prepared, one: Entrusted, event: Event | None) -> str:
    """ "yes", "no" when it was left out, "part" when it is to be repeated, "" as long as nobody said."""
    if event is None:
        return ""
    if event.moment is Moment.OMITTED:
        return "no"
    taken = min((len(found.values(kind)) for kind in one.item.measures), default=one.item.times)
    return "yes" if taken >= one.item.times else "part"


def _undone(checks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [it for it in checks if it["part"] is Part.BEFORE and it["done"] != "yes"]

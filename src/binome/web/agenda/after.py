"""After a deed: what was done, the way back, the place it freed and who waits for such a place."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from binome.desk.free import gaps
from binome.desk.stretches import before_main
from binome.practice.refusal import Refused
from binome.practice.rights import may_use
from binome.web.agenda.words import WAITING_NOTES, day_words, full_name
from binome.web.asked import Asked
from binome.web.store.agenda import Entry, Freed, booked_slots, entry_of, freed_by, undone_how
from binome.web.store.practice import House
from binome.web.store.waiting import Waiting, who_would_take


@dataclass(frozen=True, slots=True)
class Done:
    """`who` is named in the page, never in its address; `people` are those the freed place suits, oldest wish first."""

    entry: Entry
    who: str
    sentence: str
    may_undo: bool
    key: str
    freed: Freed | None
    freed_words: str
    people: list[tuple[Waiting, str]]


def what_was_done(request: Asked, house: House, now: datetime) -> Done | None:
    """The strip over the agenda; None when the address speaks of no deed, or of one that was undone meanwhile."""
    story = request.GET.get("done", "")
    if not story:
        return None
    try:
        entry, how = entry_of(house, story), undone_how(house, story)
    except Refused:
        return None
    if how is None:
        return None
    freed = still_free(house, freed_by(house, story), now)
    people = [(one, note) for one, note in _people(house, freed) if one.patient != entry.patient]
    may_undo = may_use(request.seat.roles, "book")
    return Done(
        entry, full_name(entry), _sentence(house, entry, how), may_undo, get_random_string(16), freed,
        _freed_words(house, freed), people,
    )  # fmt: skip


def still_free(house: House, freed: Freed | None, now: datetime) -> Freed | None:
    """A place that is to come, that its doctor works, and that nobody has taken."""
    if freed is None or freed.span.since <= now:
        return None
    slots = booked_slots(house, freed.day, freed.day).get(freed.day, ())
    left = gaps(house.practice, house.practice.member(freed.doctor), freed.day, slots)
    whole = any(gap.since <= freed.span.since and freed.span.until <= gap.until for gap in left)
    return freed if whole else None


def came_from(request: Asked) -> str:
    """The page of ours that the form or the address names; "" for anywhere else: no link leads off-site."""
    asked = request.POST.get("back") or request.GET.get("back", "")
    ours = url_has_allowed_host_and_scheme(asked, None) and asked.startswith("/p/") and asked.isprintable()
    return asked if ours else ""


def back_to(request: Asked, otherwise: str, story: str) -> str:
    """The page of the agenda the deed was done from, which will say what was done."""
    here = came_from(request) or otherwise
    kept = "&".join(pair for pair in here.partition("?")[2].split("&") if pair and not pair.startswith("done="))
    said = "&".join(part for part in (kept, f"done={story}" if story else "") if part)
    return here.partition("?")[0] + (f"?{said}" if said else "")


def _people(house: House, freed: Freed | None) -> list[tuple[Waiting, str]]:
    if freed is None:
        return []
    found = who_would_take(house, doctor=freed.doctor, day=freed.day, minutes=freed.span.minutes)
    return [(one, str(WAITING_NOTES.get(one.asked.note, ""))) for one in found]


def _sentence(house: House, entry: Entry, how: str) -> str:
    local = house.practice.local
    main = local(entry.due + before_main(house.practice, entry.pathway))
    facts = {
        "day": day_words(entry.day),
        "comes": f"{local(entry.due):%H:%M}",
        "at": f"{main:%H:%M}",
        "with": house.people.get(entry.doctor, ""),
    }
    if how == "cancelled":
        return _("The appointment of %(day)s at %(comes)s with %(with)s is cancelled.") % facts
    said = (
        _("Moved to %(day)s at %(at)s with %(with)s.")
        if how == "moved"
        else _("Booked on %(day)s at %(at)s with %(with)s.")
    )
    early = " " + _("The patient is to come at %(comes)s, for the preparation.") % facts
    return said % facts + (early if entry.due < main else "")


def _freed_words(house: House, freed: Freed | None) -> str:
    if freed is None:
        return ""
    local = house.practice.local
    return _("%(day)s, %(since)s to %(until)s with %(with)s is free again.") % {
        "day": day_words(freed.day),
        "since": f"{local(freed.span.since):%H:%M}",
        "until": f"{local(freed.span.until):%H:%M}",
        "with": house.people.get(freed.doctor, ""),
    }

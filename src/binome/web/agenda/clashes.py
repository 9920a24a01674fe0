"""Refusals of the agenda in sentences: they name who is in the way, to those who may see the agenda."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from binome.desk.bookings import Clash
from binome.practice.refusal import Refused
from binome.practice.rights import may_use, who_may
from binome.web.agenda.words import full_name
from binome.web.role_names import role_names
from binome.web.sentences import sentence_of
from binome.web.store.agenda import Entry, names_of
from binome.web.store.people import Seat
from binome.web.store.practice import House

WARNINGS = frozenset({"booking.clash_warning", "booking.off_duty"})
CLASHES = frozenset({"booking.clash_warning", "booking.clash"})


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a booking was not made. `may_go_on`: this person may make it all the same, now that they know."""

    sentences: tuple[str, ...]
    may_go_on: bool

    @property
    def in_one(self) -> str:
        return " ".join(self.sentences)


def objection(house: House, seat: Seat, refusal: Refused) -> Objection:
    warned = refusal.code in WARNINGS
    may_go_on = warned and may_use(seat.roles, "override_booking")
    told = _told(house, seat, refusal)
    if warned and not may_go_on:
        who = ", ".join(role_names(who_may("override_booking")))
        told.append(_("It can still be booked by: %(who)s.") % {"who": who})
    return Objection(tuple(told), may_go_on)


def _told(house: House, seat: Seat, refusal: Refused) -> list[str]:
    if refusal.code in CLASHES and may_use(seat.roles, "see_agenda"):
        found: tuple[Clash, ...] = refusal.facts["clashes"]  # type: ignore[assignment]
        named = {entry.story: entry for entry in names_of(house, {clash.story for clash in found})}
        return list(_clashes(house, found, named))
    if refusal.code == "booking.off_duty":
        return [_off_duty(house, refusal)]
    return [sentence_of(refusal, house)]


def _clashes(house: House, found: tuple[Clash, ...], named: dict[str, Entry]) -> Iterator[str]:
    """A sentence for each visit in the way of a doctor or a patient, one for all who hold an assistant or a room."""
    for clash in found:
        if clash.over in ("doctor", "patient") and clash.story in named:
            yield _WORDS[clash.over]() % _facts(house, clash, named[clash.story])
    for over in ("assistant", "room"):
        holding = [clash for clash in found if clash.over == over]
        if holding:
            yield _lack(house, over, holding, named)


def _lack(house: House, over: str, holding: list[Clash], named: dict[str, Entry]) -> str:
    held = {
        c.story: _("%(who)s (%(since)s to %(until)s)") % _facts(house, c, named[c.story])
        for c in holding
        if c.story in named
    }
    if held:
        return _WORDS[over]() % {"who": ", ".join(held.values())}
    return _WORDS[f"no_{over}"]() % _facts(house, holding[0], None)


def _facts(house: House, clash: Clash, entry: Entry | None) -> dict[str, str]:
    local = house.practice.local
    return {
        "since": f"{local(clash.since):%H:%M}",
        "until": f"{local(clash.until):%H:%M}",
        "who": full_name(entry) if entry else "",
        "with": house.people.get(entry.doctor, "") if entry else "",
    }


_WORDS: Mapping[str, Callable[[], str]] = {
    "doctor": lambda: _("%(with)s already has %(who)s from %(since)s to %(until)s."),
    "patient": lambda: _("%(who)s already comes from %(since)s to %(until)s, with %(with)s."),
    "assistant": lambda: _("No assistant is left. They are with: %(who)s."),
    "no_assistant": lambda: _("No assistant is on duty from %(since)s to %(until)s."),
    "room": lambda: _("No room is left. In them: %(who)s."),
    "no_room": lambda: _("No room suits from %(since)s to %(until)s."),
}


def _off_duty(house: House, refusal: Refused) -> str:
    said = {
        "holiday": _("It is a public holiday."),
        "away": _("%(who)s is away then."),
        "hours": _("It is outside the hours of %(who)s."),
    }
    return said[str(refusal.facts["why"])] % {"who": house.people.get(str(refusal.facts["doctor"]), "")}

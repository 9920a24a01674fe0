"""What this practice keeps back, for whom and why; how each doctor consults."""

from datetime import date, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from binome.practice.delegation import national_list
from binome.practice.pathway import pathway, pathways
from binome.practice.refusal import MoveRefused
from binome.practice.team import Hours, Mode
from binome.practice.words import Role
from binome.web.asked import Asked
from binome.web.delegation.forms import author, day_asked, day_in, number_in, saves
from binome.web.delegation.words import activity_name
from binome.web.delegation_words import role_name
from binome.web.rights import allow
from binome.web.store import narrowings as store
from binome.web.store.agreed import RECORD, Noted, trace
from binome.web.store.booking_rules import usual_pathway
from binome.web.store.practice import House, Settings, house_of, mode_from, narrowing_from
from binome.web.task_words import labelled

ALONE = "single_room"
"""The pathway on which the doctor keeps the whole visit."""

A_MONDAY = date(2026, 1, 5)
WEEKDAYS = range(6)


@allow("see_delegations")
def ours(request: Asked, practice: str) -> HttpResponse:
    """The practice's own rules, narrower than the law."""
    return _page(request, house_of(request.seat))


def _page(
    request: Asked, house: House, *, fault: str = "", typed: Any = None, status: int = 200, **named: str
) -> HttpResponse:
    told = {
        "p": house.practice.code,
        "tab": "ours",
        "on": day_asked(request, house),
        "fault": fault,
        "typed": typed or {"activity": request.GET.get("activity", ""), "role": request.GET.get("role", "assistant")},
        "narrowings": [_narrowing(house, words) for words in house.settings.get("narrowings", ())],
        "lifted": [_lifted(house, it) for it in trace(house, "narrowing") if it.ended_at],
        "roles": [(role.value, role_name(role)) for role in Role if role is not Role.PHYSICIAN],
        "activities": sorted(
            {
                (code, activity_name(code))
                for (_, code), lines in national_list().items()
                if any(it.gives for it in lines)
            },
            key=lambda it: it[1],
        ),
        "people": [(it.code, house.people[it.code]) for it in house.practice.members.values()],
        "physicians": [(c, n) for c, n in house.people.items() if Role.PHYSICIAN in house.practice.member(c).roles],
        "consulting": [_consulting(house, code) for code in _who_consults(house)],
        "pathways": [(it.code, labelled(it.labels)) for it in pathways().values()],
        "weekdays": [(day, date_format(A_MONDAY + timedelta(days=day), "l")) for day in WEEKDAYS],
        "alone": ALONE,
    }
    return render(request, "delegation/ours.html", told, status=status)


def _narrowed(request: Asked, house: House, form: Any) -> str:
    by = author(request)
    store.narrow(
        house,
        by,
        form.get("role", ""),
        form.get("activity", ""),
        member=form.get("member", ""),
        physician=form.get("physician", ""),
        reason=form.get("reason", ""),
        since=day_in(form, "since") or by.day(house),
    )
    return _("Kept back from now on; refusals say why.")


def _given_back(request: Asked, house: House, form: Any) -> str:
    store.lift(house, author(request), number_in(form, "record"))
    return _("Given back: the law's answer holds again.")


def _mode(request: Asked, house: House, form: Any) -> str:
    store.set_mode(
        house,
        author(request),
        form.get("member", ""),
        form.get("pathway", ""),
        label=form.get("label", ""),
        hours=_hours(form),
    )
    return _("Kept: bookings propose it from now on.")


def _mode_ended(request: Asked, house: House, form: Any) -> str:
    store.end_mode(house, author(request), number_in(form, "record"))
    return _("Ended: bookings propose the usual way again.")


narrowed = saves("narrow_delegations", _page, "ours")(_narrowed)
lifted = saves("narrow_delegations", _page, "ours")(_given_back)
mode_set = saves("narrow_delegations", _page, "ours")(_mode)
mode_ended = saves("narrow_delegations", _page, "ours")(_mode_ended)


def _hours(form: Any) -> tuple[store.Stretch, ...]:
    """The same stretch on each day ticked; none ticked means always."""
    days = [int(day) for day in form.getlist("days") if day in map(str, range(7))]
    if not days:
        return ()
    try:
        since, until = (time.fromisoformat(form.get(name, "")) for name in ("since", "until"))
    except ValueError:
        raise MoveRefused("hours.unreadable", text=form.get("since", "")[:20]) from None
    return tuple((day, since, until) for day in days)


def _narrowing(house: House, words: Settings) -> dict[str, Any]:
    it = narrowing_from(words)
    return {
        "it": it,
        "record": words.get(RECORD),
        "sentence": _said(house, words),
        "by": house.people.get(it.by or "", ""),
    }


def _said(house: House, words: Settings) -> str:
    """« With Dr X, the assistant does not … »"""
    who = house.people.get(words.get("member") or "", "") or role_name(words["role"])
    f = {
        "who": who,
        "doctor": house.people.get(words.get("physician") or "", ""),
        "activity": activity_name(words["activity"]),
    }
    if words.get("physician"):
        return _("For the patients of %(doctor)s, kept from %(who)s: %(activity)s.") % f
    return _("Kept from %(who)s: %(activity)s.") % f


def _lifted(house: House, it: Noted) -> dict[str, Any]:
    return {
        "sentence": _said(house, it.words),
        "since": it.since,
        "until": it.until,
        "reason": it.words.get("reason", ""),
        "by": house.people.get(it.ended_by, ""),
    }


def _who_consults(house: House) -> list[str]:
    members = house.practice.members.values()
    here = [it for it in members if {Role.PHYSICIAN, Role.TRAINEE} & set(it.roles)]
    gone = {it.member for it in house.practice.absences if it.until == date.max}
    return [it.code for it in here if it.code not in gone]


def _consulting(house: House, code: str) -> dict[str, Any]:
    listed = [it for it in house.settings.get("modes", ()) if it["member"] == code]
    return {
        "code": code,
        "who": house.people[code],
        "usual": labelled(pathway(usual_pathway(house, code)).labels),
        "modes": [_shown(mode_from(words), words.get(RECORD)) for words in listed],
        "alone": any(it["pathway"] == ALONE and not it.get("hours") for it in listed),
    }


def _shown(mode: Mode, record: int | None) -> dict[str, Any]:
    return {
        "mode": mode,
        "record": record,
        "pathway": labelled(pathway(mode.pathway).labels),
        "hours": "; ".join(map(_stretch, mode.hours)),
    }


def _stretch(hours: Hours) -> str:
    day = date_format(A_MONDAY + timedelta(days=hours.weekday), "l")
    return f"{day} {hours.since:%H:%M} – {hours.until:%H:%M}"

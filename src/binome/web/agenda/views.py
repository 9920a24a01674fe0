"""The agenda's pages: a day or a week, by person or by room."""

from datetime import date, timedelta

from django.http import HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import render

from binome.practice.rights import may_use
from binome.web import asked
from binome.web.agenda.after import what_was_done
from binome.web.agenda.pages import Asked, grid, overview, rooms_overview, sheets, shown_days
from binome.web.days import day_said
from binome.web.rights import allow
from binome.web.store import clock, waiting
from binome.web.store.agenda import version_between
from binome.web.store.booking_rules import holders
from binome.web.store.practice import House, house_of, today


@allow("see_agenda")
def agenda(request: asked.Asked, practice: str) -> HttpResponse:
    """The page each person starts from: their own week, or everybody's day. `?day=` and `?view=` come from the form."""
    house = house_of(request.seat)
    own = request.seat.member if request.seat.member in holders(house) else ""
    day = _day(request, house)
    view = request.GET.get("view") or ("week" if own else "day")
    asked = Asked(practice, view if view in ("day", "week") else "day", day, request.GET.get("by") or "people")
    return HttpResponseRedirect(asked.address(who=request.GET.get("who", own if view == "week" else "")))


@allow("see_agenda", reads="agenda")
def day(request: asked.Asked, practice: str, day: date) -> HttpResponse:
    """One day, a column per person or per room."""
    return _page(request, house_of(request.seat), Asked(practice, "day", day, *_whom(request)))


@allow("see_agenda", reads="agenda")
def week(request: asked.Asked, practice: str, day: date) -> HttpResponse:
    """The week of one person or one room, a column per day; of all of them, a table."""
    return _page(request, house_of(request.seat), Asked(practice, "week", day, *_whom(request)))


@allow("see_agenda", quiet=True)
def again(request: asked.Asked, practice: str, view: str, day: date) -> HttpResponse:
    """The same page, asked for by the screen itself because something was written: nobody did anything."""
    return _page(request, house_of(request.seat), Asked(practice, view, day, *_whom(request)))


@allow("see_agenda", quiet=True)
def version(request: asked.Asked, practice: str, day: date, last: date) -> HttpResponse:
    """Whether anything of these days was written since: a few bytes, 304 when nothing was."""
    etag = f'"{version_between(request.seat.practice_id, day, last)}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(etag, content_type="text/plain", headers=headers)


def _page(request: asked.Asked, house: House, asked: Asked) -> HttpResponse:
    now = clock.now()
    days = shown_days(house, asked)
    known = house.people if asked.by == "people" else house.places
    asked = asked if asked.who in known or not asked.who else Asked(asked.p, asked.view, asked.day, asked.by)
    stamp = version_between(house.id, days[0], days[-1])  # read first: what comes after is shown twice, not never
    drawn = sheets(house, days, now, may_book=may_use(request.seat.roles, "book"))
    told = {
        "p": asked.p,
        "asked": asked,
        "days": days,
        "first": days[0],
        "last": days[-1],
        "stamp": stamp,
        "now": now,
        "today": today(house.practice, now),
        "closed": [sheet.day for sheet in drawn if sheet.closed],
        "holidays": [day for day in days if day in house.practice.holidays],
        "waiting": waiting.how_many(house, today=today(house.practice, now)),
        "choices": _choices(house, asked),
        "who_name": known.get(asked.who, ""),
        "done": what_was_done(request, house, now),
        **_links(asked),
        **_picture(house, asked, drawn),
    }
    return render(request, "agenda/agenda.html", told)


def _picture(house: House, asked: Asked, drawn: list) -> dict[str, object]:  # type: ignore[type-arg]
    if asked.view == "week" and not asked.who:
        lines = rooms_overview if asked.by == "rooms" else overview
        return {"lines": lines(house, asked, drawn)}
    return {"grid": grid(house, asked, drawn)}


def _links(asked: Asked) -> dict[str, str]:
    step = timedelta(days=7 if asked.view == "week" else 1)
    return {
        "before": asked.address(day=asked.day - step),
        "after": asked.address(day=asked.day + step),
        "as_day": asked.address(view="day", who=""),
        "as_week": asked.address(view="week"),
        "by_people": asked.address(by="people", who=""),
        "by_rooms": asked.address(by="rooms", who=""),
    }


def _choices(house: House, asked: Asked) -> list[tuple[str, str]]:
    if asked.by == "rooms":
        return list(house.places.items())
    return [(code, house.people[code]) for code in holders(house)]


def _whom(request: asked.Asked) -> tuple[str, str]:
    by = "rooms" if request.GET.get("by") == "rooms" else "people"
    return by, request.GET.get("who", "")


def _day(request: asked.Asked, house: House) -> date:
    return day_said(request.GET.get("day", "")) or today(house.practice, clock.now())

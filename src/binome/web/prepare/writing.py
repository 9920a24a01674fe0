"""Writing on the sheet: one address per kind of entry."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from binome.practice.measurement import is_odd, measurement_kinds, refuse_if_crossed, value_from
from binome.practice.refusal import MoveRefused, Refused
from binome.web.asked import Asked
from binome.web.delegation_words import who_may_address
from binome.web.prepare.deeds import Deed, View, writes
from binome.web.prepare.views import told
from binome.web.prepare.words import IDENTITY_CHECKS, OMISSIONS
from binome.web.store import preparing, sheets
from binome.web.store.practice import House

LONGEST = 1000


def _sheet_again(request: Asked, house: House, story: str, refusal: Refused, shown: dict[str, Any]) -> HttpResponse:
    practice = house.practice.code
    more = {**shown, "me": request.seat.member, "who_may": who_may_address(refusal, practice)}
    page = told(house, sheets.prepared(house, story), practice, **more)
    return render(request, "prepare/sheet.html", page, status=409)


def _writes(deed: Deed) -> View:
    return writes(deed, _sheet_again)


def _words(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    sheets.write_words(house, story, _text(form, "words")[:500], **author)


def _identity(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    check, said = form.get("check", ""), _text(form, "said")
    if check not in IDENTITY_CHECKS:
        raise MoveRefused("form.unknown_reason", reason=check[:40])
    if check == "other_person" and not said:
        raise MoveRefused("sheet.who_confirmed")
    sheets.write_identity(house, story, check, said, **author)


def _measures(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    """A value that is possible but odd is asked again: the second time, it is kept."""
    values = {code: value_from(code, form[code]) for code in measurement_kinds() if form.get(code, "").strip()}
    if not values:
        raise MoveRefused("measure.nothing_typed")
    refuse_if_crossed(values)
    odd = [code for code, value in values.items() if is_odd(code, value)]
    if odd and form.get("sure") != "yes":
        raise MoveRefused("measure.odd", kinds=tuple(odd))
    sheets.write_measures(house, story, values, **author)


def _note(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    words = _text(form, "words")
    if not words:
        raise MoveRefused("sheet.empty_note")
    sheets.write_note(house, story, words, alert=form.get("alert") == "yes", **author)


def _tick(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    """An item of the sheet, or an activity as a whole when none is named."""
    reason = form.get("reason") or None
    if reason is not None and reason not in OMISSIONS:
        raise MoveRefused("form.unknown_reason", reason=reason[:40])
    item, activity = form.get("item") or None, form.get("activity", "")
    if item is not None:
        known = {it.code: it for it in preparing.items_of(house, sheets.prepared(house, story))}
        if item not in known:
            raise MoveRefused("checklist.unknown_item")
        activity = known[item].activity
    sheets.tick(house, story, activity, reason, item=item, **author)


def _lists(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    preparing.choose_lists(house, story, form.getlist("list"), **author)


def _known(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    preparing.write_known(house, story, form.getlist("known"), **author)


def _item(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    words = _text(form, "words")[:200]
    preparing.add_item(house, story, form.get("part", ""), form.get("activity", ""), words, **author)


def _drop_item(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    preparing.drop_item(house, story, form.get("item", "")[:40], **author)


def _consent(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    preparing.write_consent(house, story, form.get("answer", ""), **author)


def _deal(house: House, story: str, form: Any, author: dict[str, Any]) -> None:
    preparing.deal_with_topic(house, story, form.get("topic", "")[:40], form.get("state", ""), **author)


def _text(form: Any, name: str) -> str:
    return str(form.get(name, "")).strip()[:LONGEST]


words, identity, measures = _writes(_words), _writes(_identity), _writes(_measures)
note, tick_off, lists, known = _writes(_note), _writes(_tick), _writes(_lists), _writes(_known)
item, drop_item, consent, deal = _writes(_item), _writes(_drop_item), _writes(_consent), _writes(_deal)

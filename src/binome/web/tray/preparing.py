"""Preparing a document: which, about whom, filled in with what is known; and again, once it came back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from binome.desk import drafts
from binome.desk.drafts import Paper
from binome.desk.hall import Deed
from binome.practice.refusal import MoveRefused, Refused
from binome.practice.rights import may_use, require_use
from binome.practice.template import Template, template
from binome.practice.words import Power, Role
from binome.web.asked import Asked, whole_number
from binome.web.draft_words import labelled, reason_name
from binome.web.rights import allow, read_about, read_found
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.draft_first import doctor_of_visit, first_values, patient_of_visit
from binome.web.store.drafts import known_of, new_draft, perform_draft
from binome.web.store.patients import found, person
from binome.web.store.practice import House, house_of
from binome.web.store.templates import templates_of
from binome.web.store.tray import line_of, words_of
from binome.web.tray.acts import wording_in
from binome.web.tray.pieces import power_to


@allow("prepare_draft", reads="draft")
def new(request: Asked, practice: str) -> HttpResponse:
    """First which document, then its form; once prepared, back to the tray."""
    house, asked = house_of(request.seat), request.POST or request.GET
    mine = _preparable(request, house)
    if asked.get("template", "") not in mine:
        told = {
            "p": practice,
            "templates": [(code, labelled(it.labels)) for code, it in mine.items()],
            "visit": asked.get("visit", ""),
            "patient": asked.get("patient", ""),
        }
        return render(request, "tray/choose.html", told)
    chosen = template(asked["template"], mine)
    told = _form(request, house, chosen, asked)
    if request.method == "POST":
        try:
            story = _prepare(request, house, chosen, told)
            messages.success(request, _("It is prepared."))
            return HttpResponseRedirect(f"/p/{practice}/tray/?whose=sign&doc={story}")
        except Refused as refusal:
            told["refused"] = sentence_of(refusal, house)
    return render(request, "tray/new.html", told, status=422 if told["refused"] else 200)


@allow("prepare_draft", reads="draft")
def again(request: Asked, practice: str, story: str) -> HttpResponse:
    """What came back, filled in as it was: put right, it waits for a signature again."""
    house = house_of(request.seat)
    line = line_of(house, story)
    mine = _preparable(request, house)
    chosen, kept = template(line.kind, mine), words_of(house, [line]).get(story)
    read_about(request, story=story, patient=line.patient or "")
    values = kept.values if kept else {}
    told = _told(request, house, chosen, values) | {"line": line, "reason": reason_name(line.reason), "action": "again"}
    if request.method == "POST":
        try:
            _prepare_again(request, house, line.story)
            messages.success(request, _("It is prepared."))
            return HttpResponseRedirect(f"/p/{practice}/tray/?whose=back")
        except Refused as refusal:
            told |= {"refused": sentence_of(refusal, house), "fields": _fields(chosen, _typed(request.POST))}
    return render(request, "tray/new.html", told, status=422 if told["refused"] else 200)


def _preparable(request: Asked, house: House) -> dict[str, Template]:
    """The templates that some text lets this person prepare or do."""
    member, now = house.practice.member(request.seat.member), clock.now()
    return {
        code: it
        for code, it in templates_of(house).items()
        if power_to(house, member, it.activity, now) is not Power.NO
    }


def _form(request: Asked, house: House, chosen: Template, asked: QueryDict) -> dict[str, Any]:
    """The form with what is known: from the visit, the first time; then as it was typed."""
    visit = asked.get("visit", "")[:64]
    patient = (patient_of_visit(house, visit) if visit else None) or asked.get("patient", "")[:40]
    reads_sheet = may_use(request.seat.roles, "read_preparation")
    typed = _typed(asked)
    first = typed or first_values(house, chosen, visit, clock.now(), reads_sheet=reads_sheet)
    known = person(house, patient) if patient else None
    if known:
        read_about(request, patient=known.code)
    doctor = asked.get("doctor", "") or (doctor_of_visit(house, visit) if visit else "")
    return _told(request, house, chosen, first) | {
        "visit": visit,
        "somebody": known,
        "about": asked.get("about", "")[:120],
        "doctor": doctor,
        "action": "new",
    }


def _told(request: Asked, house: House, chosen: Template, values: dict[str, str]) -> dict[str, Any]:
    member, now = house.practice.member(request.seat.member), clock.now()
    doctors = [(m.code, house.people[m.code]) for m in house.practice.members.values() if Role.PHYSICIAN in m.roles]
    return {
        "p": house.practice.code,
        "template": chosen,
        "name": labelled(chosen.labels),
        "check": labelled(chosen.check) if any(chosen.check.values()) else "",
        "fields": _fields(chosen, values),
        "doctors": doctors,
        "may_sign": power_to(house, member, chosen.signs, now) is Power.DOES,
        "refused": "",
        "meant": [],
        "key": get_random_string(16),
    }


def _fields(chosen: Template, values: dict[str, str]) -> list[dict[str, Any]]:
    return [{"field": it, "label": labelled(it.labels), "value": values.get(it.code, "")} for it in chosen.fields]


def _typed(asked: QueryDict) -> dict[str, str]:
    return dict(wording_in(asked, {}).values)


def _prepare(request: Asked, house: House, chosen: Template, told: dict[str, Any]) -> str:
    """In one transaction; signed in the same gesture when the form says so and a text lets them."""
    form, now = request.POST, clock.now()
    patient = _somebody(request, house, told)
    by = house.practice.member(request.seat.member)
    story = new_draft(house, by, form.get("key", ""))
    deed = Deed(by, now, story, 1)
    doctor = told["doctor"] if told["doctor"] in dict(told["doctors"]) else None
    paper = Paper(chosen.code, patient, doctor)
    wording = wording_in(form, known_of(house, patient, doctor, now), told["visit"])
    also_sign = "sign" in form
    if also_sign:
        require_use(request.seat.roles, "sign_draft")
    gesture = drafts.draft_and_sign if also_sign else drafts.draft
    perform_draft(house, [deed], lambda hall: gesture(hall, deed, paper, wording), key=form.get("key", "")[:64])
    return story


def _prepare_again(request: Asked, house: House, story: str) -> None:
    form, now, line = request.POST, clock.now(), line_of(house, story)
    by = house.practice.member(request.seat.member)
    deed = Deed(by, now, story, whole_number(form.get("number", "")))
    kept = words_of(house, [line]).get(story)
    known = known_of(house, line.patient or "", line.doctor, now)
    wording = wording_in(form, known, kept.visit if kept else "")
    paper = Paper(line.kind, line.patient or "", line.doctor)
    perform_draft(house, [deed], lambda hall: drafts.draft(hall, deed, paper, wording), key=form.get("key", "")[:64])


def _somebody(request: Asked, house: House, told: dict[str, Any]) -> str:
    """The patient meant; refused when several may be, or nobody is."""
    if told["somebody"]:
        return str(told["somebody"].code)
    said = told["about"].strip()
    told["meant"] = found(house, said) if said else []
    read_found(request, [one.code for one in told["meant"]])
    if len(told["meant"]) == 1:
        return str(told["meant"][0].code)
    raise MoveRefused("task.patient_unclear")

"""Which questionnaires the practice asks, and how often; the forms whose sentences it brings itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from binome.practice.refusal import Refused
from binome.voices.instruments import Instrument, templates
from binome.voices.rounds import MINIMUM, Cadence
from binome.web.asked import Asked
from binome.web.pulse_told import cadence_said, mark_said
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store.practice import House, house_of
from binome.web.store.pulse_plan import bring_sentences, instruments_of, plan_of, right_said, save_plan
from binome.web.task_words import labelled

LONGEST_SENTENCE = 300


@allow("set_pulse")
def choose(request: Asked, practice: str) -> HttpResponse:
    house = house_of(request.seat)
    if request.method != "POST":
        return _page(request, practice, house)
    try:
        save_plan(house, {code: request.POST.get(code, "") for code in instruments_of(house)})
    except Refused as refusal:
        return _page(request, practice, house, fault=sentence_of(refusal, house), status=409)
    messages.success(request, _("Kept."))
    return HttpResponseRedirect(f"/p/{practice}/pulse/choose/")


@require_POST
@allow("set_pulse")
def sentences(request: Asked, practice: str, form: str) -> HttpResponse:
    """The sentences of a form that the practice has the right to use; without any, they are taken away."""
    house, empty = house_of(request.seat), request.POST.get("away") == "yes"
    typed = tuple(it.strip()[:LONGEST_SENTENCE] for it in request.POST.getlist("sentence"))
    try:
        bring_sentences(house, form, () if empty else typed, request.POST.get("right", "")[:LONGEST_SENTENCE])
    except Refused as refusal:
        return _page(request, practice, house, fault=sentence_of(refusal, house), status=409, typed={form: typed})
    messages.success(request, _("Kept."))
    return HttpResponseRedirect(f"/p/{practice}/pulse/choose/")


def _page(
    request: Asked,
    practice: str,
    house: House,
    *,
    fault: str = "",
    status: int = 200,
    typed: dict[str, Any] | None = None,
) -> HttpResponse:
    plan = plan_of(house)
    told = {
        "p": practice,
        "fault": fault,
        "instruments": [_choice(house, it, plan.get(code)) for code, it in instruments_of(house).items()],
        "cadences": [(str(it), cadence_said(it)) for it in Cadence],
        "forms": [_form(house, it, (typed or {}).get(it.code)) for it in templates().values()],
        "minimum": MINIMUM,
        "team": len(house.practice.members),
    }
    return render(request, "pulse/choose.html", told, status=status)


def _choice(house: House, it: Instrument, cadence: Cadence | None) -> dict[str, Any]:
    return {
        "code": it.code,
        "name": labelled(it.names),
        "by": it.by,
        "minutes": it.minutes,
        "questions": len(it.questions),
        "mark": mark_said(it),
        "rights": right_said(house, it.code) or labelled(it.rights),
        "cadence": str(cadence) if cadence else "",
    }


def _form(house: House, it: Instrument, typed: tuple[str, ...] | None) -> dict[str, Any]:
    brought = instruments_of(house).get(it.code)
    said = typed or tuple(labelled(question.words) for question in (brought or it).questions)
    return {
        "code": it.code,
        "kind": it.kind,
        "whom": it.whom,
        "name": labelled(it.names),
        "by": it.by,
        "why": labelled(it.rights),
        "source": it.source,
        "address": it.address,
        "right": right_said(house, it.code),
        "brought": brought is not None,
        "scales": [(labelled(scale.words), len(it.scale_questions(code))) for code, scale in it.scales.items()],
        "lines": [
            (labelled(it.scales[question.scale].words), words)
            for question, words in zip(it.questions, said, strict=False)
        ],
    }

"""The team's loops: a figure, a target, an action, who and from when; and what the figure says at the next meeting."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from binome.measures.answers import Answer
from binome.measures.catalogue import CATALOGUE, Measure
from binome.practice.refusal import MoveRefused
from binome.web.asked import Asked
from binome.web.dashboard.along import Along, along
from binome.web.dashboard.cards import tongue
from binome.web.dashboard.looking import looking
from binome.web.dashboard.one import declared, measure_of
from binome.web.dashboard.periods import WEEK, period_of
from binome.web.dashboard.questions import ORDER, question
from binome.web.days import day_said
from binome.web.figures import A_DAY, Said, Sums, said, sums_of, unit_name, written
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.measured_notes import (
    Annotation,
    Improvement,
    annotations,
    begin_loop,
    close_loop,
    improvement,
    improvements,
)
from binome.web.store.practice import House, house_of, today

USUAL_MEETING = timedelta(weeks=6)
A_MONTH = timedelta(weeks=4)


@dataclass(frozen=True)
class Shown:
    """A loop with its figure: where it stood, where it stands since the action began, where it is wanted."""

    loop: Improvement
    measure: Measure
    name: str
    start: str
    target: str
    now: Said
    answer: Answer | None
    unit: str
    who: str
    verdict: str
    tone: str
    late: bool


@allow("see_measures")
@require_GET
def loops(request: Asked, practice: str) -> HttpResponse:
    house = house_of(request.seat)
    here = today(house.practice, clock.now())
    found = [it for it in improvements(house) if it.code in CATALOGUE]
    sums = sums_of(house, min((it.begins for it in found), default=here), here)
    told = [shown(house, it, here, sums) for it in found]
    sides = {
        "open": [it for it in told if it.loop.closed_at is None],
        "closed": [it for it in told if it.loop.closed_at],
    }
    return render(request, "dashboard/loops.html", {"p": practice, **sides})


@allow("see_measures")
@require_GET
def loop(request: Asked, practice: str, number: int) -> HttpResponse:
    return _loop(request, practice, number)


def _loop(request: Asked, practice: str, number: int, *, fault: str = "", status: int = 200) -> HttpResponse:
    """One loop, to be looked at together: its chart runs from some weeks before the action."""
    house = house_of(request.seat)
    here, it = today(house.practice, clock.now()), improvement(house, number)
    measure = measure_of(it.code)
    week = period_of(WEEK, here)
    sums = sums_of(house, min(it.since, week.since - timedelta(weeks=52)), week.last)
    drawn = _along(house, sums, measure, it, here)
    told = {
        "p": practice,
        "it": shown(house, it, here, sums),
        "along": drawn,
        "drawn": any(not row.said.hidden for row in drawn.rows),
        "here": here,
        "query": "kind=month",
        "fault": fault,
        "typed": request.POST.get("lesson", "") if fault else "",
    }
    return render(request, "dashboard/loop.html", told, status=status)


@allow("lead_improvement")
@require_GET
def new_loop(request: Asked, practice: str) -> HttpResponse:
    return _form(request, practice)


@require_POST
@allow("lead_improvement")
def begin(request: Asked, practice: str) -> HttpResponseBase:
    house, form = house_of(request.seat), request.POST
    measure = measure_of(form.get("code", ""))
    try:
        facts = _facts(house, form, measure)
        number = _begun(house, facts) or begin_loop(house, facts, by=request.seat.member, at=clock.now())
    except MoveRefused as refusal:
        return _form(request, practice, faults=(sentence_of(refusal, house),), status=409)
    return HttpResponseRedirect(reverse("measure_loop", args=[practice, number]))


def _begun(house: House, facts: dict[str, Any]) -> int | None:
    """A form that is sent twice begins one loop."""
    said_ = {name: value for name, value in facts.items() if name != "start"}
    said_["action"] = " ".join(facts["action"].split())
    same = (it for it in improvements(house) if not it.closed_at and said_.items() <= asdict(it).items())
    return next((it.id for it in same), None)


@require_POST
@allow("lead_improvement")
def close(request: Asked, practice: str, number: int) -> HttpResponseBase:
    """At the meeting: what was found is kept as it is that day, with what the team learned."""
    house = house_of(request.seat)
    here, it = today(house.practice, clock.now()), improvement(house, number)
    found = _since_the_action(sums_of(house, it.begins, here), it, here)
    result = asdict(found) | {"since": str(it.begins), "last": str(here)} if found else None
    lesson, by = request.POST.get("lesson", ""), request.seat.member
    try:
        close_loop(house, number, result=result, lesson=lesson, by=by, at=clock.now())
    except MoveRefused as refusal:
        return _loop(request, practice, number, fault=sentence_of(refusal, house), status=409)
    return HttpResponseRedirect(reverse("measure_loop", args=[practice, number]))


def shown(house: House, it: Improvement, here: date, sums: Sums) -> Shown:
    measure = CATALOGUE[it.code]
    kept = {name: value for name, value in (it.result or {}).items() if name in Answer.__dataclass_fields__}
    answer = Answer(**kept) if kept else None if it.closed_at else _since_the_action(sums, it, here)
    tone, verdict = _verdict(it, answer, measure)
    return Shown(
        loop=it,
        measure=measure,
        name=measure.words(tongue()).name,
        start=_valued(it.start, measure),
        target=_valued(it.target, measure),
        now=said(answer, measure) if answer else Said("–", "", "", _("Nothing yet since the action began.")),
        answer=answer,
        unit=unit_name(measure.unit),
        who=house.people.get(it.who, it.who),
        verdict=verdict,
        tone=tone,
        late=it.closed_at is None and it.meeting < here,
    )


def _since_the_action(sums: Sums, it: Improvement, here: date) -> Answer | None:
    return sums.one(it.code, (it.begins, here)) if it.begins <= here else None


def _verdict(it: Improvement, answer: Answer | None, measure: Measure) -> tuple[str, str]:
    """Reached, on the way, or not: said only as far as the range allows."""
    if answer is None or answer.value is None:
        return "", _("too early to say")
    up = it.target > it.start if it.start is not None else measure.better == "more"
    value, sure = answer.value, answer.low if up else answer.high
    if (value >= it.target) if up else (value <= it.target):
        reached = sure is not None and ((sure >= it.target) if up else (sure <= it.target))
        return "better", _("target reached") if reached else _("target reached, within what chance allows")
    if it.start is None or ((value > it.start) if up else (value < it.start)):
        return "alike", _("on the way")
    ends = (answer.high,) if up else (answer.low,)
    away = all(end is not None and ((end < it.start) if up else (end > it.start)) for end in ends)
    return ("worse", _("further away than before")) if away else ("alike", _("has not moved, as far as one can see"))


def _valued(value: float | None, measure: Measure) -> str:
    return "–" if value is None else f"{written(value, measure.unit)} {unit_name(measure.unit, value)}"


def _along(house: House, sums: Sums, measure: Measure, it: Improvement, here: date) -> Along:
    """What happened, and the day the action began among it."""
    began = Annotation(0, it.begins, _("We begin: %(action)s") % {"action": it.action}, it.by)
    notes = sorted([*annotations(house), *([began] if it.begins <= here else [])], key=lambda note: note.day)
    return along(sums, measure, WEEK, here, notes, declared(house), tongue(), target=it.target)


def _form(request: Asked, practice: str, *, faults: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    it = looking(request)
    code = request.GET.get("code") or request.POST.get("code") or ""
    measure = CATALOGUE.get(code)
    told = {
        "p": practice,
        "faults": faults,
        "form": request.POST,
        "questions": [(asked.asked, [_choice(one) for one in asked.measures]) for asked in map(question, ORDER)],
        "measure": measure,
        "now": said(it.desk.now[code], measure) if measure else None,
        "now_name": measure.words(tongue()).name if measure else "",
        "named": it.period.named(),
        "people": list(it.house.people.items()),
        "begins": request.POST.get("begins") or str(it.here),
        "meeting": request.POST.get("meeting") or str(it.here + USUAL_MEETING),
    }
    return render(request, "dashboard/loop_new.html", told, status=status)


def _choice(it: Measure) -> tuple[str, str]:
    """With its unit: the target is written in it."""
    name, unit = it.words(tongue()).name, unit_name(it.unit)
    return it.code, f"{name} ({unit})" if unit and unit not in name else name


def _facts(house: House, form: Any, measure: Measure) -> dict[str, Any]:
    """What a form asks for; where the figure stood is counted here, over the four weeks before."""
    begins, meeting = day_said(form.get("begins", "")), day_said(form.get("meeting", ""))
    target = _number(form.get("target", ""))
    if begins is None or meeting is None:
        raise MoveRefused("measures.no_day")
    if target is None:
        raise MoveRefused("loop.no_target")
    since, last = begins - A_MONTH, begins - A_DAY
    start = sums_of(house, since, last).one(measure.code, (since, last)).value
    told = {"action": form.get("action", ""), "who": form.get("who", ""), "begins": begins, "meeting": meeting}
    return {**told, "code": measure.code, "since": since, "until": begins, "start": start, "target": target}


def _number(said_: str) -> float | None:
    """As it is written here or elsewhere: 12,5 or 12.5."""
    try:
        found = float(said_.replace(",", ".").replace("\N{NO-BREAK SPACE}", "").strip())
    except ValueError:
        return None
    return found if abs(found) < 1e9 else None

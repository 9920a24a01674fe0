"""The what-ifs of a practice: the list, one of them with its dials and what was found, several beside each other."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from binome.practice.refusal import MoveRefused, Refused
from binome.twin.model import Scenario
from binome.twin.scenario import UnreadableScenario, read
from binome.twin.telling import refusal_in
from binome.web.asked import Asked, whole_number
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock, whatifs
from binome.web.store.practice import House, house_of, today
from binome.web.store.whatifs import WhatIf
from binome.web.whatif import runs
from binome.web.whatif.beside import beside_each_other
from binome.web.whatif.caps import REPLICATIONS, refuse_too_much
from binome.web.whatif.dials import dials_of
from binome.web.whatif.form import dials_in, groups_of, wanted_of
from binome.web.whatif.learning import known
from binome.web.whatif.names import base_name, bases, title_of
from binome.web.whatif.shown import shown
from binome.web.whatif.start import PRACTICE, text_of
from binome.web.whatif.turn import settled, turned

USUAL = REPLICATIONS[1]
LONGEST_NAME = 80
MOST_BESIDE = 4
MOST_SEED = 1_000_000


@allow("ask_what_if")
@require_GET
def overview(request: Asked, practice: str) -> HttpResponse:
    return listing(request, practice)


def listing(request: Asked, practice: str, *, faults: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    language = tongue()
    house = house_of(request.seat)
    if known(house, today(house.practice, clock.now())) is None:
        runs.learn_ahead(house.practice.code)
    rows = [
        {**it, "base_name": base_name(it["base"], language), "by": house.people.get(it["made_by"], "")}
        for it in whatifs.listed(house)
    ]
    told = {
        "p": practice,
        "bases": bases(language),
        "kept": [it for it in rows if it["kept"]],
        "drafts": [it for it in rows if not it["kept"]],
        "faults": faults,
    }
    return render(request, "whatif/overview.html", told, status=status)


@require_POST
@allow("ask_what_if")
def begin(request: Asked, practice: str) -> HttpResponseBase:
    house, now = house_of(request.seat), clock.now()
    base = request.POST.get("base", "")
    day = today(house.practice, now)
    start = known(house, day) if base == PRACTICE else None
    try:
        text = start.scenario if start else text_of(base, house, tongue(), day)
    except MoveRefused as refusal:
        return listing(request, practice, faults=(sentence_of(refusal, house),), status=409)
    except UnreadableScenario as unreadable:
        return listing(request, practice, faults=in_words(unreadable), status=409)
    return started(request, house, base, text, start.told if start else None)


def started(
    request: Asked, house: House, base: str, text: str, learned: Mapping[str, Any] | None = None
) -> HttpResponseBase:
    """A new what-if of this text, its present days under way."""
    by, at = request.seat.member, clock.now()
    code = whatifs.begin(house, by, at, base=base, text=text, wanted=USUAL, learned=learned)
    runs.wake()
    return to(house, code)


@allow("ask_what_if")
@require_GET
def whatif(request: Asked, practice: str, code: str) -> HttpResponse:
    return page(request, whatifs.one(house_of(request.seat), code))


@allow("ask_what_if", quiet=True)
@require_GET
def found(request: Asked, practice: str, code: str) -> HttpResponseBase:
    """What was found so far, for a page that waits: nothing when it knows it already."""
    house = house_of(request.seat)
    version, state = whatifs.version_of(house, code)
    mark = f'"{version}-{tongue()}"'
    if state in (whatifs.QUEUED, whatifs.RUNNING):
        runs.wake()
    if request.headers.get("If-None-Match") == mark:
        return HttpResponseNotModified(headers={"ETag": mark})
    it = whatifs.one(house, code)
    answer = render(request, "whatif/found.html", shown(it, house, tongue()) | {"p": practice})
    answer.headers["ETag"] = mark
    return answer


@require_POST
@allow("ask_what_if")
def turn(request: Asked, practice: str, code: str) -> HttpResponseBase:
    house = house_of(request.seat)
    it = whatifs.one(house, code)
    before = scenario_of(it.before)
    try:
        wanted = settled(dials_in(request.POST, before))
        text = it.before if wanted == dials_of(before) else turned(before, wanted)
        refuse_too_much(scenario_of(text))
    except MoveRefused as refusal:
        return _refused(request, it, (sentence_of(refusal, house),))
    except UnreadableScenario as unreadable:
        return _refused(request, it, in_words(unreadable))
    moved = {name: getattr(wanted, name) for name in wanted.moved_from(dials_of(before))}
    code = whatifs.change(house, code, request.seat.member, clock.now(), dials=moved, after=text)
    runs.wake()
    return _afterwards(request, house, code, was=it.code)


@require_POST
@allow("ask_what_if")
def ask(request: Asked, practice: str, code: str) -> HttpResponseBase:
    """More days, other luck, or on with those that were stopped."""
    house = house_of(request.seat)
    wanted, seed = (whole_number(request.POST.get(name, "")) for name in ("wanted", "seed"))
    if wanted not in (None, *REPLICATIONS) or not 0 <= (seed or 0) <= MOST_SEED:
        refusal = MoveRefused("whatif.odd_run", most=MOST_SEED, choices=", ".join(map(str, REPLICATIONS)))
        return _refused(request, whatifs.one(house, code), (sentence_of(refusal, house),))
    whatifs.ask(house, code, seed=seed, wanted=wanted)
    runs.wake()
    return _afterwards(request, house, code)


def _does(deed: Callable[[Asked, House, str], str]) -> Callable[..., HttpResponseBase]:
    @require_POST
    @allow("ask_what_if")
    def view(request: Asked, practice: str, code: str) -> HttpResponseBase:
        house = house_of(request.seat)
        try:
            return _afterwards(request, house, deed(request, house, code), was=code)
        except Refused as refusal:
            return _refused(request, whatifs.one(house, code), (sentence_of(refusal, house),))

    return view


def _stop(request: Asked, house: House, code: str) -> str:
    whatifs.stop(house, code)
    return code


def _keep(request: Asked, house: House, code: str) -> str:
    name = request.POST.get("name", "").strip()[:LONGEST_NAME]
    if not name:
        raise MoveRefused("whatif.no_name")
    whatifs.keep(house, code, name)
    return code


def _copy(request: Asked, house: House, code: str) -> str:
    return whatifs.copy(house, code, request.seat.member, clock.now())


def _forget(request: Asked, house: House, code: str) -> str:
    whatifs.forget(house, code)
    return ""


stop, keep, copy, forget = _does(_stop), _does(_keep), _does(_copy), _does(_forget)


@allow("ask_what_if")
@require_GET
def beside(request: Asked, practice: str) -> HttpResponse:
    """Several, each against its own today."""
    asked = list(dict.fromkeys(request.GET.getlist("with")))[:MOST_BESIDE]
    told = [it for it in whatifs.several(house_of(request.seat), asked) if it.found]
    return render(request, "whatif/beside.html", {"p": practice, **beside_each_other(told)})


# --- shared -----------------------------------------------------------------------------------------


def page(request: Asked, it: WhatIf, *, faults: tuple[str, ...] = (), status: int = 200) -> HttpResponse:
    house, before = house_of(request.seat), scenario_of(it.before)
    told = {
        "p": house.practice.code,
        "it": it,
        "title": title_of(it),
        "base": base_name(it.base, tongue()),
        "groups": groups_of(before, wanted_of(before, it.dials)),
        "own_file": it.after != it.before and not it.dials,
        "faults": faults,
        **shown(it, house, tongue()),
    }
    return render(request, "whatif/whatif.html", told, status=status)


@lru_cache(maxsize=64)
def scenario_of(text: str) -> Scenario:
    return read(text)


def in_words(unreadable: UnreadableScenario) -> tuple[str, ...]:
    return tuple(refusal_in(tongue(), it) for it in unreadable.refusals)


def tongue() -> str:
    return "fr" if (get_language() or "fr").startswith("fr") else "en"


def to(house: House, code: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"/p/{house.practice.code}/whatif/{code}{'/' if code else ''}")


def _afterwards(request: Asked, house: House, code: str, *, was: str = "") -> HttpResponseBase:
    """A script gets the fresh piece, or where to go; a person, the page."""
    if not request.headers.get("X-In-Place"):
        return to(house, code)
    if was and code != was:
        return HttpResponse(status=200, headers={"X-Go": to(house, code).url})
    it = whatifs.one(house, code)
    return render(request, "whatif/found.html", shown(it, house, tongue()) | {"p": house.practice.code})


def _refused(request: Asked, it: WhatIf, sentences: tuple[str, ...]) -> HttpResponse:
    if request.headers.get("X-In-Place"):
        return HttpResponse(status=409, headers={"X-Sentence": quote(" ".join(sentences)[:1500])})
    return page(request, it, faults=sentences, status=409)

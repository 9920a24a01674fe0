"""Which questionnaires a practice has chosen, and how often: in its settings, under "pulse"."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from binome.practice.refusal import MoveRefused
from binome.voices.instruments import Instrument, filled, instruments, templates
from binome.voices.rounds import Cadence, Period, period_of
from binome.web.store.practice import House, Settings, changed
from binome.web.store.tables.practice import PracticeRow
from binome.web.store.writing import writing

PULSE, PLAN, BROUGHT = "pulse", "plan", "brought"

LAST_DAYS = timedelta(days=7)
"""When a round is about to end, the morning page says so to everybody alike."""


def plan_of(house: House) -> dict[str, Cadence]:
    """By questionnaire, in the order the practice reads them; one that is no longer there is passed over."""
    known = instruments_of(house)
    said = house.settings.get(PULSE, {}).get(PLAN, {})
    return {code: Cadence(said[code]) for code in known if code in said}


def instruments_of(house: House) -> Mapping[str, Instrument]:
    """Ours, and the forms whose sentences the practice brought."""
    brought = house.settings.get(PULSE, {}).get(BROUGHT, {})
    forms = {code: _filled(code, tuple(said["sentences"])) for code, said in brought.items() if code in templates()}
    return {**instruments(), **forms}


def instrument_of(house: House, code: str) -> Instrument:
    """Refused when there is none of that name here."""
    found = instruments_of(house).get(code)
    if found is None:
        raise MoveRefused("pulse.unknown", instrument=code[:40])
    return found


def open_rounds(house: House, day: date) -> dict[str, Period]:
    """What is being asked on that day, by questionnaire: no query."""
    return {code: period_of(cadence, day) for code, cadence in plan_of(house).items()}


def closes_soon(house: House, day: date) -> date | None:
    """The last day of the round that ends first, in its last days: no query, so nobody is looked for."""
    last = min((period.last for period in open_rounds(house, day).values()), default=None)
    return last if last and last - day < LAST_DAYS else None


def save_plan(house: House, wanted: Mapping[str, str]) -> None:
    """`wanted`: a cadence by questionnaire, "" for none. What is under way is asked to its end at the old cadence's
    own dates: what was answered stays.
    """
    known, cadences = instruments_of(house), {str(it) for it in Cadence}
    plan = {code: wanted[code] for code in known if wanted.get(code)}
    if wrong := next((it for it in plan.values() if it not in cadences), None):
        raise MoveRefused("pulse.unknown_cadence", cadence=wrong[:20])
    _keep(house, {PLAN: plan})


def bring_sentences(house: House, code: str, sentences: tuple[str, ...], right: str) -> None:
    """A practice that holds the right to a form types its sentences in; it says which right. None: taken away."""
    form = templates().get(code)
    if form is None or form.kind != "template" or form.whom != "team":
        raise MoveRefused("pulse.unknown", instrument=code[:40])
    wanting = len(sentences) != len(form.questions) or not all(it.strip() for it in sentences)
    if sentences and (wanting or not right.strip()):
        raise MoveRefused("pulse.form_incomplete", lines=len(form.questions))
    brought = {it: said for it, said in house.settings.get(PULSE, {}).get(BROUGHT, {}).items() if it != code}
    if sentences:
        brought[code] = {"sentences": list(sentences), "right": right.strip()}
    _keep(house, {BROUGHT: brought})


def right_said(house: House, code: str) -> str:
    """Under which right the practice uses a form it filled in."""
    return str(house.settings.get(PULSE, {}).get(BROUGHT, {}).get(code, {}).get("right", ""))


def _keep(house: House, said: Settings) -> None:
    with writing():
        row = PracticeRow.objects.select_for_update().get(id=house.id)
        row.settings = {**row.settings, PULSE: {**row.settings.get(PULSE, {}), **said}}
        row.save(update_fields=["settings"])
        changed(house.id)


@cache
def _filled(code: str, sentences: tuple[str, ...]) -> Instrument:
    return filled(templates()[code], sentences)

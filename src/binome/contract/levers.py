"""What a little more of something would change by the next check that pays."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from binome.contract.agreement import ACTIVE, QUANTITIES, REGISTERED, AidContract
from binome.contract.aid import aid_range, goals_of
from binome.contract.cash import figures, post_costs
from binome.contract.counted import Counts
from binome.contract.money import cents, times
from binome.contract.projected import Assumptions, Check, Effect, Lever, MoneyRange, Outlook, YearAid
from binome.contract.trend import WEEK
from binome.contract.wording import worded

HALF_DAY_ETP = Fraction(1, 10)
DAYS_A_YEAR = Fraction(1461, 4)
WEEKS_A_MONTH = DAYS_A_YEAR / 12 / WEEK


def levers(
    contract: AidContract, counted: Mapping[str, Counts], aid: YearAid | None, given: Assumptions, on: date
) -> tuple[Lever, ...]:
    """Half a day more of the assistant, so many registrations a week more. None when no check that pays lies ahead."""
    if aid is None or aid.check.on <= on:
        return ()
    effects = [(given.half_day or published_half_day(contract, given, on), "0.1"), *_registrations(given)]
    return tuple(_lever(contract, effect, size, counted, aid, given, on) for effect, size in effects)


def published_half_day(contract: AidContract, given: Assumptions, on: date) -> Effect:
    """An order of magnitude from what was observed over contracts: from nothing (signers chose to sign) to all that
    signers gained more than others, for a tenth of a full time and spread evenly."""
    weeks = figures()["observed.months"].value * WEEKS_A_MONTH
    part = HALF_DAY_ETP / figures()["observed.etp"].value / weeks / 100
    most = {
        q: float(contract.goal_on(q, on).start * figures()[f"observed.{q}_percent"].value * part) for q in QUANTITIES
    }
    datum = figures()["observed.registered_percent"]
    cost = times(post_costs(given)[0].per_year, HALF_DAY_ETP)
    return Effect("half_day", (0.0, most[REGISTERED]), (0.0, most[ACTIVE]), datum.key, datum.mark, cost, datum.words)


def _registrations(given: Assumptions) -> list[tuple[Effect, str]]:
    """So many patients more declare the doctor each week; some were seen already, so the active list gains less."""
    words = worded("lever", "registrations")
    each = ((n, (float(n), float(n)), (0.0, float(n))) for n in given.registrations_per_week)
    return [
        (Effect("registrations", more, seen, "arithmetic", "own_calculation", words=words), str(n))
        for n, more, seen in each
    ]


def _lever(
    contract: AidContract,
    effect: Effect,
    size: str,
    counted: Mapping[str, Counts],
    aid: YearAid,
    given: Assumptions,
    on: date,
) -> Lever:
    weeks = (aid.check.on - on).days / WEEK
    gains = {REGISTERED: effect.registered_per_week, ACTIVE: effect.active_per_week}
    ends = [{q: _shifted(aid.outlooks[q], gains[q][end] * weeks) for q in counted} for end in (0, 1)]
    cost = None
    if effect.cost_per_year is not None:
        cost = times(effect.cost_per_year, (aid.check.on - on).days / DAYS_A_YEAR)
    outlooks = {q: (ends[0][q], ends[1][q]) for q in counted}
    return Lever(
        code=effect.code,
        size=size,
        told_by=effect.told_by,
        words=effect.words or worded("lever", "told_by", told_by=effect.told_by),
        mark=effect.mark,
        outlooks=outlooks,
        aid=_aid(contract, aid, ends, given),
        cost=cost,
    )


def _aid(contract: AidContract, aid: YearAid, ends: list[dict[str, Outlook]], given: Assumptions) -> MoneyRange | None:
    if aid.most is None:
        return None
    goals = goals_of(contract, aid.check)
    least, most = (aid_range(goals, aid.most, it, given.attainment, given.method) for it in ends)
    return MoneyRange(least.low, cents(Fraction(least.middle + most.middle) / 2), most.high)


def _shifted(it: Outlook, more: float) -> Outlook:
    def moved(end: float | None) -> float | None:
        return None if end is None else end + more

    low_80, high_80, low_95, high_95 = map(moved, (it.low_80, it.high_80, it.low_95, it.high_95))
    return replace(it, middle=it.middle + more, low_80=low_80, high_80=high_80, low_95=low_95, high_95=high_95)


def next_paying(years: tuple[YearAid, ...], on: date) -> YearAid | None:
    """The year whose check is the next, today's included, that an amount hangs on."""
    ahead = [it for it in years if it.check.pays and it.check.on >= on]
    return min(ahead, key=lambda it: it.check.on, default=None)


def check_ahead(years: tuple[YearAid, ...], on: date) -> Check | None:
    found = next_paying(years, on)
    return found.check if found else None

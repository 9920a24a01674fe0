"""The aid against the cost of the post, year by year, and the visits that would pay the rest."""

import math
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from binome.contract.agreement import AidContract
from binome.contract.calendar import year_since
from binome.contract.money import NOTHING, cents
from binome.contract.projected import Assumptions, BreakEven, CashFlow, CashYear, MoneyRange, PostCost, YearAid
from binome.contract.stated import Stated, read_data, stated
from binome.contract.wording import worded

TYPED, POSTS = "typed", "posts"
"""What a cost is called that the practice typed for a full time, or for each post of the contract."""


@cache
def figures() -> Mapping[str, Stated]:
    """The published costs, fees, days and observed effects, by `table.code`."""
    told = read_data("aid_costs.toml")
    tables = ((name, it) for name, it in told.items() if isinstance(it, dict))
    return MappingProxyType(
        {
            f"{name}.{code}": stated(f"{name}.{code}", row, Fraction(str(row["value"])), told["checked_on"])
            for name, table in tables
            for code, row in table.items()
        }
    )


def post_costs(given: Assumptions) -> tuple[PostCost, ...]:
    """What a full-time post costs a year: as typed, or else every published cost, for they disagree."""
    if given.cost_per_year is not None:
        return (PostCost(TYPED, given.cost_per_year, "certain", worded("cost", TYPED)),)
    found = ((key.removeprefix("post."), it) for key, it in figures().items() if key.startswith("post."))
    return tuple(PostCost(code, cents(it.value), it.mark, it.words, it) for code, it in found)


def cash_flows(contract: AidContract, years: tuple[YearAid, ...], given: Assumptions) -> tuple[CashFlow, ...]:
    """One for each cost of the post."""
    return tuple(
        CashFlow(cost, tuple(_year(contract, it, cost, given) for it in years)) for cost in _costs(contract, given)
    )


def visits_to_cover(missing: Decimal, fee: Decimal) -> int:
    """Whole visits, so that nothing is missing any more."""
    return max(0, math.ceil(Fraction(missing) / Fraction(fee)))


def break_even(net: Decimal, given: Assumptions) -> BreakEven:
    """The visits that make up for a negative net; none for a positive one."""
    visits = visits_to_cover(-net, fee_of(given))
    return BreakEven(net, visits, cents(Fraction(visits, days_of(given))))


def fee_of(given: Assumptions) -> Decimal:
    return given.fee if given.fee is not None else cents(figures()["visit.fee"].value)


def days_of(given: Assumptions) -> int:
    return given.days_worked if given.days_worked is not None else int(figures()["visit.days_worked"].value)


def _costs(contract: AidContract, given: Assumptions) -> tuple[PostCost, ...]:
    """The posts' own, when each is known, per full time; else what was typed or published."""
    known = [it.cost_per_year for it in contract.posts if it.cost_per_year is not None]
    if not contract.posts or len(known) < len(contract.posts):
        return post_costs(given)
    per_full_time = cents(Fraction(sum(known, NOTHING)) / contract.share)
    return (PostCost(POSTS, per_full_time, "certain", worded("cost", POSTS)), *post_costs(given))


def _year(contract: AidContract, aid: YearAid, cost: PostCost, given: Assumptions) -> CashYear:
    paid = _cost_of(contract, aid, cost)
    chosen = aid.by_method.get(given.method)
    net, outer = _less(chosen, paid), _less(_outer(aid), paid)
    middle = break_even(net.middle, given) if net else None
    return CashYear(
        year=aid.year,
        since=aid.since,
        until=aid.until,
        cost=paid,
        aid=chosen,
        net=net,
        outer=outer,
        worst_net=None if aid.worst is None else aid.worst - paid,
        visits=middle.visits if middle else None,
        visits_per_day=middle.visits_per_day if middle else None,
        if_whole=None if aid.most is None else break_even(aid.most - paid, given),
        if_nothing=break_even(-paid, given),
    )


def _cost_of(contract: AidContract, aid: YearAid, cost: PostCost) -> Decimal:
    """The days of each share at its own cost."""
    whole = (year_since(contract, aid.year + 1) - year_since(contract, aid.year)).days
    days = contract.stretches(aid.since, aid.until)
    parts = (_yearly(contract, since, cost) * Fraction((until - since).days, whole) for since, until in days)
    return cents(sum(parts, Fraction(0)))


def _yearly(contract: AidContract, day: date, cost: PostCost) -> Fraction:
    """What a year costs as things stand that day. The posts' own cost follows the share until they are said anew."""
    posts = contract.posts_on(day)
    own = [it.cost_per_year for it in posts if it.cost_per_year is not None]
    if cost.code != POSTS or not posts or len(own) < len(posts):
        return Fraction(cost.per_year) * contract.share_on(day)
    said_on = next((it.on for it in contract.amended_by(day) if it.posts is not None), contract.starts_on)
    return Fraction(sum(own, NOTHING)) * contract.share_on(day) / contract.share_on(said_on)


def _outer(aid: YearAid) -> MoneyRange | None:
    """Over all the methods: from the least of any to the most of any; its middle is the mean of those two."""
    if not aid.by_method:
        return None
    low, high = min(it.low for it in aid.by_method.values()), max(it.high for it in aid.by_method.values())
    return MoneyRange(low, cents(Fraction(low + high) / 2), high)


def _less(aid: MoneyRange | None, cost: Decimal) -> MoneyRange | None:
    return None if aid is None else MoneyRange(aid.low - cost, aid.middle - cost, aid.high - cost)

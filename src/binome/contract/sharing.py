"""Several contracts of one practice together: who shares which assistant, and what it all pays and costs this year."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from binome.contract.agreement import AidContract
from binome.contract.money import NOTHING
from binome.contract.projected import Due, MoneyRange, Projection


@dataclass(frozen=True, slots=True)
class SharedPost:
    """One assistant: the part of a full time that each contract counts. `works`: what the assistant works, when said.

    `overcounted`: the contracts together count more than that.
    """

    code: str
    parts: tuple[tuple[str, Fraction], ...]
    counted: Fraction
    works: Fraction | None

    @property
    def overcounted(self) -> bool:
        return self.works is not None and self.counted > self.works


@dataclass(frozen=True, slots=True)
class Together:
    """Every contract that runs that day, each for the contract year it is in; they need not begin together.

    `aid`, `net`: None when a contract's amount is not known. `dues`: all of theirs, with the contract's code.
    `doubled`: the doctors who are in several of them, and which: one has to be closed before the other.
    """

    on: date
    contracts: tuple[str, ...]
    posts: tuple[SharedPost, ...]
    aid: MoneyRange | None
    cost: Decimal
    net: MoneyRange | None
    dues: tuple[tuple[str, Due], ...]
    doubled: tuple[tuple[str, tuple[str, ...]], ...]


def together(projections: tuple[Projection, ...], posts: Mapping[str, Fraction]) -> Together:
    """Under the chosen method and the first cost of each. The low ends are added as if all fell together: cautious."""
    running = [it for it in projections if it.year]
    years = [next(flow for flow in it.cash[0].years if flow.year == it.year) for it in running]
    aids = [it.aid for it in years]
    cost = sum((it.cost for it in years), NOTHING)
    aid = _sum([it for it in aids if it]) if all(aids) else None
    net = MoneyRange(aid.low - cost, aid.middle - cost, aid.high - cost) if aid else None
    listed = ((it.contract.code, due) for it in projections for due in it.dues)
    dues = tuple(sorted(listed, key=lambda it: (it[1].on, it[0], it[1].code)))
    on = projections[0].on
    shared = shared_posts(tuple(it.contract for it in projections), posts, on)
    doubled = _doubled([it.contract for it in running], on)
    return Together(on, tuple(it.contract.code for it in running), shared, aid, cost, net, dues, doubled)


def shared_posts(contracts: tuple[AidContract, ...], works: Mapping[str, Fraction], on: date) -> tuple[SharedPost, ...]:
    """Each assistant of these contracts, in the order of their codes."""
    parts: dict[str, list[tuple[str, Fraction]]] = {code: [] for code in works}
    for contract in contracts:
        for post in contract.posts_on(on):
            parts.setdefault(post.code, []).append((contract.code, post.etp))
    return tuple(
        SharedPost(code, tuple(own), sum((etp for _, etp in own), Fraction(0)), works.get(code))
        for code, own in sorted(parts.items())
    )


def _doubled(running: list[AidContract], on: date) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each doctor who is in two contracts or more that day, and which."""
    of: dict[str, list[str]] = {}
    for contract in running:
        for doctor in contract.signatories:
            if doctor.is_in(on):
                of.setdefault(doctor.code, []).append(contract.code)
    return tuple((doctor, tuple(codes)) for doctor, codes in sorted(of.items()) if len(codes) > 1)


def _sum(ranges: list[MoneyRange]) -> MoneyRange:
    return MoneyRange(
        sum((it.low for it in ranges), NOTHING),
        sum((it.middle for it in ranges), NOTHING),
        sum((it.high for it in ranges), NOTHING),
    )

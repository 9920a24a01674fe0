"""What a contract meets that the texts leave open, and what its own numbers do not agree on."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

from binome.contract.agreement import COLLECTIVE, QUANTITIES, REGISTERED, AidContract
from binome.contract.calendar import contract_year, year_since
from binome.contract.counted import Counts
from binome.contract.eligibility import etp_cap
from binome.contract.objectives import collective_goal
from binome.contract.projected import Assumptions, Remark, YearAid
from binome.contract.regimes import regime_for
from binome.contract.rules import rules, topics, whole
from binome.contract.stated import Stated
from binome.contract.trend import FEWEST
from binome.contract.wording import worded

OLD_DAYS = 92


def remarks(
    contract: AidContract, counted: Mapping[str, Counts], years: tuple[YearAid, ...], on: date
) -> tuple[Remark, ...]:
    own = [*_of_the_paper(contract, on), *_of_the_counts(contract, counted, on), *_of_the_years(contract, years)]
    own += _of_amendments(contract)
    return (*own, *(_of_a_group(contract, counted, on) if contract.kind == COLLECTIVE else _of_one(contract, on)))


def unsettled(contract: AidContract, years: tuple[YearAid, ...], given: Assumptions) -> tuple[Stated, ...]:
    """What the texts leave open here: each choice that was made, each amount that is not known, each rule not found."""
    without = {"suspension": not contract.absences, "amendment": not contract.amendments}
    open_topics = [it.datum for code, it in topics().items() if not without.get(code)]
    codes = ["collective_prorated" if contract.kind == COLLECTIVE else "prorated", "recovery", "other_aids", "taxed"]
    codes += ["not_qualified_in_time"] if contract.assistants else []
    codes += ["leaver_start"] if contract.kind == COLLECTIVE and any(it.left for it in contract.signatories) else []
    codes += ["share_change"] if contract.amendments else []
    codes += ["collective_term"] if contract.kind == COLLECTIVE else ["renewal_objectives"]
    return (*open_topics, *(rules()[it] for it in codes), *(it.amount for it in years if it.most is None))


def _of_the_paper(contract: AidContract, on: date) -> Iterator[Remark]:
    born = regime_for(contract.kind, contract.signed)
    if born and born.new_shares and contract.share not in born.new_shares:
        yield _remark("share_closed", born.datum.mark)
    if (contract.starts_on.month, contract.starts_on.day) == (2, 29):
        yield _remark("leap_day", rules()["anniversary_29_february"].mark)
    yield _remark("both_count", rules()["both_quantities"].mark)
    yield _remark("worst", "inference")
    for quantity in QUANTITIES:
        if contract.goal_on(quantity, on).growth <= 0:
            yield _remark("maintain", "not_found", quantity=worded("quantity", quantity))
    yield from _of_posts(contract, on)


def _of_posts(contract: AidContract, on: date) -> Iterator[Remark]:
    posts, share = contract.posts_on(on), contract.share_on(on)
    together = sum((it.etp for it in posts), Fraction(0))
    if posts and together != share:
        yield _remark("posts_differ", "certain", posts=told_share(together), share=told_share(share))


def _of_amendments(contract: AidContract) -> Iterator[Remark]:
    """Above a full time: from the third year on, for whoever is full time already. A group keeps its number of ETP."""
    for it in sorted(contract.amendments, key=lambda it: it.on):
        before = contract.share_on(it.on - timedelta(days=1))
        if it.share is None or it.share == before:
            continue
        year = contract_year(contract, it.on) or 0
        if it.on != year_since(contract, year):
            yield _remark("amended_year", "inference", year=year)
        rule = rules()["more_than_full_time_year"]
        if contract.kind == COLLECTIVE:
            yield _remark("amended_group", "single")
        elif it.share > 1 and (before < 1 or year < rule.value):
            yield _remark("amended_too_soon", rule.mark)


def _of_the_counts(contract: AidContract, counted: Mapping[str, Counts], on: date) -> Iterator[Remark]:
    if all(it.latest is None for it in counted.values()):
        yield _remark("no_reading", "certain")
    for quantity, it in counted.items():
        if len(it.points) < FEWEST:
            yield _remark("few_readings", "certain", quantity=worded("quantity", quantity))
        if it.latest and (on - it.latest[0]).days > OLD_DAYS:
            yield _remark("old_reading", "inference", quantity=worded("quantity", quantity))


def _of_the_years(contract: AidContract, years: tuple[YearAid, ...]) -> Iterator[Remark]:
    without = [str(it.year) for it in years if it.most is None]
    if without:
        yield _remark("amount_not_found", "not_found", years=", ".join(without))
    for it in years:
        if it.until < year_since(contract, it.year + 1):
            yield _remark("cut_year", "inference", year=it.year)


def _of_one(contract: AidContract, on: date) -> Iterator[Remark]:
    if contract.signatories and not any(it.is_in(on) for it in contract.signatories):
        yield _remark("signatory_left", "inference")


def _of_a_group(contract: AidContract, counted: Mapping[str, Counts], on: date) -> Iterator[Remark]:
    there = [it for it in contract.signatories if it.is_in(on)]
    latest = counted[REGISTERED].latest
    start = contract.goal_on(REGISTERED, on).start
    if latest and latest[1] < start:
        yield _remark("below_start", rules()["below_start"].mark)
    if not there:
        return
    cap = etp_cap(len(there), sum(it.trainer for it in there), on)
    if contract.share_on(on) > cap:
        yield _remark("cap_exceeded", rules()["trainer_etp"].mark, cap=told_share(cap))
    if (latest[1] if latest else start) < whole("group_mean_registered") * len(there):
        yield _remark("mean_below", rules()["group_mean_registered"].mark, least=whole("group_mean_registered"))
    yield from _of_its_goals(contract, on)
    yield from _of_leavers(contract, on)


def _of_its_goals(contract: AidContract, on: date) -> Iterator[Remark]:
    for quantity in QUANTITIES:
        ruled = collective_goal(quantity, contract.share_on(on), contract.signatories)
        told = contract.goal_on(quantity, on)
        if ruled.start == told.start and ruled.target != told.target:
            name = worded("quantity", quantity)
            yield _remark("goal_differs", "single", quantity=name, told=told.target, computed=ruled.target)


def _of_leavers(contract: AidContract, on: date) -> Iterator[Remark]:
    if any(it.left and it.left <= on for it in contract.signatories):
        yield _remark("leaver", rules()["leaver_start"].mark)
    anniversaries = {year_since(contract, year) for year in range(1, whole("term_years") + 2)}
    moved = [day for it in contract.signatories for day in (it.joined, it.left) if day]
    if any(day > contract.starts_on and day not in anniversaries for day in moved):
        yield _remark("left_between", "single")


def _remark(code: str, mark: str, **facts: object) -> Remark:
    return Remark(code, worded("remark", code, **facts), mark)


def told_share(share: Fraction) -> str:
    """1/3, 1/2, 1, 3/2: as a contract writes it."""
    return str(share)

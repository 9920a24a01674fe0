"""A projection told as a text, in French or in English."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from binome.contract.projected import AidPart, CashFlow, Lever, Projection, Settlement, Standing, YearAid
from binome.contract.regimes import regimes
from binome.contract.rules import topics
from binome.contract.wording import how_told, worded

THIN = "\N{NARROW NO-BREAK SPACE}"


def told(projection: Projection, tongue: str) -> str:
    """Everything a Projection holds, but for the sources; that it is not official comes first and last."""
    official = projection.not_official[tongue]
    parts = (_counts, _years, _cash, _levers, _dues, _remarks, _unsettled)
    lines = [official, "", *_heading(projection, tongue)]
    for heading, part in zip(worded("told", "headings")[tongue].split("|"), parts, strict=True):
        lines += ["", heading, "-" * len(heading), *part(projection, tongue)]
    return "\n".join([*lines, "", official])


def euros(amount: Decimal | None, tongue: str) -> str:
    """9 344 €, or €9,344; the cents when there are any."""
    if amount is None:
        return _say("unknown", tongue)
    figures = f"{abs(amount):,.2f}".removesuffix(".00")
    sign = "-" if amount < 0 else ""
    if tongue == "fr":
        return f"{sign}{figures.replace(',', THIN).replace('.', ',')}{THIN}€"
    return f"{sign}€{figures}"


def a_day(day: date | None, tongue: str) -> str:
    if day is None:
        return "—"
    return f"{day:%d/%m/%Y}" if tongue == "fr" else day.isoformat()


def _say(code: str, tongue: str, /, **facts: object) -> str:
    return worded("told", code, **facts)[tongue]


def _heading(it: Projection, tongue: str) -> Iterator[str]:
    regime = regimes()[it.regime].words[tongue]
    yield _say("title", tongue, code=it.contract.code, regime=regime, on=a_day(it.on, tongue))
    since = a_day(it.contract.starts_on, tongue)
    code = "over" if it.year is None else "running"
    yield _say(code, tongue, year=it.year, since=since, share=it.contract.share_on(it.on))


def _counts(projection: Projection, tongue: str) -> Iterator[str]:
    for it in projection.standings.values():
        yield from _standing(it, tongue)
    if check := projection.next_check:
        yield _say("check", tongue, on=a_day(check.on, tongue), year=check.year)


def _standing(it: Standing, tongue: str) -> Iterator[str]:
    name = worded("quantity", it.quantity)[tongue]
    today = "—" if it.today is None else it.today
    read_on = a_day(it.read_on, tongue)
    yield _say("standing", tongue, quantity=name, start=it.start, target=it.target, today=today, read_on=read_on)
    ends = {"pace": it.pace_per_week, "low": it.pace_low, "high": it.pace_high, "needed": it.needed_per_week}
    if it.pace_per_week is not None:
        yield _say("pace", tongue, **{name: _figure(end, tongue, 1) for name, end in ends.items()})
    if ahead := it.outlook:
        names = ("middle", "low_80", "high_80", "low_95", "high_95")
        figures = {name: _figure(getattr(ahead, name), tongue, 0) for name in names}
        how, chance = how_told(ahead)[tongue], worded("chance", it.chance)[tongue]
        yield _say(
            "outlook", tongue, on=a_day(ahead.on, tongue), how=how, chance=chance[0].upper() + chance[1:], **figures
        )


def _figure(number: float | None, tongue: str, decimals: int) -> str:
    if number is None:
        return "?"
    written = f"{number:.{decimals}f}"
    return written.replace(".", ",") if tongue == "fr" else written


def _years(projection: Projection, tongue: str) -> Iterator[str]:
    for it in projection.years:
        yield from _year(it, tongue)
    if projection.settlement:
        yield _settlement(projection.settlement, tongue)


def _year(it: YearAid, tongue: str) -> Iterator[str]:
    regime = worded("regime", it.regime)[tongue]
    since = a_day(it.since, tongue)
    yield _say("year", tongue, year=it.year, since=since, regime=regime, most=euros(it.most, tongue))
    if len(it.parts) > 1:
        yield from (_part(one, tongue) for one in it.parts)
    if it.check.pays:
        for method, aid in it.by_method.items():
            ends = {name: euros(getattr(aid, name), tongue) for name in ("low", "middle", "high")}
            yield _say("method", tongue, method=topics()["method"].ways[method][tongue], **ends)


def _part(it: AidPart, tongue: str) -> str:
    since, last = a_day(it.since, tongue), a_day(it.until - timedelta(days=1), tongue)
    return _say("part", tongue, since=since, last=last, share=it.share, most=euros(it.most, tongue))


def _settlement(it: Settlement, tongue: str) -> str:
    money = {name: euros(getattr(it, name), tongue) for name in ("due", "paid", "balance")}
    return _say("settlement", tongue, closed_on=a_day(it.closed_on, tongue), year=it.year, **money)


def _cash(projection: Projection, tongue: str) -> Iterator[str]:
    for it in projection.cash:
        yield from _flow(it, tongue)


def _flow(flow: CashFlow, tongue: str) -> Iterator[str]:
    yield _say("cash", tongue, cost=euros(flow.cost.per_year, tongue), words=flow.cost.words[tongue])
    for it in flow.years:
        whole = it.if_whole
        yield _say(
            "cash_year",
            tongue,
            year=it.year,
            cost=euros(it.cost, tongue),
            net=euros(it.net.middle if it.net else None, tongue),
            whole=euros(whole.net if whole else None, tongue),
            whole_visits=whole.visits if whole else "?",
            nothing=euros(it.if_nothing.net, tongue),
            nothing_visits=it.if_nothing.visits,
        )


def _levers(projection: Projection, tongue: str) -> Iterator[str]:
    return (_lever(it, tongue) for it in projection.levers)


def _lever(it: Lever, tongue: str) -> str:
    low, high = (euros(end, tongue) for end in ((it.aid.low, it.aid.high) if it.aid else (None, None)))
    return _say(f"lever_{it.code}", tongue, size=it.size, low=low, high=high, cost=euros(it.cost, tongue))


def _dues(projection: Projection, tongue: str) -> Iterator[str]:
    return (f"{'! ' if it.late else ''}{a_day(it.on, tongue)} : {it.words[tongue]}" for it in projection.dues)


def _remarks(projection: Projection, tongue: str) -> Iterator[str]:
    return (f"- {it.words[tongue]} [{it.mark}]" for it in projection.remarks)


def _unsettled(projection: Projection, tongue: str) -> Iterator[str]:
    return (f"- {it.words[tongue]} [{it.mark}]" for it in projection.unsettled)

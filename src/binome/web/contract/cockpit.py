"""What the page of a contract says, in words and figures, from its projection."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from binome.contract import projected
from binome.contract.agreement import ACTIVE, QUANTITIES, REGISTERED
from binome.contract.attainment import attained
from binome.contract.calendar import over_on, term
from binome.contract.projected import AidPart, CashFlow, CashYear, Lever, MoneyRange, Outlook, Standing, YearAid
from binome.contract.regimes import regimes
from binome.contract.rules import topics
from binome.contract.wording import how_told
from binome.web.contract.counted import own_active
from binome.web.contract.numbers import a_week, between, euros, percent, share, signed_euros, whole
from binome.web.contract.standing import Stood
from binome.web.task_words import labelled

CHANCE_TONES = {
    projected.REACHED: "green",
    projected.VERY_LIKELY: "green",
    projected.LIKELY: "green",
    projected.OPEN: "amber",
    projected.UNLIKELY: "red",
    projected.VERY_UNLIKELY: "red",
    projected.UNKNOWN: "",
}
SURE = ("certain",)
SOONEST = 6
"""Days to remember that stand unfolded."""
LITTLE = 0.05
"""Visits a day: under it the year alone is told."""


def told(it: Stood) -> dict[str, Any]:
    """Everything but the forms and the drawings."""
    projection = it.projection
    return {
        "kept": it.kept,
        "head": head(it),
        "not_official": labelled(projection.not_official),
        "check": check(it),
        "quantities": [quantity(it, code) for code in QUANTITIES],
        "told_by": it.told_by,
        "aid": aid(it),
        "cash": [cash(flow) for flow in projection.cash],
        "levers": [lever(it, one) for one in projection.levers],
        "dues": [due(one) for one in projection.dues],
        "dues_first": [due(one) for one in projection.dues[:SOONEST]],
        "dues_later": [due(one) for one in projection.dues[SOONEST:]],
        "remarks": [{"said": labelled(one.words), "mark": mark_name(one.mark)} for one in projection.remarks],
        "unsettled": [unsettled(one) for one in projection.unsettled],
        "readings": readings(it),
        "paid": [{"it": one.value, "number": one.number, "amount": euros(one.value.amount)} for one in it.notes.paid],
    }


# --- who, when, under which rules -------------------------------------------------------------------


def head(it: Stood) -> dict[str, Any]:
    contract, people = it.contract, it.house.people
    return {
        "doctors": [_doctor(it, one) for one in contract.signatories],
        "posts": [
            {"who": people.get(one.code, one.code), "etp": share(one.etp), "cost": euros(one.cost_per_year)}
            for one in contract.posts_on(it.on)
        ],
        "share": share(contract.share_on(it.on)),
        "collective": contract.kind == "collective",
        "regime": labelled(regimes()[it.projection.regime].words),
        "year": it.projection.year,
        "starts_on": contract.starts_on,
        "last_day": over_on(contract) - timedelta(days=1),
        "cut": over_on(contract) < term(contract),
        "over": it.projection.year is None,
    }


def _doctor(it: Stood, one: Any) -> dict[str, Any]:
    left = one.left if one.left and one.left <= it.on else None
    return {"who": it.house.people.get(one.code, one.code), "left": left}


def check(it: Stood) -> dict[str, Any] | None:
    """The next reading of the counts that money hangs on."""
    ahead = it.projection.next_check
    if ahead is None:
        return None
    days = (ahead.on - it.on).days
    return {
        "on": ahead.on,
        "year": ahead.year,
        "away": ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
        if days < 60
        else _("in %(n)s weeks") % {"n": round(days / 7)},
        "suspended": ahead.suspended_days,
        "way": labelled(topics()["check"].ways[it.projection.assumptions.check]),
    }


# --- the two quantities -----------------------------------------------------------------------------


def quantity_name(code: str) -> str:
    return _("Registered patients") if code == REGISTERED else _("Active list")


def quantity(it: Stood, code: str) -> dict[str, Any]:
    at = it.projection.standings[code]
    own = own_active(it.house, it.kept, it.on) if code == ACTIVE else None
    return {
        "code": code,
        "name": quantity_name(code),
        "french": "patientèle médecin traitant" if code == REGISTERED else "file active",
        "start": whole(at.start),
        "target": whole(at.target),
        "growth": whole(at.target - at.start),
        "today": whole(at.today),
        "read_on": at.read_on,
        "attained": percent(at.attained),
        "done": max(0, min(100, round(float(at.attained or 0) * 100))),
        "missing": whole(at.missing) if at.missing else "",
        "pace": _pace(at),
        "needed": a_week(at.needed_per_week) if at.needed_per_week else "",
        "ahead": outlook(at.outlook) if at.outlook else None,
        "way": [outlook(one) for one in it.way(code)],
        "chance": chance_name(at.chance),
        "tone": CHANCE_TONES[at.chance],
        "own": own,
        "own_patients": whole(own.patients) if own else "",
    }


def _pace(at: Standing) -> dict[str, str] | None:
    if at.pace_per_week is None or at.today is None:
        return None
    ends = "" if at.pace_low is None else between(a_week(at.pace_low), a_week(at.pace_high))
    return {"middle": a_week(at.pace_per_week), "range": ends}


def outlook(it: Outlook) -> dict[str, Any]:
    return {
        "on": it.on,
        "middle": whole(it.middle),
        "range_80": _ends(it.low_80, it.high_80),
        "range_95": _ends(it.low_95, it.high_95),
        "how": labelled(how_told(it)),
    }


def _ends(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else between(whole(low), whole(high))


def chance_name(code: str) -> str:
    return {
        projected.REACHED: _("reached"),
        projected.VERY_LIKELY: _("very likely at this pace"),
        projected.LIKELY: _("likely at this pace"),
        projected.OPEN: _("open at this pace"),
        projected.UNLIKELY: _("unlikely at this pace"),
        projected.VERY_UNLIKELY: _("very unlikely at this pace"),
        projected.UNKNOWN: _("not known yet: too few readings"),
    }[code]


# --- the money --------------------------------------------------------------------------------------


def aid(it: Stood) -> dict[str, Any]:
    """By year, under each way of counting what is not wholly attained."""
    chosen = it.projection.assumptions.method
    ways = [(code, labelled(words), code == chosen) for code, words in topics()["method"].ways.items()]
    return {
        "methods": ways,
        "chosen": next(words for _code, words, is_chosen in ways if is_chosen),
        "years": [_year(it, year, [code for code, _words, _is in ways]) for year in it.projection.years],
    }


def _year(it: Stood, year: YearAid, methods: list[str]) -> dict[str, Any]:
    return {
        "year": year.year,
        "since": year.since,
        "until": year.until - timedelta(days=1),
        "now": year.since <= it.on < year.until,
        "check": year.check.on if year.check.pays else None,
        "most": euros(year.most),
        "parts": [_part(one) for one in year.parts] if len(year.parts) > 1 else [],
        "unknown": year.most is None,
        "attained": [
            (quantity_name(code), percent(_attained(it, year, code)), outlook(year.outlooks[code]))
            for code in QUANTITIES
            if year.check.pays
        ],
        "by_method": [money(year.by_method.get(code)) for code in methods],
        "worst": euros(year.worst),
        "paid": euros(year.paid) if year.paid else "",
        "instalments": [
            {"percent": one.percent, "on": one.on, "said": labelled(one.words), "mark": mark_name(one.mark)}
            for one in year.instalments
        ],
    }


def _part(one: AidPart) -> dict[str, Any]:
    last = one.until - timedelta(days=1)
    return {"since": one.since, "last": last, "share": share(one.share), "most": euros(one.most)}


def _attained(it: Stood, year: YearAid, code: str) -> Any:
    goal, way = it.contract.goal_on(code, year.check.asked_on), it.projection.assumptions.attainment
    return attained(goal, int(year.outlooks[code].middle + 1e-6), way)


def money(it: MoneyRange | None) -> dict[str, str]:
    if it is None:
        return {"middle": "–", "range": ""}
    ends = "" if it.low == it.high else between(euros(it.low), euros(it.high))
    return {"middle": euros(it.middle), "range": ends}


def cash(flow: CashFlow) -> dict[str, Any]:
    """Each year against the post: what comes in, what it costs, what is left to cover, the worst."""
    return {
        "name": labelled(flow.cost.words),
        "per_year": euros(flow.cost.per_year),
        "mark": mark_name(flow.cost.mark),
        "sure": flow.cost.mark in SURE,
        "years": [_cash_year(one) for one in flow.years],
    }


def _cash_year(one: CashYear) -> dict[str, Any]:
    return {
        "year": one.year,
        "cost": euros(one.cost),
        "aid": money(one.aid),
        "net": signed_euros(one.net.middle) if one.net else "–",
        "net_range": between(signed_euros(one.net.low), signed_euros(one.net.high))
        if one.net and one.net.low != one.net.high
        else "",
        "worst": signed_euros(one.worst_net),
        "visits": visits(one),
        "short": bool(one.net and one.net.middle < 0),
    }


def visits(one: CashYear) -> str:
    """What would pay the rest."""
    if one.visits is None:
        return "–"
    if one.visits == 0:
        return _("none")
    if one.visits_per_day is None or one.visits_per_day < LITTLE:
        return _("%(n)s a year") % {"n": whole(one.visits)}
    return _("%(year)s a year, %(day)s a day") % {
        "year": whole(one.visits),
        "day": a_week(float(one.visits_per_day)),
    }


def lever(it: Stood, one: Lever) -> dict[str, Any]:
    """What it would change by the next check that pays."""
    aid_now = next((year for year in it.projection.years if year.check == it.projection.next_check), None)
    before = aid_now.by_method.get(it.projection.assumptions.method) if aid_now else None
    return {
        "name": lever_name(one),
        "outlooks": [
            (quantity_name(code), between(whole(least.middle), whole(most.middle)))
            for code, (least, most) in one.outlooks.items()
        ],
        "aid": money(one.aid),
        "was": money(before),
        "cost": euros(one.cost) if one.cost is not None else "",
        "mark": mark_name(one.mark),
        "by": _lever_source(it, one),
    }


def lever_name(one: Lever) -> str:
    if one.code == "half_day":
        return _("Half a day more of the assistant each week")
    n = int(one.size)
    return ngettext("%(n)s registration more each week", "%(n)s registrations more each week", n) % {"n": n}


def _lever_source(it: Stood, one: Lever) -> str:
    if one.code != "half_day":
        return _("arithmetic")
    if it.told_by and one.told_by == it.told_by.told_by:
        return according_to(it)
    return _("from nothing to what signers were seen to gain more than others; they chose to sign")


def according_to(it: Stood) -> str:
    """Which of the two makes the outlook of registered patients."""
    if it.told_by is None:
        return _("according to the trend of the readings")
    facts = {"name": it.told_by.name, "day": date_format(it.told_by.on, "DATE_FORMAT")}
    return _("according to the what-if “%(name)s” of %(day)s") % facts


# --- what is dated, what is open --------------------------------------------------------------------


def due(one: Any) -> dict[str, Any]:
    return {"on": one.on, "said": labelled(one.words), "late": one.late, "mark": mark_name(one.mark), "code": one.code}


def mark_name(mark: str) -> str:
    """How sure; nothing is said of what is certain."""
    return {
        "certain": "",
        "single": _("one source"),
        "conflicting": _("the sources disagree"),
        "not_found": _("not found"),
        "inference": _("our reading"),
        "own_calculation": _("our arithmetic"),
    }[mark]


def unsettled(one: Any) -> dict[str, Any]:
    return {
        "said": labelled(one.words),
        "mark": mark_name(one.mark),
        "sources": [(it.title, it.address) for it in one.sources],
        "checked_on": one.checked_on,
    }


def readings(it: Stood) -> list[dict[str, Any]]:
    """As typed, the newest first."""
    return [
        {
            "number": one.number,
            "on": one.value.on,
            "registered": whole(one.value.registered),
            "active": whole(one.value.active),
            "source": source_name(one.value.source),
            "doctor": it.house.people.get(one.value.doctor, ""),
            "by": it.house.people.get(one.by, ""),
        }
        for one in reversed(it.notes.readings)
    ]


SOURCES = ("amelipro", "fund_letter", "practice")


def source_name(code: str) -> str:
    return {
        "amelipro": "amelipro",
        "fund_letter": _("letter of the fund"),
        "practice": _("practice's own software"),
    }.get(code, code)


def tongue() -> str:
    return "fr" if (get_language() or "fr").startswith("fr") else "en"


def ways_of(topic: str) -> Iterator[tuple[str, str]]:
    words: Mapping[str, Mapping[str, str]] = topics()[topic].ways
    yield from ((code, labelled(it)) for code, it in words.items())

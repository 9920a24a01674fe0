"""The published examples and the edges, as files that a jurist can read and check: given, expected, source."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from importlib import resources
from types import MappingProxyType
from typing import Any

from binome.contract import calendar, closing, letters, objectives, regimes
from binome.contract.agreement import INDIVIDUAL, QUANTITIES, AidContract, Amendment, Goal, Paid, PostAbsence, Signatory
from binome.contract.aid import check_of, goals_of, instalments
from binome.contract.amended import BY_DAYS, most_of, parts_of
from binome.contract.attainment import METHODS, attained, due
from binome.contract.cash import break_even
from binome.contract.eligibility import Candidate, eligibility, etp_cap, may_sign
from binome.contract.money import times
from binome.contract.projected import Assumptions
from binome.contract.stated import Source, cited

NOT_FOUND = "not_found"
Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One question and its answer. `note`: how the sources disagree, or whose reading it is."""

    file: str
    name: str
    asks: str
    given: Told
    expected: Told
    mark: str
    sources: tuple[Source, ...]
    note: str = ""


def cases() -> tuple[Case, ...]:
    """Every case shipped, file by file."""
    folder = resources.files("binome.contract").joinpath("cases")
    files = sorted((it for it in folder.iterdir() if it.name.endswith(".toml")), key=lambda it: it.name)
    return tuple(case for it in files for case in _cases(it.name, it.read_text("utf-8")))


def differences(case: Case) -> list[str]:
    """Where what is computed is not what is expected; nothing when all is."""
    found = ANSWERS[case.asks](case.given)
    return [
        f"{case.file}: {case.name}: {name} is {found.get(name)}, {wanted} was expected"
        for name, wanted in case.expected.items()
        if found.get(name) != wanted
    ]


def _cases(file: str, text: str) -> tuple[Case, ...]:
    told = tomllib.loads(text, parse_float=Decimal)
    return tuple(
        Case(
            file,
            it["name"],
            told["asks"],
            MappingProxyType(it["given"]),
            MappingProxyType(it["expected"]),
            it["mark"],
            cited(it["sources"]),
            it.get("note", ""),
        )
        for it in told["case"]
    )


def _contract(given: Told) -> AidContract:
    """The four numbers do not matter to the days and to the most that is paid; they are told where they do."""
    goals: dict[str, Any] = {it: Goal(**given.get(it, {"start": 0, "target": 0})) for it in QUANTITIES}
    return AidContract(
        code="case",
        starts_on=given["starts_on"],
        share=Fraction(str(given.get("share", "1"))),
        **goals,
        kind=given.get("kind", INDIVIDUAL),
        band=given.get("band", "standard"),
        signed_on=given.get("signed_on"),
        ends_on=given.get("ends_on"),
        paid=tuple(Paid(given["starts_on"], it["year"], Decimal(it["amount"])) for it in given.get("paid", ())),
        absences=tuple(PostAbsence(**it) for it in given.get("absences", ())),
        amendments=tuple(_amendment(it) for it in given.get("amendments", ())),
    )


def _amendment(told: Told) -> Amendment:
    share = Fraction(str(told["share"])) if "share" in told else None
    goals: dict[str, Any] = {it: Goal(**told[it]) for it in QUANTITIES if it in told}
    return Amendment(told["on"], share, **goals)


def _or_not_found(value: Any) -> Any:
    return NOT_FOUND if value is None else value


def _year(given: Told) -> Told:
    contract, year = _contract(given), given["year"]
    parts = parts_of(contract, year, calendar.year_since(contract, year + 1), given.get("amendment", BY_DAYS))
    goals = goals_of(contract, check_of(contract, year, Assumptions(check=given.get("check", "opening"))))
    return {
        "regime": regimes.regime_of(contract, year).code,
        "most": _or_not_found(most_of(parts)),
        **{f"{it}_target": goal.target for it, goal in goals.items()},
        "since": calendar.year_since(contract, year),
        "until": calendar.year_since(contract, year + 1),
        "term": calendar.term(contract),
        "paid_without_check": not check_of(contract, year, Assumptions()).pays,
    }


def _payments(given: Told) -> Told:
    contract = _contract(given)
    found = instalments(contract.kind, calendar.year_since(contract, given["year"]), given["year"])
    return {"percents": [it.percent for it in found], "days": [it.on or "none" for it in found]}


def _check(given: Told) -> Told:
    ways = {name: given[name] for name in ("check", "suspension") if name in given}
    found = check_of(_contract(given), given["year"], Assumptions(**ways))
    return {"on": found.on, "pays": found.pays, "suspended_days": found.suspended_days}


def _day(given: Told) -> Told:
    contract = _contract(given)
    found = regimes.regime_for(contract.kind, contract.signed)
    year = calendar.contract_year(contract, given.get("on", contract.starts_on))
    return {"year": "over" if year is None else year, "born_under": found.code if found else "none"}


def _bracket(given: Told) -> Told:
    found = objectives.bracket(given["distribution"], given["count"])
    return {"at_least": found.at_least or "unknown", "below": found.below or "unknown"}


def _objective(given: Told) -> Told:
    asked = objectives.growth_asked(given["regime"], Fraction(given["share"]), given["percentile"])
    if asked.value is None:
        return {"percent": NOT_FOUND, "mark": asked.mark}
    target = objectives.target(given["start"], asked.value) if "start" in given else None
    return {"percent": asked.value, "target": target, "mark": asked.mark}


def _growth(given: Told) -> Told:
    goal = Goal(given["start"], given["target"])
    tenths = Fraction(goal.growth * 1000, goal.start) + Fraction(1, 2)
    return {"patients": goal.growth, "percent": Decimal(int(tenths)) / 10}


def _collective(given: Told) -> Told:
    doctors = [Signatory(f"dr{n}", **it) for n, it in enumerate(given["doctors"])]
    goals = {it: objectives.collective_goal(it, Fraction(str(given["etp"])), doctors) for it in QUANTITIES}
    return {f"{it}_{end}": getattr(goal, end) for it, goal in goals.items() for end in ("start", "target")}


def _newcomer(given: Told) -> Told:
    asked = objectives.newcomer(given["regime"])
    return {"asked": NOT_FOUND} if asked.value is None else dict(asked.value)


def _cap(given: Told) -> Told:
    approved = given.get("structure_approved", False)
    return {"etp": etp_cap(given["doctors"], given["trainers"], given["on"], structure_approved=approved)}


def _eligibility(given: Told) -> Told:
    told = {name: it for name, it in given.items() if name not in ("on", "exceptions")}
    found = eligibility(Candidate(**told, exceptions=frozenset(given.get("exceptions", ()))), given["on"])
    answer = {True: "yes", False: "no", None: "unknown"}[may_sign(found)]
    return {"may_sign": answer, **{it.code: it.verdict for it in found}}


def _due(given: Told) -> Told:
    way, most = given.get("attainment", "growth"), Decimal(given["most"])
    parts = [
        attained(Goal(it["start"], it["target"]), it["count"], way) for it in (given["registered"], given["active"])
    ]
    return {method: due(most, parts[0], parts[1], method) for method in METHODS}


def _break_even(given: Told) -> Told:
    """`most` as told, or the regime's; the cost is of a full time."""
    share = Fraction(str(given.get("share", "1")))
    most = given.get("most")
    if most is None:
        most = regimes.amount(given["regime"], share, given.get("band", "standard"), given["year"]).value
    net = Decimal(most) - times(Decimal(given["cost_per_year"]), share)
    found = break_even(net, Assumptions(fee=Decimal(given["fee"]), days_worked=given["days_worked"]))
    return {"net": found.net, "visits": found.visits, "visits_per_day": found.visits_per_day}


def _ending(given: Told) -> Told:
    fields = letters.ending_letter(_contract(given), given["asked_end"], given["on"]).fields
    return {"earliest_end": fields["earliest_end"], "in_time": fields["in_time"]}


def _settlement(given: Told) -> Told:
    found = closing.settlement(_contract(given), given["closed_on"], given.get("amendment", BY_DAYS))
    if found is None:
        return {"due": "none"}
    return {
        "due": _or_not_found(found.due),
        "balance": _or_not_found(found.balance),
        "on_counts": found.on_counts,
    }


ANSWERS: Mapping[str, Callable[[Told], Told]] = MappingProxyType(
    {
        "year": _year,
        "payments": _payments,
        "check": _check,
        "day": _day,
        "bracket": _bracket,
        "objective": _objective,
        "growth": _growth,
        "collective": _collective,
        "newcomer": _newcomer,
        "cap": _cap,
        "eligibility": _eligibility,
        "due": _due,
        "break_even": _break_even,
        "ending": _ending,
        "settlement": _settlement,
    }
)
"""What a file of cases may ask."""

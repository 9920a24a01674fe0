"""The dated list of a contract: checks, anniversaries, payments, absences to tell, trainings, its term."""

from collections.abc import Iterator
from datetime import date, timedelta

from binome.contract.agreement import COLLECTIVE, AidContract
from binome.contract.calendar import months_after, over_on, term
from binome.contract.projected import Assumptions, Due, YearAid
from binome.contract.regimes import regimes
from binome.contract.rules import rules, whole
from binome.contract.wording import worded
from binome.practice.qualification import Reminder, deadlines, reminders, years_after

A_MONTH = 1
PREPARE_MONTHS = 6
"""How long before its term what follows is prepared: a proposal of the house."""
WHOLE_CONTRACT_DAYS = 366 * 6


def dues(contract: AidContract, years: tuple[YearAid, ...], given: Assumptions, on: date) -> tuple[Due, ...]:
    """What is to come, the nearest first, and before it what is late; what has passed without a duty is left out.

    Nothing of the contract falls before it begins: an end so near that no notice could be given has none.
    """
    of_the_contract = (it for it in (*_years(years), *_end(contract)) if it.on >= contract.starts_on)
    found = [*of_the_contract, *_absences(contract), *_people(contract), *_trainings(contract, given, on)]
    kept = (it for it in found if it.on >= on or it.code in ("declare_absence", "training"))
    return tuple(sorted((_late(it, on) for it in kept), key=lambda it: (it.on, it.code)))


def _years(years: tuple[YearAid, ...]) -> Iterator[Due]:
    for before, it in zip((None, *years), years, strict=False):
        if before:
            yield Due(it.since, "anniversary", worded("due", "anniversary", year=it.year), "certain")
        if before and before.regime != it.regime:
            regime = regimes()[it.regime]
            yield Due(it.since, "moves", worded("due", "moves", regime=regime.words), regime.datum.mark)
        if it.check.pays:
            yield Due(it.check.on, "check", worded("due", "check", year=it.year), "not_found")
            ahead = latest_before(it.check.on, A_MONTH)
            yield Due(ahead, "read_before_check", worded("due", "read_before_check"), "inference")
        for part in it.instalments:
            if part.on:
                words = worded("due", "payment", percent=part.percent, year=it.year, how=part.words)
                yield Due(part.on, "payment", words, part.mark)


def _absences(contract: AidContract) -> Iterator[Due]:
    for it in contract.absences:
        if it.declared_on is None:
            yield Due(it.since, "declare_absence", worded("due", "declare_absence"), rules()["absence_suspends"].mark)


def _end(contract: AidContract) -> Iterator[Due]:
    last, months = over_on(contract), whole("notice_months")
    if last < term(contract):
        yield Due(last, "ends", worded("due", "ends"), "certain")
        yield Due(latest_before(last, months), "notice", worded("due", "notice"), rules()["notice_months"].mark)
    else:
        yield Due(last, "term", worded("due", "term"), rules()["term_years"].mark)
        yield Due(latest_before(last, PREPARE_MONTHS), "prepare_term", worded("due", "prepare_term"), "inference")
    if contract.kind == COLLECTIVE:
        again, mark = years_after(last, whole("collective_wait_years")), rules()["collective_wait_years"].mark
        yield Due(again, "may_sign_again", worded("due", "may_sign_again"), mark)


def _people(contract: AidContract) -> Iterator[Due]:
    yield from (Due(it.on, "amendment", worded("due", "amendment"), "certain") for it in contract.amendments)
    yield from (Due(it.left, "leaves", worded("due", "leaves"), "certain") for it in contract.signatories if it.left)
    bonus = rules()["trainer_etp"]
    if contract.kind == COLLECTIVE and any(it.trainer for it in contract.signatories) and bonus.since:
        yield Due(bonus.since, "cap_bonus", worded("due", "cap_bonus"), bonus.mark)


def _trainings(contract: AidContract, given: Assumptions, on: date) -> Iterator[Due]:
    told: list[Reminder] = list(given.trainings)
    for it in contract.assistants:
        told += reminders(it.trainings, it.taken, on, within_days=WHOLE_CONTRACT_DAYS)
    for code, day, words in sorted({(it.code, it.on, tuple(it.labels.items())) for it in told}):
        yield Due(day, "training", dict(words), _standing(code))


def _standing(code: str) -> str:
    return next((it.standing for it in deadlines() if it.code == code), "certain")


def latest_before(day: date, months: int) -> date:
    """The latest day from which so many months reach that day at most."""
    found = months_after(day, -months)
    while months_after(found, months) > day:
        found -= timedelta(days=1)
    return found


def _late(it: Due, on: date) -> Due:
    past = it.on < on or (it.code == "declare_absence" and it.on <= on)
    return Due(it.on, it.code, it.words, it.mark, late=past)

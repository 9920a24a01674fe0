"""What makes no sense in a contract, whoever wrote it: a file, a form on screen."""

from collections.abc import Iterator
from fractions import Fraction

from binome.contract.agreement import COLLECTIVE, SHARES, AidContract, Reading
from binome.contract.calendar import over_on
from binome.contract.regimes import regime_for, regimes
from binome.practice.toml_faults import Fault
from binome.practice.toml_places import Place


def faults_of(contract: AidContract, readings: tuple[Reading, ...] = ()) -> tuple[Fault, ...]:
    """Every fault with its place under the contract; none, and it can be projected."""
    return (
        *_of_days(contract),
        *_of_people(contract),
        *_of_amendments(contract),
        *_of_rows(contract),
        *_of_readings(contract, readings),
    )


def _of_days(contract: AidContract) -> Iterator[Fault]:
    if regime_for(contract.kind, contract.signed) is None:
        first = min(it.datum.since for it in regimes().values() if it.kind == contract.kind and it.datum.since)
        name = "signed_on" if contract.signed_on else "starts_on"
        yield Fault((name,), "contract.before_any_regime", {"found": contract.signed, "first": first})
    if contract.ends_on and contract.ends_on <= contract.starts_on:
        yield Fault(("ends_on",), "days.not_in_order", {"since": contract.starts_on, "until": contract.ends_on})
    yield from _of_share(contract, contract.share, ("share",))


def _of_share(contract: AidContract, share: Fraction, place: Place) -> Iterator[Fault]:
    if contract.kind != COLLECTIVE and share not in SHARES.values():
        yield Fault(place, "contract.no_such_share", {"choices": "1/3, 1/2, 1, 3/2, 2"})
    if contract.kind == COLLECTIVE and (share * 2).denominator != 1:
        yield Fault(place, "contract.not_in_halves", {})


def _of_amendments(contract: AidContract) -> Iterator[Fault]:
    last, days = over_on(contract), [it.on for it in contract.amendments]
    for n, it in enumerate(contract.amendments):
        place = ("amendments", n)
        if not contract.starts_on < it.on < last:
            yield Fault(
                (*place, "on"), "amendment.outside", {"found": it.on, "since": contract.starts_on, "until": last}
            )
        if it.on in days[:n]:
            yield Fault((*place, "on"), "amendment.twice", {"found": it.on})
        if it.share is None and it.registered is None and it.active is None and it.posts is None:
            yield Fault(place, "amendment.empty", {})
        if it.share is not None:
            yield from _of_share(contract, it.share, (*place, "share"))
        for fault in _twice("posts", [post.code for post in it.posts or ()]):
            yield Fault((*place, *fault.place), fault.why, fault.facts)


def _of_people(contract: AidContract) -> Iterator[Fault]:
    if contract.kind != COLLECTIVE and len(contract.signatories) > 1:
        yield Fault(("signatories", 1), "contract.one_doctor", {})
    yield from _twice("signatories", [it.code for it in contract.signatories])
    yield from _twice("posts", [it.code for it in contract.posts])
    for n, it in enumerate(contract.signatories):
        if it.joined and it.left and it.left <= it.joined:
            yield Fault(("signatories", n, "left"), "days.not_in_order", {"since": it.joined, "until": it.left})


def _of_rows(contract: AidContract) -> Iterator[Fault]:
    posts = {it.code for it in contract.assistants}
    for n, it in enumerate(contract.absences):
        if it.until and it.until <= it.since:
            yield Fault(("absences", n, "until"), "days.not_in_order", {"since": it.since, "until": it.until})
        if it.post and it.post not in posts:
            yield Fault(("absences", n, "post"), "name.unknown", {"found": it.post, "known": _listed(posts)})


def _of_readings(contract: AidContract, readings: tuple[Reading, ...]) -> Iterator[Fault]:
    doctors = {it.code for it in contract.signatories}
    for n, it in enumerate(readings):
        if it.registered is None and it.active is None:
            yield Fault(("readings", n), "reading.empty", {})
        if it.doctor and it.doctor not in doctors:
            yield Fault(("readings", n, "doctor"), "name.unknown", {"found": it.doctor, "known": _listed(doctors)})


def _twice(table: str, codes: list[str]) -> Iterator[Fault]:
    for n, code in enumerate(codes):
        if code in codes[:n]:
            yield Fault((table, n, "code"), "name.twice", {"found": code})


def _listed(codes: set[str]) -> str:
    return ", ".join(sorted(codes)) or "-"

"""The aid contract of the demonstration's practice: simulated and marked so, noted with the verbs of the product."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from binome.contract.agreement import Paid, PostAbsence, Reading
from binome.contract.calendar import months_after
from binome.web.demo.cast import read
from binome.web.store import contracts, contracts_noted
from binome.web.store.agreed import Author
from binome.web.store.practice import House

Said = dict[str, Any]
NOON = time(12, 30)


def sign(place: House, founded: date) -> None:
    """Everything the file says."""
    told = read("contract.toml")
    starts = months_after(founded.replace(day=1), -told["begun_months_ago"])
    code = contracts.enter(place, _by(place, told, starts), _words(told, starts), simulated=True)
    for said in told["readings"]:
        on = founded - timedelta(days=said["ago"])
        reading = Reading(on, said["registered"], said["active"], "amelipro")
        contracts_noted.note_reading(place, _by(place, told, on), code, reading)
    for said in told["paid"]:
        on = founded - timedelta(days=said["ago"])
        paid = Paid(on, said["year"], Decimal(said["amount"]))
        contracts_noted.note_paid(place, _by(place, told, on), code, paid)
    for said in told["absences"]:
        absence = _absence(said, founded)
        contracts_noted.note_absence(place, _by(place, told, absence.since), code, absence)


def _words(told: Said, starts: date) -> contracts.Words:
    return {
        **{name: told[name] for name in ("name", "kind", "share", "band", "registered", "active", "posts")},
        "starts_on": starts.isoformat(),
        "signed_on": None,
        "ends_on": None,
        "signatories": [{"code": it} for it in told["doctors"]],
        "choices": {},
    }


def _absence(said: Said, founded: date) -> PostAbsence:
    since = founded - timedelta(days=said["ago"])
    told = founded - timedelta(days=said["declared_ago"])
    return PostAbsence(since, since + timedelta(days=said["days"]), said["reason"], told, said["post"])


def _by(place: House, told: Said, day: date) -> Author:
    return Author(told["by"], datetime.combine(day, NOON, place.practice.zone))

"""What the demonstration's practice agreed on around the law: noted by its doctors, with the verbs of the product."""

from datetime import date, datetime, time, timedelta
from typing import Any

from binome.web.demo.cast import read
from binome.web.paper_content import job_of, protocol_of
from binome.web.store import narrowings, orders, trainings
from binome.web.store.agreed import Author
from binome.web.store.practice import House, house
from binome.web.store.seeding import NewPatient
from binome.web.store.signed_papers import keep_signed

Said = dict[str, Any]
NOON = time(12, 30)


def agree(place: House, founded: date, panel: tuple[NewPatient, ...]) -> None:
    """Everything the file says, in its order: the papers are signed before what changes them."""
    told = read("agreed.toml")
    kind = told["structure"]
    trainings.declare_structure(place, _by(place, kind, founded, kind["ago"]), kind["code"], _day(founded, kind["ago"]))
    for said in told["posts"]:
        _take_post(place, said, founded)
    for said in told["trainings"]:
        _learn(place, said, founded)
    for said in told["protocols"]:
        _sign(place, said, founded)
    for said in told["papers"]:
        _keep(_again(place), said, founded)
    for said in told["narrowings"]:
        _narrow(place, said, founded)
    for said in told["modes"]:
        _consult(place, said, founded)
    for said in told["orders"]:
        _order(place, said, founded, panel[said["patient"]].code)


def _take_post(place: House, said: Said, founded: date) -> None:
    taken = _day(founded, said["taken"])
    trainings.note_post(place, _by(place, said, founded, said["taken"]), said["member"], said["role"], taken)


def _learn(place: House, said: Said, founded: date) -> None:
    days = {name: _day(founded, said[name]) for name in ("started", "obtained") if name in said}
    trainings.note_training(place, _by(place, said, founded, 20), said["member"], said["kind"], **days)


def _sign(place: House, said: Said, founded: date) -> None:
    signed_on, until = _day(founded, said["signed"]), _day(founded, said["until"])
    who = {name: said[name] for name in ("fields", "nurses", "physicians")}
    by = _by(place, said, founded, said["signed"])
    trainings.note_protocol(place, by, **who, signed_on=signed_on, until=until)


def _keep(place: House, said: Said, founded: date) -> None:
    on = _day(founded, said["signed"])
    content = job_of(place, said["member"], on) if said["member"] else protocol_of(place, on)
    keep_signed(place, _by(place, said, founded, said["signed"]), said["member"], content, on)


def _narrow(place: House, said: Said, founded: date) -> None:
    by, since = _by(place, said, founded, said["since"]), _day(founded, said["since"])
    what = {name: said[name] for name in ("physician", "reason")}
    narrowings.narrow(place, by, said["role"], said["activity"], **what, since=since)


def _consult(place: House, said: Said, founded: date) -> None:
    since, until = (time.fromisoformat(said[name]) for name in ("since", "until"))
    hours = tuple((day, since, until) for day in said["days"])
    by = _by(place, said, founded, 10)
    narrowings.set_mode(place, by, said["member"], said["pathway"], label=said["label"], hours=hours)


def _order(place: House, said: Said, founded: date, patient: str) -> None:
    since, until = _day(founded, said["since"]), _day(founded, said["until"])
    by = _by(place, said, founded, said["since"])
    orders.give_order(place, by, patient, said["activity"], said["physician"], since=since, until=until)


def _by(place: House, said: Said, founded: date, ago: int) -> Author:
    return Author(said["by"], datetime.combine(_day(founded, ago), NOON, place.practice.zone))


def _day(founded: date, ago: int) -> date:
    return founded - timedelta(days=ago)


def _again(place: House) -> House:
    found = house(place.practice.code)
    assert found is not None, "the practice was just made"
    return found

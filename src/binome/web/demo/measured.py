"""What the demonstration's team noted beside its figures, and the one thing it tries: as lived, and as simulated."""

from datetime import date, datetime, time, timedelta

from binome.web.demo.cast import FOUNDED, read
from binome.web.figures import A_DAY, sums_of
from binome.web.store.measured_months import measure
from binome.web.store.measured_notes import annotate, begin_loop, declare_baseline, improvements
from binome.web.store.practice import House

NOON = time(12, 30)
FOUR_WEEKS = timedelta(weeks=4)


def note_beside(place: House, founded: date) -> None:
    """What happened, and which days are the baseline."""
    told = read("measured.toml")
    for said in told["happened"]:
        annotate(place, _ago(founded, said["ago"]), said["words"], by=said["by"], at=_noon(place, founded, said["ago"]))
    base = told["baseline"]
    days = (_ago(founded, base["since"]), _ago(founded, base["until"]))
    declare_baseline(place, *days, by=base["by"], on=_ago(founded, base["until"]))


def count_all(place: House, now: datetime) -> None:
    """Every month once its days are written; those that are over are frozen. Then the loop knows where it began."""
    for _done in measure(place, now):
        pass
    if not improvements(place):
        _begin(place)


def _begin(place: House) -> None:
    said = read("measured.toml")["loop"]
    founded = date.fromisoformat(place.settings[FOUNDED])
    begins = _ago(founded, said["begins"])
    since, last = begins - FOUR_WEEKS, begins - A_DAY
    start = sums_of(place, since, last).one(said["code"], (since, last)).value
    facts = {name: said[name] for name in ("code", "target", "action", "who")}
    days = {"since": since, "until": begins, "begins": begins, "meeting": _ago(founded, said["meeting"])}
    begin_loop(place, {**facts, **days, "start": start}, by=said["by"], at=_noon(place, founded, said["at"]))


def _ago(founded: date, days: int) -> date:
    return founded - timedelta(days=days)


def _noon(place: House, founded: date, days: int) -> datetime:
    return datetime.combine(_ago(founded, days), NOON, place.practice.zone)

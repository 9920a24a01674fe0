"""The end of a day that has begun, foreseen: the rest of it lived some hundreds of times from where everybody is.

The same practice at the same moment with the same seed gives the same answer; two states of it share their luck, so
that what a move would change (`twin.moves`) is not the noise between two draws.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import numpy as np

from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.practice.words import State
from binome.twin.chance import Key
from binome.twin.from_practice import NO_FIGURES, Offer, member_of
from binome.twin.kernel.foresight import Foreseen, foresee
from binome.twin.kernel.midday import HAS_LEFT
from binome.twin.kernel.state import DONE
from binome.twin.outlook import Outlook, offers_of, outlook
from binome.twin.present import Present, present
from binome.twin.tables import NEVER, OWN_QUEUE, Floats, Sets

REPLICATIONS = 300
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
"""A range leaves out the earliest tenth and the latest: four in five fall within."""
ENOUGH = 20
"""Fewer replications in which something happens make no range of it."""


@dataclass(frozen=True, slots=True)
class Range:
    """Between `low` and `high` four times in five; as often before `middle` as after it."""

    low: datetime
    middle: datetime
    high: datetime


@dataclass(frozen=True, slots=True)
class Awaited:
    """When a patient will likely be seen, if they come; `comes_share` is how likely that still is."""

    seen: Range
    comes_share: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """What was likely at `at`. Doctors by the end of their last step; patients, by story, who are not yet seen."""

    at: datetime
    replications: int
    ends: Mapping[str, Range]
    patients: Mapping[str, Awaited]


def forecast(
    practice: Practice,
    visits: Mapping[str, Visit],
    now: datetime,
    *,
    offers: Sequence[Offer] = (),
    figures: Mapping[str, Any] = NO_FIGURES,
    replications: int = REPLICATIONS,
    seed: int = 1,
) -> Forecast:
    """The rest of the day on which `now` is. Without offers, the pathways are those of the day's visits."""
    around = outlook_of(practice, visits.values(), now, offers, figures)
    here = present(around, of_day(practice, visits.values(), now), now)
    return _told(around, here, foreseen(around, here, replications, seed), now)


def foreseen(around: Outlook, here: Present, replications: int, seed: int) -> Foreseen:
    """The raw rows, one for each replication."""
    told = around.empty(replications, len(here.visits))
    floor, edges, book = around.tables.floor, around.tables.laws.edges, around.tables.book
    day_kind, present_set = int(book.day_kind[0]), np.uint64(around.present)
    keys, places = _keys(seed, replications), np.empty(len(around.state.visits), np.int32)
    with around.alone:
        done = foresee(floor, edges, day_kind, present_set, here.rest, keys, around.state, places, told)
    if done != DONE:
        raise ValueError("More visits than a day may have.")
    return told


def _keys(seed: int, replications: int) -> Sets:
    known = _keys_kept.get((seed, replications))
    if known is None:
        known = np.array([Key.of(seed, 0, number) for number in range(replications)], np.uint64)
        _keys_kept[seed, replications] = known
    return known


_keys_kept: dict[tuple[int, int], Sets] = {}


def outlook_of(
    practice: Practice,
    visits: Iterable[Visit],
    now: datetime,
    offers: Sequence[Offer],
    figures: Mapping[str, Any],
) -> Outlook:
    listed = list(offers) or offers_of(practice, of_day(practice, visits, now))
    return outlook(practice, listed, practice.local(now).date(), figures)


def of_day(practice: Practice, visits: Iterable[Visit], now: datetime) -> list[Visit]:
    today = practice.local(now).date()
    return [it for it in visits if it.due is not None and practice.local(it.due).date() == today]


def _told(around: Outlook, here: Present, told: Foreseen, now: datetime) -> Forecast:
    seen = {here.visits[p].story: p for p in range(len(here.visits)) if is_awaited(around, here, p)}
    ranges = dict(zip(seen, _ranges(around, told.seen[:, list(seen.values())]), strict=True))
    ends = _ranges(around, told.ends)
    busy = {here.visits[p].doctor for p in range(len(here.visits)) if here.rest.places[p] != HAS_LEFT}
    professionals = enumerate(around.numbering.professionals)
    return Forecast(
        at=now,
        replications=len(told.ends),
        ends={member_of(code): found for j, code in professionals if code in busy and (found := ends[j])},
        patients={
            story: Awaited(found, float(here.rest.comes[p])) for story, p in seen.items() if (found := ranges[story])
        },
    )


def is_awaited(around: Outlook, here: Present, p: int) -> bool:
    """Expected, or there and not yet with the professional."""
    if here.rest.places[p] == HAS_LEFT or here.visits[p].state not in (State.EXPECTED, State.PRESENT):
        return False
    floor, row = around.tables.floor, here.rest.visits[p]
    begun = int(row["steps_done"]) + (here.visits[p].under_way() is not None)
    first = int(floor.first[row["kind"]])
    return not any(floor.queue[first + g] == OWN_QUEUE for g in range(min(begun, int(floor.count[row["kind"]]))))


def _ranges(around: Outlook, rows: Floats) -> list[Range | None]:
    """By column. What does not happen in a replication (nobody comes) is left out of it."""
    ordered = np.sort(np.ascontiguousarray(rows.T), axis=1)
    counts = (ordered < NEVER).sum(axis=1)
    places = [np.minimum((share * counts).astype(np.intp), np.maximum(counts - 1, 0)) for share in (LOW, MIDDLE, HIGH)]
    minutes = np.stack([ordered[np.arange(len(ordered)), place] for place in places], axis=1).tolist()
    enough = (counts >= min(ENOUGH, len(rows))).tolist()
    return [
        Range(*(_at(around, it) for it in found)) if known else None
        for found, known in zip(minutes, enough, strict=True)
    ]


def _at(around: Outlook, minute: float) -> datetime:
    local = datetime.combine(around.on, time()) + timedelta(minutes=minute)
    return local.replace(tzinfo=around.practice.zone).astimezone(UTC)

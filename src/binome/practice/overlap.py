"""Who does what, against what the texts let them and what the practice wants: overlaps, gaps and drifts.

Nothing is judged under FEWEST: what was done a few times is no habit, and would point at somebody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from binome.practice.delegation import national_list
from binome.practice.narrowing import closed_to_the_role
from binome.practice.routing import Routing
from binome.practice.task_sight import Present, present
from binome.practice.team import Hours, Practice
from binome.practice.words import Power, Role

FEWEST = 10
"""A count below it is shown as such, never as a number."""

HALF_HOUR = timedelta(minutes=30)


class Finding(StrEnum):
    """What a line of the table has to tell."""

    OVERLAP = "overlap"
    DRIFT = "drift"
    NOT_DONE = "not_done"
    NOBODY_THERE = "nobody_there"
    NOBODY_MAY = "nobody_may"


@dataclass(frozen=True, slots=True)
class Line:
    """One activity. `done` by role; `may` what the texts in force give each role, the conditions of a person apart.

    `told`: the journal can see it done. `uncovered`: the opening hours at which nobody who may do it is there.
    """

    activity: str
    routed: tuple[Role, ...]
    done: Mapping[Role, int]
    may: Mapping[Role, Power]
    told: bool
    uncovered: tuple[Hours, ...]
    findings: tuple[Finding, ...]

    @property
    def total(self) -> int:
        return sum(self.done.values())

    @property
    def doers(self) -> tuple[Role, ...]:
        """The roles that do it often enough to be said, the most often first."""
        often = [role for role, n in self.done.items() if n >= FEWEST]
        return tuple(sorted(often, key=lambda role: (-self.done[role], role)))


def compared(
    practice: Practice, routing: Routing, done: Mapping[tuple[Role, str], int], told: frozenset[str], monday: date
) -> tuple[Line, ...]:
    """A line per activity the practice routes, in its order. `monday`: of a usual week, whose hours are looked at."""
    covered = _uncovered(practice, tuple(routing), monday)
    return tuple(_line(practice, code, roles, done, told, covered[code], monday) for code, roles in routing.items())


def _line(
    practice: Practice,
    code: str,
    roles: tuple[Role, ...],
    done: Mapping[tuple[Role, str], int],
    told: frozenset[str],
    uncovered: tuple[Hours, ...] | None,
    on: date,
) -> Line:
    own = {role: n for (role, activity), n in done.items() if activity == code}
    may = {role: power for role in Role if (power := power_of(practice, role, code, on)) is not Power.NO}
    line = Line(code, roles, own, may, code in told, uncovered or (), ())
    return replace(line, findings=tuple(_found(line, nobody_may=uncovered is None)))


def _found(line: Line, *, nobody_may: bool) -> Iterator[Finding]:
    if nobody_may:
        yield Finding.NOBODY_MAY
    elif line.uncovered:
        yield Finding.NOBODY_THERE
    if line.told and not line.total:
        yield Finding.NOT_DONE
    if len(line.doers) > 1:
        yield Finding.OVERLAP
    if line.doers and line.done.get(line.routed[0], 0) < line.done[line.doers[0]]:
        yield Finding.DRIFT


def power_of(practice: Practice, role: Role, activity: str, on: date) -> Power:
    """The most that the texts in force give this role, whatever conditions a person must still meet."""
    if closed_to_the_role(practice.narrowed, (role, activity)):
        return Power.NO
    given = {it.power for it in national_list().get((role, activity), ()) if it.gives and it.holds_on(on)}
    return next((power for power in (Power.DOES, Power.PREPARES) if power in given), Power.NO)


def _uncovered(practice: Practice, codes: Sequence[str], monday: date) -> dict[str, tuple[Hours, ...] | None]:
    """By activity, the opening half hours of a usual week when nobody who may do it is there; None: nobody ever may."""
    gone = tuple(it for it in practice.absences if it.until == date.max)
    usual = replace(practice, absences=gone, holidays=frozenset())
    known: dict[tuple[Crew, str], bool] = {}
    slots = [(at, _crew(present(usual, at))) for at in _half_hours(usual, monday)]
    found: dict[str, tuple[Hours, ...] | None] = {}
    for code in codes:
        empty = [at for at, crew in slots if not _somebody(usual, crew, code, at, known)]
        somebody = len(empty) < len(slots)
        found[code] = _joined(usual, empty) if somebody or not slots else None
    return found


Crew = frozenset[tuple[str, frozenset[Role]]]


def _crew(here: Present) -> Crew:
    return frozenset(here.items())


def _somebody(practice: Practice, crew: Crew, code: str, at: datetime, known: dict[tuple[Crew, str], bool]) -> bool:
    """The same people give the same answer: asked once."""
    if (crew, code) not in known:
        known[crew, code] = any(
            answer.given for member, _ in crew for answer in practice.answers(practice.member(member), code, at)
        )
    return known[crew, code]


def _half_hours(practice: Practice, monday: date) -> Iterator[datetime]:
    """Those of the week at which the practice is open."""
    for day in range(7):
        at = datetime.combine(monday + timedelta(days=day), time(0), practice.zone)
        yield from (
            moment for n in range(48) if any(it.cover(moment := (at + n * HALF_HOUR)) for it in practice.opening)
        )


def _joined(practice: Practice, empty: Sequence[datetime]) -> tuple[Hours, ...]:
    """Half hours that follow each other, as one stretch."""
    joined: list[list[datetime]] = []
    for at in empty:
        if joined and joined[-1][1] == at:
            joined[-1][1] = at + HALF_HOUR
        else:
            joined.append([at, at + HALF_HOUR])
    return tuple(Hours(since.weekday(), since.time(), _end(since, until)) for since, until in joined)


def _end(since: datetime, until: datetime) -> time:
    return until.time() if until.date() == since.date() else time(23, 59)

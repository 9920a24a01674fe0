"""What an import would change on days that are closed: told apart, so that the rest can be done without it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from binome.interop.plan import Cancelled, Changed, Plan
from binome.interop.reading import ForeignVisit
from binome.web.store.practice import House
from binome.web.store.tables.journal import DayRow, VisitRow

Line = ForeignVisit | Changed | Cancelled


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """The closed days a file speaks of, and what it would have changed there."""

    days: tuple[date, ...] = ()
    lines: tuple[Line, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines)


@dataclass(frozen=True, slots=True)
class Apart:
    """What may be done of a plan, what of it touches a closed day, and every day that either touches."""

    plan: Plan
    left: LeftAlone
    days: frozenset[date]


def apart(house: House, plan: Plan) -> Apart:
    days = dict(_days_touched(house, plan))
    touched = frozenset().union(*days.values())
    rows = DayRow.objects.filter(practice_id=house.id, day__in=touched, closed=True)
    closed = frozenset(rows.values_list("day", flat=True))
    if not closed:
        return Apart(plan, LeftAlone(), touched)

    def open_(line: Line) -> bool:
        return not days.get(line, frozenset()) & closed

    rest = Plan(
        tuple(filter(open_, plan.created)),
        tuple(filter(open_, plan.changed)),
        plan.unchanged,
        tuple(filter(open_, plan.cancelled)),
        plan.not_understood,
    )
    return Apart(rest, LeftAlone(tuple(sorted(closed)), tuple(n for n in days if not open_(n))), touched)


def _days_touched(house: House, plan: Plan) -> Iterator[tuple[Line, frozenset[date]]]:
    """Where each visit is, where the file says it was, where it would go."""
    met: list[Changed | Cancelled] = [*plan.changed, *plan.cancelled]
    known = [one.known.code for one in met if one.known]
    here = dict(VisitRow.objects.filter(story__in=known).values_list("story", "day"))
    for line in _lines(plan):
        story = "" if isinstance(line, ForeignVisit) or line.known is None else line.known.code
        days = {house.practice.local(at).date() for at in _starts(line)}
        yield line, frozenset(days | ({here[story]} if story in here else set()))


def _lines(plan: Plan) -> Iterator[Line]:
    """What would be written; a cancellation of a visit nobody here heard of is not."""
    yield from plan.created
    yield from plan.changed
    yield from (one for one in plan.cancelled if one.known)


def _starts(line: Line) -> Iterator[datetime]:
    if isinstance(line, ForeignVisit):
        yield line.starts
        return
    if line.known:
        yield line.known.starts
    if isinstance(line, Changed):
        yield line.visit.starts

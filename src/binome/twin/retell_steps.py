"""The steps of one traced visit as lines: who began and ended what, what was skipped and why, how it ended."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from binome.practice.pathway import PathwayStep
from binome.practice.words import Moment, Step
from binome.twin.retell_ways import SUPERVISION, Way
from binome.twin.traced import TracedStep, TracedVisit

ASSISTANT_AWAY, NOT_NEEDED, LEFT_WAITING, TO_SIGN = "assistant_away", "not_needed", "left_waiting", "to_sign"

Prepares = Callable[[str, PathwayStep], bool]
"""Does this member only prepare that step, for a doctor's signature?"""


@dataclass(frozen=True, slots=True)
class Line:
    """`by` is a member of the scenario; nobody: whoever is at the desk."""

    minute: float
    kind: Moment
    by: str | None = None
    step: Step | None = None
    room: str | None = None
    reason: str | None = None


def lines_of(visit: TracedVisit, way: Way, over: float, prepares: Prepares) -> Iterator[Line]:
    """From the first step on. Whoever still waited when the day was over left then; what no doctor has signed by
    then is put off to one.
    """
    signer = next((it for it in visit.steps if it.step == SUPERVISION), None)
    unsigned, now = None, visit.arrival
    for step, line in _steps(visit, way):
        if signer and signer.person and unsigned and line.minute >= signer.end:
            yield Line(signer.end, Moment.SIGNED, signer.person, unsigned)
            unsigned = None
        if line.kind is Moment.STARTED and line.by and prepares(line.by, way.pathway.plan(step)):
            unsigned = step
        yield line
        now = line.minute
    if signer and signer.person and unsigned:
        yield Line(signer.end, Moment.SIGNED, signer.person, unsigned)
        unsigned = None
    end = visit.left if visit.left is not None else max(over, now)
    if not visit.served and _is_left_open(visit, way):
        yield Line(end, Moment.LEFT, reason=LEFT_WAITING)
    if unsigned:
        yield Line(end, Moment.DEFERRED, reason=TO_SIGN)


def _steps(visit: TracedVisit, way: Way) -> Iterator[tuple[Step, Line]]:
    """The pathway's steps as far as they came, with who did or passed them."""
    told = {way.steps[it.code]: it for it in visit.steps if it.step != SUPERVISION}
    joined = {before.end: it.end for before, it in pairwise(visit.steps) if it.step == SUPERVISION}
    now, by = visit.arrival, visit.professional
    for planned in way.pathway.steps:
        step = told.get(planned.step)
        if step is not None:
            yield from ((planned.step, line) for line in _lines(step, planned.step, by, may_skip=planned.may_skip))
            now, by = joined.get(step.end, step.end), step.person or by
        elif not visit.served and planned.step in way.steps.values():
            return
        else:
            yield planned.step, Line(now, Moment.SKIPPED, by, planned.step, reason=NOT_NEEDED)


def _is_left_open(visit: TracedVisit, way: Way) -> bool:
    """Is a step of the pathway still to come?"""
    return len([it for it in visit.steps if it.step != SUPERVISION]) < len(way.steps)


def _lines(step: TracedStep, word: Step, by: str | None, *, may_skip: bool) -> Iterator[Line]:
    if step.person is None:
        yield Line(step.end, Moment.SKIPPED, by, word, reason=ASSISTANT_AWAY)
    elif step.minutes == 0.0 and may_skip:
        yield Line(step.end, Moment.SKIPPED, step.person, word, reason=NOT_NEEDED)
    else:
        yield Line(step.start, Moment.STARTED, step.person, word, step.room)
        yield Line(step.end, Moment.FINISHED, step.person, word)

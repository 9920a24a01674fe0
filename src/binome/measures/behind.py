"""The list behind a figure: the rows it is counted on, each with what it adds above and below."""

from collections.abc import Mapping

import narwhals as nw

from binome.journal.lived import STRETCHES
from binome.measures.clock import Frame
from binome.measures.figures import FIGURES, Figure
from binome.measures.gestures import COUNTED
from binome.measures.quantities import QUANTITIES
from binome.measures.sums import tables
from binome.measures.told import Told
from binome.measures.visits import SAID
from binome.practice.words import Moment

SHOWN = ("practice", "story", "day", "doctor")

_OF_VISITS = frozenset({*SAID, Moment.MOVED, *STRETCHES})
_OF_TASKS = frozenset({Moment.ASKED, Moment.CLAIMED, Moment.ENDED, Moment.RESUMED})

READ: Mapping[str, frozenset[Moment]] = {
    **dict.fromkeys(("visits", "bookings", "stretches", "workdays", "presences", "rooms", "mornings"), _OF_VISITS),
    **dict.fromkeys(("tasks", "ended", "outside"), _OF_TASKS),
    "evenings": _OF_TASKS | _OF_VISITS,
    "questions": _OF_VISITS | {Moment.ASKED},
    "noted": frozenset({Moment.NOTED, Moment.OMITTED}),
    "gestures": frozenset(COUNTED),
    "skips": frozenset({Moment.SKIPPED}),
    "undone": frozenset(),
}
"""By table of Told: the moments it is told by. What withdraws a line is read for each of them."""

ON_GROUND: Mapping[str, str] = {"outside": "hours", "presences": "hours", "rooms": "rooms", "mornings": "slots"}
"""By table of Told: what it needs that the journal does not say."""


def behind(code: str, told: Told) -> Frame:
    """[practice, story, day, doctor, above, below]: they add up to the sums of that figure, day by day. What a table
    does not know (a task's doctor, an evening's story) is ""; whoever may not see patients is shown none of it.
    """
    figure, known = FIGURES[code], tables(told)
    parts = [_rows(frame, name, figure) for name, frame in known.items() if _speaks(name, figure)]
    listed = nw.concat(parts)
    return listed.filter((nw.col("above") != 0.0) | (nw.col("below") != 0.0))


def read_for(code: str) -> frozenset[Moment]:
    """The moments that the list behind a figure is told by: of the lines of others it would say the same."""
    return frozenset({Moment.WITHDRAWN}).union(*(READ[it] for it in _of(code)))


def ground_for(code: str) -> frozenset[str]:
    """What that list needs of the ground, by the names of Ground."""
    return frozenset(ON_GROUND[it] for it in _of(code) if it in ON_GROUND)


def _of(code: str) -> list[str]:
    return [name for name in QUANTITIES if _speaks(name, FIGURES[code])]


def _speaks(table: str, figure: Figure) -> bool:
    return not {figure.above, figure.below}.isdisjoint(QUANTITIES[table])


def _rows(frame: Frame, table: str, figure: Figure) -> Frame:
    quantities, columns = QUANTITIES[table], frame.collect_schema().names()
    nothing = nw.lit(0.0)
    return frame.select(
        *(nw.col(it) if it in columns else nw.lit("").alias(it) for it in SHOWN),
        above=quantities.get(figure.above, nothing),
        below=quantities.get(figure.below, nothing),
    )

"""The list behind a figure: the rows it is counted on, each with what it adds above and below."""

import narwhals as nw

from binome.measures.clock import Frame
from binome.measures.figures import FIGURES, Figure
from binome.measures.quantities import QUANTITIES
from binome.measures.sums import tables
from binome.measures.told import Told

SHOWN = ("practice", "story", "day", "doctor")


def behind(code: str, told: Told) -> Frame:
    """[practice, story, day, doctor, above, below]: they add up to the sums of that figure, day by day. What a table
    does not know (a task's doctor, an evening's story) is ""; whoever may not see patients is shown none of it.
    """
    figure, known = FIGURES[code], tables(told)
    parts = [_rows(frame, name, figure) for name, frame in known.items() if _speaks(name, figure)]
    listed = nw.concat(parts)
    return listed.filter((nw.col("above") != 0.0) | (nw.col("below") != 0.0))


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

"""What one engine does well in another way than the others: the answers are the same."""

from collections.abc import Sequence

import narwhals as nw
import polars as pl

from binome.measures.clock import Frame


def beside(frame: Frame, story: Sequence[str], order: str, **told: tuple[str, int]) -> Frame:
    """Adds, for each name, what that column says so many lines further in the same story; nothing past its ends."""
    if not frame.implementation.is_polars():
        found = {name: nw.col(it).shift(-far).over(*story, order_by=order) for name, (it, far) in told.items()}
        return frame.with_columns(**found)
    # One sort by numbers and a look at the neighbour: a window over texts costs three times that.
    numbered = {f"_{it}": pl.col(it).cast(pl.Categorical(pl.Categories.random())).to_physical() for it in story}
    native = frame.to_native().with_columns(**numbered).sort(*numbered, order)
    same = {far: pl.all_horizontal(pl.col(it) == pl.col(it).shift(-far) for it in numbered) for _, far in told.values()}
    seen = {name: pl.when(same[far]).then(pl.col(column).shift(-far)) for name, (column, far) in told.items()}
    found_there: Frame = nw.from_native(native.with_columns(**seen).drop(*numbered))
    return found_there


def without(frame: Frame, gone: Frame, on: Sequence[str]) -> Frame:
    """The rows that are not among those gone, which are few."""
    if frame.implementation.is_polars() and gone.collect().is_empty():
        return frame  # to look for none of them costs as much as for many
    return frame.join(gone, on=list(on), how="anti")


def pinned(frame: Frame) -> Frame:
    """Computed now, where several tables are read from it and the engine would do it again for each."""
    return frame.collect().lazy() if frame.implementation.is_polars() else frame

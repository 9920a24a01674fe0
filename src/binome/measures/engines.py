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
    kinds = frame.collect_schema()
    numbered = {f"_{it}": _number(it, isinstance(kinds[it], nw.Categorical)) for it in story}
    native = frame.to_native().with_columns(**numbered).sort(*numbered, order)
    same = {far: pl.all_horizontal(pl.col(it) == pl.col(it).shift(-far) for it in numbered) for _, far in told.values()}
    seen = {name: pl.when(same[far]).then(pl.col(column).shift(-far)) for name, (column, far) in told.items()}
    found_there: Frame = nw.from_native(native.with_columns(**seen).drop(*numbered))
    return found_there


def _number(name: str, is_numbered: bool) -> pl.Expr:
    numbered = pl.col(name) if is_numbered else pl.col(name).cast(pl.Categorical(pl.Categories.random()))
    return numbered.to_physical()


def without(frame: Frame, gone: Frame, on: Sequence[str]) -> Frame:
    """The rows that are not among those gone, which are few."""
    if frame.implementation.is_polars() and gone.collect().is_empty():
        return frame  # to look for none of them costs as much as for many
    return frame.join(gone, on=list(on), how="anti")


def pinned(frame: Frame) -> Frame:
    """Computed once, where several tables are read from it and the engine would do it again for each."""
    return frame.collect().lazy() if frame.implementation.is_polars() else shared(frame)


def shared(frame: Frame) -> Frame:
    """The same where Polars sees by itself that plans have a part in common: Spark keeps it, on disk if need be, until
    its session is told to forget (`catalog.clearCache`).
    """
    if not frame.implementation.is_pyspark():
        return frame
    kept: Frame = nw.from_native(frame.to_native().persist())
    return kept

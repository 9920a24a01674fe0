"""The figures of many practices, whose journals are files: some files at a time, so that memory does not grow with
the region. The same told and sums as for one practice.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from binome.journal.columns import SCHEMA
from binome.measures.sums import BY_DAY, sums
from binome.measures.told import told

AT_ONCE_LINES = 1_500_000
"""Making the plans takes an eighth of a second: nothing beside following them for so many. About a gigabyte."""
NAMES = ("practice", "story", "moment")
"""By these much is joined and grouped: as numbers, their letters are read once."""
UNREAD = ("to_sign", "origin")
SHOWN_ONLY = ("patient", "pathway", "minutes")
"""No sum is made of them: they are read when one asks by them."""


def region_sums(
    files: Sequence[Path], by: Sequence[str] = BY_DAY, zone: str = "Europe/Paris", at_once: int = AT_ONCE_LINES
) -> pl.DataFrame:
    """[*by, code, above, below] of Parquet files in the journal's columns and `practice`; a practice is whole in its
    file, and so is `practice` in `by`. Of figures that need nothing but the journal.
    """
    if "practice" not in by:
        raise ValueError("A region's figures are each practice's own.")
    parts = [_sums(some, by, zone) for some in _some_at_a_time(files, at_once)]
    return pl.concat(parts) if parts else pl.DataFrame()


def _some_at_a_time(files: Sequence[Path], lines: int) -> Iterator[list[Path]]:
    """As many files as it takes to reach so many lines."""
    some, held = list[Path](), 0
    for file in files:
        some.append(file)
        held += pl.scan_parquet(file).select(pl.len()).collect().item()
        if held >= lines:
            yield some
            some, held = [], 0
    if some:
        yield some


def _sums(files: Sequence[Path], by: Sequence[str], zone: str) -> pl.DataFrame:
    numbered = pl.Categorical(pl.Categories.random())  # of these files alone: another's would be kept for nothing
    unread = [pl.lit(None, SCHEMA[it]).alias(it) for it in SHOWN_ONLY if it not in by]
    lines = pl.scan_parquet(list(files)).drop(UNREAD, strict=False)
    journal = lines.with_columns(pl.col(NAMES).cast(numbered), *unread).collect()
    found: pl.DataFrame = sums(told(journal, zone), by).collect().to_native()
    return found.with_columns(pl.col("practice").cast(pl.String))

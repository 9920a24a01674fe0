"""The figures of many practices, whose journals are files: some files at a time, so that memory does not grow with
the region. The same told and sums as for one practice.
"""

from collections.abc import Sequence
from itertools import accumulate, groupby
from math import ceil
from operator import itemgetter
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

File = Path | str


def region_sums(
    files: Sequence[File], by: Sequence[str] = BY_DAY, zone: str = "Europe/Paris", at_once: int = AT_ONCE_LINES
) -> pl.DataFrame:
    """[*by, code, above, below] of Parquet files in the journal's columns and `practice`; a practice is whole in its
    file, and so is `practice` in `by`. Of figures that need nothing but the journal.
    """
    of_each_practice(by)
    return together([files_sums(share, by, zone) for share in dealt(files, at_once)])


def of_each_practice(by: Sequence[str]) -> None:
    """Files are read apart."""
    if "practice" not in by:
        raise ValueError("A region's figures are each practice's own.")


def dealt(files: Sequence[File], at_once: int, processors: int = 1) -> list[list[File]]:
    """Shares of files, in their order: of about so many lines or fewer, as many shares for each processor, and alike.
    Without any file, one share of none.
    """
    lines = [_lines(it) for it in files]
    rounds = max(1, ceil(sum(lines) / (at_once * processors)))
    share = max(1, sum(lines)) / (rounds * processors)
    middles = (end - held / 2 for end, held in zip(accumulate(lines), lines, strict=True))
    last = rounds * processors - 1
    placed = zip((min(int(it / share), last) for it in middles), files, strict=True)
    return [[file for _, file in those] for _, those in groupby(placed, itemgetter(0))] or [[]]


def _lines(file: File) -> int:
    told = pl.scan_parquet(file)
    if "practice" not in told.collect_schema():
        raise ValueError(f"{file} names no practice.")
    found: int = told.select(pl.len()).collect().item()
    return found


def files_sums(files: Sequence[File], by: Sequence[str], zone: str) -> pl.DataFrame:
    """Of files that are read together."""
    numbered = pl.Categorical(pl.Categories.random())  # of these files alone: another's would be kept for nothing
    unread = [pl.lit(None, SCHEMA[it]).alias(it) for it in SHOWN_ONLY if it not in by]
    nobody = pl.LazyFrame(schema={**SCHEMA, "practice": pl.String})
    lines = (pl.scan_parquet([str(it) for it in files]) if files else nobody).drop(UNREAD, strict=False)
    journal = lines.with_columns(pl.col(NAMES).cast(numbered), *unread).collect()
    found: pl.DataFrame = sums(told(journal, zone), by).collect().to_native()
    return found.with_columns(pl.col(it).cast(pl.String) for it in NAMES if it in by)


def together(parts: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """One after the other. Raises ValueError when a practice is in two: each half would have been counted as whole."""
    practices = pl.concat(it.select(pl.col("practice").unique()) for it in parts)
    if torn := sorted(practices.filter(pl.col("practice").is_duplicated())["practice"].unique()):
        raise ValueError(f"Not whole in one file: {', '.join(torn)}.")
    return pl.concat(parts)

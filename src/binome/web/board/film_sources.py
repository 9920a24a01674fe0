"""Where simulated films come from: a journal's file, or a scenario's day lived again. The last ones stay at hand."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from binome.journal.film import Film, film_of
from binome.practice.refusal import MoveRefused

if TYPE_CHECKING:
    import polars as pl

KEPT = 8


@dataclass(frozen=True, eq=False)
class Trace:
    """A run's journal, read when a day of it is asked for. Without a calendar its days count from a Monday of long
    ago."""

    table: "pl.LazyFrame"
    zone: ZoneInfo

    @cached_property
    def run(self) -> str:
        return str(self.table.select("origin").head(1).collect().item())

    @cached_property
    def days(self) -> list[date]:
        """Those on which somebody is due, by the clock on the wall."""
        import polars as pl

        due = self.table.select(pl.col("due").drop_nulls().dt.convert_time_zone(str(self.zone)).dt.date()).collect()
        return sorted(due["due"].unique().to_list())

    def number(self, day: date) -> int | None:
        """The day of the run, when it has no calendar."""
        from binome.twin.retell import NO_DATE

        return (day - NO_DATE).days if NO_DATE <= day < NO_DATE + timedelta(days=5_000) else None

    def film(self, day: date, zone: ZoneInfo) -> Film:
        if day not in self.days:
            raise MoveRefused("trace.no_such_day")
        return _film(self, day, zone)


@lru_cache(maxsize=KEPT)
def _film(trace: Trace, day: date, zone: ZoneInfo) -> Film:
    """The stories that are due on that day, whole; and the day's own."""
    import polars as pl

    from binome.journal.columns import events_of
    from binome.journal.stories import DAY_PREFIX

    since, until = (datetime.combine(it, time(), zone).astimezone(UTC) for it in (day, day + timedelta(days=1)))
    due = trace.table.filter(pl.col("due").is_between(since, until, closed="left")).select("story").collect()
    own_day = pl.col("story").str.starts_with(DAY_PREFIX) & pl.col("at").is_between(since, until, closed="left")
    told = trace.table.filter(pl.col("story").is_in(due["story"].unique().to_list()) | own_day)
    return film_of(events_of(told.collect()))


@lru_cache(maxsize=KEPT)
def trace_in(place: Path, zone: ZoneInfo) -> Trace:
    """The journal in a file of our own: what was brought has been read apart already."""
    import polars as pl

    return Trace(pl.scan_parquet(place), zone)


@lru_cache(maxsize=KEPT)
def what_if_day(text: str, seed: int, number: int, zone: ZoneInfo) -> Trace:
    """One day of the first replication, lived again: the very day that `binome twin trace` would write."""
    from binome.journal.columns import columns
    from binome.twin.chance import Key
    from binome.twin.retell import events
    from binome.twin.retell_ways import Untellable
    from binome.twin.scenario import read
    from binome.twin.traced import traced_days

    try:
        day = next(traced_days(read(text), Key.of(seed, 0, 0), since=number))
        told = events(day, f"twin-{seed}-0-0", zone=zone, practice="twin")
    except (Untellable, ValueError) as problem:
        raise MoveRefused("replay.untellable") from problem
    return Trace(columns(told).lazy(), zone)

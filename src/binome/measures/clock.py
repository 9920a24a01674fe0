"""What time is, engine by engine: what of it Narwhals has no common word for, and nothing else."""

from datetime import timedelta
from typing import Any

import narwhals as nw

Frame = nw.LazyFrame[Any]
MICROSECONDS_A_MINUTE, MINUTES_A_DAY = 60_000_000, 1_440
A_DAY = timedelta(days=1)


def minutes(frame: Frame, **told: tuple[str, str]) -> Frame:
    """Adds, for each name, the minutes from one moment to another; unknown when one of them is."""
    if _is_spark(frame):
        from pyspark.sql import functions as F  # noqa: N812  as everybody calls it

        native = frame.to_native()
        for name, (since, until) in told.items():
            spent = F.unix_micros(until) - F.unix_micros(since)
            native = native.withColumn(name, spent / F.lit(float(MICROSECONDS_A_MINUTE)))
        return _again(native)
    spent = {name: (nw.col(until) - nw.col(since)).dt.total_microseconds() for name, (since, until) in told.items()}
    return frame.with_columns(**{name: it / MICROSECONDS_A_MINUTE for name, it in spent.items()})


def lasting(frame: Frame, **told: tuple[str, str]) -> Frame:
    """The same in whole microseconds: added up in whatever order, they give the very same sum."""
    if _is_spark(frame):
        from pyspark.sql import functions as F  # noqa: N812

        native = frame.to_native()
        for name, (since, until) in told.items():
            native = native.withColumn(name, F.unix_micros(until) - F.unix_micros(since))
        return _again(native)
    return frame.with_columns(
        **{name: (nw.col(until) - nw.col(since)).dt.total_microseconds() for name, (since, until) in told.items()}
    )


def on_the_wall(frame: Frame, zone: str, **told: str) -> Frame:
    """Adds, for each name, that moment as the clocks of the zone showed it, both changes of the year included."""
    if _is_spark(frame):
        from pyspark.sql import functions as F  # noqa: N812

        native = frame.to_native()
        for name, moment in told.items():
            plain = F.col(moment).cast("timestamp_ntz")
            native = native.withColumn(name, F.convert_timezone(None, F.lit(zone), plain))
        return _again(native)
    return frame.with_columns(
        **{name: nw.col(it).dt.convert_time_zone(zone).dt.replace_time_zone(None) for name, it in told.items()}
    )


def days(frame: Frame, zone: str, **told: str) -> Frame:
    """Adds, for each name, the day of the zone that the moment lies in."""
    if frame.implementation.is_polars():
        return frame.with_columns(
            **{name: nw.col(it).dt.convert_time_zone(zone).dt.date() for name, it in told.items()}
        )
    shown = on_the_wall(frame, zone, **told)
    return shown.with_columns(**{name: nw.col(name).dt.date() for name in told})


def days_between(frame: Frame, **told: tuple[str, str]) -> Frame:
    """Adds, for each name, how many days lie from one day to another."""
    if _is_spark(frame):
        from pyspark.sql import functions as F  # noqa: N812

        native = frame.to_native()
        for name, (since, until) in told.items():
            native = native.withColumn(name, F.datediff(until, since).cast("double"))
        return _again(native)
    apart = {name: (nw.col(until) - nw.col(since)).dt.total_minutes() for name, (since, until) in told.items()}
    return frame.with_columns(**{name: it / MINUTES_A_DAY for name, it in apart.items()})


def weeks(frame: Frame, **told: str) -> Frame:
    """Adds, for each name, the Monday of the week that the day lies in."""
    if _is_spark(frame):
        from pyspark.sql import functions as F  # noqa: N812

        native = frame.to_native()
        for name, day in told.items():
            native = native.withColumn(name, F.date_trunc("week", F.col(day)).cast("date"))
        return _again(native)
    mondays = {name: nw.col(day) - (nw.col(day).dt.weekday() - 1) * nw.lit(A_DAY) for name, day in told.items()}
    return frame.with_columns(**mondays)


def _is_spark(frame: Frame) -> bool:
    return frame.implementation.is_pyspark()


def _again(native: Any) -> Frame:
    told: Frame = nw.from_native(native)
    return told

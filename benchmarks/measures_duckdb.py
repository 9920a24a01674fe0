"""The catalogue's sums as a good engineer writes them in SQL, for DuckDB reading Parquet."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl

ROLES = ("physician", "trainee", "assistant", "secretary", "health_nurse", "advanced_nurse", "nurse")
DAY = "timezone('Europe/Paris', {})::date"
WEEK = "date_trunc('week', {})::date"


def minutes(since: str, until: str) -> str:
    return f"((epoch_us({until}) - epoch_us({since})) / 60e6)"


BY_ROLE = ", ".join(f"sum(minutes) filter (role = '{it}') as {it}" for it in ROLES)
SEEN_BY_ROLE = ", ".join(f"sum({it}) filter (seen) as seen_{it}_min" for it in ROLES)

QUERY = f"""
with written as (select * from read_parquet($files)),
undone as (select practice, story, withdraws as number, "at" from written where moment = 'withdrawn'),
lines as (
    select * from written anti join undone using (practice, story, number) where moment <> 'withdrawn'
),
opened as materialized (
    select practice, story, step, room, "at" as since, until, free_since, moment = 'handed_over' as taken,
        case when moment = 'handed_over' then "to" else "by" end as person,
        case when moment = 'handed_over' then to_role else role end as role,
        epoch_us(until) - epoch_us("at") as spent,
        spent / 60e6 as minutes
    from (
        select *, lead("at") over story_so_far as until, lag("at") over story_so_far as free_since
        from lines
        where moment in ('started', 'paused', 'finished', 'left', 'deferred', 'handed_over')
        window story_so_far as (partition by practice, story order by number)
    )
    where moment in ('started', 'handed_over')
),
moments as (
    select practice, story,
        max(reason) filter (moment = 'booked') as reason,
        max("at") filter (moment = 'booked') as booked_at,
        max(due) filter (moment = 'booked') as booked_for,
        max("at") filter (moment = 'cancelled') as cancelled_at,
        max("at") filter (moment = 'missed') as missed_at,
        max("at") filter (moment = 'arrived') as arrived_at,
        max("at") filter (moment = 'left') as left_at,
        max("at") filter (moment = 'deferred') as deferred_at,
        max("at") filter (moment in ('finished', 'skipped', 'left')) as last_at
    from lines
    where moment in ('booked', 'cancelled', 'missed', 'arrived', 'deferred', 'finished', 'skipped', 'left')
    group by all
),
moved as (
    select practice, story, arg_max(due, number) as moved_to
    from lines where moment = 'moved' and due is not null group by all
),
held as (
    select practice, story,
        min(since) as first_at,
        min(since) filter (room is not null) as in_room_at,
        min(since) filter (step in ('consultation', 'education')) as own_at,
        min(free_since) filter (step in ('consultation', 'education')) as own_free_at,
        bool_and(until is not null) filter (step = 'consultation') as consulted,
        sum(spent) filter (step = 'consultation') as consultation,
        bool_or(spent > 0) filter (step = 'consultation' and role = 'physician') as acted,
        bool_or(step = 'preparation') as prepared,
        bool_or(until is null) as held_still,
        sum(spent) as worked,
        {BY_ROLE}
    from opened group by all
),
ended as (
    select *,
        coalesce(moved_to, booked_for) as due,
        arrived_at is not null as came,
        left_at is not null as gone,
        missed_at is not null as missed,
        cancelled_at is not null as cancelled,
        coalesce(reason not in ('walk_in', 'urgent'), true) and booked_for is not null as ahead,
        came and not gone and own_at is not null and not coalesce(held_still, false) as seen,
        case when own_at = first_at then arrived_at else own_free_at end as ready_for_own
    from moments left join moved using (practice, story) left join held using (practice, story)
),
visits as materialized (
    select *,
        {minutes("arrived_at", "last_at")} as in_practice,
        greatest((epoch_us(last_at) - epoch_us(arrived_at) - worked) / 60e6, 0) as wait,
        {minutes("arrived_at", "coalesce(in_room_at, first_at)")} as to_room,
        {minutes("ready_for_own", "own_at")} as for_own,
        {minutes("greatest(arrived_at, due)", "own_at")} as began_late,
        {minutes("due", "arrived_at")} as came_late,
        {DAY.format("booked_at")} as booked_day,
        {DAY.format("booked_for")} - {DAY.format("booked_at")} as lead,
        {DAY.format("coalesce(arrived_at, moved_to, booked_for, booked_at, last_at)")} as day
    from ended
),
worked as materialized (
    select opened.*, arrived_at, {DAY.format("since")} as day
    from opened left join visits using (practice, story)
    where until is not null
),
on_visits as (
    select practice, {WEEK.format("day")} as "week",
        count(*) filter (came) as came,
        count(*) filter (seen) as seen,
        count(*) filter (gone) as "left",
        count(*) filter (gone and own_at is null) as left_unseen,
        count(*) filter (came and not gone and not seen and deferred_at is null) as never_ended,
        count(*) filter (ahead and not cancelled and (came or missed)) as kept_or_missed,
        count(*) filter (missed) as missed,
        count(*) filter (ahead and (came or missed or cancelled)) as stood,
        count(*) filter (ahead and cancelled) as cancelled,
        sum(wait) filter (seen) as wait_min,
        count(*) filter (seen and wait >= 15) as waited_15,
        count(*) filter (seen and wait >= 30) as waited_30,
        sum(to_room) filter (seen) as to_room_min,
        sum(for_own) filter (seen) as for_own_min,
        sum(in_practice) filter (seen) as in_practice_min,
        count(*) filter (seen and ahead) as kept,
        sum(began_late) filter (seen and ahead and began_late > 0) as started_late_min,
        count(*) filter (seen and ahead and began_late >= 10) as started_late,
        count(*) filter (ahead and came) as kept_came,
        count(*) filter (ahead and came and came_late >= 10) as arrived_late,
        count(*) filter (consulted) as consultations,
        sum(consultation / 60e6) filter (consulted) as consultation_min,
        count(*) filter (seen and prepared) as prepared,
        count(*) filter (seen and acted) as acts,
        {SEEN_BY_ROLE}
    from visits where day is not null group by all
),
on_bookings as (
    select practice, {WEEK.format("booked_day")} as "week",
        count(*) filter (ahead) as booked,
        count(*) filter (ahead and lead = 0) as booked_same_day,
        sum(lead) filter (ahead) as lead_days
    from visits where booked_at is not null group by all
),
on_work as (
    select practice, {WEEK.format("day")} as "week",
        count(*) as stretches,
        count(*) filter (minutes < 0.5) as hurried,
        sum(minutes) as held_min,
        sum(minutes) filter (role = 'physician') as physician_min,
        sum(minutes) filter (role = 'physician') / 60 as physician_hours,
        sum(minutes) filter (step in ('consultation', 'education')) / 60 as own_hours,
        count(*) filter (not taken) as begun,
        sum({minutes("coalesce(free_since, arrived_at)", "since")}) filter (not taken) as step_wait_min
    from worked group by all
),
on_days as (
    select practice, {WEEK.format("day")} as "week", count(*) filter (doctor > 0) as physician_days
    from (select practice, day, person, sum(minutes) filter (role = 'physician') as doctor from worked group by all)
    group by all
),
on_lines as (
    select practice, {WEEK.format(DAY.format('"at"'))} as "week",
        count(*) filter (moment <> 'skipped' and role is not null) as gestures,
        count(*) filter (moment <> 'skipped' and role not in ('physician', 'trainee')) as delegated,
        count(*) filter (moment = 'skipped') as steps_missed
    from lines
    where (moment in ('booked', 'moved', 'cancelled', 'arrived', 'started', 'signed', 'noted', 'ended', 'drafted')
            and (moment <> 'ended' or reason = 'done') and (activity is not null or delegation is not null))
        or (moment = 'skipped' and reason = 'assistant_away')
    group by all
),
on_undone as (
    select practice, {WEEK.format(DAY.format('"at"'))} as "week", count(*) as undone from undone group by all
)
select * from on_visits
full join on_bookings using (practice, "week")
full join on_work using (practice, "week")
full join on_days using (practice, "week")
full join on_lines using (practice, "week")
full join on_undone using (practice, "week")
"""


def wide(files: Sequence[Path]) -> pl.DataFrame:
    """practice, week, and a column for each quantity."""
    with duckdb.connect(config={"threads": 2}) as engine:
        engine.execute("set TimeZone = 'UTC'; set preserve_insertion_order = false; set enable_progress_bar = false")
        found = engine.sql(QUERY, params={"files": [str(it) for it in files]})
        told = pl.DataFrame(found.to_arrow_table())
    return told.with_columns(pl.exclude("practice", "week").cast(pl.Float64))

"""Who did what, and for how long, by role: counted where the journal is kept, never by person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from binome.desk.task_ground import DONE
from binome.journal.event import LIVED
from binome.journal.lived import STRETCHES, Mark, held
from binome.practice.checklist import checklist_items
from binome.practice.pathway import pathways
from binome.practice.routing import routed
from binome.practice.task_kind import task_kinds
from binome.practice.template import templates
from binome.practice.words import Moment, Role
from binome.web.store.ground import save_settings
from binome.web.store.practice import House
from binome.web.store.tables.journal import EventRow

ROUTING = "routing"
"""In the practice's settings: activity → roles, where it differs from the house's proposal."""

COUNTED = (
    Moment.BOOKED, Moment.MOVED, Moment.CANCELLED, Moment.ARRIVED, Moment.STARTED, Moment.SIGNED, Moment.NOTED,
    Moment.ENDED, Moment.DRAFTED,
)  # fmt: skip
"""What stands for an activity that was done; of a task, its end when it was done."""

TOLD = (
    frozenset({"book_appointment", "welcome_patient", "sign_care", "check_identity", "collect_reason"})
    | {it.activity for it in task_kinds().values()}
    | {planned.activity for way in pathways().values() for planned in way.steps}
    | {it.activity for it in checklist_items().values()}
    | {it.activity for it in templates().values()}
)
"""The activities that a gesture of the product stands for: of the others the journal knows nothing."""

Done = Mapping[tuple[Role, str], int]


def own_routing(house: House) -> dict[str, list[str]]:
    return dict(house.settings.get(ROUTING, {}))


def save_routing(house: House, activity: str, roles: Sequence[str], *, on: date) -> None:
    """Who takes it in this practice; refused when the law gives one of them nothing of it."""
    wanted = routed(activity, roles, on=on, narrowed=house.practice.narrowed)
    save_settings(house, {ROUTING: {**own_routing(house), activity: [str(role) for role in wanted]}})


def done_between(house: House, since: date, until: date) -> Done:
    """How often each role did each activity, from `since` to `until` (not included); what was undone is not counted."""
    rows = _between(house, since, until).filter(
        Q(moment__in=COUNTED) & (~Q(moment=Moment.ENDED) | Q(reason=DONE)), origin=LIVED
    )
    counted: Counter[tuple[Role, str]] = Counter()
    for found in rows.values("role", "delegation", "activity").annotate(n=Count("id")):
        _add(counted, found, found["n"])
    undone = _between(house, since, until).filter(withdraws__isnull=False).values_list("story", "withdraws")
    taken_back = set(undone)
    lines = rows.filter(story__in={story for story, _ in taken_back})
    for line in lines.values("story", "number", "role", "delegation", "activity"):
        if (line["story"], line["number"]) in taken_back:
            _add(counted, line, -1)
    return {key: n for key, n in counted.items() if n > 0}


def minutes_between(house: House, since: date, until: date) -> Counter[tuple[Role, date]]:
    """The minutes each role spent with patients, by day: from the beginning of a step to its end."""
    rows = _between(house, since, until).filter(moment__in=STRETCHES, origin=LIVED)
    told = rows.order_by("story", "number").values_list(*Mark._fields)
    lived: Counter[tuple[Role, date]] = Counter()
    for one in held(Mark(*row) for row in told.iterator(5000)):
        lived[Role(one.role), house.practice.local(one.since).date()] += round((one.until - one.since).total_seconds())
    return Counter({key: round(seconds / 60) for key, seconds in lived.items()})


def acts_between(house: House, since: date, until: date) -> Counter[tuple[Role, date]]:
    """How many activities each role did, by day: tasks and bookings have no minutes of their own."""
    rows = _between(house, since, until).filter(
        Q(moment__in=COUNTED) & (~Q(moment=Moment.ENDED) | Q(reason=DONE)), origin=LIVED
    )
    found: Counter[tuple[Role, date]] = Counter()
    for role, at in rows.values_list("role", "at").iterator(5000):
        found[Role(role), house.practice.local(at).date()] += 1
    return found


def _between(house: House, since: date, until: date) -> QuerySet[EventRow]:
    first, last = (datetime.combine(day, time(), house.practice.zone) for day in (since, until))
    return EventRow.objects.filter(practice_id=house.id, at__gte=first, at__lt=last)


def _add(counted: Counter[tuple[Role, str]], found: Mapping[str, Any], n: int) -> None:
    """The stamp of an act names its activity; a line of a sheet may name it itself."""
    stamp = found["delegation"] or ""
    activity = found["activity"] or stamp.partition(":")[2].partition("@")[0]
    if activity:
        counted[Role(found["role"]), activity] += n


def weeks_back(today: date, weeks: int) -> tuple[date, date]:
    """So many whole weeks before that day's own, from Monday to Monday."""
    monday = today - timedelta(days=today.weekday())
    return monday - timedelta(weeks=weeks), monday

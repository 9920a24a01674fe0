"""Is the picture what the journal says? Every story is told again and compared with what is kept beside it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from binome.desk.days import day_story
from binome.desk.hall import day_of
from binome.journal.event import Event
from binome.journal.replay import day_from, draft_from, task_from, visit_from
from binome.journal.sheets import sheet_from
from binome.journal.stories import About, about
from binome.practice.draft import DraftState
from binome.practice.refusal import Refused
from binome.practice.task import TaskState
from binome.practice.words import State
from binome.web.store.draft_lines import draft_line_of
from binome.web.store.journal import DatabaseJournal
from binome.web.store.lines import line_of
from binome.web.store.practice import House
from binome.web.store.tables.drafts import DraftRow
from binome.web.store.tables.journal import DayRow, VisitRow
from binome.web.store.tables.tasks import TaskRow
from binome.web.store.task_lines import task_line_of

LOOKS_AGAIN = 2

Kept = dict[str, Any] | None
"""A line of the picture, when there is one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as told. `what` is a column, "line" (there or not), or "story" (it could not happen)."""

    practice: str
    story: str
    what: str
    kept: object
    told: object

    def __str__(self) -> str:
        return f"{self.practice} {self.story}: {self.what} is {self.kept!r}, the journal says {self.told!r}"

    def as_json(self) -> dict[str, str]:
        return {
            "practice": self.practice,
            "story": self.story,
            "what": self.what,
            "kept": str(self.kept),
            "told": str(self.told),
        }


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to."""

    stories: int
    differences: tuple[Difference, ...]


def checked(house: House) -> Checked:
    """Tell the practice's whole journal again. Reads only, and stops nobody from working meanwhile.

    What somebody moved between two of our readings looks like a difference once, not again and again.
    """
    first = _Check(house)
    for story, events in groupby(DatabaseJournal(house.id).by_story(), key=lambda event: event.story):
        first.one(story, list(events))
    first.left_over()
    found = first.found
    for _ in range(LOOKS_AGAIN):
        if found:
            found = _look_again(house, {difference.story for difference in found})
    return Checked(first.stories, tuple(found))


def _look_again(house: House, stories: set[str]) -> list[Difference]:
    again = _Check(house, stories)
    for story in stories:
        events = DatabaseJournal(house.id).of_story(story)
        if events:
            again.one(story, list(events))
    again.left_over()
    return again.found


class _Check:
    """A check under way: what is kept is crossed off as its story is told."""

    def __init__(self, house: House, stories: Collection[str] | None = None) -> None:
        self.house = house
        self.stories = 0
        self.found: list[Difference] = []
        lines = VisitRow.objects.filter(practice_id=house.id).values().iterator(5000)
        days = DayRow.objects.filter(practice_id=house.id).values_list("day", "closed")
        closed = ((day_story(house.practice.code, day), closed) for day, closed in days)
        self._lines: dict[str, dict[str, Any]] = {
            row["story"]: dict(row) for row in lines if stories is None or row["story"] in stories
        }
        tasks = TaskRow.objects.filter(practice_id=house.id).values().iterator(5000)
        self._tasks: dict[str, dict[str, Any]] = {
            row["story"]: dict(row) for row in tasks if stories is None or row["story"] in stories
        }
        drafts = DraftRow.objects.filter(practice_id=house.id).values().iterator(5000)
        self._drafts: dict[str, dict[str, Any]] = {
            row["story"]: dict(row) for row in drafts if stories is None or row["story"] in stories
        }
        self._closed: dict[str, bool] = {
            story: is_closed for story, is_closed in closed if stories is None or story in stories
        }

    def one(self, story: str, events: list[Event]) -> None:
        self.stories += 1
        try:
            self.found.extend(self._compared(story, events))
        except Refused as refusal:
            for kept in (self._lines, self._tasks, self._drafts, self._closed):
                kept.pop(story, None)  # type: ignore[attr-defined]
            self._differs(story, "story", "written", f"impossible: {refusal}")

    def left_over(self) -> None:
        """What is kept and that no story tells."""
        for story in self._lines:
            self._differs(story, "line", "there", "no such visit")
        for story in self._tasks:
            self._differs(story, "line", "there", "no such task")
        for story in self._drafts:
            self._differs(story, "line", "there", "no such draft")
        for story, closed in self._closed.items():
            if closed:
                self._differs(story, "closed", True, False)

    def _compared(self, story: str, events: list[Event]) -> Iterator[Difference]:
        kind = about(story)
        if kind is About.VISIT:
            yield from self._visit(story, events)
        elif kind is About.TASK:
            yield from self._task(story, events)
        elif kind is About.DRAFT:
            yield from self._draft(story, events)
        elif kind is About.DAY:
            told, kept = day_from(story, events).closed, self._closed.pop(story, None)
            if kept is not told:
                yield self._difference(story, "closed", kept, told)
        else:
            sheet_from(story, events)

    def _visit(self, story: str, events: list[Event]) -> Iterator[Difference]:
        visit, kept = visit_from(story, events), self._lines.pop(story, None)
        if visit.state is State.UNBORN:
            yield from self._unborn(story, kept, "the booking was withdrawn")
        else:
            yield from self._line(story, kept, {**line_of(visit), "day": day_of(self.house.practice, visit)})

    def _task(self, story: str, events: list[Event]) -> Iterator[Difference]:
        task, kept = task_from(story, events), self._tasks.pop(story, None)
        if task.state is TaskState.UNBORN:
            yield from self._unborn(story, kept, "the asking was withdrawn")
        else:
            yield from self._line(story, kept, task_line_of(task))

    def _draft(self, story: str, events: list[Event]) -> Iterator[Difference]:
        draft, kept = draft_from(story, events), self._drafts.pop(story, None)
        if draft.state is DraftState.UNBORN:
            yield from self._unborn(story, kept, "the preparing was withdrawn")
        else:
            yield from self._line(story, kept, draft_line_of(draft))

    def _unborn(self, story: str, kept: Kept, why: str) -> Iterator[Difference]:
        if kept is not None:
            yield self._difference(story, "line", "there", why)

    def _line(self, story: str, kept: Kept, told: dict[str, Any]) -> Iterator[Difference]:
        if kept is None:
            yield self._difference(story, "line", "missing", told["state"])
        else:
            yield from self._columns(story, kept, told)

    def _columns(self, story: str, kept: dict[str, Any], told: dict[str, object]) -> Iterator[Difference]:
        for column, value in told.items():
            if kept[column] != value:
                yield self._difference(story, column, kept[column], value)

    def _difference(self, story: str, what: str, kept: object, told: object) -> Difference:
        return Difference(self.house.practice.code, story, what, kept, told)

    def _differs(self, story: str, what: str, kept: object, told: object) -> None:
        self.found.append(self._difference(story, what, kept, told))

"""What the corrections teach: by template, how often others put a document right, and where."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from binome.journal.stories import DRAFT_PREFIX
from binome.practice.words import Moment
from binome.web.store.practice import House
from binome.web.store.tables.drafts import DraftRow, DraftWordsRow
from binome.web.store.tables.journal import EventRow

FEW_ENOUGH_TO_NAME = 500

FEWEST = 10
"""Below this many documents a share says nothing: the numbers alone are shown."""


@dataclass(slots=True)
class Lesson:
    """One template's. A correction by whoever prepared the document themselves teaches nothing, and is not counted."""

    kind: str
    prepared: int = 0
    as_prepared: int = 0
    corrected: set[str] = field(default_factory=set)
    returned: set[str] = field(default_factory=set)
    discarded: set[str] = field(default_factory=set)
    fields: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    reasons: Counter[str] = field(default_factory=Counter)
    lines: set[tuple[str, int]] = field(default_factory=set)

    @property
    def enough(self) -> bool:
        return self.prepared >= FEWEST

    @property
    def percent_as_prepared(self) -> int | None:
        """None when there are too few to say."""
        return round(100 * self.as_prepared / self.prepared) if self.enough else None

    @property
    def touched(self) -> frozenset[str]:
        return frozenset(self.corrected | self.returned | self.discarded)

    @property
    def worst(self) -> list[tuple[str, int]]:
        """The fields put right most often first."""
        return sorted(((code, len(stories)) for code, stories in self.fields.items()), key=lambda it: (-it[1], it[0]))


def lessons(house: House, since: datetime) -> list[Lesson]:
    """By template, for what was prepared since then; the one put right most often first. Undone gestures count not."""
    rows = DraftRow.objects.filter(practice_id=house.id, drafted_at__gte=since)
    kinds = dict(rows.values_list("story", "kind"))
    found: dict[str, Lesson] = {kind: Lesson(kind) for kind in sorted(set(kinds.values()))}
    for kind in kinds.values():
        found[kind].prepared += 1
    for story, events in _standing(house, kinds).items():
        _learn(found[kinds[story]], story, events)
    _where(house, found, kinds)
    for lesson in found.values():
        lesson.as_prepared = lesson.prepared - len(lesson.touched)
    return sorted(found.values(), key=lambda it: (-len(it.touched), it.kind))


_Told = tuple[int, str, str, str | None]


def _standing(house: House, kinds: Mapping[str, str]) -> dict[str, list[_Told]]:
    """The lines of each story that were not undone: number, moment, author, reason."""
    listed = list(kinds)
    rows = EventRow.objects.filter(practice_id=house.id, story__startswith=DRAFT_PREFIX).order_by("story", "number")
    rows = rows.filter(story__in=listed) if len(listed) < FEW_ENOUGH_TO_NAME else rows
    told: dict[str, list[_Told]] = defaultdict(list)
    for story, number, moment, by, reason, withdraws in rows.values_list(
        "story", "number", "moment", "by", "reason", "withdraws"
    ).iterator(5000):
        if story not in kinds:
            continue
        if moment == Moment.WITHDRAWN:
            told[story] = [line for line in told[story] if line[0] != withdraws]
        else:
            told[story].append((number, moment, by, reason))
    return told


def _learn(lesson: Lesson, story: str, events: Iterable[_Told]) -> None:
    author = ""
    for number, moment, by, reason in events:
        if moment == Moment.DRAFTED:
            author = by
        elif moment == Moment.CORRECTED and by != author:
            lesson.corrected.add(story)
            lesson.lines.add((story, number))
        elif moment == Moment.SENT_BACK:
            lesson.returned.add(story)
            lesson.reasons[reason or ""] += 1
        elif moment == Moment.DISCARDED and by != author:
            lesson.discarded.add(story)


def _where(house: House, found: Mapping[str, Lesson], kinds: Mapping[str, str]) -> None:
    """Which fields the corrections of others touched."""
    rows = DraftWordsRow.objects.filter(practice_id=house.id).exclude(changed=[])
    for story, number, changed in rows.values_list("story", "number", "changed").iterator(5000):
        if story in kinds and (story, number) in found[kinds[story]].lines:
            for code in changed:
                found[kinds[story]].fields[code].add(story)

"""What is drawn: columns of blocks on rows of five minutes, all in the practice's own time."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from binome.practice.team import Practice
from binome.web.store.agenda import Entry

MOST_ROWS = 192
LONGEST = 144
"""What the style sheet has places for: sixteen hours from the first row, half a day in one block."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a column. `kind`: visit, prep, after, free, away or shut.

    `area`, where a column has more than the visits themselves, is the part of its width: prep, after or main.

    `clock` is when it begins, `main` when the doctor's part of it does.
    """

    kind: str
    clock: str
    row: int
    span: int
    civility: str = ""
    label: str = ""
    told: str = ""
    entry: Entry | None = None
    area: str = ""
    hue: int = 0
    href: str = ""
    clash: str = ""
    lane: int = 1
    lanes: int = 1
    main: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One person, room or day. `doctor` is whom one books with there; "" where one does not."""

    title: str
    sub: str
    day: date
    doctor: str = ""
    hue: int = 0
    href: str = ""
    is_today: bool = False
    is_past: bool = False
    closed: bool = False
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows of a grid: minutes of the wall clock from `first` to `last`."""

    practice: Practice
    first: int
    last: int

    @property
    def rows(self) -> int:
        return (self.last - self.first) // 5

    @property
    def hours(self) -> list[tuple[int, int]]:
        """The row where each hour begins."""
        begins = -(-self.first // 60) * 60
        return [((at - self.first) // 5 + 1, at // 60) for at in range(begins, self.last, 60)]

    def place(self, since: datetime, until: datetime) -> tuple[int, int] | None:
        """Row and span of a stretch, to the nearest row and cut to the frame; None when it lies outside.

        What follows something without a gap is drawn after it, never over it, whatever the minutes.
        """
        begin = max(self.first, self.minute(since))
        end = min(self.last, self.minute(until - timedelta(microseconds=1)) + 1)
        if begin >= end:
            return None
        row = min(self._nearest(begin), self.rows - 1)
        return row + 1, max(1, self._nearest(end) - row)

    def _nearest(self, minute: int) -> int:
        return (minute - self.first + 2) // 5

    def minute(self, at: datetime) -> int:
        local = self.practice.local(at)
        return local.hour * 60 + local.minute

    def block(self, kind: str, since: datetime, until: datetime, **more: object) -> list[Block]:
        """The block in its place; two of them when it is too long for one; none when it lies outside."""
        placed = self.place(since, until)
        if placed is None:
            return []
        row, span = placed
        begins = self.minute(since)
        clock = f"{begins // 60}:{begins % 60:02}"
        whole = Block(kind, clock, row, min(span, LONGEST), **more)  # type: ignore[arg-type]
        rest = replace(whole, row=row + LONGEST, span=span - LONGEST, label="")
        return [whole, rest] if span > LONGEST else [whole]


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole page of agenda. `outside`: the bookings before the first row or after the last."""

    frame: Frame
    columns: tuple[Column, ...]
    outside: tuple[Entry, ...] = ()
    now_row: int = 0
    hues: dict[str, int] = field(default_factory=dict)

    @property
    def kinds(self) -> frozenset[str]:
        """What the legend has to explain."""
        return frozenset(block.kind for column in self.columns for block in column.blocks)

    @property
    def clashes(self) -> bool:
        return any(block.clash for column in self.columns for block in column.blocks)


def framed(practice: Practice, minutes: Iterable[tuple[int, int]]) -> Frame:
    """Whole half hours round all of these, and round the practice's opening; sixteen hours at most."""
    opening = [(_minute(h.since), _minute(h.until)) for h in practice.opening]
    listed = [*opening, *minutes] or [(8 * 60, 19 * 60)]
    first = min(begin for begin, _ in listed) // 30 * 30
    last = -(-max(end for _, end in listed) // 30) * 30
    return Frame(practice, first, min(max(last, first + 60), first + MOST_ROWS * 5))


def in_lanes(blocks: Iterable[Block]) -> list[Block]:
    """Blocks that meet stand side by side, in as many lanes as it takes; four at most, then they cover each other."""
    done: list[Block] = []
    group: list[Block] = []
    end = 0
    for block in sorted(blocks, key=lambda b: (b.row, -b.span)):
        if group and block.row >= end:
            done += _side_by_side(group)
            group = []
        group.append(block)
        end = max(end if len(group) > 1 else 0, block.row + block.span)
    return done + _side_by_side(group)


def _side_by_side(group: list[Block]) -> list[Block]:
    free_from: list[int] = []
    lanes = []
    for block in group:
        lane = next((n for n, row in enumerate(free_from) if row <= block.row), len(free_from))
        free_from[lane : lane + 1] = [block.row + block.span]
        lanes.append(lane)
    return [
        replace(block, lane=min(lane, 3) + 1, lanes=min(len(free_from), 4))
        for block, lane in zip(group, lanes, strict=True)
    ]


def _minute(clock) -> int:  # type: ignore[no-untyped-def]
    return clock.hour * 60 + clock.minute

"""What time it is. The only clock of the product; a demonstration lives by its own.

In production `now` is the machine's clock and nothing can change that. In a demonstration it shows a working day in its
middle, whatever the hour, and may be stopped or hurried: what it shows is kept with the demonstration's practice.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from binome.web.store.tables.practice import PracticeRow
from binome.web.store.writing import writing

PACES = (0, 1, 20)
KEPT_IN = "clock"


@dataclass(frozen=True, slots=True)
class Course:
    """A clock that showed `shown` when the machine's said `since`, and has run `pace` times as fast from there."""

    shown: datetime
    since: datetime
    pace: float = 1

    def at(self, machine: datetime) -> datetime:
        return self.shown + max(machine - self.since, timedelta(0)) * self.pace


LOOK_AGAIN = timedelta(seconds=1)
"""How long a demonstration that has not begun is taken at its word: another process may begin it."""

_course: Course | None = None
_found_none_at: datetime | None = None


def now() -> datetime:
    """The moment at which everything on the screens happens, in UTC."""
    machine = timezone.now()
    if settings.BINOME_MODE != "demo":
        return machine
    course = _course or _looked_up(machine)
    return course.at(machine) if course else machine


def pace() -> float:
    """How many seconds of the screens pass in one of the machine's."""
    return _course.pace if settings.BINOME_MODE == "demo" and _course else 1


def paces() -> dict[str, object]:
    """The present pace and those that may be chosen, for the ribbon."""
    return {"now": int(pace()), "choices": PACES}


def is_set() -> bool:
    """Has a demonstration begun here?"""
    return (_course or _resumed()) is not None


def run_clock(shown: datetime, pace: float) -> None:
    """Set the demonstration's clock to this moment, at this pace, and remember it."""
    assert settings.BINOME_MODE == "demo", "the clock of a practice that exists is the machine's"
    global _course
    _course = Course(shown, timezone.now(), pace)
    keep()


def keep() -> None:
    """Remember what the clock shows, for the next start: the time in between will not count."""
    with writing():
        row = _demonstration()
        assert row is not None, "a demonstration's clock is kept with its practice"
        row.settings[KEPT_IN] = {"shown": now().isoformat(), "pace": pace()}
        row.save(update_fields=["settings"])


def _looked_up(machine: datetime) -> Course | None:
    """The database is not asked at every look at a clock that nobody has set."""
    global _found_none_at
    if _found_none_at is not None and abs(machine - _found_none_at) < LOOK_AGAIN:
        return None
    course = _resumed()
    _found_none_at = machine if course is None else None
    return course


def _resumed() -> Course | None:
    """Where the demonstration was left: the time it was stopped for does not count."""
    global _course
    row = _demonstration()
    kept = row.settings.get(KEPT_IN) if row else None
    if kept:
        _course = Course(datetime.fromisoformat(kept["shown"]), timezone.now(), kept["pace"])
    return _course


def _demonstration() -> PracticeRow | None:
    return PracticeRow.objects.filter(is_demo=True).order_by("id").first()

"""The figures of a practice over some days, whichever face or paper shows them; and how one is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, partial
from math import hypot
from typing import Any, TypeVar

import polars as pl
from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext, npgettext
from django.utils.translation import gettext as _

from binome.measures.answers import (
    NO_DAYS,
    TASKS,
    TASKS_TOLD,
    Answer,
    Daily,
    Known,
    answer,
    answers_of,
    by_code,
    where_told,
    within,
)
from binome.measures.catalogue import CATALOGUE, Measure
from binome.measures.figures import FIGURES
from binome.measures.freed import CODE as FREED
from binome.measures.freed import SPENT, freed
from binome.measures.freed import Period as Freed
from binome.measures.patient_answers import PART_OF, REGISTERED, Reading, registered
from binome.measures.patients import A_YEAR_MONTHS, NEW_AFTER_MONTHS, months_back
from binome.web.store import clock
from binome.web.store.measured import Held, first_told, held, last_over
from binome.web.store.measured_months import ATTENDANCE, SUMS, WHOLE, first_of, next_month
from binome.web.store.measured_notes import baseline
from binome.web.store.measured_register import readings
from binome.web.store.practice import House, today

Days = tuple[date, date]
"""From the first to the last, both included."""
A_DAY = timedelta(days=1)
BETTER, WORSE, ALIKE, UNSURE, OTHER = "better", "worse", "alike", "unsure", "other"
OF_PATIENTS = (*PART_OF, REGISTERED)
NOT_COUNTED = "not_counted"
"""Of days of the journal whose month has not been counted yet: what they hold is not known to be nothing."""
MOST_DECIMALS = 2
COUNT = "sum"
"""What stands above or below the line: visits as whole numbers, minutes with a tenth."""
FEW_DECIMALS = {"%": 0, "patients": 0, "tasks": 0, "per week": 0, "min/week": 0}


@dataclass(frozen=True)
class Sums:
    """What a practice amounts to, read once for all that a page shows: each figure of the catalogue, or why not.

    `known`: from its first day of visits to the last that is over; of those days, the months `held` are counted.
    """

    first: date
    held: tuple[Held, ...]
    known: Known
    base: Freed | None
    declared: frozenset[str] = frozenset()
    readings: tuple[Reading, ...] = ()

    @cached_property
    def days(self) -> pl.DataFrame:
        """day, doctor, code, above, below, of the months from that of `first` on: made where an answer is not known.

        Hours and places are known ahead: of a day still to come they would stand below the line, with nothing above.
        """
        return _told(self.held, self.first).filter(pl.col("day") <= self.known[1])

    @cached_property
    def _apart(self) -> dict[str, dict[str, Daily]]:
        """By doctor, of those who were asked for: the days of each figure."""
        return {}

    def _figures(self, doctor: str) -> dict[str, Daily]:
        if doctor not in self._apart:
            self._apart[doctor] = by_code(self.days.filter(pl.col("doctor") == doctor))
        return self._apart[doctor]

    def of(self, days: Days, doctor: str = WHOLE) -> dict[str, Answer]:
        """Every figure over these days, of the practice as a whole or of one doctor, in the catalogue's order."""
        whole = _once((*self._mark(days), doctor), lambda: answers_of(self._figures(doctor), *days, self.known))
        found = whole | self._freed(days, doctor) | {code: self._patient(code, days, doctor) for code in OF_PATIENTS}
        return {code: self._truly(found[code], days) for code in CATALOGUE if code in found}

    def one(self, code: str, days: Days, doctor: str = WHOLE) -> Answer:
        return self.along(code, [days], doctor)[0]

    def along(self, code: str, periods: Iterable[Days], doctor: str = WHOLE) -> list[Answer]:
        """One figure over each of them."""
        if code == FREED:
            return [self._truly(self._freed(it, doctor)[code], it) for it in periods]
        if code not in FIGURES:
            return [self._truly(self._patient(code, it, doctor), it) for it in periods]
        return [self._truly(it, days) for it, days in self._over(code, tuple(periods), doctor)]

    def _over(self, code: str, periods: tuple[Days, ...], doctor: str) -> list[tuple[Answer, Days]]:
        """Months that do not move give what they gave: rows are looked for when one of the answers is not known."""

        def over(days: Days) -> Answer:
            found = self._figures(doctor).get(code, NO_DAYS)
            return answer(CATALOGUE[code], found.over(*days), *days, self.known)

        return [(_once((*self._mark(it), code, doctor), partial(over, it)), it) for it in periods]

    def _mark(self, days: Days) -> tuple[object, ...]:
        """These days, which countings of which months they lie in, and from when on tasks are told there."""
        since, last = days
        return (
            days,
            self.known,
            self._tasks_since,
            *(it.edition for it in self.held if months_back(since, 0) <= it.month <= last),
        )

    def _truly(self, found: Answer, days: Days) -> Answer:
        """What is lacking is not what the practice has declared: once counted, there was nothing to count."""
        if not self._counted(found.code, days):
            return Answer(found.code, None, None, None, None, None, 0, NOT_COUNTED)
        return replace(found, hidden="no_data") if found.hidden in self._kept else found

    def _counted(self, code: str, days: Days) -> bool:
        """Is every month counted that this figure of these days is made of?"""
        there = {it.month for it in self.held}
        return all(it in there for span in self._looked_at(code, days) for it in _months(within(span, self.known)))

    def _looked_at(self, code: str, days: Days) -> list[Days]:
        since, last = days
        if code == FREED:
            return [days, (self.base.since, self.base.until)] if self.base else []
        if code in FIGURES:
            return [days]
        back = {"new_patients": months_back(since, NEW_AFTER_MONTHS), "registered_patients": last + A_DAY}
        return [(back.get(code, months_back(last, A_YEAR_MONTHS - 1)), last)]

    @cached_property
    def _kept(self) -> frozenset[str]:
        """What the practice has declared; and tasks, where any was written down in the months looked at."""
        tasks = _once(("tasks", *self._editions), lambda: TASKS_TOLD in self.days["code"])
        return self.declared | ({"needs_tasks"} if tasks else set())

    @cached_property
    def _tasks_since(self) -> object:
        """The first day that anything is told of them: looked at from another day on, it may be another."""
        of_tasks = pl.col("code").is_in([code for code, it in CATALOGUE.items() if TASKS in it.needs])
        return _once(("tasks since", *self._editions), lambda: self.days.filter(of_tasks)["day"].min() or "never")

    @property
    def _editions(self) -> tuple[object, ...]:
        """What `days` is made of: at midnight it has a day more, and no month is another."""
        return self.first, self.known[1], *(it.edition for it in self.held)

    def doctors(self, code: str) -> list[str]:
        """Of whom there is anything to count."""
        key = ("doctors", code, *self._editions)
        return _once(key, lambda: sorted(set(self.days.filter(pl.col("code") == code)["doctor"].unique()) - {WHOLE}))

    def _freed(self, days: Days, doctor: str) -> dict[str, Answer]:
        before = self._mark((self.base.since, self.base.until)) if self.base else ()
        key = (FREED, *self._mark(days), *before, doctor)
        return {FREED: _once(key, lambda: freed(self._spent, self.base, Freed(*days), doctor, self.known))}

    @cached_property
    def _spent(self) -> pl.DataFrame:
        """All that the time freed is counted on."""
        return self.days.filter(pl.col("code") == SPENT)

    def _patient(self, code: str, days: Days, doctor: str) -> Answer:
        """A patient counts once in twelve months, however many visits: the same months are counted once."""
        if code == REGISTERED:
            return registered(self.readings, days[1], doctor)
        part = PART_OF[code]
        first, last = part.months(*days)
        window = tuple(it for it in self.held if first <= it.month <= last)
        begins = first_of(self.known[0])
        begun = months_back(days[0], 0) if part.after_years else first
        key = (part.codes, begun, last, tuple(it.edition for it in window), begins, doctor)
        return _once(key, lambda: part.counted(_came(window), begun, last, begins, doctor))[code]


def _came(window: tuple[Held, ...]) -> pl.DataFrame:
    found = [it.attendance for it in window]
    return pl.concat(found) if found else pl.DataFrame(schema=ATTENDANCE)


Found = TypeVar("Found")
ANSWERS_KNOWN = 30_000
_known: dict[object, Any] = {}


def _once(key: object, count: Callable[[], Found]) -> Found:
    """What these very countings gave is not counted twice in this process: their editions are in the key."""
    found: Found | None = _known.get(key)
    if found is None:
        if len(_known) >= ANSWERS_KNOWN:
            _known.clear()
        found = _known[key] = count()
    return found


def sums_of(house: House, since: date, last: date) -> Sums:
    """Of these days, both included; and of what their figures look back on: the baseline, two years of patients."""
    declared = baseline(house)
    base = Freed(declared.since, declared.until - A_DAY) if declared else None
    first = min([since, *([base.since] if base else [])])
    found = held(house, min(first, months_back(since, NEW_AFTER_MONTHS + 12)), last + A_DAY)
    here = today(house.practice, clock.now())
    begins = first_told(house) or here
    known = (begins, max(begins, last_over(house)))
    return Sums(months_back(first, 0), tuple(found), known, base, _declared(house), readings(house))


def _told(months: Iterable[Held], first: date) -> pl.DataFrame:
    found = [it.sums for it in months if it.month >= first]
    return where_told(pl.concat(found) if found else pl.DataFrame(schema=SUMS))


def _declared(house: House) -> frozenset[str]:
    """What the months were counted with, beside the visits of the journal."""
    practice = house.practice
    people = any(post.hours for member in practice.members.values() for post in member.posts)
    there = people or practice.opening
    lacking = {
        "needs_hours": people,
        "needs_slots": there,
        "needs_rooms": there and practice.rooms,
    }
    return frozenset(why for why, known in lacking.items() if known)


def _months(days: Days) -> list[date]:
    """Those that these days lie in; none when the last is before the first."""
    found = []
    month = first_of(days[0])
    while month <= days[1] >= days[0]:
        found.append(month)
        month = next_month(month)
    return found


# --- how one is written -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Said:
    """A figure in the reader's own way: its value with its unit apart, its range, or why there is none."""

    value: str
    unit: str
    range: str
    hidden: str = ""


def said(found: Answer, measure: Measure) -> Said:
    if found.hidden or found.value is None:
        return Said("–", "", "", why_hidden(found.hidden or "no_data", measure))
    value = written(found.value, measure.unit)
    return Said(value, unit_name(measure.unit, found.value), reach_of(found.low, found.high, measure.unit))


def reach_of(low: float | None, high: float | None, unit: str) -> str:
    """The range in words, as finely as it takes for its ends to differ; empty when there is none."""
    if low is None or high is None:
        return ""
    places = decimals(unit, high)
    while places < MOST_DECIMALS and written(low, unit, places) == written(high, unit, places):
        places += 1
    return _("%(low)s to %(high)s") % {"low": written(low, unit, places), "high": written(high, unit, places)}


def written(value: float, unit: str, places: int | None = None) -> str:
    """The number alone, in the reader's digits."""
    places = decimals(unit, value) if places is None else places
    rounded = round(value, places) + 0.0  # number_format cuts where it should round; what rounds to nothing has no sign
    return number_format(f"{rounded:.{places}f}", places, force_grouping=True).replace("-", "\N{MINUS SIGN}")


def decimals(unit: str, value: float) -> int:
    """As many as can be meant: three digits in all, and none of a great number."""
    if unit == COUNT and value == int(value):
        return 0
    usual = FEW_DECIMALS.get(unit, 1)
    return 0 if abs(value) >= 100 else MOST_DECIMALS if usual and 0 < abs(value) < 1 else usual


def unit_name(unit: str, value: float = 2.0) -> str:
    """The unit as it stands behind a number."""
    count = _counted(abs(value))
    names = {
        "%": "%",
        "min": _("min"),
        "days": ngettext("day", "days", count),
        "hours": npgettext("unit", "hour", "hours", count),
        "patients": ngettext("patient", "patients", count),
        "tasks": ngettext("task", "tasks", count),
        "per hour": _("per hour"),
        "per day": _("per day"),
        "per week": _("per week"),
        "per visit": _("per visit"),
        "min/day": _("min a day"),
        "min/week": _("min a week"),
    }
    return names.get(unit, unit)


def _counted(value: float) -> int:
    """The whole number whose plural it takes: in French one and a half is one, in English it is several."""
    whole = int(value)
    return whole if value == whole or (get_language() or "fr").startswith("fr") else 2


def why_hidden(why: str, measure: Measure) -> str:
    """Why a figure is not shown."""
    if why == "too_few":
        return _("Fewer than %(minimum)s: not shown, so that nobody is seen through it.") % {"minimum": measure.minimum}
    return {
        "needs_hours": _("Needs the team's hours, which are not declared."),
        "needs_slots": _("Needs the agenda's places, which are not declared."),
        "needs_rooms": _("Needs the rooms, which are not declared."),
        "needs_tasks": _("Nobody has written tasks down: none open is not known."),
        "needs_register": _("Needs the number of registered patients, which the journal does not know."),
        "needs_baseline": _("Needs a baseline: declare the days before the change."),
        "baseline_overlaps": _("These days are in the baseline itself."),
        "journal_too_short": _("The journal must be two years old to know who is new."),
        "younger_than_a_year": _("The journal must be a year old: this is counted over twelve months."),
        "less_than_a_week": _("Not a whole week yet: a few days have not its days of rest."),
        NOT_COUNTED: _("These days are still being counted."),
    }.get(why, _("Nothing to count in these days."))


@dataclass(frozen=True, slots=True)
class Difference:
    """One period against another. `tone`: better, worse, alike (no clear difference), unsure (no range), other."""

    tone: str
    by: float
    words: str


def difference(now: Answer, then: Answer, measure: Measure) -> Difference | None:
    """None when one of them is not there. Clear when its own 95 % range keeps clear of nothing."""
    if now.value is None or then.value is None:
        return None
    by = now.value - then.value
    halves = [_half(it) for it in (now, then)]
    if None in halves:
        return Difference(UNSURE, by, _signed(by, measure))
    if abs(by) <= hypot(*(it or 0.0 for it in halves)):
        return Difference(ALIKE, by, _signed(by, measure))
    tone = OTHER if measure.better == "neither" else BETTER if (by > 0) == (measure.better == "more") else WORSE
    return Difference(tone, by, _signed(by, measure))


def _half(it: Answer) -> float | None:
    if it.low is None or it.high is None or it.value is None:
        return None
    return max(it.high - it.value, it.value - it.low)


def _signed(by: float, measure: Measure) -> str:
    """Empty when it is less than what is written."""
    number = written(abs(by), measure.unit)
    if not any(digit in "123456789" for digit in number):
        return ""
    sign = "+" if by > 0 else "\N{MINUS SIGN}"
    unit = ngettext("point", "points", _counted(round(abs(by)))) if measure.unit == "%" else unit_name(measure.unit, by)
    return f"{sign}{number} {unit}"

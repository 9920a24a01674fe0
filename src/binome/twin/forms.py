"""How a scenario's values are written in TOML: each form reads one, refusing what it cannot be, and writes it back.

A dataclass of the model says the form of each of its fields; a field is called as its key is, unit included.
"""

import difflib
import itertools
import math
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date, datetime
from typing import Any, Protocol

from binome.practice.toml_faults import Fault, NotSo
from binome.practice.toml_places import Place
from binome.twin.priors import priors

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STRETCH = re.compile(r"(\d{1,4}):([0-5]\d)-(?:(\d{1,4}):([0-5]\d))?")
CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)")
COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What would act on a screen instead of being read: control characters, and those that turn a line around."""
MOST_UNKNOWN = 50
"""Keys that one table is told it does not know: more are no slip of the pen."""
CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")

Stretch = tuple[float, float]
"""From, to, in minutes from midnight; to infinity when the work itself says when it ends."""
Week = tuple[tuple[Stretch, ...], ...]
"""Seven days of stretches, Monday first."""


class Page:
    """One reading: what was found wrong, and which values were taken from the priors."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.priors: dict[str, str] = {}

    def fault(self, place: Place, why: str, **facts: object) -> None:
        self.faults.append(Fault(place, why, facts))


class Form(Protocol):
    def read(self, page: Page, place: Place, found: Any) -> Any: ...
    def write(self, pen: "Pen", place: Place, value: Any) -> Any: ...


Pen = Mapping[str, str]
"""What a writing knows: the places whose values came from priors."""


def said(form: Form, default: Any = MISSING) -> Any:
    """A field of the model that is read and written in this form; required when it has no default."""
    if isinstance(default, (dict, list)):
        return field(default_factory=default.copy, metadata={"form": form})
    return field(default=default, metadata={"form": form})


def read_value(page: Page, place: Place, form: Form, found: Any) -> Any:
    """A value, or the prior it is given as."""
    if isinstance(found, dict) and set(found) == {"prior"}:
        prior = priors().get(str(found["prior"]))
        if prior is None:
            raise NotSo("prior.unknown", found=found["prior"], near=near(str(found["prior"]), priors()))
        page.priors[dotted(place)] = prior.code
        return form.read(page, place, prior.value)
    return form.read(page, place, found)


def read_table(page: Page, place: Place, of: type, found: Any, **known: object) -> Any:
    """A table as a dataclass; None when something of it is wrong, which the page then knows."""
    if not isinstance(found, dict):
        page.fault(place, "value.not_a_table", found=shown(found))
        return None
    forms = {it.name: it for it in fields(of) if "form" in it.metadata}
    before = len(page.faults)
    unknown = [name for name in found if name not in forms][:MOST_UNKNOWN]
    meant = [near(name, forms) for name in unknown]
    for name in unknown:
        page.fault((*place, name), "key.unknown", key=name, near=near(name, forms))
    read = {name: _field(page, place, it, found) for name, it in forms.items() if name not in meant or name in found}
    if len(page.faults) > before:
        return None
    return of(**known, **{name: value for name, value in read.items() if value is not MISSING})


def _field(page: Page, place: Place, it: "Field[Any]", found: Mapping[str, Any]) -> Any:
    if it.name not in found:
        if it.default is MISSING and it.default_factory is MISSING:
            page.fault(place, "key.missing", key=it.name)
        return MISSING
    try:
        return read_value(page, (*place, it.name), it.metadata["form"], found[it.name])
    except NotSo as fault:
        page.fault((*place, it.name), fault.why, **fault.facts)
        return MISSING


def write_value(pen: Pen, place: Place, form: Form, value: Any) -> Any:
    """A value, or the prior it still is: one that was changed stands for itself."""
    code = pen.get(dotted(place), "")
    if code in priors() and form.read(Page(), place, priors()[code].value) == value:
        return {"prior": code}
    return form.write(pen, place, value)


def write_table(pen: Pen, place: Place, value: Any) -> dict[str, Any]:
    """The table that reads back as this dataclass: what is as by default is left out."""
    forms = {it.name: it.metadata["form"] for it in fields(value) if "form" in it.metadata}
    defaults = {it.name: _default(it) for it in fields(value)}
    told = {name: getattr(value, name) for name in forms if getattr(value, name) != defaults[name]}
    return {name: write_value(pen, (*place, name), forms[name], it) for name, it in told.items()}


def _default(it: "Field[Any]") -> Any:
    return it.default if it.default_factory is MISSING else it.default_factory()


def dotted(place: Place) -> str:
    return ".".join(str(name) for name in place)


def near(name: str, among: Mapping[str, object]) -> str:
    """The known word that this one is probably meant to be, or nothing."""
    return next(iter(difflib.get_close_matches(name, among, 1)), "")


def plain(number: float) -> str:
    """A bound as people write it: 2000000, not 2e+06."""
    return f"{number:.0f}" if number == int(number) else f"{number:g}"


def shown(found: object) -> str:
    """What was found, short enough for a sentence, and nothing in it that would act on a screen."""
    words = COMMANDS.sub("\N{REPLACEMENT CHARACTER}", str(found)[:80])
    return words if len(words) <= 40 else f"{words[:39]}…"


@dataclass(frozen=True)
class Number:
    least: float = 0.0
    most: float = 1e6
    whole: bool = False

    def read(self, page: Page, place: Place, found: Any) -> Any:
        kinds = (int,) if self.whole else (int, float)
        if isinstance(found, bool) or not isinstance(found, kinds):
            raise NotSo("value.not_whole" if self.whole else "value.not_a_number", found=shown(found))
        if not self.least <= found <= self.most:
            raise NotSo("value.out_of_bounds", found=shown(found), least=plain(self.least), most=plain(self.most))
        return found if self.whole else float(found)

    def write(self, pen: Pen, place: Place, value: Any) -> Any:
        return value


@dataclass(frozen=True)
class Text:
    choices: tuple[str, ...] = ()
    longest: int = 200

    def read(self, page: Page, place: Place, found: Any) -> str:
        if not isinstance(found, str) or len(found) > self.longest:
            raise NotSo("value.not_text", found=shown(found), longest=self.longest)
        if COMMANDS.search(found):
            raise NotSo("value.not_printable", found=shown(found))
        if self.choices and found not in self.choices:
            raise NotSo("value.not_among", found=shown(found), choices=", ".join(self.choices))
        return found

    def write(self, pen: Pen, place: Place, value: Any) -> Any:
        return value


@dataclass(frozen=True)
class Flag:
    def read(self, page: Page, place: Place, found: Any) -> bool:
        if not isinstance(found, bool):
            raise NotSo("value.not_a_flag", found=shown(found))
        return found

    def write(self, pen: Pen, place: Place, value: Any) -> Any:
        return value


@dataclass(frozen=True)
class Day:
    def read(self, page: Page, place: Place, found: Any) -> date:
        if not isinstance(found, date) or isinstance(found, datetime):
            raise NotSo("value.not_a_day", found=shown(found))
        return found

    def write(self, pen: Pen, place: Place, value: Any) -> Any:
        return value


@dataclass(frozen=True)
class ListOf:
    """A list of one form, as a tuple."""

    form: Form
    least: int = 0
    most: int = 2_000

    def read(self, page: Page, place: Place, found: Any) -> tuple[Any, ...]:
        if not isinstance(found, list) or not self.least <= len(found) <= self.most:
            raise NotSo("value.not_a_list", found=shown(found), least=self.least, most=self.most)
        return tuple(read_value(page, (*place, number), self.form, it) for number, it in enumerate(found))

    def write(self, pen: Pen, place: Place, value: Any) -> Any:
        return [write_value(pen, (*place, number), self.form, it) for number, it in enumerate(value)]


@dataclass(frozen=True)
class ByName:
    """A table whose keys are names of the scenario. With `alone`, one value for all may stand in its place: ""."""

    form: Form
    alone: bool = False

    def read(self, page: Page, place: Place, found: Any) -> dict[str, Any]:
        if isinstance(found, dict):
            return {name: read_value(page, (*place, name), self.form, it) for name, it in found.items()}
        if not self.alone:
            raise NotSo("value.not_a_table", found=shown(found))
        return {"": self.form.read(page, place, found)}

    def write(self, pen: Pen, place: Place, value: Any) -> Any:
        written = {name: write_value(pen, (*place, name), self.form, it) for name, it in value.items()}
        return written[""] if self.alone and list(written) == [""] else written


@dataclass(frozen=True)
class Nested:
    of: type

    def read(self, page: Page, place: Place, found: Any) -> Any:
        return read_table(page, place, self.of, found)

    def write(self, pen: Pen, place: Place, value: Any) -> Any:
        return write_table(pen, place, value)


@dataclass(frozen=True)
class Rows:
    """A list of tables."""

    of: type
    most: int = 400

    def read(self, page: Page, place: Place, found: Any) -> tuple[Any, ...]:
        if not isinstance(found, list) or len(found) > self.most:
            raise NotSo("value.not_a_list", found=shown(found), least=0, most=self.most)
        return tuple(read_table(page, (*place, number), self.of, it) for number, it in enumerate(found))

    def write(self, pen: Pen, place: Place, value: Any) -> Any:
        return [write_table(pen, (*place, number), it) for number, it in enumerate(value)]


@dataclass(frozen=True)
class Named:
    """Tables by name: each knows its own as `code`."""

    of: type
    most: int = 62

    def read(self, page: Page, place: Place, found: Any) -> dict[str, Any]:
        if not isinstance(found, dict):
            raise NotSo("value.not_a_table", found=shown(found))
        if len(found) > self.most:
            raise NotSo("value.too_many", found=len(found), most=self.most)
        for name in found:
            if not CODE.fullmatch(name):
                page.fault((*place, name), "name.not_a_code", found=shown(name))
        return {name: read_table(page, (*place, name), self.of, it, code=name) for name, it in found.items()}

    def write(self, pen: Pen, place: Place, value: Any) -> Any:
        return {name: write_table(pen, (*place, name), it) for name, it in value.items()}


@dataclass(frozen=True)
class Clock:
    """A time of day, in minutes from midnight. More than 24 hours is one long day."""

    def read(self, page: Page, place: Place, found: Any) -> float:
        said = CLOCK.fullmatch(found) if isinstance(found, str) else None
        if said is None:
            raise NotSo("value.not_a_time", found=shown(found))
        return int(said[1]) * 60.0 + int(said[2])

    def write(self, pen: Pen, place: Place, value: Any) -> Any:
        return clock(value)


@dataclass(frozen=True)
class From:
    """One stretch of a day: "08:30-12:30", or "08:30-" when the work itself says when it ends."""

    def read(self, page: Page, place: Place, found: Any) -> Stretch:
        said = STRETCH.fullmatch(found) if isinstance(found, str) else None
        if said is None:
            raise NotSo("value.not_a_stretch", found=shown(found))
        since = int(said[1]) * 60.0 + int(said[2])
        until = int(said[3]) * 60.0 + int(said[4]) if said[3] else math.inf
        if until <= since:
            raise NotSo("hours.end_before", found=found)
        return (since, until)

    def write(self, pen: Pen, place: Place, value: Any) -> Any:
        return stretch(value)


@dataclass(frozen=True)
class Hours:
    """The stretches of every day, or of each weekday."""

    def read(self, page: Page, place: Place, found: Any) -> Week:
        if isinstance(found, dict):
            for name in found.keys() - set(WEEKDAYS):
                raise NotSo("value.not_a_weekday", found=shown(name))
            return tuple(self._day(page, (*place, day), found.get(day, [])) for day in WEEKDAYS)
        return (self._day(page, place, found),) * 7

    def write(self, pen: Pen, place: Place, value: Any) -> Any:
        days = [[stretch(it) for it in day] for day in value]
        return days[0] if days.count(days[0]) == 7 else {n: d for n, d in zip(WEEKDAYS, days, strict=True) if d}

    def _day(self, page: Page, place: Place, found: Any) -> tuple[Stretch, ...]:
        listed: tuple[Stretch, ...] = ListOf(From(), most=12).read(page, place, found)
        for before, after in itertools.pairwise(listed):
            if after[0] < before[1]:
                raise NotSo("hours.overlap", found=stretch(after), before=stretch(before))
        return listed


@dataclass(frozen=True)
class EachWeekday:
    """One value for every day, or one by weekday; `nothing` on the days that are not named."""

    form: Form
    nothing: Any

    def read(self, page: Page, place: Place, found: Any) -> tuple[Any, ...]:
        if isinstance(found, dict):
            for name in found.keys() - set(WEEKDAYS):
                raise NotSo("value.not_a_weekday", found=shown(name))
            read = {day: self.form.read(page, (*place, day), it) for day, it in found.items()}
            return tuple(read.get(day, self.nothing) for day in WEEKDAYS)
        return (self.form.read(page, place, found),) * 7

    def write(self, pen: Pen, place: Place, value: Any) -> Any:
        if value.count(value[0]) == 7:
            return self.form.write(pen, place, value[0])
        return {
            n: self.form.write(pen, (*place, n), v) for n, v in zip(WEEKDAYS, value, strict=True) if v != self.nothing
        }


def only(found: Mapping[str, Any], allowed: set[str]) -> None:
    """Refuse a key that is not among those."""
    for key in found.keys() - allowed:
        raise NotSo("key.unknown", key=key, near=near(key, dict.fromkeys(allowed)))


def clock(minute: float) -> str:
    return f"{int(minute) // 60:02d}:{int(minute) % 60:02d}"


def stretch(value: Stretch) -> str:
    return f"{clock(value[0])}-{clock(value[1]) if math.isfinite(value[1]) else ''}"

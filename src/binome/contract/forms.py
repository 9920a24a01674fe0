"""How the values of a contract's file are written: each form reads one, or says what was expected in its place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from binome.practice.toml_faults import Fault, NotSo
from binome.practice.toml_places import Place

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
SHARE = re.compile(r"\d{1,3}(/[1-9]\d?|\.\d{1,2})?")
MOST_ROWS = 500
LARGEST = 10_000_000

Form = Callable[["Sheet", Place, Any], Any]


@dataclass(slots=True)
class Sheet:
    """One reading, and what was found wrong in it."""

    faults: list[Fault] = field(default_factory=list)

    def fault(self, place: Place, why: str, **facts: object) -> None:
        self.faults.append(Fault(place, why, facts))


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table: how its value is written, and whether it must be there."""

    form: Form
    required: bool = False


def table(keys: Mapping[str, Key]) -> Form:
    """A table with those keys, read as a dict of those that are there."""

    def read(sheet: Sheet, place: Place, found: Any) -> dict[str, Any]:
        if not isinstance(found, dict):
            raise NotSo("value.not_a_table", found=shown(found))
        for name in found:
            if name not in keys:
                sheet.fault((*place, name), "key.unknown", key=shown(name), near=near(name, keys))
        for name, key in keys.items():
            if key.required and name not in found:
                sheet.fault(place, "key.missing", key=name)
        return {name: _read(sheet, (*place, name), keys[name], it) for name, it in found.items() if name in keys}

    return read


def rows(of: Form) -> Form:
    """A list of what that form reads."""

    def read(sheet: Sheet, place: Place, found: Any) -> tuple[Any, ...]:
        if not isinstance(found, list) or len(found) > MOST_ROWS:
            raise NotSo("value.not_a_list", found=shown(found), most=MOST_ROWS)
        return tuple(_read(sheet, (*place, number), Key(of), it) for number, it in enumerate(found))

    return read


def text(longest: int = 200) -> Form:
    def read(sheet: Sheet, place: Place, found: Any) -> str:
        if not isinstance(found, str) or len(found) > longest or UNPRINTABLE.search(found):
            raise NotSo("value.not_text", found=shown(found), longest=longest)
        return found

    return read


def one_of(*choices: str) -> Form:
    def read(sheet: Sheet, place: Place, found: Any) -> str:
        if found not in choices or not isinstance(found, str):
            raise NotSo("value.not_among", found=shown(found), choices=", ".join(choices))
        return found

    return read


def code(sheet: Sheet, place: Place, found: Any) -> str:
    if not isinstance(found, str) or not CODE.fullmatch(found):
        raise NotSo("value.not_a_code", found=shown(found))
    return found


def day(sheet: Sheet, place: Place, found: Any) -> date:
    if not isinstance(found, date) or isinstance(found, datetime) or not 1990 <= found.year <= 2200:
        raise NotSo("value.not_a_day", found=shown(found))
    return found


def flag(sheet: Sheet, place: Place, found: Any) -> bool:
    if not isinstance(found, bool):
        raise NotSo("value.not_a_flag", found=shown(found))
    return found


def whole(least: int = 0, most: int = 1_000_000) -> Form:
    def read(sheet: Sheet, place: Place, found: Any) -> int:
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= most:
            raise NotSo("value.not_whole", found=shown(found), least=least, most=most)
        return found

    return read


def money(sheet: Sheet, place: Place, found: Any) -> Decimal:
    """Euros, the cents after a point."""
    euros = number(sheet, place, found)
    if euros != euros.quantize(Decimal("0.01")):
        raise NotSo("value.not_money", found=shown(found))
    return euros


def price(sheet: Sheet, place: Place, found: Any) -> Decimal:
    """Euros, at least a cent: something is divided by it."""
    euros = money(sheet, place, found)
    if not euros:
        raise NotSo("value.nothing")
    return euros


def number(sheet: Sheet, place: Place, found: Any) -> Decimal:
    """Not negative."""
    if isinstance(found, bool) or not isinstance(found, (int, Decimal)) or not Decimal(found).is_finite():
        raise NotSo("value.not_a_number", found=shown(found), most=LARGEST)
    if not 0 <= found <= LARGEST:
        raise NotSo("value.not_a_number", found=shown(found), most=LARGEST)
    return Decimal(found)


def share(sheet: Sheet, place: Place, found: Any) -> Fraction:
    """A share of a full time: "1/3", "1/2", 1, 1.5."""
    written = isinstance(found, (str, int, Decimal)) and not isinstance(found, bool) and SHARE.fullmatch(str(found))
    part = Fraction(str(found)) if written else Fraction(0)
    if not 0 < part <= 100:
        raise NotSo("value.not_a_share", found=shown(found))
    return part


def near(name: str, among: Mapping[str, object]) -> str:
    """The known key that this one is probably meant to be, or nothing."""
    return next(iter(get_close_matches(name, among, 1)), "")


def shown(found: object) -> str:
    """What was found, short enough for a sentence, and nothing in it that would act on a screen."""
    words = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", str(found)[:80])
    return words if len(words) <= 40 else f"{words[:39]}…"


def _read(sheet: Sheet, place: Place, key: Key, found: Any) -> Any:
    """What is wrong is noted and read as nothing: the rest is still looked at."""
    try:
        return key.form(sheet, place, found)
    except NotSo as fault:
        sheet.fault(place, fault.why, **fault.facts)
        return None

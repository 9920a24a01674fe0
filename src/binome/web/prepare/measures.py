"""The measurements of a sheet: those of this visit with their mean, what was before, how they went over time."""

from decimal import Decimal
from functools import cache
from typing import Any

from binome.practice.alerts import mean
from binome.practice.checklist import Item, checklist_items
from binome.practice.measurement import MeasurementKind, body_mass_index, is_odd, measurement_kinds
from binome.web.prepare.trend import growth_of, trend_of
from binome.web.prepare.words import figure
from binome.web.store.practice import House
from binome.web.store.sheets import Entry, Prepared


def wanted_times(items: tuple[Item, ...]) -> dict[str, int]:
    """How often each kind is to be taken on this visit."""
    return {kind: item.times for item in items for kind in item.measures}


def measure_rows(
    house: House, found: Prepared, times: dict[str, int], language: str
) -> dict[str, list[dict[str, Any]]]:
    """What is wanted or was taken, in the order of the kinds; the other kinds apart."""
    rows = [_row(house, found, kind, times.get(kind.code, 0), language) for kind in measurement_kinds().values()]
    shown = [row for row in rows if row["times"] or row["last"] or row["before"]]
    return {"measures": shown, "others": [row for row in rows if row not in shown]}


def stands(found: Prepared, code: str) -> Decimal | None:
    """The figure of this visit: the last one, or the mean of the last ones of a kind that is taken several times."""
    values = tuple(Decimal(entry.value) for entry in found.values(code))
    return mean(values[-_times_of(code) :]) if values else None


def standing_values(found: Prepared) -> dict[str, Decimal]:
    """By kind, the body mass index included."""
    told = {code: value for code in measurement_kinds() if (value := stands(found, code)) is not None}
    index = bmi(found)
    return told if index is None else {**told, "bmi": index}


def bmi(found: Prepared) -> Decimal | None:
    weight, height = found.last("measure", "weight"), _latest(found, "height")
    return body_mass_index(Decimal(weight.value), Decimal(height.value)) if weight and height else None


def _row(house: House, found: Prepared, kind: MeasurementKind, times: int, language: str) -> dict[str, Any]:
    taken, history = found.values(kind.code), found.history.get(kind.code, ())
    last = taken[-1] if taken else None
    repeated = taken[-_times_of(kind.code) :] if _times_of(kind.code) > 1 and len(taken) > 1 else ()
    value = stands(found, kind.code)
    return {
        "kind": kind,
        "label": kind.labels[language],
        "last": last,
        "times": times,
        "left": max(0, times - len(taken)) if taken and times > 1 else 0,
        "value": figure(value, kind.decimals) if value is not None else "",
        "each": [figure(entry.value, kind.decimals) for entry in (taken if repeated else ())],
        "of": len(repeated),
        "by": house.people.get(last.by, "") if last else "",
        "odd": any(is_odd(kind.code, Decimal(entry.value)) for entry in (repeated or taken[-1:])),
        "trend": trend_of(history, kind),
        "growth": growth_of(history, kind, house.practice.zone),
        "before": [
            (figure(e.value, kind.decimals), e.at) for e in history if e.story != found.line.story and _earlier(e, last)
        ][-1:],
    }


@cache
def _times_of(code: str) -> int:
    """How often the lists ask for that kind at most: so many are one figure, their mean; of any other the last one."""
    return max((it.times for it in checklist_items().values() if code in it.measures), default=1)


def _earlier(entry: Entry, last: Entry | None) -> bool:
    return last is None or entry.at < last.at


def _latest(found: Prepared, code: str) -> Entry | None:
    return found.last("measure", code) or next(iter(found.history.get(code, ())[-1:]), None)

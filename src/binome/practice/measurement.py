"""What is measured: kinds as data, values checked before they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from types import MappingProxyType

from binome.practice.activities import read_data
from binome.practice.refusal import Refused


@dataclass(frozen=True, slots=True)
class MeasurementKind:
    """One kind of measurement; `ucum` is the unit's code, `unit` how people write it.

    A value outside [low, high] is a slip; outside the odd bounds it is asked again."""

    code: str
    loinc: str
    ucum: str
    unit: str
    activity: str
    labels: Mapping[str, str]
    decimals: int
    low: Decimal
    high: Decimal
    odd_below: Decimal
    odd_above: Decimal
    above: str | None = None


class MeasureRefused(Refused):
    """What was typed cannot be that measurement."""


@cache
def measurement_kinds() -> Mapping[str, MeasurementKind]:
    """Every kind the product knows, by code, in the file's order."""
    words = {code: said for code, said in read_data("measurements.toml").items() if isinstance(said, dict)}
    return MappingProxyType({code: _kind(code, said) for code, said in words.items()})


def value_from(kind: str, typed: str) -> Decimal:
    """The value in the kind's unit; a comma or a point. Raises MeasureRefused with the bounds it breaks."""
    known = measurement_kinds().get(kind)
    if known is None:
        raise MeasureRefused("measure.unknown", kind=kind)
    try:
        value = Decimal(typed.strip().replace(",", "."))
    except InvalidOperation:
        raise MeasureRefused("measure.not_a_number", kind=kind, typed=typed[:20]) from None
    if not value.is_finite() or not known.low <= value <= known.high:
        raise MeasureRefused("measure.out_of_bounds", kind=kind, typed=typed[:20], low=known.low, high=known.high)
    return round(value, known.decimals)


def is_odd(kind: str, value: Decimal) -> bool:
    """Possible, but worth asking again."""
    known = measurement_kinds()[kind]
    return value < known.odd_below or value > known.odd_above


def refuse_if_crossed(values: Mapping[str, Decimal]) -> None:
    """A pair typed the wrong way round: the systolic pressure is above the diastolic one."""
    for code, value in values.items():
        other = measurement_kinds()[code].above
        if other is not None and other in values and value <= values[other]:
            raise MeasureRefused("measure.crossed", kind=code, other=other)


def body_mass_index(weight_kg: Decimal, height_cm: Decimal) -> Decimal:
    """kg/m²; computed, never typed nor sent."""
    return round(weight_kg / (height_cm / 100) ** 2, 1)


def _kind(code: str, said: dict[str, object]) -> MeasurementKind:
    bounds = {name: Decimal(str(said[name])) for name in ("low", "high", "odd_below", "odd_above")}
    return MeasurementKind(
        code=code,
        loinc=str(said["loinc"]),
        ucum=str(said["ucum"]),
        unit=str(said["unit"]),
        activity=str(said["activity"]),
        labels=MappingProxyType({"fr": str(said["fr"]), "en": str(said["en"])}),
        decimals=int(str(said["decimals"])),
        above=str(said["above"]) if "above" in said else None,
        **bounds,
    )

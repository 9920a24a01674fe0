"""A projection as plain JSON values: euros and counts are numbers, shares of a full time as on a contract."""

from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from binome.contract.projected import Outlook, Standing
from binome.contract.wording import how_told, worded

NUMBERS = ("attained", "value")
"""The fields whose fraction is a quantity; the others are shares of a full time."""


def as_json(value: Any, name: str = "") -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        told = {it.name: as_json(getattr(value, it.name), it.name) for it in fields(value)}
        return told | _beside(value)
    if isinstance(value, Mapping):
        return {key: as_json(it, str(key)) for key, it in value.items()}
    if isinstance(value, Fraction):
        return float(value) if name in NUMBERS else str(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    return [as_json(it) for it in value] if isinstance(value, (tuple, list, Set)) else value


def _beside(value: Any) -> dict[str, Any]:
    """What is told of some values in words, on the page and here alike."""
    if isinstance(value, Outlook):
        return {"how": as_json(how_told(value))}
    return {"chance_words": as_json(worded("chance", value.chance))} if isinstance(value, Standing) else {}

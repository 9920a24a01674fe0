"""A request as a decided view receives it (web/rights.py)."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from binome.web.store.people import Seat
from binome.web.store.sessions import SessionStore


class Asked(HttpRequest):
    """`seat` is who asks, at which practice; `beside`, what was asked in the same query as the seat.

    An annotation: nothing makes one. `read_about` is what the view told of whom it showed, `read_found` of whom a
    search of its own showed.
    """

    seat: Seat
    beside: Mapping[str, Any]
    read_about: Mapping[str, str]
    read_found: tuple[str, ...]
    session: SessionStore


def whole_number(said: str) -> int | None:
    """A number as forms and addresses write it; None for anything else, or when it is far too long."""
    return int(said) if re.fullmatch("[0-9]{1,9}", said) else None

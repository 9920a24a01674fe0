"""A request as a decided view receives it (web/rights.py)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from binome.web.store.people import Seat
from binome.web.store.sessions import SessionStore


class Asked(HttpRequest):
    """`seat` is who asks, at which practice; `beside`, what was asked in the same query as the seat.

    An annotation: nothing makes one. `read_about` is what the view told of whom it showed.
    """

    seat: Seat
    beside: Mapping[str, Any]
    read_about: Mapping[str, str]
    session: SessionStore

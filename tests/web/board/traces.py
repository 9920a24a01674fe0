"""A simulated journal small enough to be read: what a trace's tests bring."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

from binome.journal.columns import columns
from binome.journal.event import Event
from binome.practice.words import Moment, Role, Step

EIGHT = datetime(2026, 3, 10, 7, tzinfo=UTC)
"""Eight in Paris, on a winter's day."""


def told(story: str = "twin-1-0-0-0-1", *, origin: str = "twin-1-0-0", **last: object) -> list[Event]:
    """Booked the day before, there at eight, settled by an assistant in room a."""
    lines = [
        (
            Moment.BOOKED,
            "s1",
            Role.SECRETARY,
            -1440,
            {"due": EIGHT, "minutes": 15, "to": "d1", "pathway": "twin_rooms"},
        ),
        (Moment.ARRIVED, "s1", Role.SECRETARY, 0, {}),
        (Moment.STARTED, "a1", Role.ASSISTANT, 2, {"step": Step.PREPARATION, "room": "a", **last}),
    ]
    return [
        Event(
            story=story, number=n, moment=moment, by=by, role=role, at=EIGHT + timedelta(minutes=after),
            origin=origin, **words,
        )
        for n, (moment, by, role, after, words) in enumerate(lines, 1)
    ]  # fmt: skip


def parquet(*listed: Event) -> bytes:
    out = BytesIO()
    columns(listed).write_parquet(out)
    return out.getvalue()

"""Short ways to write an agenda and to say what was read of it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from binome.interop.ical import read_ical
from binome.interop.reading import NotUnderstood, Reading, Window

PARIS = ZoneInfo("Europe/Paris")
AUTUMN: Window = (datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def calendar(*parts: str, end: str = "\r\n") -> bytes:
    """A whole calendar around these lines, each part being lines separated by newlines."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *(line for part in parts for line in part.strip().split("\n"))]
    return (end.join([*(line.strip("\r") for line in lines), "END:VCALENDAR"]) + end).encode()


def event(*lines: str, uid: str = "1", start: str = "DTSTART:20261123T090000", summary: str = "DUPONT Marie") -> str:
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", start, f"SUMMARY:{summary}", *lines, "END:VEVENT"])


def read(*parts: str, window: Window = AUTUMN) -> Reading:
    return read_ical(calendar(*parts), PARIS, window)


def starts(reading: Reading) -> list[str]:
    """When the visits start, on the practice's clock."""
    return [f"{visit.starts.astimezone(PARIS):%d/%m %H:%M}" for visit in reading.visits]


def whys(said: tuple[NotUnderstood, ...] | list[NotUnderstood]) -> list[tuple[int | None, str]]:
    return [(one.line, one.why) for one in said]

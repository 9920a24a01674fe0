"""Who looked at which record. The only place that writes it down; `web.rights.allow` is the only caller."""

from datetime import datetime

from binome.web.store.people import Seat
from binome.web.store.tables.people import ReadRow

KINDS = frozenset(
    {"access_log", "agenda", "board", "day_sheet", "export", "import", "journal", "patient", "preparation", "sheet", "visit"}
)


def readable(kind: str) -> str:
    """The kind itself; to add one, name it in KINDS and give it its words in web/trust/words.py."""
    if kind not in KINDS:
        raise LookupError(f"{kind!r} is not a kind of reading; store.reads.KINDS has {sorted(KINDS)}")
    return kind


def note_read(seat: Seat, kind: str, *, at: datetime, story: str = "", patient: str = "", about: str = "") -> None:
    """`about` is the day of a list; never a name."""
    ReadRow.objects.create(
        practice_id=seat.practice_id,
        account_id=seat.account_id,
        by=seat.member,
        kind=readable(kind),
        at=at,
        story=story,
        patient=patient,
        about=about,
    )

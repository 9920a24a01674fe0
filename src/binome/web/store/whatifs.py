"""What-ifs, kept and asked: whose days are to be lived, how far they are, what they have said."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import F

from binome.practice.refusal import MoveRefused
from binome.web.store.practice import House
from binome.web.store.tables.journal import VisitRow
from binome.web.store.tables.whatifs import WhatIfRow
from binome.web.store.writing import writing

QUEUED, RUNNING, STOPPED, DONE, FAILED = "queued", "running", "stopped", "done", "failed"
PRACTICE = "practice"
"""What it starts from: the practice itself."""
MOST_KEPT = 100
MOST_DRAFTS = 12
MOST_LATELY = 20_000
SILENT_S = 90.0
"""A worker that has given no sign of life for so long is gone: its run is for another to take up."""
SHOWN = (
    "code",
    "name",
    "kept",
    "base",
    "before",
    "after",
    "dials",
    "seed",
    "wanted",
    "state",
    "run",
    "lived",
    "version",
    "made_at",
    "made_by",
    "learned",
    "found",
    "day",
)
LISTED = ("code", "name", "kept", "base", "state", "lived", "wanted", "made_at", "made_by")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One, as its page shows it."""

    code: str
    name: str
    kept: bool
    base: str
    before: str
    after: str
    dials: Mapping[str, Any]
    seed: int
    wanted: int
    state: str
    run: int
    lived: int
    version: int
    made_at: datetime
    made_by: str
    learned: Mapping[str, Any] | None
    found: Mapping[str, Any] | None
    day: Mapping[str, Any] | None

    @property
    def is_moving(self) -> bool:
        return self.state in (QUEUED, RUNNING)

    @property
    def is_learning(self) -> bool:
        """Does it still wait for what the practice's days teach?"""
        return self.base == PRACTICE and self.learned is None and self.is_moving


@dataclass(frozen=True, slots=True)
class ToLive:
    """A run that a worker has taken. `learned` is None when it has yet to be asked what the practice's days teach."""

    practice: str
    code: str
    run: int
    base: str
    dials: Mapping[str, Any]
    learned: Mapping[str, Any] | None
    before: str
    after: str
    seed: int
    wanted: int
    lived_before: bytes | None
    lived_after: bytes | None


# --- what is known of the practice's own agendas ---------------------------------------------------


def booked_lately(house: House, since: date, until: date) -> list[tuple[str, datetime]]:
    """Member and local time of what was booked in those days, urgent ones left out."""
    rows = VisitRow.objects.filter(practice_id=house.id, day__gte=since, day__lt=until, urgent=False)
    listed = rows.exclude(state="cancelled").values_list("doctor", "due")[:MOST_LATELY]
    return [(doctor, house.practice.local(due)) for doctor, due in listed]


# --- asking and keeping -----------------------------------------------------------------------------


def one(house: House, code: str) -> WhatIf:
    row = WhatIfRow.objects.filter(practice_id=house.id, code=code).values(*SHOWN).first()
    if row is None:
        raise MoveRefused("whatif.unknown")
    return WhatIf(**row)


def version_of(house: House, code: str) -> tuple[int, str]:
    """What a page that waits asks for: its version and its state."""
    row = WhatIfRow.objects.filter(practice_id=house.id, code=code).values_list("version", "state").first()
    if row is None:
        raise MoveRefused("whatif.unknown")
    return row


def listed(house: House) -> list[dict[str, Any]]:
    """The newest first."""
    return list(WhatIfRow.objects.filter(practice_id=house.id).values(*LISTED))


def several(house: House, codes: list[str]) -> list[WhatIf]:
    """Those that exist, in the order asked."""
    rows = WhatIfRow.objects.filter(practice_id=house.id, code__in=codes).values(*SHOWN)
    found = {row["code"]: WhatIf(**row) for row in rows}
    return [found[code] for code in codes if code in found]


def begin(
    house: House,
    by: str,
    at: datetime,
    *,
    base: str,
    text: str,
    wanted: int,
    learned: Mapping[str, Any] | None = None,
) -> str:
    """A new one, in which nothing has been changed yet, its days asked for; the oldest drafts make room for it."""
    with writing():
        row = WhatIfRow.objects.create(
            practice_id=house.id,
            code=_code(),
            base=base,
            learned=learned,
            before=text,
            after=text,
            wanted=wanted,
            state=QUEUED,
            made_at=at,
            made_by=by,
        )
        old = WhatIfRow.objects.filter(practice_id=house.id, kept=False).exclude(state=RUNNING)
        WhatIfRow.objects.filter(id__in=list(old.values_list("id", flat=True)[MOST_DRAFTS:])).delete()
    return row.code


def change(house: House, code: str, by: str, at: datetime, *, dials: Mapping[str, Any], **texts: str) -> str:
    """Other dials, or another file: what was found before no longer holds, and its days are asked for anew. One that is
    kept is left as it is, and a copy of it changed; the answer is the code of the one that was."""
    with writing():
        row = _row(house, code)
        if row.kept:
            row = _copied(row, by, at)
        for side, text in texts.items():
            setattr(row, side, text)
        row.dials = dict(dials)
        row.learned = {} if "before" in texts else row.learned
        _anew(row)
        row.state = QUEUED
        row.save()
    return row.code


def ask(house: House, code: str, *, seed: int | None = None, wanted: int | None = None) -> None:
    """Have its days lived, or go on with them. Another seed, or fewer days, is another run."""
    with writing():
        row = _row(house, code)
        if (seed is not None and seed != row.seed) or (wanted is not None and wanted < row.lived):
            _anew(row)
        row.seed = row.seed if seed is None else seed
        row.wanted = row.wanted if wanted is None else wanted
        row.run += 1
        row.state = QUEUED
        row.version += 1
        row.save()


def stop(house: House, code: str) -> None:
    """The worker hears of it at its next sign of life; what was lived is kept."""
    with writing():
        moving = WhatIfRow.objects.filter(practice_id=house.id, code=code, state__in=(QUEUED, RUNNING))
        moving.update(state=STOPPED, version=F("version") + 1)


def keep(house: House, code: str, name: str) -> None:
    with writing():
        row = _row(house, code)
        if not row.kept and WhatIfRow.objects.filter(practice_id=house.id, kept=True).count() >= MOST_KEPT:
            raise MoveRefused("whatif.too_many", most=MOST_KEPT)
        row.name, row.kept = name, True
        row.version += 1
        row.save(update_fields=["name", "kept", "version"])


def copy(house: House, code: str, by: str, at: datetime) -> str:
    with writing():
        row = _copied(_row(house, code), by, at)
        row.save()
    return row.code


def forget(house: House, code: str) -> None:
    with writing():
        WhatIfRow.objects.filter(practice_id=house.id, code=code).delete()


# --- living them ------------------------------------------------------------------------------------


def take(alive_at: float) -> ToLive | None:
    """The one that has waited longest, of a practice that has none under way; it is this worker's from now on."""
    with writing():
        rows = WhatIfRow.objects.select_for_update()
        rows.filter(state=RUNNING, beat__lt=alive_at - SILENT_S).update(state=QUEUED)
        busy = WhatIfRow.objects.filter(state=RUNNING).values("practice_id")
        row = rows.filter(state=QUEUED).exclude(practice_id__in=busy).order_by("id").first()
        if row is None:
            return None
        row.state, row.beat = RUNNING, alive_at
        row.version += 1
        row.save(update_fields=["state", "beat", "version"])
    return ToLive(
        practice=row.practice.code,
        code=row.code,
        run=row.run,
        base=row.base,
        dials=row.dials,
        learned=row.learned,
        before=row.before,
        after=row.after,
        seed=row.seed,
        wanted=row.wanted,
        lived_before=_bytes(row.lived_before),
        lived_after=_bytes(row.lived_after),
    )


def is_to_go_on(it: ToLive, alive_at: float) -> bool:
    """A sign of life, answered: nobody has stopped or changed it meanwhile."""
    with writing():
        return bool(_of(it).filter(state=RUNNING).update(beat=alive_at))


def note(it: ToLive, lived: int, alive_at: float, **found: Any) -> None:
    """What the days have said so far, unless it has been changed meanwhile."""
    with writing():
        _of(it).update(lived=lived, beat=alive_at, version=F("version") + 1, **found)


def begin_from(it: ToLive, alive_at: float, *, before: str, after: str, learned: Mapping[str, Any]) -> ToLive:
    """What the practice's days have taught comes into the place of what it began from."""
    with writing():
        _of(it).update(before=before, after=after, learned=learned, beat=alive_at, version=F("version") + 1)
    return replace(it, before=before, after=after, learned=learned)


def note_test(house: House, tested: Mapping[str, Any]) -> None:
    """How well it foretells is known by now: every what-if that began from it says so."""
    with writing():
        for row in WhatIfRow.objects.select_for_update().filter(practice_id=house.id, learned__to_test=True):
            row.learned = {**(row.learned or {}), **tested}
            row.version += 1
            row.save(update_fields=["learned", "version"])


def end(it: ToLive, state: str) -> None:
    """A run that somebody stopped stays stopped."""
    with writing():
        _of(it).filter(state=RUNNING).update(state=state, version=F("version") + 1)


def _of(it: ToLive) -> Any:
    return WhatIfRow.objects.filter(code=it.code, run=it.run)


def _row(house: House, code: str) -> WhatIfRow:
    row = WhatIfRow.objects.select_for_update().filter(practice_id=house.id, code=code).first()
    if row is None:
        raise MoveRefused("whatif.unknown")
    return row


def _copied(row: WhatIfRow, by: str, at: datetime) -> WhatIfRow:
    """With all that was found; if it was under way, the copy is not."""
    row.pk, row.code, row.kept, row.name = None, _code(), False, ""
    row._state.adding = True
    row.made_by, row.made_at = by, at
    row.state = STOPPED if row.state in (QUEUED, RUNNING) else row.state
    return row


def _anew(row: WhatIfRow) -> None:
    row.run += 1
    row.version += 1
    row.lived = 0
    row.found = row.day = row.lived_before = row.lived_after = None


def _code() -> str:
    return secrets.token_hex(5)


def _bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)

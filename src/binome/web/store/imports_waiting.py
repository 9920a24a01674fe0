"""Files that wait for an answer: a day at most, and none beyond the forgetting of a person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from binome.practice.refusal import MoveRefused
from binome.practice.team import Member
from binome.web.store.practice import House
from binome.web.store.pseudonyms import new_patient
from binome.web.store.tables.imports import ImportRow
from binome.web.store.writing import writing

LARGEST_BYTES = 20_000_000
WAITS = timedelta(hours=24)
"""A whole practice's names and appointments do not lie about because somebody closed a page."""

_ANSWERED = {"expired": "import.expired", "discarded": "import.discarded"}


@dataclass(frozen=True, slots=True)
class Pending:
    """A file that waits for an answer, since when, and what was decided of it so far (doubtful people, by line)."""

    code: str
    kind: str
    name: str
    data: bytes
    at: datetime
    decided: dict[str, str]

    @property
    def until(self) -> datetime:
        return self.at + WAITS


def keep(house: House, data: bytes, name: str, *, by: Member, at: datetime, kind: str = "agenda") -> str:
    """Hold a file until somebody accepts or refuses it; answers its code."""
    throw_away_old(at)
    code = new_patient().replace("p", "i", 1)
    with writing():
        ImportRow.objects.create(
            practice_id=house.id, code=code, kind=kind, name=name[:200], data=data, by=by.code, at=at
        )
    return code


def throw_away_old(now: datetime) -> int:
    """The files of this machine that nobody answered in time, whatever the practice; how many there were."""
    old = ImportRow.objects.filter(state="pending", at__lte=now - WAITS)
    if not old.exists():
        return 0
    with writing():
        return old.update(state="expired", ended_at=now, data=None, choices={})


def waiting(house: House, code: str, *, at: datetime) -> Pending:
    """The file that waits for an answer; refused when there is none, when it was answered, or when it is too late."""
    throw_away_old(at)
    row = still_waiting(house, code)
    return Pending(row.code, row.kind, row.name, bytes(row.data or b""), row.at, row.choices.get("same", {}))


def still_waiting(house: House, code: str, *, locked: bool = False) -> ImportRow:
    rows = ImportRow.objects.select_for_update() if locked else ImportRow.objects.all()
    row = rows.filter(practice_id=house.id, code=code).first()
    if row is None:
        raise MoveRefused("import.unknown")
    if row.state != "pending" or row.data is None:
        raise MoveRefused(_ANSWERED.get(row.state, "import.already_answered"))
    return row


def decide(house: House, code: str, decisions: dict[str, str], *, at: datetime) -> None:
    """Remember who is whom, some at a time: a long list is answered page by page."""
    throw_away_old(at)
    with writing():
        row = still_waiting(house, code, locked=True)
        row.choices = {**row.choices, "same": {**row.choices.get("same", {}), **decisions}}
        row.save(update_fields=["choices"])


def refuse(house: House, code: str, *, at: datetime) -> None:
    """The file goes, and nothing was done."""
    throw_away_old(at)
    with writing():
        end(still_waiting(house, code, locked=True), "refused", at, {})


def end(imported: ImportRow, state: str, at: datetime, told: dict[str, Any]) -> None:
    """The file is answered: what it held goes, what was done of it stays."""
    imported.state, imported.ended_at, imported.told, imported.data, imported.choices = state, at, told, None, {}
    imported.save(update_fields=["state", "ended_at", "told", "data", "choices"])


def forget_files(house: House, *, at: datetime) -> int:
    """Somebody is being forgotten: no file of the practice may bring them back, whatever it holds.

    Files that wait are thrown away with their names, whoever they are about; of past ones, the sentences that quote a
    line that was not understood go, and its number stays. How many files were thrown away.
    """
    files = ImportRow.objects.filter(practice_id=house.id)
    for row in files.exclude(told={}).defer("data"):
        row.told = {**row.told, "not_understood": [{"line": m.get("line")} for m in row.told.get("not_understood", [])]}
        row.save(update_fields=["told"])
    return files.filter(state="pending").update(state="discarded", ended_at=at, data=None, name="", choices={})


def past(house: House) -> list[ImportRow]:
    """The imports of this practice, the last first."""
    return list(ImportRow.objects.filter(practice_id=house.id).defer("data").order_by("-id")[:50])

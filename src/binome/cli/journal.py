"""`binome journal`: what happened, taken out as columns; and forgetting somebody."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from binome.cli.house import the_house, wake_with_tables
from binome.cli.saying import NotDone, answer

if TYPE_CHECKING:
    from binome.journal.event import Event
    from binome.web.store.practice import House

commands = typer.Typer()


class Format(StrEnum):
    """What the journal leaves as."""

    PARQUET = "parquet"
    CSV = "csv"


@commands.command()
def export(
    out: Annotated[Path, typer.Argument(help="The file to write.")],
    format: Annotated[Format, typer.Option(help="Parquet or CSV.")] = Format.PARQUET,  # noqa: A002  the option's name
    practice: Annotated[str, typer.Option(help="The practice's code, when there are several.")] = "",
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The first day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day, included.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Say what was written as JSON.")] = False,
) -> None:
    """Write the journal's events as columns, one row each. Pseudonyms only: no name is in it."""
    wake_with_tables()
    from binome.journal.columns import columns, write_columns

    house = the_house(practice)
    table = columns(_told(house, since and since.date(), until and until.date()))
    try:
        write_columns(table, out, str(format))
    except OSError as problem:
        raise NotDone(f"{out} cannot be written ({problem.strerror or problem}).") from None
    told = f"Written: {out} ({table.height} events)."
    answer({"events": table.height, "format": format, "out": str(out)}, as_json=as_json, told=told)


@commands.command()
def forget(
    patient: Annotated[str, typer.Argument(help="The patient's code, as the journal and the addresses have it.")],
    practice: Annotated[str, typer.Option(help="The practice's code, when there are several.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: it cannot be undone.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Say what remains as JSON.")] = False,
) -> None:
    """Delete a patient's names and words. The journal keeps the pseudonym, and no figure changes."""
    wake_with_tables()
    from binome.practice.refusal import Refused
    from binome.web.store import clock
    from binome.web.store.patients import forget as forget_person

    house = the_house(practice)
    if not yes and not typer.confirm(f"Forget {patient}? It cannot be undone", err=True):
        raise NotDone("nothing was forgotten.")
    try:
        forgotten = forget_person(house, patient, at=clock.now())
    except Refused as refusal:
        raise NotDone(_WHY.get(refusal.code, str(refusal))) from None
    remains, files = forgotten.remains, forgotten.files
    told = f"Forgotten. {remains.lines} lines of {remains.stories} stories keep the pseudonym alone."
    told += f" {files} files that waited to be imported were thrown away." if files else ""
    named = forgotten.still_named
    told += f" {named} open tasks linked to nobody may still name them." if named else ""
    found = {"stories": remains.stories, "lines": remains.lines, "files": files, "still_named": named}
    answer(found, as_json=as_json, told=told)


_WHY = {
    "patient.unknown": "this practice knows nobody by that code: forgotten already, or of another practice.",
    "patient.has_open_visits": "a visit of theirs is open. Let it end, or cancel it, then forget.",
}


def _told(house: "House", since: date | None, until: date | None) -> Iterator["Event"]:
    from binome.web.store.journal import DatabaseJournal

    journal = DatabaseJournal(house.id)
    if since is None and until is None:
        return journal.everything()
    zone, all_time = house.practice.zone, (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    first = datetime.combine(since, time(), zone) if since else all_time[0]
    last = datetime.combine(until + timedelta(days=1), time(), zone) if until else all_time[1]
    return journal.between(first, last)

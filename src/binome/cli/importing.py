"""`binome import`: an agenda or a list of patients from elsewhere, shown before anything is written."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from binome.cli.house import the_house, wake_with_tables, who_acts
from binome.cli.saying import NotDone, answer, say
from binome.interop.letters import LARGEST_MB

if TYPE_CHECKING:
    from binome.interop.reading import ForeignPatient
    from binome.practice.refusal import Refused
    from binome.web.store.practice import House

commands = typer.Typer()

_NAMED = 10
"""People named in a sentence; of more, how many."""

_COUNTS = ("created", "changed", "unchanged", "cancelled")
_BESIDE = {
    "left_alone": "left alone on closed days",
    "known_by_name": "known by their name alone",
    "several_of_that_name": "perhaps known already, to be decided on the screen",
}

File = Annotated[Path, typer.Argument(help="The file, as the other program wrote it.")]
OfPractice = Annotated[str, typer.Option(help="The practice's code, when there are several.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")]
By = Annotated[str, typer.Option(help="The code of the member in whose name it is done.")]
AsJson = Annotated[bool, typer.Option("--json", help="Say the counts as JSON.")]


@commands.command()
def agenda(
    file: File,
    practice: OfPractice = "",
    dry_run: DryRun = False,
    by: By = "",
    with_member: Annotated[
        list[str] | None, typer.Option("--with", help="Who a name of the file is: 'Dr Martin=m1'. May be repeated.")
    ] = None,
    leave_closed: Annotated[
        bool, typer.Option("--leave-closed", help="Leave closed days as they are, and bring the rest.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring appointments: iCalendar, CSV or XLSX of a booking site, FHIR R4. The same file twice changes nothing."""
    house, data = _house_and(file, practice)
    from binome.interop.names import fold
    from binome.web.store import clock
    from binome.web.store.imports import Choices, accept, preview
    from binome.web.store.imports_waiting import keep

    people = {fold(said): code for said, code in map(_pair, with_member or [])}
    choices = Choices({}, people, leave_closed=leave_closed)
    shown = _reading(house, lambda: preview(house, data, file.name, choices))
    told = shown.as_json()
    if not dry_run:
        _refuse_strangers(shown)
        _refuse_doubts([doubtful.patient for doubtful in shown.people.several.values()])
        member = who_acts(house, by, "import_agenda")
        now = clock.now()
        code = keep(house, data, file.name, by=member, at=now)
        told |= _doing(house, code, now, lambda: accept(house, code, choices, by=member, at=now))
    _answer(told, dry_run=dry_run, as_json=as_json)


@commands.command()
def patients(
    file: File,
    practice: OfPractice = "",
    dry_run: DryRun = False,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Bring a list of patients: CSV, XLSX or FHIR R4. People who may be known already are left to the screen."""
    house, data = _house_and(file, practice)
    from binome.web.store import clock
    from binome.web.store.imports_patients import accept_patients, preview_patients
    from binome.web.store.imports_waiting import keep

    shown = _reading(house, lambda: preview_patients(house, data, file.name))
    told = shown.as_json()
    if not dry_run:
        _refuse_doubts([doubtful.patient for doubtful in shown.plan.doubtful])
        member = who_acts(house, by, "import_patients")
        now = clock.now()
        code = keep(house, data, file.name, by=member, at=now, kind="patients")
        told |= _doing(house, code, now, lambda: accept_patients(house, code, {}, {}, at=now))
    _answer(told, dry_run=dry_run, as_json=as_json)


def _house_and(file: Path, practice: str) -> tuple["House", bytes]:
    data = _bytes_of(file)
    wake_with_tables()
    return the_house(practice), data


def _bytes_of(file: Path) -> bytes:
    most = LARGEST_MB * 1024 * 1024
    try:
        with file.open("rb") as opened:
            data = opened.read(most + 1)  # and no more: what is named may be a device that never ends
    except OSError as problem:
        raise NotDone(f"{file} cannot be read ({problem.strerror}).") from None
    if len(data) > most:
        raise NotDone(f"{file} is too large: at most {LARGEST_MB} MB. Export a shorter period.")
    return data


def _reading(house: "House", read: Any) -> Any:
    """One file at a time; what cannot be read at all is said with its line, and what was expected there."""
    from binome.interop.reading import Unreadable
    from binome.practice.refusal import Refused
    from binome.web.store.imports_turn import turn

    try:
        with turn(house):
            return read()
    except Unreadable as problem:
        raise NotDone(f"the file cannot be read: {problem}") from None
    except Refused:
        raise NotDone("another file of the practice is being read: wait a moment, then try again.") from None


def _doing(house: "House", code: str, now: datetime, do: Any) -> Mapping[str, Any]:
    """Write it, whole or not at all; a file that was refused does not wait on the screen."""
    from binome.practice.refusal import Refused
    from binome.web.store.imports_turn import turn
    from binome.web.store.imports_waiting import refuse

    try:
        with turn(house):
            done: Mapping[str, Any] = do()
    except Refused as refusal:
        refuse(house, code, at=now)
        raise NotDone(f"nothing was written: {_why(refusal)}.") from None
    return done


def _why(refusal: "Refused") -> str:
    days = refusal.facts.get("days")
    if refusal.code == "import.another_is_read":
        return "another file of the practice is being read"
    if refusal.code != "import.closed_days" or not isinstance(days, tuple):
        return str(refusal)
    return f"these days are closed: {', '.join(map(str, days))}. Add --leave-closed to bring the rest"


def _refuse_strangers(shown: Any) -> None:
    if shown.unmatched:
        names = ", ".join(shown.names[said] or "no name" for said in shown.unmatched)
        raise NotDone(f"who sees these patients: {names}? Say it with --with 'NAME=m1' (a member's code).")


def _refuse_doubts(people: Sequence["ForeignPatient"]) -> None:
    if people:
        first = ", ".join(f"{p.family} {p.given}" + (f" (line {p.line})" if p.line else "") for p in people[:_NAMED])
        more = f" and {len(people) - _NAMED} more" if people[_NAMED:] else ""
        raise NotDone(
            f"nothing was written: perhaps known already: {first}{more}. "
            "Bring the file on the screen, where one says of each whether it is the same person."
        )


def _pair(said: str) -> tuple[str, str]:
    name, found, code = said.rpartition("=")
    if not found:
        raise NotDone(f"--with wants 'NAME=CODE', not {said!r}.")
    return name.strip(), code.strip()


def _answer(told: dict[str, Any], *, dry_run: bool, as_json: bool) -> None:
    missed = told.get("not_understood", [])
    if not as_json:
        for one in missed:
            say(f"line {one['line']}: {one['why']}" if one["line"] else str(one["why"]))
    counts = ", ".join(f"{told.get(name, 0)} {name}" for name in _COUNTS)
    did = "Would be" if dry_run else "Done"
    beside = "".join(f"; {told[name]} {words}" for name, words in _BESIDE.items() if told.get(name))
    answer(told, as_json=as_json, told=f"{did}: {counts}; {len(missed)} not understood{beside}.")
    if missed and not any(told.get(name) for name in _COUNTS):
        raise typer.Exit(1)

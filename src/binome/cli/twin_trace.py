"""`binome twin trace`: one replication again, with everything that happened in it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from binome.cli.saying import NotDone, answer
from binome.cli.twin_given import File, Language, PracticeNumber, Seed, can_be_lived, scenario_and_text

if TYPE_CHECKING:
    from binome.twin.model import Scenario

ZONE = "Europe/Paris"


def trace(
    file: File,
    out: Annotated[Path, typer.Argument(help="The file to write: Parquet, or CSV when it ends in .csv.")],
    replication: Annotated[int, typer.Option(min=0, help="Which one, as `run` numbers them from 0.")] = 0,
    seed: Seed = 1,
    practice: PracticeNumber = 0,
    stamps: Annotated[
        bool, typer.Option("--stamps", help="A row for each step of the model instead of events.")
    ] = False,
    zone: Annotated[str, typer.Option(help="The time zone of the practice.")] = ZONE,
    language: Language = "fr",
    as_json: Annotated[bool, typer.Option("--json", help="Say how many rows as JSON.")] = False,
) -> None:
    """Live one replication alone and write it as the journal's events, the columns that lived days leave as.

    To look at its days on the board, open What if, then Replay a simulated day (/p/PRACTICE/replay/), and drop the
    file there; --stamps has no board.
    """
    _, scenario = scenario_and_text(file, language)
    from polars.exceptions import PolarsError

    from binome.twin.provenance import command_of
    from binome.twin.retell_ways import Untellable

    try:
        with can_be_lived(language):
            rows = _written(scenario, out, zone, seed, practice, replication, stamps=stamps)
    except OSError as problem:
        raise NotDone(f"{out} could not be written ({problem.strerror or problem}).") from None
    except (Untellable, ValueError) as problem:
        raise NotDone(f"{problem} --stamps writes the steps of any model.") from None
    except PolarsError as problem:  # a full disk is no OSError to it
        raise NotDone(f"{out} could not be written ({problem}).") from None
    given = {"practice": practice or None, "zone": zone if zone != ZONE else None}
    command = command_of("trace", str(file), str(out), replication=replication, seed=seed, **given)
    command += " --stamps" if stamps else ""
    found = {"rows": rows, "replication": replication, "seed": seed, "out": str(out), "command": command}
    answer(found, as_json=as_json, told=f"{out}: {rows} {'steps' if stamps else 'events'}.")


def _written(
    scenario: "Scenario", out: Path, zone: str, seed: int, practice: int, replication: int, *, stamps: bool
) -> int:
    if not stamps:
        return _write_events(scenario, out, zone, seed, practice, replication)
    from binome.twin.stamps import write_trace

    return write_trace(scenario, out, seed=seed, replication=replication, practice=practice)


def _write_events(scenario: "Scenario", out: Path, zone: str, seed: int, practice: int, replication: int) -> int:
    from binome.journal.columns import columns, write_columns
    from binome.twin.chance import Key
    from binome.twin.retell import all_events
    from binome.twin.traced import traced_days

    try:
        where = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise NotDone(f"no time zone is called {zone!r}.") from None
    days = traced_days(scenario, Key.of(seed, practice, replication))
    told = all_events(days, f"twin-{seed}-{practice}-{replication}", zone=where, practice="twin")
    table = columns(told)
    write_columns(table, out, "csv" if out.suffix == ".csv" else "parquet")
    return table.height

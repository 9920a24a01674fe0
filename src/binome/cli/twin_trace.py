"""`binome twin trace`: one replication again, with every stamp."""

from pathlib import Path
from typing import Annotated

import typer

from binome.cli.saying import NotDone, answer
from binome.cli.twin_run import File, Language, PracticeNumber, Seed, scenario_and_text


def trace(
    file: File,
    out: Annotated[Path, typer.Argument(help="The Parquet file to write.")],
    replication: Annotated[int, typer.Option(min=0, help="Which one, as `run` numbers them from 0.")] = 0,
    seed: Seed = 1,
    practice: PracticeNumber = 0,
    language: Language = "fr",
    as_json: Annotated[bool, typer.Option("--json", help="Say how many rows as JSON.")] = False,
) -> None:
    """Live one replication alone and write the stamps of its visits, a row for each step."""
    _, scenario = scenario_and_text(file, language)
    from binome.twin.stamps import write_trace

    try:
        rows = write_trace(scenario, out, seed=seed, replication=replication, practice=practice)
    except OSError as problem:
        raise NotDone(f"{out} could not be written ({problem.strerror}).") from None
    answer({"rows": rows, "file": str(out)}, as_json=as_json, told=f"{out}: {rows}")

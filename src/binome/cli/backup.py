"""`binome backup`: the whole database at one instant."""

import os
from pathlib import Path
from typing import Annotated

import typer

from binome.cli.house import wake_with_tables
from binome.cli.saying import NotDone, say


def backup(
    out: Annotated[Path, typer.Argument(help="The file to write; it must not exist yet.")],
) -> None:
    """Copy the database to a file while people go on working (SQLite), and look the copy through.

    Keep BINOME_SECRET_KEY with the copies: without it nobody's second factor opens. With PostgreSQL the command says
    what to type instead.
    """
    wake_with_tables()
    from binome.web.store import clock
    from binome.web.store.imports_waiting import throw_away_old
    from binome.web.waking import OperationalError, copy_sqlite, database, pg_dump_command

    throw_away_old(clock.now())  # a file that nobody answered does not live on in the copies
    if database() != "sqlite":
        raise NotDone(f"PostgreSQL has its own tool. Type: {pg_dump_command(out)}")
    if out.exists():
        raise NotDone(f"{out} exists already: a backup is never written over another.")
    if not out.absolute().parent.is_dir():
        raise NotDone(f"there is no folder {out.absolute().parent}.")
    kept = os.umask(0o077)  # names and health are in it: for nobody else on this machine
    try:
        copy_sqlite(out)
    except OperationalError as problem:
        raise NotDone(f"the copy could not be made: {problem}.") from None
    finally:
        os.umask(kept)
    say(f"Written: {out} ({out.stat().st_size / 1e6:.1f} MB, looked through: sound).")

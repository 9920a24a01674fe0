"""`binome serve` and `binome migrate`: a practice's own server."""

from typing import Annotated

import typer

from binome.cli.house import refuse_a_taken_door, refuse_another_s_tables, wake, wake_with_tables
from binome.cli.saying import NotDone, say


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.", min=1, max=65535)] = 8000,
    processes: Annotated[int, typer.Option(help="How many processes share the port; PostgreSQL only.", min=1)] = 1,
) -> None:
    """Serve the practices of this machine until told to stop (SIGTERM, Ctrl+C).

    What surrounds it is read from BINOME_MODE, BINOME_DATA, BINOME_DATABASE_URL, BINOME_SECRET_KEY, BINOME_HOSTS,
    BINOME_HTTPS and BINOME_BEHIND_PROXY. In production it is meant to stand behind a proxy that holds the certificate.
    """
    wake_with_tables()
    _refuse_what_would_not_hold(processes)
    refuse_a_taken_door(host, port)
    from binome.web.live.launch import serve as serve_until_stopped
    from binome.web.wiring import wiring

    say(f"Binôme serves on http://{host}:{port}/ ({_how_many(processes)}).")
    raise typer.Exit(serve_until_stopped(wiring, host, port, processes=processes))


def migrate() -> None:
    """Bring the tables to this version's shape. Make a backup first."""
    wake()
    from binome.web.waking import OperationalError
    from binome.web.waking import migrate as bring_tables

    try:
        bring_tables()
    except OperationalError as problem:
        raise NotDone(f"the database does not answer ({problem}).") from None
    refuse_another_s_tables()
    say("The tables are those of this version.")


def _refuse_what_would_not_hold(processes: int) -> None:
    from binome.web.waking import database, mode, worries

    if processes > 1 and database() == "sqlite":
        raise NotDone("several processes need PostgreSQL: with SQLite they would not hear of each other's clicks.")
    if mode() == "production":
        for worry in worries():
            say(f"binome: warning: {worry}")


def _how_many(processes: int) -> str:
    return "one process" if processes == 1 else f"{processes} processes"

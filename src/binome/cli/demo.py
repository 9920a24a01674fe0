"""`binome demo`: a practice in the middle of its day, in a few seconds."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from binome.cli.compiling import compiling_is_said
from binome.cli.house import refuse_a_taken_door, refuse_another_s_tables, wake
from binome.cli.saying import NotDone, answer, say

PARIS = ZoneInfo("Europe/Paris")
PACES = (0, 1, 20)


def demo(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8765,
    data: Annotated[
        Path | None, typer.Option(help="The folder that holds the demonstration; ./data if not given.")
    ] = None,
    pace: Annotated[int, typer.Option(help="How fast the day goes on: 0 (stopped), 1 or 20.")] = 1,
    seed_only: Annotated[bool, typer.Option("--seed-only", help="Write the data and leave, without serving.")] = False,
    months: Annotated[
        bool, typer.Option("--months", help="With --seed-only: write the six months too, and wait for them.")
    ] = False,
    practices: Annotated[int, typer.Option(help="With --seed-only: how many practices.", min=1)] = 1,
    visits: Annotated[
        int | None, typer.Option(help="With --seed-only: how many visits are booked in each practice.")
    ] = None,
    accounts: Annotated[
        int | None, typer.Option(help="With --seed-only: how many people can sign in at each practice.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Say what was written as JSON.")] = False,
) -> None:
    """Open a demonstration practice in the middle of its day. Nobody in it exists."""
    wake(mode="demo", data=data)
    _refuse_elsewhere()
    if pace not in PACES:
        raise NotDone(f"--pace is one of {', '.join(map(str, PACES))}, not {pace}.")
    if not seed_only:
        refuse_a_taken_door(host, port)
    from binome.web.waking import migrate

    migrate()
    refuse_another_s_tables()
    if seed_only:
        _seed(practices, visits, accounts, months=months, as_json=as_json)
    else:
        _open(host, port, pace)


def _refuse_elsewhere() -> None:
    from binome.web.waking import mode

    if mode() != "demo":
        raise NotDone(f"the demonstration runs with BINOME_MODE=demo only, and BINOME_MODE is {mode()!r}.")


def _seed(practices: int, visits: int | None, accounts: int | None, *, months: bool, as_json: bool) -> None:
    from binome.web.demo.making import CODE, the_house, write_all_round
    from binome.web.demo.opening import make_many

    with compiling_is_said("fr", "en"):
        codes = make_many(_today(), practices=practices, visits=visits, accounts=accounts)
        if months:
            write_all_round(the_house(CODE))
    answer({"practices": codes}, as_json=as_json, told=f"Written: {', '.join(codes)}.")


def _open(host: str, port: int, pace: int) -> None:
    from binome.web.demo.opening import make
    from binome.web.demo.serving import serve_and_live
    from binome.web.live.launch import serve
    from binome.web.wiring import wiring

    with compiling_is_said("fr", "en"):
        make(_today(), pace=pace)
    say(f"Binôme, demonstration: http://{host}:{port}/demo/  (Ctrl+C stops it)")
    raise typer.Exit(serve_and_live(lambda: serve(wiring, host, port)))


def _today() -> date:
    return datetime.now(PARIS).date()

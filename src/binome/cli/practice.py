"""`binome practice init`: a practice, its first doctor, and the link that lets them in."""

import re
from datetime import UTC, datetime
from typing import Annotated

import typer

from binome.cli.house import wake_with_tables
from binome.cli.saying import NotDone, answer

commands = typer.Typer()
CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,31}")


@commands.callback()
def practice() -> None:
    """Found a practice."""


@commands.command()
def init(
    name: Annotated[str, typer.Argument(help="The practice's name, as on its door.")],
    doctor: Annotated[str, typer.Option(help="The first doctor's name; they will invite the others.")],
    code: Annotated[str, typer.Option(help="A short code for the addresses: small letters, digits, hyphens.")],
    rooms: Annotated[int, typer.Option(help="How many consulting rooms.", min=0, max=40)] = 2,
    zone: Annotated[str, typer.Option(help="Its time zone.")] = "Europe/Paris",
    address: Annotated[str, typer.Option(help="How its machines reach this server, for the link.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Say the code and the link as JSON.")] = False,
) -> None:
    """Found a practice and its first account. Prints a link that works once: give it to the doctor alone."""
    wake_with_tables()
    _refuse(code, zone)
    from binome.web.store.founding import FIRST, found_with_first_doctor, invitation_secret
    from binome.web.store.practice import house

    if house(code) is not None:
        raise NotDone(f"a practice has the code {code!r} already.")
    found_with_first_doctor(code, name=name, doctor=doctor, rooms=rooms, zone=zone)
    link = link_to(invitation_secret(code, FIRST, now=datetime.now(UTC)), address)
    told = f"Founded: {name} ({code}).\n{doctor} comes in by this link, once: {link}"
    answer({"practice": code, "member": FIRST, "link": link}, as_json=as_json, told=told)


def link_to(secret: str, address: str) -> str:
    """The whole link; the address is this machine's own when none is given."""
    from binome.web.waking import first_host

    return f"{(address or first_host()).rstrip('/')}/account/welcome/{secret}/"


def _refuse(code: str, zone: str) -> None:
    from zoneinfo import ZoneInfo

    if not CODE.fullmatch(code):
        raise NotDone(f"{code!r} is no code: two to 32 small letters, digits and hyphens.")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        raise NotDone(f"no time zone is called {zone!r}; most are like Europe/Paris.") from None

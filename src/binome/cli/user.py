"""`binome user`: letting somebody of the team in when no screen can do it."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from binome.cli.house import the_house, wake_with_tables
from binome.cli.practice import link_to
from binome.cli.saying import NotDone, answer

commands = typer.Typer()


@commands.callback()
def user() -> None:
    """Let people in."""


@commands.command()
def invite(
    member: Annotated[str, typer.Argument(help="The member's code (m1, m2…).")],
    practice: Annotated[str, typer.Option(help="The practice's code, when there are several.")] = "",
    address: Annotated[str, typer.Option(help="How the practice's machines reach this server, for the link.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Say the link as JSON.")] = False,
) -> None:
    """Print a link that works once: it makes the member's account, or renews how they sign in."""
    wake_with_tables()
    from binome.practice.refusal import Refused
    from binome.web.store.founding import invitation_secret

    house = the_house(practice)
    try:
        secret = invitation_secret(house.practice.code, member, now=datetime.now(UTC))
    except Refused:
        known = ", ".join(f"{code} ({name})" for code, name in house.people.items())
        raise NotDone(f"no member who is still there has the code {member!r}; there are: {known}.") from None
    link = link_to(secret, address)
    told = f"{house.people[member]} comes in by this link, once: {link}"
    answer({"member": member, "link": link}, as_json=as_json, told=told)

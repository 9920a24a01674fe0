"""What the contract's commands are asked alike: a day, a language."""

import json
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from binome.cli.saying import NotDone

Language = Annotated[str, typer.Option(help="fr or en.")]
YEARS = range(1990, 2201)
"""Those of a contract's file."""
AsJson = Annotated[bool, typer.Option("--json", help="Say it as JSON.")]


def day_said(said: str) -> date:
    """That day; today when none is said."""
    if not said:
        return datetime.now(UTC).astimezone().date()
    try:
        found = date.fromisoformat(said)
    except ValueError:
        raise NotDone(f"{said!r} is no day: write it 2026-03-01.") from None
    if found.year not in YEARS:
        raise NotDone(f"no contract is looked at in the year {found.year}: {YEARS[0]} to {YEARS[-1]}.")
    return found


def refuse_language(language: str) -> None:
    if language not in ("fr", "en"):
        raise NotDone(f"no {json.dumps(language)} here: fr or en.")

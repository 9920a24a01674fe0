"""Waking Django up: only for the commands that need it, and only once they run."""

import os
from pathlib import Path

from binome.cli.saying import NotDone


def wake(*, mode: str = "", data: Path | None = None) -> None:
    """Set Django up on the practice's data; says in a sentence what the surroundings lack."""
    if mode:
        os.environ.setdefault("BINOME_MODE", mode)
    if data:
        os.environ["BINOME_DATA"] = str(data)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "binome.web.settings")
    from binome.web.waking import ImproperlyConfigured, set_up

    try:
        set_up()
    except (ImproperlyConfigured, ValueError) as problem:
        raise NotDone(str(problem)) from None


def migrate() -> None:
    """Bring the tables to this version's shape."""
    from binome.web.waking import migrate as bring_tables

    bring_tables()

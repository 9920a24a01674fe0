"""Waking Django up: only for the commands that need it, and only once they run."""

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

from binome.cli.saying import NotDone

if TYPE_CHECKING:
    from binome.practice.team import Member
    from binome.web.store.practice import House


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
    except (ImproperlyConfigured, ValueError, OSError) as problem:
        raise NotDone(str(problem)) from None


def wake_with_tables() -> None:
    """The same, for a command that reads or writes: the tables must be those of this version."""
    wake()
    from binome.web.waking import OperationalError, tables_to_bring

    try:
        late = tables_to_bring()
    except OperationalError as problem:
        raise NotDone(f"the database does not answer ({problem}).") from None
    if late:
        raise NotDone("the tables are not those of this version. Make a backup, then run: binome migrate")
    refuse_another_s_tables()


def refuse_another_s_tables() -> None:
    """Tables that say they are of this version and lack something: another version made them, and none leads here."""
    from binome.web.waking import lacking, mode, place

    missing = lacking()
    if not missing:
        return
    way_out = (
        "Begin in a new folder, with --data FOLDER (BINOME_DATA)."
        if mode() == "demo"
        else "Go on with the version that made it, or begin in a new folder (BINOME_DATA) or database."
    )
    more = f" and {len(missing) - 1} more" if missing[1:] else ""
    raise NotDone(f"{place()} was made by another version of Binôme: it lacks {missing[0]}{more}. {way_out}")


def the_house(code: str) -> "House":
    """The practice of that code; the only one, when no code is given."""
    from binome.web.store.practice import codes, house

    known = codes()
    if not known:
        raise NotDone("there is no practice here yet. Found one with: binome practice init")
    if not code and len(known) > 1:
        raise NotDone(f"there are several practices here; add --practice with one of: {', '.join(known)}.")
    found = house(code or known[0])
    if found is None:
        raise NotDone(f"no practice has the code {code!r}; there are: {', '.join(known)}.")
    return found


def who_acts(house: "House", code: str, action: str) -> "Member":
    """The member in whose name something is written; the first who may, when none is named."""
    from binome.practice.rights import may_use

    members = house.practice.members
    if code and code not in members:
        raise NotDone(f"no member has the code {code!r}; there are: {', '.join(members)}.")
    able = [member for member in members.values() if may_use(member.roles, action)]
    chosen = members.get(code) or next(iter(able), None)
    if chosen is None or chosen not in able:
        raise NotDone(f"{code or 'nobody'} may not do this ({action}).")
    return chosen


def refuse_a_taken_door(host: str, port: int) -> None:
    """Somebody else already listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((host, port))
        except OSError as problem:
            raise NotDone(f"{host}:{port} cannot be listened on ({problem.strerror}). Choose another --port.") from None

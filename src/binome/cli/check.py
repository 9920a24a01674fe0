"""`binome check`: is what the screens show what the journal says?"""

from typing import Annotated

import typer

from binome.cli.house import the_house, wake_with_tables
from binome.cli.saying import answer

SHOWN = 20


def check(
    practice: Annotated[str, typer.Option(help="The code of one practice; all of them if not given.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Say what was found as JSON.")] = False,
) -> None:
    """Tell every story of the journal again, count every frozen month again, and compare with what is kept beside
    them. Exits 1 with the difference."""
    wake_with_tables()
    from binome.web.store.checking import checked
    from binome.web.store.measured_checking import frozen_differences
    from binome.web.store.practice import codes

    houses = [the_house(code) for code in ([practice] if practice else codes())]
    found = [checked(house) for house in houses]
    stories = sum(one.stories for one in found)
    differences = [difference for one in found for difference in one.differences]
    differences += [difference for house in houses for difference in frozen_differences(house)]
    told = [str(difference) for difference in differences[:SHOWN]]
    told += [f"… and {len(differences) - SHOWN} more"] if len(differences) > SHOWN else []
    told.append(f"{stories} stories told again: {_verdict(len(differences))}")
    listed = [difference.as_json() for difference in differences]
    answer({"stories": stories, "differences": listed}, as_json=as_json, told="\n".join(told))
    raise typer.Exit(1 if differences else 0)


def _verdict(count: int) -> str:
    return f"{count} differences." if count else "everything kept is as told."

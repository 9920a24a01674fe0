"""Everything that a page says of what was found: for the screen, and for paper."""

from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from binome.twin.model import Scenario
from binome.twin.scenario import read
from binome.web.event_words import step_name
from binome.web.store.practice import House
from binome.web.store.whatifs import QUEUED, RUNNING, WhatIf
from binome.web.whatif.caps import REPLICATIONS
from binome.web.whatif.drawn import bounds, day_drawing
from binome.web.whatif.names import people_of
from binome.web.whatif.runs import AFTER_FILE, BEFORE_FILE
from binome.web.whatif.told import gains, groups, guards, loads

CROSSED = "crossed"


def shown(it: WhatIf, house: House, language: str) -> dict[str, Any]:
    told: dict[str, Any] = {"it": it, "changed": it.before != it.after, "choices": REPLICATIONS}
    if it.is_moving:
        told["pulse"] = _("waiting for its turn") if it.state == QUEUED else _("under way")
    told["is_running"] = it.state == RUNNING
    if it.found:
        told |= _found(it, house)
    if it.day:
        told["day"] = _day(it, house)
    return told


def _found(it: WhatIf, house: House) -> dict[str, Any]:
    assert it.found
    guarded = guards(it.found)
    source = it.found["after"]["provenance"]
    return {
        "gains": gains(it.found),
        "guards": guarded,
        "crossed": [guard for guard in guarded if guard.state == CROSSED],
        "groups_found": groups(it.found),
        "loads": loads(it.found, names_in(it, house)),
        "in_time": it.found["in_time"],
        "source": source,
        "command": command(it),
    }


def command(it: WhatIf) -> str:
    """What makes it again, beside its two files."""
    return f"binome twin compare {BEFORE_FILE} {AFTER_FILE} --replications {it.lived} --seed {it.seed}"


def names_in(it: WhatIf, house: House) -> dict[str, str]:
    """Of everybody on either side."""
    return {**people_of(_read(it.after), house, it.base), **people_of(_read(it.before), house, it.base)}


def _day(it: WhatIf, house: House) -> dict[str, Any]:
    assert it.day
    names, (since, until) = names_in(it, house), bounds(it.day)
    sides = {side: day_drawing(told, names, since, until) for side, told in it.day["sides"].items()}
    steps = dict.fromkeys(
        step["step"] for told in it.day["sides"].values() for v in told["visits"] for step in v["steps"]
    )
    return {
        **sides,
        "steps": [(step, step_name(step) or _("supervision")) for step in steps],
        "version": f"{it.version}",
    }


@lru_cache(maxsize=64)
def _read(text: str) -> Scenario:
    return read(text)

"""Everything that a page says of what was found: for the screen, and for paper."""

from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from binome.twin.model import STEP_WORDS, Scenario
from binome.twin.scenario import read
from binome.web.event_words import step_name
from binome.web.store.practice import House
from binome.web.store.whatifs import QUEUED, RUNNING, WhatIf
from binome.web.whatif.caps import REPLICATIONS
from binome.web.whatif.dials import dials_of
from binome.web.whatif.drawn import bounds, day_drawing
from binome.web.whatif.names import people_of, rooms_of
from binome.web.whatif.runs import AFTER_FILE, BEFORE_FILE
from binome.web.whatif.taught import taught_facts
from binome.web.whatif.told import gains, groups, guards, loads, today

CROSSED = "crossed"


def shown(it: WhatIf, house: House, language: str) -> dict[str, Any]:
    told: dict[str, Any] = {"it": it, "changed": it.before != it.after, "choices": REPLICATIONS}
    if it.is_moving:
        told["pulse"] = _("waiting for its turn") if it.state == QUEUED else _pulse(it)
    told["is_running"] = it.state == RUNNING
    if it.found:
        told |= _found(it, house)
    if it.learned:
        told["taught"] = _taught(it, house, language)
    if it.day:
        told["day"] = _day(it, house)
    return told


def _pulse(it: WhatIf) -> str:
    return _("learning from your own days") if it.is_learning else _("under way")


def _taught(it: WhatIf, house: House, language: str) -> dict[str, Any]:
    scenario = _read(it.before)
    rooms = rooms_of(scenario, house, it.base)
    return taught_facts(it.learned or {}, it.found, scenario, people_of(scenario, house, it.base), rooms, language)


def _found(it: WhatIf, house: House) -> dict[str, Any]:
    assert it.found
    guarded = guards(it.found)
    source = it.found["after"]["provenance"]
    return {
        "gains": gains(it.found) if it.before != it.after else today(it.found),
        "guards": guarded,
        "crossed": [guard for guard in guarded if guard.state == CROSSED],
        "groups_found": groups(it.found),
        "loads": loads(it.found, names_in(it, house)),
        "declared": _declared(it),
        "in_time": it.found["in_time"],
        "source": source,
        "command": command(it),
    }


def _declared(it: WhatIf) -> str:
    """What the freed time becomes, as it was chosen."""
    more, longer, earlier = dials_of(_read(it.after)).freed
    if not more + longer + earlier:
        return _("What the freed time becomes is not declared: it stays free in the day.")
    said = {"more": more, "longer": longer, "earlier": earlier}
    return (
        _(
            "Declared, and taken into account: of the time freed, %(more)s %% for more patients, "
            "%(longer)s %% for longer visits, %(earlier)s %% for days that end earlier."
        )
        % said
    )


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
    found = {step["step"] for told in it.day["sides"].values() for v in told["visits"] for step in v["steps"]}
    steps = [word for word in STEP_WORDS if word in found]
    return {
        **sides,
        "steps": [(step, step_name(step) or _("supervision")) for step in steps],
        "version": f"{it.version}",
    }


@lru_cache(maxsize=64)
def _read(text: str) -> Scenario:
    return read(text)

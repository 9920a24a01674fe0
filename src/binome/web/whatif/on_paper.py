"""A what-if on A4: what was asked, what is gained and at what price, what it stands on, how to make it again."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from binome.twin.assumptions import assumptions
from binome.twin.scenario import read
from binome.web.store.practice import House
from binome.web.store.whatifs import WhatIf
from binome.web.whatif.form import Slider, groups_of, wanted_of
from binome.web.whatif.names import base_name, title_of

OWN = ("judgement", "memory")
"""The standings to which a reader should look twice."""


def on_paper(it: WhatIf, house: House, language: str, told: Mapping[str, Any], printed: str) -> dict[str, Any]:
    return {
        "language": language,
        "words": _words(),
        "practice": house.name,
        "demo": house.is_demo,
        "title": title_of(it),
        "base": base_name(it.base, language),
        "printed": printed,
        "changes": _changes(it),
        "gains": [{"name": one.name, "size": one.size, "said": one.said} for one in told["gains"]],
        "guards": [{"name": one.name, "said": one.said, "state": one.state} for one in told["guards"]],
        "groups": [{"title": title, "rows": [_row(row) for row in rows]} for title, rows in told["groups_found"]],
        "loads": [_load(one) for one in told["loads"]],
        "taught": _taught(told.get("taught")),
        "assumptions": _assumptions(it, language),
        "source": {
            "lived": it.lived,
            "seed": it.seed,
            "version": told["source"]["version"],
            "kernel": told["source"]["kernel"][:12],
            "before": it.found["before"]["provenance"]["scenario_sha256"][:16] if it.found else "",
            "after": told["source"]["scenario_sha256"][:16],
            "command": told["command"],
        },
    }


def _changes(it: WhatIf) -> list[dict[str, str]]:
    before = read(it.before)
    dials = [dial for group in groups_of(before, wanted_of(before, it.dials)) for dial in group.dials if dial.moved]
    return [
        {"label": dial.label, "from": f"{dial.today_shown} {dial.unit}", "to": f"{dial.shown} {dial.unit}"}
        if isinstance(dial, Slider)
        else {"label": dial.label, "from": _holder(dial.today), "to": _holder(dial.value)}
        for dial in dials
    ]


def _holder(word: str) -> str:
    return _("the assistant") if word == "assistant" else _("the doctor")


def _row(row: Any) -> dict[str, str]:
    unit = f" ({row.unit})" if row.unit else ""
    return {"name": row.name + unit, "before": row.before, "after": row.after, "change": row.change}


def _taught(told: Mapping[str, Any] | None) -> dict[str, Any]:
    """How the days really went beside how the twin sees them."""
    if not told:
        return {"said": [], "rows": []}
    rows = [
        {"name": f"{it.name} ({it.unit})" if it.unit else it.name, "lived": it.lived, "simulated": it.simulated}
        for it in told["alike"]
    ]
    return {"said": [one for one in (told["said"], told["alike_said"]) if one], "rows": rows}


def _load(one: Any) -> dict[str, Any]:
    return {
        "name": one.name,
        "before": one.before,
        "after": one.after,
        "overtime_before": one.overtime_before,
        "overtime_after": one.overtime_after,
        "heavy": one.heavy,
    }


def _assumptions(it: WhatIf, language: str) -> list[dict[str, Any]]:
    """Those of the priors, by name, each once."""
    held = [one for one in assumptions(read(it.after), language) if one.standing not in ("file", "absent", "learned")]
    once = {one.told.partition(": ")[2] or one.told: one for one in held}
    return [{"told": told, "weak": one.standing in OWN} for told, one in once.items()]


def _words() -> dict[str, str]:
    return {
        "what_if": _("What if"),
        "simulated": _("SIMULATED – what a model says, not what was observed"),
        "demo": _("DEMONSTRATION – simulated data"),
        "base": _("Starting from"),
        "printed": _("Printed"),
        "changes": _("What is changed"),
        "nothing": _("Nothing is changed: both sides are the same."),
        "gains": _("What it gives"),
        "guards": _("What must not get worse"),
        "kept": _("kept"),
        "crossed": _("CROSSED"),
        "unsettled": _("not settled yet"),
        "figures": _("Side by side"),
        "figure": _("Figure"),
        "today": _("Today"),
        "after": _("What if"),
        "change": _("Difference (95 % interval)"),
        "loads": _("Load of each person"),
        "who": _("Who"),
        "load": _("Load (% of planned hours)"),
        "overtime": _("Overtime (min a day)"),
        "taught": _("Your days, and how the twin sees them"),
        "lived_days": _("How your days really went"),
        "twin": _("How the twin sees them"),
        "assumptions": _("What it stands on"),
        "weak": _("In italics: judgements and recollections, which the practice's own figures should replace."),
        "again": _("How to make it again"),
        "lived": _("Replications"),
        "seed": _("Luck (seed)"),
        "version": _("Version"),
        "files": _("Scenario files (SHA-256): today, what if"),
    }

"""A practice's own checklists, as its settings keep them and as its page changes them.

Under "checklists", by list: {"items": [code, …], "own": [{"code": …, "part": …, "activity": …, "words": …,
"minutes": …}, …], "off": true}.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from binome.practice.checklist import Checklist, Edited, Item, as_edited, own_item
from binome.practice.refusal import MoveRefused

Settings = Mapping[str, Any]


def checklists_from(told: Settings) -> Mapping[str, Checklist]:
    """The practice's lists; nothing while it changed none, so that those that are shipped are used."""
    return as_edited(edits_from(told)) if told else {}


def edits_from(told: Settings) -> dict[str, Edited]:
    return {
        code: Edited(tuple(it.get("items", ())), tuple(_own(it.get("own", ()))), bool(it.get("off")))
        for code, it in told.items()
    }


def as_told(edits: Mapping[str, Edited]) -> dict[str, Any]:
    """What is kept in the settings."""
    return {code: _told(it) for code, it in edits.items()}


def _told(it: Edited) -> dict[str, Any]:
    return {"items": list(it.items), "own": [_own_told(own) for own in it.own], "off": it.off}


def _own_told(it: Item) -> dict[str, Any]:
    words = {"code": it.code, "part": str(it.part), "activity": it.activity}
    return {**words, "words": it.labels["fr"], "minutes": it.minutes}


def _own(listed: Any) -> Iterator[Item]:
    """An item for an activity that the product knows no more is left out: the practice stays readable."""
    for it in listed:
        try:
            yield own_item(it["code"], it["part"], it["activity"], it["words"], float(it.get("minutes", 1.0)))
        except MoveRefused:
            continue

"""A role's delegation file as a page: its texts, then one line per activity, as a jurist checks them."""

import tomllib
from collections.abc import Iterator
from typing import Any

from binome.practice.activities import activities
from tests.spec.rule_pages import opening_comment, table_lines

POWERS = {
    "does": "What it does",
    "prepares": "What it prepares, a physician signs",
    "no": "What a text keeps from it",
}
COLUMNS = ["line", "activité", "activity", "text", "if", "duties", "since", "until", "standing", "reading", "note"]


def delegation_page(title: str, text: str) -> str:
    """Nothing added and nothing left out; an empty cell is what the text itself says."""
    file = tomllib.loads(text)
    plain = [f"- {key.replace('_', ' ')}: {value}" for key, value in file.items() if not isinstance(value, dict)]
    parts = [f"# {title}", "", *opening_comment(text), *plain, "", "## Texts", "", *_texts(file["basis"])]
    for power, heading in POWERS.items():
        if power in file:
            parts += [f"## {heading}", "", *table_lines(COLUMNS, _lines(file[power]))]
    if "unsettled" in file:
        words = [[*_named(activity), said["fr"], said["en"]] for activity, said in file["unsettled"].items()]
        parts += ["## What the sources leave open: no, until a text settles it", ""]
        parts += table_lines(["line", "activité", "activity", "français", "English"], words)
    return "\n".join(parts).rstrip() + "\n"


def _texts(bases: dict[str, dict[str, Any]]) -> Iterator[str]:
    columns = ["title", "since", "until", "standing", "address"]
    yield from table_lines(
        ["text", *columns], [[code, *(str(it.get(name, "")) for name in columns)] for code, it in bases.items()]
    )


def _lines(given: dict[str, Any]) -> list[list[str]]:
    return [
        _line(activity, it) for activity, them in given.items() for it in (them if isinstance(them, list) else [them])
    ]


def _named(activity: str) -> list[str]:
    """Its row in the national table, its French name, its code."""
    found = activities()[activity]
    return [str(found.line or ""), found.labels["fr"], activity]


def _line(activity: str, said: Any) -> list[str]:
    words = {"basis": said} if isinstance(said, str) else said
    listed = [", ".join(words.get(name, ())) for name in ("if", "duties")]
    plain = [str(words.get(name, "")) for name in ("since", "until", "standing", "reading")]
    return [
        *_named(activity),
        words["basis"],
        *listed,
        *plain,
        " / ".join(filter(None, (words.get("fr"), words.get("en")))),
    ]

"""A question's figures as a page: each in both languages, with what stands beside it and what it needs."""

import tomllib
from collections.abc import Iterator
from typing import Any

from binome.measures.pulse import PULSE
from tests.spec.rule_pages import opening_comment, table_lines

SAID = ("name", "definition", "numerator", "denominator", "exclusions", "source")
HIDES = {"below": "its denominator", "above": "its numerator"}
MINIMUM = 10


def measures_page(text: str) -> str:
    """The file's first sentence is the question it answers."""
    first, *rest = opening_comment(text)
    question, _, words = first.partition("? ")
    figures = tomllib.loads(text)
    parts = [f"# {question}?", "", words, *rest]
    for code, it in figures.items():
        parts += [f"## {code}", "", *table_lines(["", "français", "English"], _said(it)), _beside(it), ""]
    return "\n".join(parts).rstrip() + "\n"


def pulse_page() -> str:
    """What the team says of itself: no file of the catalogue, but the questionnaires' own words."""
    parts = ["# How is the team?", "", "The pulse, which no journal knows: its rounds tell it, once they are over.", ""]
    for code, it in PULSE.items():
        said = {language: it.words(language)._asdict() for language in ("fr", "en")}
        beside = {"unit": it.unit, "better": it.better, "needs": it.needs, "minimum": it.minimum}
        parts += [f"## {code}", "", *table_lines(["", "français", "English"], _said(said)), _beside(beside), ""]
    return "\n".join(parts).rstrip() + "\n"


def _said(it: dict[str, Any]) -> list[list[str]]:
    return [[key, it["fr"][key], it["en"][key]] for key in SAID]


def _beside(it: dict[str, Any]) -> str:
    return " ".join(_sentences(it))


def _sentences(it: dict[str, Any]) -> Iterator[str]:
    yield f"In {it['unit']}." if it["unit"] != "%" else "In per cent."
    yield {
        "more": "The more the better.",
        "less": "The less the better.",
        "neither": "Neither more nor less is better.",
    }[it["better"]]
    if it.get("needs"):
        yield f"Read from: {', '.join(it['needs'])}."
    if it.get("minimum", MINIMUM):
        yield f"Hidden when {HIDES[it.get('on', 'below')]} is under {it.get('minimum', MINIMUM)}."
    if it.get("by"):
        yield f"Also told by {it['by']}."
    if it.get("guardrails"):
        yield f"Never without: {', '.join(it['guardrails'])}."

"""What the twin says, in French or in English: the sentences are data, by code."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from binome.practice.toml_faults import Refusal

LANGUAGES = ("fr", "en")


@cache
def sentences(language: str) -> Mapping[str, Any]:
    return read_sentences(f"{language}.toml")


def read_sentences(name: str) -> dict[str, Any]:
    """A file of sentences, as written."""
    return tomllib.loads(resources.files("binome.twin").joinpath("sentences", name).read_text("utf-8"))


def tell(language: str, table: str, code: str, /, **facts: object) -> str:
    """The sentence of that code, filled."""
    return str(sentences(language)[table][code]).format(**facts)


def refusal_in(language: str, refusal: Refusal) -> str:
    """Where, what, and what was expected."""
    fault = refusal.fault
    facts = {name: _word(it) for name, it in fault.facts.items()}
    if "reason" in facts:
        facts["reason"] = tell(language, "reason", facts["reason"], **facts)
    said = tell(language, "refused", fault.why, **facts)
    said += tell(language, "refused", "near", near=facts["near"]) if facts.get("near") else ""
    place = ".".join(str(name) for name in fault.place)
    where = tell(language, "refused", "line", line=refusal.line) if refusal.line else ""
    return f"{where}{place + ': ' if place else ''}{said}"


def _word(fact: object) -> str:
    return ", ".join(map(str, fact)) if isinstance(fact, (tuple, list, frozenset)) else str(fact)

"""What was not understood, in the reader's language: by code, from interop's own list."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from binome.interop.reading import NotUnderstood, Unreadable
from binome.interop.why import SENTENCES
from binome.web.imports.words import field_words, likeness_words


def why_of(said: NotUnderstood) -> str:
    """Why a line was not taken, or with which doubt it was."""
    words = {"field": field_words(), "reason": likeness_words()}
    return _sentence(said.why, {name: words.get(name, {}).get(fact, fact) for name, fact in said.facts.items()})


def unreadable(refusal: Unreadable) -> str:
    """Why the whole file cannot be read, with the line when there is one."""
    told = _sentence(refusal.expected, {"found": refusal.found})
    return _("Line %(line)s: %(told)s") % {"line": refusal.line, "told": told} if refusal.line else told


def _sentence(code: str, facts: Mapping[str, str]) -> str:
    spoken = _french() if (get_language() or "fr").startswith("fr") else SENTENCES
    return spoken.get(code, SENTENCES[code]).format_map(facts)


@cache
def _french() -> dict[str, str]:
    return tomllib.loads(resources.files("binome.web.imports").joinpath("why.fr.toml").read_text("utf-8"))

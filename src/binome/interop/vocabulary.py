"""What other programs call their columns and labels: data, in French and English."""

import functools
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from binome.interop.names import fold

IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Heading:
    """A field and what its cells should look like."""

    field: str
    kind: str


@functools.cache
def headings() -> dict[str, Heading]:
    """Every known heading, folded, with the field it names."""
    said = tomllib.loads(files("binome.interop").joinpath("data/headings.toml").read_text("utf-8"))
    return {fold(word): Heading(field, entry["kind"]) for field, entry in said.items() for word in entry["words"]}


@functools.cache
def kinds() -> dict[str, str]:
    return {heading.field: heading.kind for heading in headings().values()}


def field_named(heading: str) -> str | None:
    """The field that a heading or a label names exactly, None when it names none of ours."""
    found = headings().get(fold(heading))
    return None if found is None or found.field == IGNORED else found.field


def sex_of(text: str) -> str | None:
    """ "M", "F", "" for one who is neither or not known, None when the word says nothing of the kind."""
    return _sexes().get(fold(text))


@functools.cache
def _sexes() -> dict[str, str]:
    return {word: sex for sex, words in _SEXES.items() for word in words.split()}


_SEXES = {
    "M": "m h masculin homme male man mr monsieur garcon boy 1",
    "F": "f feminin femme female woman mme mlle madame mademoiselle mrs ms fille girl miss 2",
    "": "i inconnu indetermine unknown u x autre other 0",
}

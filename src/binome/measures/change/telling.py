"""The words of verdicts, cautions and refusals, in French or in English: data, by code, filled with facts."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from importlib import resources

from binome.measures.change.values import Sentence

LANGUAGES = ("fr", "en")
MINUS = "−"
_DIGITS = ((100.0, 0), (10.0, 1), (0.1, 2))
"""From so much up, so many digits after the point; under the last, three."""
DIFFERENCE = " difference"
SIGNED = frozenset(
    {"average", "difference", "level", "slope", "rate", "mix", "volume", "low", "high"}
    | {f"{of}_{end}" for of in ("level", "slope") for end in ("low", "high")}
)
"""Facts that say how much something moved: their sign is written, whichever it is."""


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    written = resources.files("binome.measures").joinpath("data", "verdicts.toml").read_text("utf-8")
    return tomllib.loads(written)


def tell(language: str, it: Sentence) -> str:
    """The sentence, filled: numbers and days as the language writes them."""
    facts = {name: _fact(language, name, value) for name, value in it.facts.items()}
    return words()[it.code][language].format(**facts)


def unit(language: str, code: str, *, difference: bool = False) -> str:
    """What a figure is counted in; a difference of per cents is in points."""
    known = words()
    wanted = f"unit_{code}{DIFFERENCE}" if difference else f"unit_{code}"
    found = known.get(wanted) or known.get(f"unit_{code}")
    return found[language] if found else code


def number(language: str, value: float, *, signed: bool = False) -> str:
    """As many digits as its size deserves."""
    if value == 0:
        return "0"
    said = f"{abs(value):.{digits_of(value)}f}"
    sign = MINUS if value < 0 else "+" if signed else ""
    nothing = not said.strip("0.")
    return ("" if nothing else sign) + (said.replace(".", ",") if language == "fr" else said)


def digits_of(value: float) -> int:
    """How many stand after its point."""
    return next((digits for least, digits in _DIGITS if abs(value) >= least), 3)


def day(language: str, on: date) -> str:
    name = words()["months"][language].split()[on.month - 1]
    first = "1er" if language == "fr" and on.day == 1 else str(on.day)
    return f"{first} {name} {on.year}"


def _fact(language: str, name: str, value: object) -> object:
    if isinstance(value, date):
        return day(language, value)
    if isinstance(value, float):
        return number(language, value, signed=name in SIGNED)
    if name == "unit":
        return unit(language, str(value).removesuffix(DIFFERENCE), difference=str(value).endswith(DIFFERENCE))
    if isinstance(value, Sentence):
        return tell(language, value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(str(_fact(language, name, it)) for it in value)
    return value

"""What the screen says, and whether French says it too. Reads the catalogues without the gettext programs."""

import ast
import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CATALOGUE = "src/binome/web/locale/fr/LC_MESSAGES/django"
CALLS = {"_": 0, "gettext": 0, "gettext_lazy": 0, "gettext_noop": 0, "ngettext": 0, "ngettext_lazy": 0}
CALLS |= {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 1, "npgettext_lazy": 1}
"""The functions that say something on screen, and where their sentence stands; before it stands its context."""

TEMPLATE_CALL = re.compile(r"\b(_|n?p?gettext)\(((?:\s*u?(?:'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"),?)+)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
CONTEXT_MARK = "\x04"


@dataclass(frozen=True)
class Said:
    """One sentence as a catalogue knows it (its context before it, if any), and a place that says it."""

    key: str
    place: str


def untold(root: Path) -> list[str]:
    """The sentences on screen that have no French."""
    french = {key for key, strings in entries(_po(root)) if all(strings)}
    return sorted({f"{it.place}: {it.key!r} has no French" for it in said(root) if it.key not in french})


def said(root: Path) -> Iterator[Said]:
    """Every sentence the code and the templates may put on a screen."""
    house = root / "src/binome"
    for path in sorted(house.rglob("*.py")):
        yield from (Said(key, str(path.relative_to(root))) for key in _said_in_code(path.read_text("utf-8")))
    for path in sorted((house / "web").rglob("templates/**/*.*")):
        yield from (Said(key, str(path.relative_to(root))) for key in _said_in_template(path.read_text("utf-8")))


def _said_in_code(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            yield from _key(words, CALLS[node.func.id])


def _said_in_template(source: str) -> Iterator[str]:
    from django.utils.translation.template import templatize

    for name, arguments in TEMPLATE_CALL.findall(templatize(source)):
        words = ast.literal_eval(f"[{arguments}]")
        yield from _key(words, CALLS[name])


def _key(words: list[str], place: int) -> Iterator[str]:
    if len(words) > place:
        yield CONTEXT_MARK.join(words[: place + 1])


def catalogue_faults(root: Path) -> list[str]:
    """A compiled catalogue that is not what its source says, and translations that lost a placeholder."""
    told = {key: strings for key, strings in entries(_po(root)) if key and all(strings)}
    compiled = _compiled(root / f"{CATALOGUE}.mo")
    faults = [f"not compiled: {key!r}" for key in sorted(told) if compiled.get(key) != told[key]]
    faults += [f"compiled, but gone from the source: {key!r}" for key in sorted(set(compiled) - set(told) - {""})]
    return faults + [
        f"placeholders differ: {key!r}" for key, strings in told.items() if _lost_a_placeholder(key, strings)
    ]


def entries(po: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The sentences of a catalogue with their translations; what is fuzzy counts as not translated."""
    for block in re.split(r"\n\s*\n", po):
        lines = [line for line in block.splitlines() if not line.startswith("#")]
        fields = _fields(lines)
        if "msgid" in fields:
            context = fields["msgctxt"] + CONTEXT_MARK if "msgctxt" in fields else ""
            strings = tuple(text for name, text in fields.items() if name.startswith("msgstr"))
            fuzzy = re.search(r"^#,.*\bfuzzy\b", block, re.M) and fields["msgid"]
            yield context + fields["msgid"], ("",) if fuzzy else strings


def _fields(lines: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = ""
    for line in lines:
        head, quote, rest = line.partition('"')
        name = head.strip() or name
        if quote:
            fields[name] = fields.get(name, "") + ast.literal_eval(quote + rest)
    return fields


def _compiled(path: Path) -> dict[str, tuple[str, ...]]:
    with path.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    merged: dict[str, dict[int, str]] = {}
    for key, string in catalogue.items():
        name, number = key if isinstance(key, tuple) else (key, 0)
        merged.setdefault(name, {})[number] = string
    return {key: tuple(strings[number] for number in sorted(strings)) for key, strings in merged.items()}


def _lost_a_placeholder(key: str, strings: tuple[str, ...]) -> bool:
    """A plural form may leave a number out ("one visit"); it may not invent one."""
    wanted = set(PLACEHOLDER.findall(key))
    found = [set(PLACEHOLDER.findall(string)) for string in strings]
    return found[0] != wanted if len(strings) == 1 else bool(set().union(*found) - wanted - {"%(count)s", "%(n)s"})


def _po(root: Path) -> str:
    return (root / f"{CATALOGUE}.po").read_text("utf-8")

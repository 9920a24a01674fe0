"""Names that say nothing about what a thing is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

EMPTY_WORDS = {"manager", "service", "helper", "util", "handler", "base", "common"}


def empty_names(root: Path) -> list[str]:
    """Classes and modules of the house whose name holds one of the empty words."""
    found = []
    for top in ("src", "tests", "benchmarks"):
        for path in sorted((root / top).rglob("*.py")):
            found += [f"{path.relative_to(root)}: {name}" for name in _names_in(path) if _says_nothing(name)]
    return found


def _names_in(path: Path) -> Iterator[str]:
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield node.name


def _says_nothing(name: str) -> bool:
    """`BaseThing`, `thing_utils` and `Helpers` do; `Database` and `commonly` do not."""
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)
    return any(word.lower().removesuffix("s") in EMPTY_WORDS for word in words)

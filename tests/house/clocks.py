"""Where the clock is read. Everywhere else it is handed in, so that a day can be replayed."""

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

DOORS = ("cli/*", "web/store/clock.py", "web/store/sessions.py", "*/migrations/*")
"""Read freely here (a session's life is the machine's, even in a demonstration; a migration only repeats its table).

In the web, only where a request is in hand: that is where a moment comes in from outside.
"""
BELOW = ("web/store/*", "web/live/*")

READINGS = {"now", "utcnow", "today"}
CONVERSIONS = {"localdate", "localtime"}
"""Django's: with a moment they convert it, without one they read the clock."""
OWNERS = {"datetime", "date", "timezone", "dt"}
HIDDEN = {"auto_now", "auto_now_add"}


def clock_readings(root: Path) -> list[str]:
    """Each reading of the clock outside the places that may."""
    house = root / "src/binome"
    return [
        f"{path.relative_to(root)}:{line} reads the clock: {what}"
        for path in sorted(house.rglob("*.py"))
        if not _is_one_of(DOORS, path.relative_to(house))
        for line, what in _unexcused(ast.parse(path.read_text("utf-8")), path.relative_to(house))
    ]


def _unexcused(tree: ast.Module, place: Path) -> Iterator[tuple[int, str]]:
    with_a_request: set[int] = set()
    if place.parts[0] == "web" and not _is_one_of(BELOW, place):
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and any(arg.arg == "request" for arg in node.args.args):
                with_a_request |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return ((line, what) for line, what in _readings(tree) if line not in with_a_request)


def _is_one_of(patterns: tuple[str, ...], place: Path) -> bool:
    return any(fnmatch(str(place), pattern) for pattern in patterns)


def _readings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        # A mention is enough: `default=timezone.now` reads the clock as surely as a call does.
        if (isinstance(node, ast.Attribute) and node.attr in READINGS and _owner(node) in OWNERS) or (
            isinstance(node, ast.Call) and _name(node.func) in CONVERSIONS and not node.args
        ):
            yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.keyword) and node.arg in HIDDEN:
            yield node.value.lineno, node.arg


def _owner(node: ast.Attribute) -> str:
    return _name(node.value)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")

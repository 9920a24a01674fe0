"""How long functions and files are, and which of them are too long without a written reason."""

import ast
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FUNCTION_CEILING = 40
FILE_CEILING = 400
SPREAD = {"function": (6, 20), "file": (100, 250)}
"""The median and the ninth decile that the house aims at, in lines."""

DATED_LINE = re.compile(r"^- \d{4}-\d{2}-\d{2} .*?`([^`]+)`")
GENERATED_LINE = re.compile(r"^- Generated: `([^`]+/)`, by .+")
"""A folder that a tool writes: its files may be of any length. Functions in it are somebody's, and keep the ceiling."""


@dataclass(frozen=True)
class Length:
    """How many lines a thing has; functions count logic only, files count everything."""

    place: str
    lines: int


def too_long(root: Path) -> list[str]:
    """What stands above its ceiling without a dated line in MOVES.md."""
    excused = _excused(root / "MOVES.md")
    functions = [
        f"{it.place}: {it.lines} logic lines, the ceiling is {FUNCTION_CEILING}"
        for it in function_lengths(root)
        if it.lines > FUNCTION_CEILING and it.place not in excused
    ]
    generated = _generated(root / "MOVES.md")
    files = [
        f"{it.place}: {it.lines} lines, the ceiling is {FILE_CEILING}"
        for it in file_lengths(root)
        if it.lines > FILE_CEILING and it.place not in excused and not it.place.startswith(generated)
    ]
    return functions + files


def out_of_spread(root: Path) -> list[str]:
    """Where src/ as a whole has grown away from short functions and short files."""
    lengths = {"function": function_lengths(root, "src"), "file": file_lengths(root, "src")}
    return [fault for kind, them in lengths.items() for fault in _off(kind, [it.lines for it in them])]


def function_lengths(root: Path, *tops: str) -> list[Length]:
    return [
        Length(f"{path.relative_to(root)}::{node.name}", _logic_lines(node, path.read_text("utf-8").splitlines()))
        for path in _python_files(root, *tops)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def file_lengths(root: Path, *tops: str) -> list[Length]:
    return [
        Length(str(path.relative_to(root)), len(path.read_text("utf-8").splitlines()))
        for path in _python_files(root, *tops)
    ]


def _python_files(root: Path, *tops: str) -> Iterator[Path]:
    for top in tops or ("src", "tests", "benchmarks"):
        yield from sorted((root / top).rglob("*.py"))


def _logic_lines(function: ast.FunctionDef | ast.AsyncFunctionDef, source: list[str]) -> int:
    """Its lines without docstrings, comments and blanks; what an inner function says counts for both."""
    lines = set(range(function.lineno, (function.end_lineno or function.lineno) + 1))
    for node in ast.walk(function):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return sum(1 for number in lines if _says_something(source[number - 1]))


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.strip().startswith("#")


def _excused(moves: Path) -> set[str]:
    lines = moves.read_text("utf-8").splitlines() if moves.exists() else []
    return {match[1] for line in lines if (match := DATED_LINE.match(line))}


def _generated(moves: Path) -> tuple[str, ...]:
    lines = moves.read_text("utf-8").splitlines() if moves.exists() else []
    return tuple(match[1] for line in lines if (match := GENERATED_LINE.match(line)))


def _off(kind: str, lines: list[int]) -> list[str]:
    if len(lines) < 10:  # a decile of fewer says nothing
        return []
    median, decile = statistics.median(lines), statistics.quantiles(lines, n=10)[-1]
    aim, ceiling = SPREAD[kind]
    faults = {f"median {kind}: {median:g} lines, aim {aim}": median > aim}
    faults[f"ninth decile {kind}: {decile:g} lines, aim {ceiling}"] = decile > ceiling
    return [sentence for sentence, wrong in faults.items() if wrong]

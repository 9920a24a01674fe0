"""What import-linter cannot say: parts that need nothing but Python, and faces that nobody forgot to list."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

PLAIN_PARTS = ("practice", "desk", "contract", "voices")
"""The parts that need nothing but Python."""


def strangers(root: Path, parts: tuple[str, ...] = PLAIN_PARTS) -> list[str]:
    """Where a part that needs nothing but Python imports something else."""
    return [
        f"{path.relative_to(root)}:{line} imports {name}"
        for part in parts
        for path in sorted((root / "src/binome" / part).rglob("*.py"))
        for line, name in _imported(path)
        if name not in sys.stdlib_module_names and name != "binome"
    ]


def _imported(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.lineno, (node.module or "").partition(".")[0]


def unlisted_faces(root: Path) -> list[str]:
    """The faces (folders of web with an urls.py) that a contract about faces does not name."""
    faces = {f"binome.web.{path.parent.name}" for path in (root / "src/binome/web").glob("*/urls.py")}
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    return [
        f"{contract['name']}: {face} is not listed"
        for contract in contracts
        for face in sorted(faces - _named_by(contract))
        if _named_by(contract) & faces
    ]


def _named_by(contract: dict[str, list[str]]) -> set[str]:
    keys = ("modules", "source_modules", "forbidden_modules")
    return {name for key in keys for name in contract.get(key, [])}

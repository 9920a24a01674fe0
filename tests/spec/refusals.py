"""Every refusal that the core can raise, found by reading its source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

RAISES = {"Refused", "MoveRefused", "NotDelegated", "NumberTaken", "MeasureRefused"}
CODE = re.compile(r"^[a-z]+\.[a-z_]+$")


def refusals_raised(root: Path) -> dict[str, set[str]]:
    """The facts given with each code; `*` stands for the moment in a code made of one."""
    found: dict[str, set[str]] = {}
    for part in ("practice", "journal", "desk"):
        for path in sorted((root / "src/binome" / part).rglob("*.py")):
            for code, facts in _refusals_in(ast.parse(path.read_text("utf-8"))):
                found.setdefault(code, set()).update(facts)
    return found


def _refusals_in(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id in RAISES and call.args:
                facts = {keyword.arg for keyword in call.keywords if keyword.arg}
                yield from ((code, facts) for code in _codes(call.args[0], function))


def _codes(said: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
    if isinstance(said, ast.Constant):
        yield said.value
    elif isinstance(said, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "*" for part in said.values)
    else:  # chosen a few lines above
        constants = (node.value for node in ast.walk(function) if isinstance(node, ast.Constant))
        yield from (text for text in constants if isinstance(text, str) and CODE.match(text))

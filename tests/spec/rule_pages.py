"""A rule file as a page: what is written in TOML, drawn as tables, nothing added and nothing left out."""

import tomllib
from collections.abc import Iterable, Iterator
from typing import Any


def rule_page(title: str, text: str) -> str:
    """The page of one rule file; its opening comment is the page's introduction."""
    return "\n".join([f"# {title}", "", *opening_comment(text), *_section(tomllib.loads(text), 2)]).rstrip() + "\n"


def opening_comment(text: str) -> Iterator[str]:
    """What the file says of itself before it begins."""
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        yield line.removeprefix("#").strip()
    yield ""


def _section(values: dict[str, Any], depth: int) -> Iterator[str]:
    """What is said of the thing itself, then each of its parts under a heading; codes stay as they are written."""
    if _is_table(values):
        yield from _table(values)
        return
    plain = {key: value for key, value in values.items() if _is_plain(value)}
    if plain:
        yield from [f"- {_words(key)}: {_cell(value)}" for key, value in plain.items()]
        yield ""
    for key, value in values.items():
        if key not in plain:
            yield from [f"{'#' * depth} {_words(key)}", ""]
            yield from _drawn(value, depth + 1)


def _drawn(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, list):
        yield from table_lines(_columns(value), [[_cell(row.get(key)) for key in _columns(value)] for row in value])
    elif all(_is_plain(it) for it in value.values()):
        yield from table_lines(["", ""], [[key, _cell(it)] for key, it in value.items()])
    else:
        yield from _section(value, depth)


def _is_table(values: dict[str, Any]) -> bool:
    """Several things of one kind, each said in plain values."""
    kinds = [isinstance(it, dict) and all(_is_plain(inner) for inner in it.values()) for it in values.values()]
    return len(kinds) > 1 and all(kinds) and len(_columns(values.values())) <= 8


def _table(values: dict[str, dict[str, Any]]) -> Iterator[str]:
    columns = _columns(values.values())
    body = [[key, *(_cell(row.get(column)) for column in columns)] for key, row in values.items()]
    yield from table_lines(["", *columns], body)


def _columns(things: Iterable[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for thing in things for key in thing))


def table_lines(heading: list[str], body: list[list[str]]) -> Iterator[str]:
    """A table drawn with `|`, and the blank line after it."""
    yield f"| {' | '.join(map(_words, heading))} |"
    yield f"|{'---|' * len(heading)}"
    yield from (f"| {' | '.join(line)} |" for line in body)
    yield ""


def _is_plain(value: Any) -> bool:
    return not isinstance(value, dict) and not (isinstance(value, list) and any(isinstance(it, dict) for it in value))


def _words(key: str) -> str:
    return key.replace("_", " ")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_cell, value))
    return " ".join(str(value).replace("|", "\\|").split())

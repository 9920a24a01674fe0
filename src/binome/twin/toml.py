"""Writing TOML as a person would: tables for what has a name, one line for what is small."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

WIDTH = 100


def dumps(table: Mapping[str, Any]) -> str:
    """A text that the standard reader reads back as this table."""
    return "\n".join(_lines(table, ())).strip() + "\n"


def _lines(table: Mapping[str, Any], under: tuple[str, ...]) -> Iterator[str]:
    apart = {name: it for name, it in table.items() if _stands_apart(it)}
    yield from (f"{_key(name)} = {_value(it)}" for name, it in table.items() if name not in apart)
    for name, it in apart.items():
        path = (*under, name)
        heading = ".".join(_key(step) for step in path)
        for one in it if isinstance(it, list) else [it]:
            opened = list(_lines(one, path))
            if isinstance(it, list) or not opened or not opened[0].startswith(("\n", "[")):
                yield f"\n[[{heading}]]" if isinstance(it, list) else f"\n[{heading}]"
            yield from opened


def _stands_apart(value: Any) -> bool:
    """Too wide for one line, or made of tables that are."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(it, dict) for it in value) and len(_value(value)) > WIDTH
    return isinstance(value, dict) and (
        len(_value(value)) > WIDTH or any(isinstance(it, dict) for it in value.values())
    )


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {_value(it)}" for name, it in value.items()) + " }" if value else "{}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_value(it) for it in value) + "]"
    return repr(value)


def _key(name: str) -> str:
    plain = name and all(it.isascii() and (it.isalnum() or it in "_-") for it in name)
    return name if plain else json.dumps(name, ensure_ascii=False)

"""What every click writes: the SQL is made once, and each field prepares its own value (see asked.py)."""

from collections.abc import Callable, Iterable, Mapping
from types import NoneType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, CharField, Field, IntegerField, Model

from binome.web.store.prepared import run

Write = Callable[[Mapping[str, Any]], int]
"""Takes the values by column attribute (`practice_id`, not `practice`); answers how many rows were written."""


def insertion(model: type[Model], *, unless: Iterable[str]) -> Write:
    """A new row; none when a row with the same values in the columns `unless` is there, and nothing is undone."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns, same = _listed(fields), ", ".join(_quoted(name) for name in unless)
    marks = ", ".join(["%s"] * len(fields))
    table = _quoted(model._meta.db_table)
    return _write(f"INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT ({same}) DO NOTHING", fields)  # noqa: S608 - ours


def change(model: type[Model], *columns: str, where: str) -> Write:
    """New values for the row that `where` tells."""
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    fields = [by_name[name] for name in columns]
    given = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    table, told = _quoted(model._meta.db_table), by_name[where]
    return _write(f"UPDATE {table} SET {given} WHERE {_quoted(told.column)} = %s", [*fields, told])  # noqa: S608 - ours


def _write(sql: str, fields: "list[Field[Any, Any]]") -> Write:
    ways = [(field.attname, _kept_as_they_are(field), field.get_db_prep_save) for field in fields]

    def write(values: Mapping[str, Any]) -> int:
        here = connections[DEFAULT_DB_ALIAS]
        given = ((values[name], kinds, prepare) for name, kinds, prepare in ways)
        return run(sql, [it if type(it) in kinds else prepare(it, here) for it, kinds, prepare in given]).count

    return write


def _kept_as_they_are(field: "Field[Any, Any]") -> tuple[type, ...]:
    """The kinds of values that this field hands to the database unchanged, and is asked about a thousand times."""
    return next(((kind, NoneType) for known, kind in _PLAIN if isinstance(field, known)), ())


_PLAIN: "tuple[tuple[type[Field[Any, Any]], type], ...]" = (
    (CharField, str),
    (IntegerField, int),
    (BooleanField, bool),
)


def _listed(fields: "Iterable[Field[Any, Any]]") -> str:
    return ", ".join(_quoted(field.column) for field in fields)


def _quoted(name: str | None) -> str:
    """Both databases quote alike; `to` and `by` are words of SQL."""
    assert name, "a field without a column is not written"
    return f'"{name}"'

"""A file of cases as a page: each question with what is given, what is expected, its source and how sure it is."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from tests.spec.rule_pages import opening_comment, table_lines


def case_page(stem: str, text: str) -> str:
    """One row a case, in the order of the file; a case whose sources disagree has its note under the table."""
    told = tomllib.loads(text)
    title = f"The aid contract, case by case: {stem.replace('_', ' ')}"
    return (
        "\n".join([f"# {title}", "", *opening_comment(text), *_rows(told["case"]), *_notes(told["case"])]).rstrip()
        + "\n"
    )


def _rows(cases: list[dict[str, Any]]) -> Iterator[str]:
    heading = ["case", "given", "expected", "how sure", "sources"]
    body = [
        [it["name"], _said(it["given"]), _said(it["expected"]), it["mark"], ", ".join(it["sources"])] for it in cases
    ]
    yield from table_lines(heading, body)


def _notes(cases: list[dict[str, Any]]) -> Iterator[str]:
    noted = [it for it in cases if it.get("note")]
    if noted:
        yield from ["## Notes", ""]
    yield from (f"- {it['name']}. {it['note']}" for it in noted)


def _said(told: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {_value(it)}" for name, it in told.items())


def _value(it: Any) -> str:
    if isinstance(it, dict):
        return f"({_said(it)})"
    if isinstance(it, list):
        return " ; ".join(map(_value, it))
    return "yes" if it is True else "no" if it is False else str(it)

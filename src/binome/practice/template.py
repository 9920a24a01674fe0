"""The templates of what is prepared for a signature, as data: who may prepare one, who signs, what is filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from binome.practice.activities import in_both_tongues, read_data
from binome.practice.refusal import MoveRefused

KINDS = ("line", "lines", "day")
SOURCES = ("", "today", "visit_day", "visit_reason", "measures")
KNOWN = ("patient", "born", "doctor", "practice", "today")
"""What a body may name without a field: it is found, not filled in."""

DOCTOR_SIGNS = "sign_care"
"""What signing is, unless a text gives somebody the act itself."""

_PLACE = re.compile(r"\{(\w+)\}")

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in. `source`: where its first value is found, "" when nowhere."""

    code: str
    labels: Mapping[str, str]
    kind: str = "line"
    required: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """One template. `edition` 0 is the product's own wording; a practice's are 1, 2, 3…

    `official`: a form or a teleservice of the State exists for it, and this is not that form.
    """

    code: str
    labels: Mapping[str, str]
    activity: str
    signs: str
    body: str
    fields: tuple[Field, ...]
    check: Mapping[str, str]
    official: bool = False
    edition: int = 0

    def lacking(self, values: Values) -> tuple[str, ...]:
        """The fields that must be filled in and are not."""
        return tuple(field.code for field in self.fields if field.required and not values.get(field.code, "").strip())

    def kept(self, values: Values) -> dict[str, str]:
        """What was filled in, of its own fields alone."""
        return {field.code: values.get(field.code, "").strip() for field in self.fields}

    def written(self, values: Values) -> str:
        """The body, filled in; a line whose every word to fill in is empty is left out."""
        days = {field.code: _as_a_day(values.get(field.code, "")) for field in self.fields if field.kind == "day"}
        said = {**values, **days}
        lines = (_line(line, said) for line in self.body.strip().splitlines())
        return re.sub(r"\n{3,}", "\n\n", "\n".join(line for line in lines if line is not None)).strip()


@cache
def templates() -> Mapping[str, Template]:
    """Every template the product ships, by code, in the file's order."""
    return MappingProxyType({code: template_from(code, said) for code, said in read_data("templates.toml").items()})


def template(code: str | None, among: Mapping[str, Template] | None = None) -> Template:
    """The template of that code; refused when there is none."""
    known = templates() if among is None else among
    if code is None or code not in known:
        raise MoveRefused("draft.unknown_template", template=code)
    return known[code]


def template_from(code: str, said: Mapping[str, Any], edition: int = 0) -> Template:
    """A template as a file, or a practice, writes it; refused when its body names what nobody fills in."""
    found = Template(
        code=code,
        labels=in_both_tongues(said),
        activity=said["activity"],
        signs=said.get("signs", DOCTOR_SIGNS),
        body=said["body"],
        fields=tuple(_field(field) for field in said.get("fields", ())),
        check=in_both_tongues(said, "check_"),
        official=said.get("official", False),
        edition=edition,
    )
    named = {*KNOWN, *(field.code for field in found.fields)}
    unknown = sorted(set(_PLACE.findall(found.body)) - named)
    if unknown:
        raise MoveRefused("draft.template_names_nothing", template=code, words=tuple(unknown))
    return found


def _field(said: Mapping[str, Any]) -> Field:
    kind, source = said.get("kind", "line"), said.get("from", "")
    if kind not in KINDS or source not in SOURCES:
        raise MoveRefused("draft.template_field", field=said.get("code"), kind=kind)
    return Field(said["code"], in_both_tongues(said), kind, said.get("required", False), source)


def _as_a_day(said: str) -> str:
    """2026-03-10 as a French reader writes it; anything else as it was typed."""
    try:
        return date.fromisoformat(said.strip()).strftime("%d/%m/%Y")
    except ValueError:
        return said


def _line(line: str, values: Values) -> str | None:
    named = _PLACE.findall(line)
    if named and not any(values.get(name, "").strip() for name in named):
        return None
    return _PLACE.sub(lambda place: values.get(place.group(1), "").strip(), line)

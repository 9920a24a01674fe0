"""Does a resource follow FHIR? Asked of the fhir.resources models (R4B, which says the same of these as R4)."""

import functools
from importlib import import_module
from typing import TYPE_CHECKING

from binome.interop.fhir_shelf import Entry
from binome.interop.letters import excerpt
from binome.interop.reading import NotUnderstood

if TYPE_CHECKING:
    from pydantic import BaseModel


def broken(entry: Entry) -> list[NotUnderstood]:
    """What the standard finds to say of a resource that was read all the same: the first fault, with its place."""
    from pydantic import ValidationError  # late: a third of a second that only FHIR should cost

    try:
        _model(entry.kind).model_validate(entry.resource)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in fault["loc"])
        facts = {"type": entry.kind, "text": excerpt(place, 160)}
        return [NotUnderstood(entry.line, "resource.not_valid", facts, kept=True)]
    except (ValueError, TypeError, AttributeError, RecursionError, OverflowError):
        facts = {"type": entry.kind, "text": "?"}
        return [NotUnderstood(entry.line, "resource.not_valid", facts, kept=True)]
    return []


@functools.cache
def _model(kind: str) -> "type[BaseModel]":
    model: type[BaseModel] = getattr(import_module(f"fhir.resources.R4B.{kind.lower()}"), kind)
    return model

"""Pages for the printer, made by Typst from data: never from source put together by hand."""

import json
from functools import cache
from importlib import resources
from typing import Any

import typst
from django.http import HttpResponse


def pdf(template: str, told: dict[str, Any]) -> bytes:
    """A template of web/paper/ with its data, as PDF/A-2b."""
    folder = str(resources.files("binome.web").joinpath("paper_templates"))
    inputs = {"data": json.dumps(told, ensure_ascii=False)}
    made = typst.compile(
        f"{folder}/{template}", root=folder, sys_inputs=inputs, font_paths=_fonts(), pdf_standards=["a-2b"]
    )
    return bytes(made)


def pdf_response(template: str, told: dict[str, Any], *, name: str) -> HttpResponse:
    """The page, to be opened in place; `name` carries no patient's name."""
    disposition = f'inline; filename="{name}"'
    return HttpResponse(
        pdf(template, told), content_type="application/pdf", headers={"Content-Disposition": disposition}
    )


@cache
def _fonts() -> list[str]:
    return [str(resources.files("binome.web").joinpath("paper_templates", "fonts"))]

"""A version poll: a few bytes, and 304 when nothing is new."""

from datetime import date

from django.db.models import OuterRef, Subquery
from django.http import HttpResponse, HttpResponseNotModified

from binome.web import asked
from binome.web.store.board import version_beside


def beside_version(day: date) -> dict[str, Subquery]:
    """Asked in the same query as the seat, so that a poll costs two queries in all."""
    return {"day_version": version_beside(day, OuterRef("practice_id"))}


def version_answer(request: asked.Asked) -> HttpResponse:
    number = request.beside["day_version"] or 0
    headers = {"ETag": f'"{number}"', "Cache-Control": "no-cache"}
    same = request.headers.get("If-None-Match") == headers["ETag"]
    answer = (
        HttpResponseNotModified(headers=headers)
        if same
        else HttpResponse(str(number), content_type="text/plain", headers=headers)
    )
    answer._csp_exempt = True  # type: ignore[attr-defined]  # a number is no page: the policy would be most of its bytes
    return answer

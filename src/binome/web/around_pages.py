"""What every page may need round its content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from binome.practice.rights import rights
from binome.web.store import clock


def around_pages(request: HttpRequest) -> dict[str, Any]:
    """`may.book` and the like: what this seat may use, so that a page offers nothing that would be refused."""
    seat = getattr(request, "seat", None)
    user = getattr(request, "user", None)
    there = bool(user and user.is_authenticated)
    return {
        "seat": seat,
        "may": {action: seat.may(action) for action in rights()} if seat else {},
        "is_demo": settings.BINOME_MODE == "demo",
        "theme": user.theme if user and user.is_authenticated else request.COOKIES.get("binome_theme", "auto"),
        "session_left_url": reverse("session_left") if there else "",
        "session_stay_url": reverse("session_stay") if there else "",
        "languages": settings.LANGUAGES,
        "now": clock.now(),
        "pace": clock.paces() if settings.BINOME_MODE == "demo" else None,
    }

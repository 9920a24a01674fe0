"""Server-sent events as bytes, made once for all the screens of a channel."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Frame:
    """One ASGI message, shared by every screen that sends it; nobody may change it."""

    number: int
    version: int
    moves: bool
    message: dict[str, Any]


def body(text: str) -> dict[str, Any]:
    return {"type": "http.response.body", "body": text.encode(), "more_body": True}


def update_text(version: int, html: str) -> str:
    """Without html nothing happens on the screen, but its browser remembers the number."""
    # splitlines() because a bare carriage return ends a line of the protocol too.
    lines = "".join(f"data: {line}\n" for line in html.splitlines())
    return f"id: {version}\n{lines}\n"


def aside_text(html: str) -> str:
    """No id: nothing was written, and a number is told once."""
    return "".join(f"data: {line}\n" for line in html.splitlines()) + "\n"


def beat_text(now: datetime, version: int) -> str:
    said = json.dumps({"now": now.isoformat(timespec="milliseconds"), "version": version})
    return f"event: beat\ndata: {said}\n\n"

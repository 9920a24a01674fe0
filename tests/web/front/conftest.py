"""A stand-in server, and a browser page whose errors fail the test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.web.front.stage import Answer, Stage


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage()
    stage.answer("/version", Answer("5", headers={"ETag": '"5"'}, kind="text/plain"))
    yield stage
    stage.close()


@pytest.fixture
def screen(context: BrowserContext) -> Iterator[Page]:
    """One tab; whatever its scripts or the content policy complain about fails the test."""
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if _is_complaint(message) else None)
    yield page
    assert complaints == []


def _is_complaint(message: ConsoleMessage) -> bool:
    """A refused request is told by the browser as an error too; tests refuse requests on purpose."""
    return message.type == "error" and "Failed to load resource" not in message.text and "net::" not in message.text

"""A demonstration in the test's own database."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from binome.web.demo.making import found
from binome.web.store import clock
from binome.web.store.practice import House
from tests.web.demo.playing import FOUNDED


@pytest.fixture
def demo_mode(settings: Settings) -> Iterator[None]:
    """As on a demonstration's server; its clock is forgotten afterwards."""
    settings.BINOME_MODE = "demo"
    clock._course = None
    yield
    clock._course = None


@pytest.fixture
def place(transactional_db: None, demo_mode: None) -> House:
    """A practice just founded, in which nothing has happened."""
    return found("kermorwen", FOUNDED)

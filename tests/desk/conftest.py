"""An empty day for each test."""

import pytest

from tests.desk.hall import MemoryHall
from tests.desk.small_practice import PRACTICE


@pytest.fixture
def hall() -> MemoryHall:
    """The small practice before anything happened."""
    return MemoryHall(PRACTICE)

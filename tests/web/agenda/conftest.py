from collections.abc import Iterator

import pytest
import time_machine

from tests.web.agenda.building import NOW, Built, build


@pytest.fixture
def built(db: None) -> Built:
    return build()


@pytest.fixture
def at_ten_twenty() -> Iterator[None]:
    """It is Tuesday morning."""
    with time_machine.travel(NOW, tick=False):
        yield

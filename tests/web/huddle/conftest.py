import pytest

from tests.web.board.small import Small, build


@pytest.fixture
def small(db: None) -> Small:
    return build()

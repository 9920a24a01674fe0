import pytest

from tests.web.board.small import Small, build
from tests.web.pulse.team import grown


@pytest.fixture
def small(db: None) -> Small:
    return grown(build())

import pytest

from tests.web.people.building import Built, build


@pytest.fixture
def built(db: None) -> Built:
    return build()

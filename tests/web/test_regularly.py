"""What is done regularly goes on after a failure, and ends when it is told to."""

import logging

import pytest

from binome.web.regularly import Regularly


def test_a_look_that_fails_is_not_the_last(caplog: pytest.LogCaptureFixture) -> None:
    """The next one comes, and each failure is told."""
    looks = []

    def failing() -> None:
        looks.append(1)
        if len(looks) == 3:
            clock.stop()
        raise RuntimeError("the database is away")

    clock = Regularly("late tasks", failing, every=0.001)
    with caplog.at_level(logging.ERROR, "binome.regularly"):
        clock.start()
        clock.join(timeout=5)
    assert len(looks) == 3
    assert [record.getMessage() for record in caplog.records] == ["late tasks: a look failed"] * 3

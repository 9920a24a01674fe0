"""The shortest way to say that something is refused, with which code and which facts."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from binome.practice.refusal import Refused


@contextmanager
def refused(code: str, **facts: object) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """What happens inside is refused with that code, and with at least those facts."""
    with pytest.raises(Refused) as caught:
        yield caught
    assert caught.value.code == code
    assert {name: caught.value.facts.get(name) for name in facts} == facts

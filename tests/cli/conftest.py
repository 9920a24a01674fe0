"""Running a command as somebody types it, in the test's own database."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from binome.cli.app import main
from binome.web.store.practice import House, house
from binome.web.store.seeding import keep_day
from tests.cli.small import FRIDAY, found_small
from tests.web.demo.playing import lived


@dataclass(frozen=True)
class Said:
    """What a command answered: `out` is for programs, `err` for people."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """run("check", "--json") types `binome check --json`."""

    def typed(*words: str) -> Said:
        monkeypatch.setattr("sys.argv", ["binome", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Said(ended.value.code or 0, said.out, said.err)

    return typed


@pytest.fixture
def small(transactional_db: None) -> House:
    """A practice with its team, its rooms and its patients."""
    found_small()
    found = house("kermorwen")
    assert found is not None
    return found


@pytest.fixture
def with_a_day(small: House) -> House:
    keep_day(small, lived(FRIDAY))
    return small

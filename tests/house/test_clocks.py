"""The clock is read where a request is in hand, in the command line and in one file, and handed in everywhere else."""

from pathlib import Path

import pytest

from tests.house.clocks import clock_readings


def test_the_clock_is_handed_in(repository: Path) -> None:
    """Nothing below a door asks what time it is."""
    assert clock_readings(repository) == []


@pytest.mark.parametrize(
    "line",
    [
        "from datetime import datetime, UTC; x = datetime.now(UTC)",
        "import datetime; x = datetime.datetime.utcnow()",
        "from datetime import date; x = date.today()",
        "from django.utils import timezone; x = Field(default=timezone.now)",
        "from django.utils import timezone; x = timezone.localdate()",
        "x = Field(auto_now_add=True)",
    ],
)
def test_a_reading_is_found(line: str, tmp_path: Path) -> None:
    """A call, a mention handed over as a default, and Django's hidden ones."""
    _plant(tmp_path, "desk/visits.py", line)
    assert len(clock_readings(tmp_path)) == 1


def test_converting_a_moment_is_no_reading(tmp_path: Path) -> None:
    """A moment that was handed in may be told in local time."""
    _plant(tmp_path, "desk/visits.py", "from django.utils import timezone; x = timezone.localtime(moment)")
    assert clock_readings(tmp_path) == []


@pytest.mark.parametrize("place", ["cli/app.py", "web/store/clock.py"])
def test_a_door_may_read_it(place: str, tmp_path: Path) -> None:
    """The command line, and the one clock of the store."""
    _plant(tmp_path, place, "from datetime import datetime, UTC; x = datetime.now(UTC)")
    assert clock_readings(tmp_path) == []


VIEW = "def board({}):\n    return lines(at=timezone.now())"


def test_a_view_may_read_it_and_what_it_calls_may_not(tmp_path: Path) -> None:
    """A moment comes in with the request; a function without one is handed the moment."""
    _plant(tmp_path, "web/board/views.py", VIEW.format("request, practice"))
    assert clock_readings(tmp_path) == []
    _plant(tmp_path, "web/board/rows.py", VIEW.format("practice"))
    assert clock_readings(tmp_path) == ["src/binome/web/board/rows.py:2 reads the clock: timezone.now"]


def test_a_request_excuses_nothing_below_the_faces(tmp_path: Path) -> None:
    """The store and the live screens are handed the moment, whoever holds the request."""
    _plant(tmp_path, "web/store/people.py", VIEW.format("request"))
    assert len(clock_readings(tmp_path)) == 1


def _plant(root: Path, place: str, line: str) -> None:
    path = root / "src/binome" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(line + "\n")

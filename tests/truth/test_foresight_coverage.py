"""What the board says of its own estimates is what a thousand simulated days found."""

import tomllib
from importlib import resources

import pytest

from tests.twin.foresight_days import MOMENTS, counted

SHOWN = tomllib.loads(resources.files("binome.twin").joinpath("data", "foresight.toml").read_text("utf-8"))


@pytest.mark.long
@pytest.mark.timeout(1_200)
def test_ranges_of_four_in_five_hold_between_75_and_85_times_in_a_hundred_and_the_board_says_how_often() -> None:
    told = counted(SHOWN["days"])
    assert len(MOMENTS) == SHOWN["moments_per_day"]
    assert told.said["patients"] > 100_000
    for kind in ("patients", "ends"):
        assert 0.75 <= told.share(kind) <= 0.85
        assert told.share(kind) == pytest.approx(SHOWN[f"{kind}_share"], abs=0.005)

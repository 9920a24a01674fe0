"""A verdict can be lost: what is beyond its tolerance falls short, by chance once and never twice."""

import pytest

from binome.twin.validate.expected import expected
from binome.twin.validate.verdict import Estimate, Verdict, judged, simulated, told

OF = expected("queues", "mmc")


@pytest.mark.parametrize(("obtained", "verdict"), [(4.00005, Verdict.WITHIN), (4.0001, Verdict.SHORT)])
def test_a_computed_row_is_held_to_its_digits(obtained: float, verdict: Verdict) -> None:
    """Half a unit of the last one printed, and no more."""
    assert judged(OF, "wait", 4.0, obtained).verdict == verdict


def test_a_simulated_row_is_held_to_three_standard_errors() -> None:
    """Within them at once; beyond them a longer run decides, and is told."""
    assert simulated(OF, "wait", 4.0, lambda luck, longer: Estimate(4.29, 0.1, "days")).verdict == Verdict.WITHIN
    by_chance = simulated(OF, "wait", 4.0, lambda luck, longer: Estimate(4.05 if luck else 4.31, 0.1, "days"))
    assert by_chance.verdict == Verdict.WITHIN
    assert "run again, 4 times longer" in by_chance.reason
    assert simulated(OF, "wait", 4.0, lambda luck, longer: Estimate(4.31, 0.1, "days")).verdict == Verdict.SHORT


def test_what_is_told_is_never_lost() -> None:
    """It has no tolerance, and the reason is the one of the file."""
    row = told(expected("access", "mental_health"), "panel", 1637, 1561)
    assert (row.tolerance, row.verdict) == (None, Verdict.TOLD)
    assert "K of about 300" in row.reason


def test_every_expected_value_has_its_source() -> None:
    """A table without source, mark or reason could not be checked by anybody."""
    import tomllib
    from importlib.resources import files

    for file in (files("binome.twin.validate") / "expected").iterdir():
        for name, table in tomllib.loads(file.read_text("utf-8")).items():
            assert all(table.get(key) for key in ("level", "table", "source", "mark", "reason")), f"{file.name}: {name}"

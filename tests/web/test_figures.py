"""How a figure is written: as near to itself as its digits allow."""

import pytest
from django.utils.translation import override

from binome.web.figures import reach_of, written


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (3.898, "%", "4"),
        (25.596, "%", "26"),
        (20.151, "min", "20,2"),
        (0.8761, "min", "0,88"),
        (1139.6, "patients", "1 140"),
        (-73.6, "min/week", "−74"),
        (-0.04, "min", "−0,04"),
        (-0.004, "min", "0,00"),
        (12.0, "sum", "12"),
    ],
)
def test_a_number_is_rounded_never_cut(value: float, unit: str, said: str) -> None:
    with override("fr"):
        assert written(value, unit).replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ") == said


def test_both_ends_of_a_range_are_rounded() -> None:
    with override("fr"):
        assert reach_of(17.66, 22.66, "min") == "de 17,7 à 22,7"

"""A chart is drawn on the server, in the page's colours and the reader's language, and asks for nothing else."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from binome.web.charts import TOKENS, Bar, Mark, Point, bars, on_paper, on_screen, shares, trend

POINTS = [Point(date(2026, month, 1), 4.5 + month / 10, 4.8, 3.1, 6.5, signal=month == 5) for month in range(1, 8)]


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return {tongue: trend(POINTS, [Mark(date(2026, 4, 9), 1)], language=tongue) for tongue in ("fr", "en")}


def test_months_and_numbers_are_the_readers_own(drawn: dict[str, str]) -> None:
    """French months and a decimal comma, English ones and a point."""
    assert ">févr.<" in drawn["fr"]
    assert re.search(r">\d,\d<", drawn["fr"])
    assert ">Feb<" in drawn["en"]
    assert re.search(r">\d\.\d<", drawn["en"])


def test_a_target_is_a_line_from_end_to_end(drawn: dict[str, str]) -> None:
    """Within the drawing, however far from the values it lies."""
    aimed = trend(POINTS, language="fr", target=9.0)
    assert "10,4" in aimed
    assert "10,4" not in drawn["fr"]
    assert ">9,0<" in aimed or ">9<" in aimed


def test_on_screen_every_colour_is_one_of_the_pages(drawn: dict[str, str]) -> None:
    """So that the same drawing is read in light, in dark and on paper; no style, which the page would refuse."""
    svg = on_screen(drawn["fr"])
    assert "var(--pair-a)" in svg
    assert not re.search(r'(fill|stroke)="#', svg)
    assert "style" not in svg
    assert ElementTree.fromstring(svg).get("aria-hidden") == "true"


def test_the_colours_are_those_of_the_house(repository: Path) -> None:
    """Each is, in light, what its token says."""
    tokens = (repository / "src/binome/web/static/css/tokens.css").read_text()
    for colour, token in TOKENS.items():
        assert f"--{token}: {colour};" in tokens


def test_what_is_written_on_a_chart_is_escaped() -> None:
    """A name goes in as letters, whatever its letters are."""
    svg = on_screen(bars([Bar("<script>alert(1)</script>", 3.0, 2.0, 4.0)], language="fr"))
    assert "<script" not in svg
    assert on_paper(shares([("mai", "A & B", 1.0)], language="fr")).count(">A &amp; B<") == 1

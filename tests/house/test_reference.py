"""The reference is printed from what is tested and from the rule data, and is never stale."""

from pathlib import Path

import pytest

from tests.spec.printing import pages, spec_page, stale, write
from tests.spec.rule_pages import rule_page
from tests.spec.tables import rows

SPEC = '''"""What may follow what.

A visit goes forward."""

TABLE = """
| now     | then    |
| arrived | started |
"""


def test_it() -> None:
    """A step starts after the arrival."""
'''


def test_the_reference_is_fresh(repository: Path) -> None:
    """What docs/reference says is what the tests check today."""
    assert stale(repository) == []


def test_a_specification_becomes_a_page() -> None:
    """Its words, its table with the rule Markdown wants, and the sentences it guarantees."""
    page = spec_page(SPEC)
    assert page.startswith("# What may follow what\n\nA visit goes forward.\n\n| now     | then    |\n|---|---|\n")
    assert page.endswith("## What is guaranteed\n\n- A step starts after the arrival.\n")


def test_a_test_file_without_table_has_no_page() -> None:
    """Only what a doctor can read is printed."""
    assert spec_page('"""Inner workings."""\n') == ""


def test_a_rule_file_becomes_tables() -> None:
    """Its opening comment introduces it; things of one kind share a table; nothing is left out."""
    page = rule_page("Rules", '# Why.\n\nrole = "nurse"\n\n[basis.a]\ntitle = "A|B"\n\n[basis.b]\nsure = true\n')
    assert page == (
        "# Rules\n\nWhy.\n\n- role: nurse\n\n## basis\n\n"
        "|  | title | sure |\n|---|---|---|\n| a | A\\|B |  |\n| b |  | yes |\n"
    )


def test_rows_refuses_a_crooked_table() -> None:
    """A cell too many is a mistake in the table, not an answer."""
    assert rows("| a | b |\n|---|---|\n| 1 |   |") == [{"a": "1", "b": ""}]
    with pytest.raises(ValueError, match="3 cells under 2 headings"):
        rows("| a | b |\n| 1 | 2 | 3 |")


def test_a_stale_page_and_an_orphan_are_found(tmp_path: Path) -> None:
    """A changed table, a page edited by hand, a page whose source is gone; pages written by hand stay."""
    spec = tmp_path / "tests/spec/test_moves.py"
    spec.parent.mkdir(parents=True)
    spec.write_text(SPEC)
    by_hand = tmp_path / "docs/reference/by-hand.md"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text("# Mine\n")
    write(tmp_path)
    assert stale(tmp_path) == []
    spec.write_text(SPEC.replace("started", "left"))
    assert stale(tmp_path) == ["docs/reference/moves.md"]
    spec.unlink()
    assert "docs/reference/moves.md" in stale(tmp_path)
    write(tmp_path)
    assert sorted(pages(tmp_path)) == [Path("README.md")]
    assert by_hand.exists()

"""The papers are true: what they name is there, what the code says is explained, and recipes can be followed."""

from pathlib import Path

import pytest

from tests.house.papers import change_log_faults, dead_paths, decision_faults, long_recipes, unexplained_words


def test_every_path_named_exists(repository: Path) -> None:
    """No paper sends its reader to a place that is gone."""
    assert dead_paths(repository) == []


def test_every_word_is_in_the_glossary(repository: Path) -> None:
    """Each public class of the core and each role, step and moment has its line in GLOSSARY.md."""
    assert unexplained_words(repository) == []


def test_recipes_are_short(repository: Path) -> None:
    """To add a thing, touch at most five places."""
    assert long_recipes(repository) == []


def test_changes_are_told(repository: Path) -> None:
    """CHANGELOG.md has a place for what is not released yet."""
    assert change_log_faults(repository) == []


def test_decisions_are_numbered_and_name_the_losers(repository: Path) -> None:
    """A decision without the options that lost will be taken again."""
    assert decision_faults(repository) == []


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "src/binome/practice").mkdir(parents=True)
    (tmp_path / "docs/decisions").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    "sentence",
    [
        "See `src/binome/practice/gone.py`.",
        "See `docs/gone/*.md`.",
        "See [the way](docs/gone.md#here).",
        "`GONE.md`",
    ],
)
def test_a_dead_path_is_found(sentence: str, house: Path) -> None:
    """In backquotes, with a star, in a link, at the root."""
    (house / "README.md").write_text(sentence)
    assert len(dead_paths(house)) == 1


def test_what_is_no_path_is_left_alone(house: Path) -> None:
    """Addresses of the web, commands, fractions and code blocks name no file of the house."""
    (house / "README.md").write_text(
        "`does/prepares` [x](https://example.org/a.md) `./run demo`\n```\nsrc/gone.py\n```\n"
    )
    assert dead_paths(house) == []


def test_an_unexplained_word_is_found(house: Path) -> None:
    """A class and a member of an enumeration, each by the name the glossary must quote."""
    (house / "src/binome/practice/words.py").write_text(
        'class Role(StrEnum):\n    NURSE = "nurse"\n    DOCTOR = auto()\nclass _Hidden: ...\n'
    )
    (house / "GLOSSARY.md").write_text("| `Role` | ...\n")
    assert unexplained_words(house) == ["doctor is not in GLOSSARY.md", "nurse is not in GLOSSARY.md"]


def test_a_long_recipe_is_found(house: Path) -> None:
    """Six places are one too many, and a recipe without a place is none."""
    steps = "".join(f"{n}. place\n" for n in range(1, 7))
    (house / "CONTRIBUTING.md").write_text(f"### To add a face\n{steps}\n### To add a rule\nThink.\n")
    assert long_recipes(house) == ["To add a face: 6 places", "To add a rule: 0 places"]


def test_a_missing_section_is_found(house: Path) -> None:
    """A change log that opens with a version has nowhere to write the next change."""
    (house / "CHANGELOG.md").write_text("## 0.1.0\n")
    assert change_log_faults(house) != []


def test_a_doubled_number_and_a_silent_record_are_found(house: Path) -> None:
    """Two records with one number, and one that hides the losers."""
    for name in ("0001-a.md", "0001-b.md"):
        (house / "docs/decisions" / name).write_text("# A\n")
    assert len(decision_faults(house)) == 3

"""A name says what a thing is: no Manager, Service, Helper, Util, Handler, Base or Common."""

from pathlib import Path

import pytest

from tests.house.names import empty_names


def test_every_class_and_module_has_a_name_of_its_own(repository: Path) -> None:
    """A reader never needs to open a file to know what it is about."""
    assert empty_names(repository) == []


@pytest.mark.parametrize("name", ["VisitManager", "BaseVisit", "Helpers", "SSEHandler"])
def test_an_empty_class_name_is_found(name: str, tmp_path: Path) -> None:
    """Wherever the word stands in the name."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src/visit.py").write_text(f"class {name}:\n    pass\n")
    assert empty_names(tmp_path) == [f"src/visit.py: {name}"]


@pytest.mark.parametrize("name", ["utils", "common", "visit_helpers"])
def test_an_empty_module_name_is_found(name: str, tmp_path: Path) -> None:
    """In the plural too."""
    (tmp_path / "src").mkdir()
    (tmp_path / f"src/{name}.py").touch()
    assert empty_names(tmp_path) == [f"src/{name}.py: {name}"]


def test_a_word_that_only_contains_one_is_left_alone(tmp_path: Path) -> None:
    """`database` is not `base`."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src/database.py").write_text("class Database:\n    pass\n")
    assert empty_names(tmp_path) == []

"""Functions and files stay short, or MOVES.md says since when and why not."""

from pathlib import Path

from tests.house.sizes import function_lengths, out_of_spread, too_long


def test_nothing_is_too_long_without_a_dated_line(repository: Path) -> None:
    """A function has at most 40 logic lines and a file at most 400."""
    assert too_long(repository) == []


def test_the_house_as_a_whole_stays_short(repository: Path) -> None:
    """Half of the functions have at most 6 logic lines and half of the files at most 100."""
    assert out_of_spread(repository) == []


def _write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _function(lines: int) -> str:
    return "def long():\n" + "    x = 1\n" * (lines - 1)


def test_a_long_function_is_found(tmp_path: Path) -> None:
    """Forty lines pass, forty-one do not."""
    _write(tmp_path, "src/a.py", _function(40))
    assert too_long(tmp_path) == []
    _write(tmp_path, "src/a.py", _function(41))
    assert too_long(tmp_path) == ["src/a.py::long: 41 logic lines, the ceiling is 40"]


def test_only_logic_counts(tmp_path: Path) -> None:
    """Docstrings, comments and blank lines are free."""
    _write(tmp_path, "src/a.py", 'def told():\n    """One.\n\n    Two.\n    """\n\n    # why\n    return 1\n')
    assert [it.lines for it in function_lengths(tmp_path)] == [2]


def test_a_long_file_is_found(tmp_path: Path) -> None:
    """The ceiling holds for tests too."""
    _write(tmp_path, "tests/test_a.py", "x = 1\n" * 401)
    assert too_long(tmp_path) == ["tests/test_a.py: 401 lines, the ceiling is 400"]


def test_a_dated_line_excuses_and_an_undated_one_does_not(tmp_path: Path) -> None:
    """An excuse has a date and names the place exactly."""
    _write(tmp_path, "src/a.py", "x = 1\n" * 401)
    _write(tmp_path, "MOVES.md", "- `src/a.py`: some day\n")
    assert too_long(tmp_path) != []
    _write(tmp_path, "MOVES.md", "- 2026-11-22 `src/a.py`: split by face\n")
    assert too_long(tmp_path) == []


def test_a_generated_folder_is_named_and_only_its_files_may_be_long(tmp_path: Path) -> None:
    """Without its line, with no word of what writes it, or with a long function by hand, it is found."""
    _write(tmp_path, "src/tables/migrations/0001_initial.py", "x = 1\n" * 401)
    assert too_long(tmp_path) != []
    _write(tmp_path, "MOVES.md", "- Generated: `src/tables/migrations/`\n")
    assert too_long(tmp_path) != []
    _write(tmp_path, "MOVES.md", "- Generated: `src/tables/migrations/`, by Django\n")
    assert too_long(tmp_path) == []
    _write(tmp_path, "src/tables/migrations/0002_by_hand.py", _function(41))
    assert [fault.split(":")[0] for fault in too_long(tmp_path)] == ["src/tables/migrations/0002_by_hand.py"]


def test_a_house_of_middling_functions_is_found(tmp_path: Path) -> None:
    """No single function is too long, yet the whole is."""
    for number in range(12):
        _write(tmp_path, f"src/a{number}.py", _function(30))
    assert out_of_spread(tmp_path) == [
        "median function: 30 lines, aim 6",
        "ninth decile function: 30 lines, aim 20",
    ]

"""Who runs a server finds every variable it reads on one page, and none that it does not."""

from pathlib import Path

from tests.house.environment import PAGE, environment_faults


def test_the_page_of_the_environment_is_whole(repository: Path) -> None:
    """No setting is secret, and none is told that has no effect."""
    assert environment_faults(repository) == []


def test_a_secret_variable_and_an_idle_one_are_found(tmp_path: Path) -> None:
    """Whatever the form in which it is read."""
    for place, text in {
        "src/a.py": 'os.environ.get("BINOME_ONE"); env["BINOME_TWO"]',
        "run": 'echo "${BINOME_THREE:-}"',
        PAGE: "| `BINOME_ONE` | | |\n| `BINOME_FOUR` | | |\n",
    }.items():
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(text)
    assert environment_faults(tmp_path) == [
        f"BINOME_THREE is read, and {PAGE} does not tell it",
        f"BINOME_TWO is read, and {PAGE} does not tell it",
        f"BINOME_FOUR is told in {PAGE}, and nothing reads it",
    ]

"""`./run` alone lists its verbs; each one listed exists, and each one a paper names."""

import subprocess
from pathlib import Path

from tests.house.verbs import verb_faults


def test_verbs_listed_known_and_named_are_the_same(repository: Path) -> None:
    """A reader who types what a paper says is never told that there is no such verb."""
    assert verb_faults(repository) == []


def test_alone_it_lists_them(repository: Path) -> None:
    """The first thing a newcomer types answers, and changes nothing."""
    answer = subprocess.run([repository / "run"], capture_output=True, text=True, check=True)
    assert "demo" in answer.stdout
    assert "test" in answer.stdout


def test_an_unknown_verb_is_refused(repository: Path) -> None:
    """With a sentence and exit code 2."""
    answer = subprocess.run([repository / "run", "dmeo"], capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "no verb is called 'dmeo'" in answer.stderr


def test_a_fault_is_found(tmp_path: Path) -> None:
    """A verb listed in vain, one kept secret, one only a paper knows."""
    (tmp_path / "run").write_text("  fix        puts right\ncase $verb in\nsecret) exec true ;;\nesac\n")
    (tmp_path / "README.md").write_text("`./run demo`")
    assert verb_faults(tmp_path) == [
        "./run fix is listed but unknown",
        "./run secret is known but not listed",
        "README.md: ./run demo does not exist",
    ]

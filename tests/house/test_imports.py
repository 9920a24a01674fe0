"""Words at the bottom, faces at the top, the journal in the middle; and the machine that says so does say so."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.imports import strangers, unlisted_faces


def test_words_and_desk_need_nothing_but_python(repository: Path) -> None:
    """The rules of the practice run wherever Python does."""
    assert strangers(repository) == []


def test_every_face_is_in_the_contracts(repository: Path) -> None:
    """A new face cannot be forgotten by the contracts that keep faces apart."""
    assert unlisted_faces(repository) == []


def test_a_stranger_is_found(tmp_path: Path) -> None:
    """The standard library and the house itself are no strangers; anything else is."""
    words = tmp_path / "src/binome/practice/words.py"
    words.parent.mkdir(parents=True)
    words.write_text("import tomllib\nfrom binome.practice import team\nfrom . import rooms\n\nimport polars as pl\n")
    assert strangers(tmp_path) == ["src/binome/practice/words.py:5 imports polars"]


def test_a_forgotten_face_is_found(tmp_path: Path) -> None:
    """A contract that names one face must name them all."""
    for face in ("board", "agenda"):
        (tmp_path / "src/binome/web" / face).mkdir(parents=True)
        (tmp_path / "src/binome/web" / face / "urls.py").touch()
    (tmp_path / "pyproject.toml").write_text(
        '[[tool.importlinter.contracts]]\nname = "apart"\nmodules = ["binome.web.board"]\n'
        '[[tool.importlinter.contracts]]\nname = "words"\nmodules = ["binome.practice"]\n'
    )
    assert unlisted_faces(tmp_path) == ["apart: binome.web.agenda is not listed"]


PLANTED = {
    "practice/planted.py": "import binome.desk",
    "journal/planted.py": "import django.db",
    "cli/planted.py": "def serve():\n    import django",
    "web/board/planted.py": "import binome.web.agenda",
    "web/agenda/planted.py": "import binome.web.store.tables",
    "web/store/planted.py": "import binome.web.board",
    "web/live/planted.py": "import binome.web.store",
}


@pytest.mark.parametrize("place", PLANTED)
def test_a_planted_import_breaks_the_contracts(place: str, tmp_path: Path, repository: Path) -> None:
    """Each contract can fail: one forbidden line in an emptied copy of the house, and the linter refuses it."""
    _emptied_copy(repository, tmp_path)
    assert _lint(tmp_path).returncode == 0
    (tmp_path / "src/binome" / place).write_text(PLANTED[place] + "\n")
    verdict = _lint(tmp_path)
    assert verdict.returncode == 1
    assert place.replace("/", ".").removesuffix(".py") in verdict.stdout


def test_a_planted_circle_breaks_the_contracts(tmp_path: Path, repository: Path) -> None:
    """Two files of one room that ask each other, were it for a type alone."""
    _emptied_copy(repository, tmp_path)
    room = tmp_path / "src/binome/voices"
    (room / "one.py").write_text("import binome.voices.other\n")
    (room / "other.py").write_text(
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import binome.voices.one\n"
    )
    verdict = _lint(tmp_path)
    assert verdict.returncode == 1
    assert "Nobody asks back whoever asks them BROKEN" in verdict.stdout


def _emptied_copy(repository: Path, root: Path) -> None:
    for module in (repository / "src/binome").rglob("*.py"):
        copy = root / module.relative_to(repository)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.touch()
    shutil.copy(repository / "pyproject.toml", root)


def _lint(root: Path) -> subprocess.CompletedProcess[str]:
    # The copy's src goes first on the path, before the house that is installed.
    program = "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports; "
    program += "sys.exit(lint_imports(config_filename='pyproject.toml', no_cache=True))"
    return subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=False)

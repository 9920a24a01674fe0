"""In production every file is renamed after its content: each reference from one to another must be found."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from tests.web.front.stage import STATIC


@pytest.fixture
def shipped(tmp_path: Path, settings: Any) -> Path:
    """The static files as production serves them."""
    settings.STATIC_ROOT = tmp_path
    backend = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def test_no_reference_is_lost_when_the_files_are_renamed(shipped: Path) -> None:
    """Style sheets name others, fonts and pictures; the command above fails on the first that is missing."""
    whole = (shipped / staticfiles_storage.stored_name("css/binome.css")).read_text("utf-8")
    named = staticfiles_storage.stored_name("css/tokens.css").rsplit("/", 1)[-1]
    assert named in whole


def test_what_a_screen_loads_is_light(shipped: Path) -> None:
    """Compressed, the look and the scripts of every page weigh less than one photograph."""
    parts = [*(shipped / "css").glob("*.css.gz"), *(shipped / "js").glob("*.js.gz"), *(shipped / "vendor").glob("*.gz")]
    ours = {path.name.split(".")[0]: path.stat().st_size for path in parts}
    assert sum(ours.values()) < 100_000


def test_the_modules_are_there_under_their_own_names(shipped: Path) -> None:
    """A script imports its neighbours by name: the renamed copies are for pages, the plain ones for scripts."""
    imported = (shipped / "js/page.js").read_text("utf-8")
    missing = [path.name for path in (STATIC / "js").glob("*.js") if not (shipped / "js" / path.name).is_file()]
    assert missing == []
    assert './stream.js"' in imported

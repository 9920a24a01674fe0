"""What every test stands on: the browser, the language, the files a test may write."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Sixty cases each in the suite, which has twenty minutes; two thousand under ./run truth.
settings.register_profile("suite", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("truth", settings.get_profile("suite"), max_examples=2_000, stateful_step_count=100)
settings.load_profile("suite")

QUIET_BROWSER = [
    "--no-sandbox",  # the tests may run as root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # A test talks to the test's own server and to nobody else.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
]


def chromium() -> str:
    """The browser named by BINOME_CHROMIUM, or the machine's own; `./run test` installs one where there is none."""
    named = os.environ.get("BINOME_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = named or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        # Failed, never skipped: a green run means that the pages were looked at.
        pytest.fail("No Chromium: run the tests with ./run test, or set BINOME_CHROMIUM.", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return {**browser_type_launch_args, "executable_path": chromium(), "args": QUIET_BROWSER}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    return {**browser_context_args, "locale": "fr-FR", "timezone_id": "Europe/Paris"}


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds the house."""
    return Path(__file__).parent.parent


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """On SQLite the test database is a file of this session's own, so that two runs on one machine never meet."""
    from django.conf import settings as django_settings

    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "binome.sqlite3")


@pytest.fixture(autouse=True)
def _attempts_forgotten(request: pytest.FixtureRequest) -> Iterator[None]:
    """Limits on sign-in attempts are counted in the cache, which no transaction of a browser test rolls back."""
    if not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    from django.core.cache import cache

    cache.clear()
    yield


@pytest.fixture(autouse=True)
def _practices_read_anew() -> None:
    """A practice and what was drawn of it are remembered by number and revision, which every test counts from one."""
    from binome.web import thread
    from binome.web.board import rows
    from binome.web.store.practice import _house

    _house.cache_clear()
    for drawn in (rows._drawn, rows._patterns, thread._drawn):
        drawn.clear()

"""Which database, and with which settings it keeps its promises."""

import sqlite3
import sys
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SOUND_SQLITE = (3, 51, 3)
"""Before this version, two connections that checkpoint at the same instant may corrupt a WAL file."""

_SQLITE_AT_BIRTH = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"  # an acknowledged click survives a power cut
    "PRAGMA cache_size=-20000;"
    "PRAGMA temp_store=MEMORY"
)


def take_a_sound_sqlite() -> str:
    """Swap in the library's own SQLite where the system's has the WAL fault; before Django's back end loads."""
    if sqlite3.sqlite_version_info < SOUND_SQLITE:
        import pysqlite3

        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
        return str(pysqlite3.sqlite_version)
    return sqlite3.sqlite_version


def databases_from(url: str) -> dict[str, dict[str, Any]]:
    """Django's DATABASES, from `sqlite:///path` or `postgresql://user:password@host:port/name?option=…`."""
    kind = urlsplit(url).scheme
    if kind == "sqlite":
        return {"default": _sqlite(url.removeprefix("sqlite:///"))}
    if kind in {"postgres", "postgresql"}:
        return {"default": _postgresql(url)}
    raise ValueError(f"BINOME_DATABASE_URL begins with {kind!r}; expected sqlite:///path or postgresql://…")


def _sqlite(path: str) -> dict[str, Any]:
    take_a_sound_sqlite()
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 600,  # right for a fixed pool of threads, which is how the server runs
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 10, "init_command": _SQLITE_AT_BIRTH},
        # A file, so that tests with several threads or processes meet the locks that production meets.
        "TEST": {"NAME": f"{path}.test"},
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),  # ?host=/folder names a socket
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # What every click asks is planned once per connection (store/straight.py), which sends and reads UTF-8. The
        # driver plans nothing by itself: it would have the server forget our plans with its own, at every rollback.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": None, "client_encoding": "UTF8", **options},
    }

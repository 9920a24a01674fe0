"""What the environment asks for, and what is refused before anything starts."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

MODES = ("production", "demo", "test")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The answers that every other setting is derived from."""

    mode: str
    data: Path
    secret_key: str
    database_url: str
    hosts: tuple[str, ...]
    https: bool
    behind_proxy: bool


def surroundings(env: Mapping[str, str]) -> Surroundings:
    """Read BINOME_… once; raises with the sentence that says what to set."""
    mode = _mode(env)
    data = Path(env.get("BINOME_DATA") or _usual_folder(mode)).expanduser().resolve()
    data.mkdir(parents=True, exist_ok=True)
    hosts = tuple(host.strip() for host in env.get("BINOME_HOSTS", "").split(",") if host.strip())
    return Surroundings(
        mode=mode,
        data=data,
        secret_key=env.get("BINOME_SECRET_KEY") or _secret_kept_in(data, mode),
        database_url=env.get("BINOME_DATABASE_URL") or f"sqlite:///{data / 'binome.sqlite3'}",
        hosts=hosts or ("localhost", "127.0.0.1", "[::1]"),
        https=env.get("BINOME_HTTPS", "1" if mode == "production" else "0") == "1",
        behind_proxy=env.get("BINOME_BEHIND_PROXY", "0") == "1",
    )


def _mode(env: Mapping[str, str]) -> str:
    mode = env.get("BINOME_MODE", "production")
    if mode not in MODES:
        raise ImproperlyConfigured(f"BINOME_MODE is {mode!r}; expected one of {', '.join(MODES)}.")
    if mode != "demo" and env.get("BINOME_PERSONAS", "0") != "0":
        raise ImproperlyConfigured("BINOME_PERSONAS opens doors without a key: it works with BINOME_MODE=demo only.")
    return mode


def _usual_folder(mode: str) -> str:
    return "~/.local/share/binome" if mode == "production" else "./data"


def _secret_kept_in(data: Path, mode: str) -> str:
    if mode == "production":
        raise ImproperlyConfigured(
            "BINOME_SECRET_KEY is missing. Make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))' and keep it with the backups."
        )
    kept = data / "secret_key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50), "utf-8")
    return kept.read_text("utf-8")

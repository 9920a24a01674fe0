"""What the environment may ask for, and what is refused before anything starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from binome.web.database import SOUND_SQLITE, databases_from, take_a_sound_sqlite
from binome.web.guard import content_security_policy
from binome.web.modes import surroundings
from binome.web.pro_sante_connect import provider_settings, sign_in_origins

PSC = {
    "BINOME_PSC_CLIENT_ID": "binome",
    "BINOME_PSC_SERVER": "https://auth.bas.psc.esante.gouv.fr/auth/realms/esante-wallet/.well-known/wallet-openid-configuration",
    "BINOME_PSC_ORIGINS": "https://wallet.bas.psc.esante.gouv.fr https://auth.bas.psc.esante.gouv.fr/x",
}

ASK = """
import django
django.setup()
from django.conf import settings
from django.test import Client
print(sorted(app for app in settings.INSTALLED_APPS if "demo" in app))
print(Client(headers={"host": "localhost"}).get("/demo/", secure=True).status_code)
import sys
print("binome.web.demo.personas" in sys.modules)
"""


def run(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BINOME_")}
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "DJANGO_SETTINGS_MODULE": "binome.web.settings", **env},
        text=True,
        capture_output=True,
    )


def test_production_does_not_start_without_its_secret(tmp_path: Path) -> None:
    """And says how to make one."""
    with pytest.raises(ImproperlyConfigured, match="token_urlsafe"):
        surroundings({"BINOME_DATA": str(tmp_path)})


def test_the_demonstration_makes_its_own_secret_and_keeps_it(tmp_path: Path) -> None:
    """Only its owner can read it."""
    asked = {"BINOME_MODE": "demo", "BINOME_DATA": str(tmp_path)}
    assert surroundings(asked).secret_key == surroundings(asked).secret_key
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", ["production", "test"])
def test_personas_cannot_be_asked_for_outside_the_demonstration(tmp_path: Path, mode: str) -> None:
    asked = {"BINOME_MODE": mode, "BINOME_PERSONAS": "1", "BINOME_SECRET_KEY": "k", "BINOME_DATA": str(tmp_path)}
    with pytest.raises(ImproperlyConfigured, match="demo only"):
        surroundings(asked)


def test_in_production_personas_do_not_exist(tmp_path: Path) -> None:
    """Not installed, not imported, no address: 404."""
    asked = run(ASK, BINOME_MODE="production", BINOME_SECRET_KEY="k" * 50, BINOME_DATA=str(tmp_path))
    assert asked.stdout.split("\n")[:3] == ["[]", "404", "False"], asked.stderr


def test_in_production_the_persona_pages_cannot_even_be_imported(tmp_path: Path) -> None:
    """Whatever else imports them by mistake."""
    code = "import django; django.setup(); import binome.web.demo.personas"
    asked = run(code, BINOME_MODE="production", BINOME_SECRET_KEY="k" * 50, BINOME_DATA=str(tmp_path))
    assert asked.returncode != 0
    assert "demonstration" in asked.stderr


def test_a_misspelt_mode_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="expected one of"):
        surroundings({"BINOME_MODE": "prod"})


def test_sqlite_is_one_without_the_fault_and_with_the_settings_that_keep_promises(tmp_path: Path) -> None:
    import sqlite3

    default = databases_from(f"sqlite:///{tmp_path}/x.sqlite3")["default"]
    assert default["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in default["OPTIONS"]["init_command"]
    assert tuple(map(int, take_a_sound_sqlite().split("."))) >= SOUND_SQLITE
    assert sys.modules["sqlite3"].sqlite_version_info >= SOUND_SQLITE
    assert sqlite3 is not None


def test_postgresql_is_named_by_an_address() -> None:
    """Special characters of a password are written as in any address; a folder names a socket."""
    default = databases_from("postgresql://binome:p%40ss@db:5433/house?sslmode=require")["default"]
    assert (default["USER"], default["PASSWORD"], default["HOST"], default["PORT"]) == ("binome", "p@ss", "db", "5433")
    assert (default["NAME"], default["OPTIONS"]["sslmode"]) == ("house", "require")
    assert databases_from("postgresql:///house?host=/run/pg")["default"]["HOST"] == "/run/pg"
    with pytest.raises(ValueError, match="expected sqlite"):
        databases_from("mysql://x")


def test_the_page_policy_lets_nothing_in_and_knows_where_signing_in_leads() -> None:
    """No inline script or style; the redirect to Pro Santé Connect follows a form."""
    policy = content_security_policy(sign_in_origins(PSC))
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert policy["default-src"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["form-action"] == [
        "'self'", "https://wallet.bas.psc.esante.gouv.fr", "https://auth.bas.psc.esante.gouv.fr",
    ]  # fmt: skip


def test_pro_sante_connect_is_absent_until_it_is_configured() -> None:
    """Then it asks for what the national rules ask for."""
    assert provider_settings({})["psc"]["APPS"] == []
    app = provider_settings(PSC)["psc"]["APPS"][0]["settings"]
    assert (app["scope"], app["auth_params"], app["uid_field"]) == (
        ["openid", "scope_all"], {"acr_values": "eidas1"}, "SubjectNameID",
    )  # fmt: skip
    assert app["oauth_pkce_enabled"] is True

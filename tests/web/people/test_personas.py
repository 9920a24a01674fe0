"""Playing somebody of the demonstration: one click, in the demonstration only."""

import os
import subprocess
import sys
from pathlib import Path

PLAY = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", run_syncdb=True, verbosity=0)
from django.test import Client
from django.urls import reverse
from binome.web.store.accounts import demo_personas
from binome.web.store.models import PracticeRow
from tests.web.people.building import build
real, played = build("real"), build("played")
PracticeRow.objects.filter(code="played").update(is_demo=True)
client = Client(headers={"host": "localhost"})
print(client.get(reverse("personas")).status_code)
print([p.name for p in demo_personas()])
seat = next(p.seat for p in demo_personas() if p.name == "Dr Le Goff")
print(client.post(reverse("persona", args=[seat])).status_code, client.get("/p/played/team/").status_code)
from binome.web.store.models import SeatRow
theirs = SeatRow.objects.get(practice__code="real", member__code="m1").pk
print(Client(headers={"host": "localhost"}).post(reverse("persona", args=[theirs])).status_code)
"""


def test_a_persona_is_played_in_one_click_and_real_people_are_not(tmp_path: Path) -> None:
    """A practice that is not marked as a demonstration has no persona, even on a demonstration's server."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("BINOME_")}
    env |= {
        "BINOME_MODE": "demo",
        "BINOME_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "binome.web.settings",
        "PYTHONPATH": ".",
    }
    played = subprocess.run([sys.executable, "-c", PLAY], env=env, text=True, capture_output=True)
    said = played.stdout.splitlines()
    assert said == ["200", "['Dr Le Goff', 'Maëlle Kervran', 'Solenn Prigent']", "302 200", "404"], played.stderr

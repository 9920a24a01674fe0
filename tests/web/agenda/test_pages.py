"""The agenda's pages."""

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.agenda.building import Built, fill_the_week

pytestmark = [pytest.mark.usefixtures("at_ten_twenty")]

PAGES = [
    "agenda/day/2026-11-24/",
    "agenda/day/2026-11-24/?who=m1",
    "agenda/day/2026-11-24/?by=rooms",
    "agenda/week/2026-11-24/",
    "agenda/week/2026-11-24/?who=m1",
    "agenda/week/2026-11-24/?who=m6",
    "agenda/week/2026-11-24/?by=rooms",
    "agenda/week/2026-11-24/?by=rooms&who=s1",
    "agenda/book/?doctor=m1&day=2026-11-24&since=11:00",
    "agenda/free/?minutes=15",
    "agenda/waiting/",
    "agenda/absences/",
    "patients/",
    "patients/p1/",
]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens(built: Built, page: str) -> None:
    built.book("10:00")
    answer = built.client().get(built.at(page))
    assert answer.status_code == 200, answer.content.decode()[:2000]


def test_the_rules_are_the_doctors_to_change(built: Built) -> None:
    assert built.client("m1").get(built.at("agenda/rules/")).status_code == 200
    assert built.client("m8").get(built.at("agenda/rules/")).status_code == 403


@pytest.mark.parametrize(
    "page", ["agenda/week/2026-11-24/", "agenda/week/2026-11-24/?who=m1", "agenda/day/2026-11-24/"]
)
def test_a_week_of_five_doctors_takes_few_queries_and_little_time(built: Built, page: str) -> None:
    """At most fifteen queries, and a hundred milliseconds."""
    fill_the_week(built)
    client = built.client()
    client.get(built.at(page))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(built.at(page)).status_code == 200
    assert len(queries) <= 15, [q["sql"][:100] for q in queries]
    assert min(_seconds(client, built.at(page)) for _ in range(5)) <= 0.1


def _seconds(client: Client, address: str) -> float:
    """Of this thread's own work: what else the machine does meanwhile is not counted."""
    begun = time.thread_time()
    client.get(address)
    return time.thread_time() - begun


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "/p/\nx", "javascript:alert(1)"])
def test_a_forged_way_back_leads_nowhere_else(built: Built, elsewhere: str) -> None:
    """What an address carries is never made a link, unless it is a page of ours."""
    asked = {"doctor": "m1", "day": "2026-11-24", "since": "11:00", "back": elsewhere}

    answer = built.client("m1").get(built.at("agenda/book/"), asked)
    shown = answer.content.decode()

    assert answer.status_code == 200
    assert f'href="{elsewhere}' not in shown
    assert f'value="{elsewhere}' not in shown


def test_the_legend_explains_what_is_drawn_and_nothing_else(built: Built) -> None:
    """A strip, a dot, an amber frame: each is told where it is shown."""
    built.set(step_minutes={"twin_rooms": {"preparation": 10, "closing": 5}})
    page = built.at("agenda/day/2026-11-24/")
    legend = {"préparation": "slot-prep-key", "clôture": "tick-key", "Chevauchement": "clash-key"}

    built.book("14:00", "m3", "p2")
    alone = built.client().get(page).content.decode()
    built.book("11:00", "m1", "p1", pathway="twin_rooms")
    for patient in ("p3", "p4"):
        built.book("15:00", "m2", patient, seen=True)
    busy = built.client().get(page).content.decode()

    assert not any(sign in alone for sign in legend.values())
    assert 'class="tick"' in busy
    assert all(sign in busy and word in busy for word, sign in legend.items())

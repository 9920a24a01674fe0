"""A session left alone ends on the server, whatever the page believes."""

import pytest
import time_machine
from django.test import Client, override_settings

from binome.web.store.sessions import SessionStore
from tests.web.people.building import Built

pytestmark = pytest.mark.both_databases


def at(time: str) -> time_machine.travel:
    return time_machine.travel(f"2026-11-23T{time}Z", tick=False)


def signed_in(built: Built, who: str = "m1") -> Client:
    client = built.client(who)
    client.get(built.at("team/"))
    return client


def test_fifteen_minutes_alone_end_it(built: Built) -> None:
    """The page before the limit is served; the one after leads to signing in, and the session is gone."""
    with at("08:00:00"):
        client = signed_in(built)
    with at("08:14:59"):
        assert client.get(built.at("team/")).status_code == 200
    with at("08:31:00"):
        assert client.get(built.at("team/"))["Location"].startswith("/account/login/")
    assert not built.accounts["m1"].sessions.exists()


def test_twelve_hours_end_it_even_when_busy(built: Built) -> None:
    """A click every ten minutes does not make a session eternal."""
    with at("08:00:00"):
        client = signed_in(built)
    for hour in range(8, 20):
        for minute in range(0, 60, 10):
            with at(f"{hour:02}:{minute:02}:00"):
                assert client.get(built.at("team/")).status_code == 200
    with at("20:00:01"):
        assert client.get(built.at("team/"))["Location"].startswith("/account/login/")


def test_what_a_page_asks_by_itself_is_not_activity(built: Built) -> None:
    """The board polls for ever; somebody must be there."""
    with at("08:00:00"):
        client = signed_in(built)
    for minute in range(1, 15):
        with at(f"08:{minute:02}:00"):
            told = client.get("/account/session/").json()
            assert told["signed_in"]
            assert told["seconds"] == (15 - minute) * 60
    with at("08:15:01"):
        assert client.get("/account/session/").json() == {"signed_in": False, "seconds": 0, "warn_at": 120}


def test_staying_starts_the_countdown_again(built: Built) -> None:
    with at("08:00:00"):
        client = signed_in(built)
    with at("08:14:00"):
        assert client.post("/account/session/stay/").json()["seconds"] == 15 * 60
    with at("08:28:00"):
        assert client.get(built.at("team/")).status_code == 200


def test_activity_is_written_once_a_minute_at_most(built: Built, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    """A click is not worth a second write."""
    with at("08:00:00"):
        client = signed_in(built, "m2")
    with at("08:00:30"), django_assert_num_queries(1):
        client.post("/account/session/stay/")
    with at("08:01:10"), django_assert_num_queries(4):  # read, savepoint, write, release
        client.post("/account/session/stay/")


def test_a_stream_asks_the_same_question(built: Built) -> None:
    """It lives outside Django's requests, with the cookie alone."""
    with at("08:00:00"):
        client = signed_in(built)
        key = client.session.session_key
        assert SessionStore(key).admitted() == built.accounts["m1"]
        with override_settings(BINOME_SECOND_FACTOR=True):
            assert SessionStore(key).admitted() is None, "a password alone opens no stream either"
    with at("08:15:01"):
        assert SessionStore(key).admitted() is None
    assert SessionStore("no-such-session").admitted() is None

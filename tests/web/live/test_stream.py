"""What one screen hears."""

import http.client
import re

import pytest

from binome.web.live.channel import Limits, Update
from binome.web.live.stream import last_seen, place

from .listener import Listener
from .stand_in import DAY, StandIn, eventually, serving


@pytest.fixture
def practice():
    return StandIn()


@pytest.fixture
def port(practice):
    with serving(practice) as port:
        yield port


def test_a_new_screen_gets_the_whole_day_then_each_change(practice, port):
    """A new screen gets the whole day, then each change under its version number."""
    with Listener(port) as screen:
        first = screen.update()
        assert (first.id, first.data) == (1, '<tr id="visit-1"></tr>')
        practice.write()
        second = screen.update()
        assert (second.id, second.data) == (2, '<tr id="visit-2"></tr>')


def test_a_screen_that_comes_back_gets_what_it_missed_and_nothing_else(practice, port):
    """A screen that comes back with the number it last saw gets what it missed, once."""
    practice.version = 5
    with Listener(port, since=3) as screen:
        assert screen.update().data == '<tr id="visit-4"></tr>\n<tr id="visit-5"></tr>'
        practice.write()
        assert screen.update().id == 6


def test_a_screen_that_missed_nothing_hears_a_beat_at_once(practice, port):
    """A screen that missed nothing is told the time and the version at once, and no row."""
    with Listener(port, since=1) as screen:
        beat = screen.heard()
    assert beat.kind == "beat"
    assert beat.said["version"] == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", beat.said["now"])


def test_a_number_from_the_future_brings_the_whole_day(practice, port):
    """A number this database never gave (a restored copy) brings the whole day."""
    practice.version = 2
    with Listener(port, since=900) as screen:
        whole = screen.update()
        assert (whole.id, whole.data.count("<tr")) == (2, 2)
        practice.write()
        assert screen.update().id == 3


def test_the_page_s_own_version_counts_until_the_browser_knows_better():
    """`since` in the address serves the first connection; Last-Event-ID wins afterwards."""
    scope = {"headers": [(b"last-event-id", b"7")], "query_string": b"since=3"}
    assert last_seen(scope) == 7
    assert last_seen({"headers": [], "query_string": b"since=3"}) == 3
    assert last_seen({"headers": [(b"last-event-id", "²".encode())], "query_string": b"since=-1"}) == 0


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/p/brehan/live/2026-11-23", ("brehan", DAY)),
        ("/p/brehan/live/2026-11-23/", ("brehan", DAY)),
        ("/p/brehan/live/2026-02-30", None),
        ("/p/brehan/board/2026-11-23/", None),
        ("/p/../live/2026-11-23", None),
    ],
)
def test_only_a_practice_and_a_real_day_make_a_stream(path, answer):
    """Only a practice and a real day make a stream; every other path is Django's."""
    assert place(path) == answer


def test_every_other_path_is_django_s(port):
    """Every other path is answered by Django."""
    asked = http.client.HTTPConnection("127.0.0.1", port)
    asked.request("GET", "/p/brehan/board/")
    assert asked.getresponse().read().startswith(b"/p/brehan/board/")


def test_nobody_stores_or_delays_a_stream(port):
    """A stream is stored by no cache and held back by no proxy."""
    with Listener(port) as screen:
        headers = screen.response.headers
    assert headers["content-type"] == "text/event-stream; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["x-accel-buffering"] == "no"


def test_whoever_is_not_admitted_gets_the_status_and_no_stream(practice, port):
    """Whoever is not admitted gets the status that admission answered, and no rendering is done."""
    asked = http.client.HTTPConnection("127.0.0.1", port)
    asked.request("GET", "/p/brehan/live/2026-11-23")
    assert asked.getresponse().status == 403
    assert practice.renderings == []


def test_a_stream_is_only_ever_read(port):
    """A stream is only ever read: anything but GET is refused."""
    asked = http.client.HTTPConnection("127.0.0.1", port)
    asked.request("POST", "/p/brehan/live/2026-11-23?user=m1")
    assert asked.getresponse().status == 405


def test_beats_go_on_while_nothing_happens(practice):
    """Beats go on while nothing happens, so that a screen can tell silence from a cut wire."""
    with serving(practice, Limits(beat=0.05)) as port, Listener(port, since=1) as screen:
        assert [screen.heard().kind for _ in range(4)] == ["beat"] * 4


def test_a_stream_ends_so_that_rights_are_asked_again(practice):
    """A stream ends properly after its lifetime, so that rights are asked again."""
    with serving(practice, Limits(beat=0.05, lifetime=0.2)) as port, Listener(port) as screen:
        while screen.heard():
            pass
        eventually(lambda: practice.hub.count() == 0)


def test_a_carriage_return_cannot_forge_an_event(practice):
    """A carriage return in the html cannot end the event nor begin another."""
    practice.render = lambda channel, since: Update(2, "a\revent: forged\r\nb")
    with serving(practice) as port, Listener(port) as screen:
        heard = screen.update()
    assert (heard.kind, heard.data) == ("message", "a\nevent: forged\nb")

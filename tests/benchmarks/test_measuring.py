"""The measuring side is right about what it counts: otherwise its figures are worth nothing."""

import asyncio

import pytest
import uvloop

from benchmarks.browser import forms_in
from benchmarks.figures import percentile, spread_ms, table
from benchmarks.phases import Load, watched
from benchmarks.screens import Audience, Clicks, Screen
from benchmarks.target import bare_broadcast

HEAD = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"


class Wire:
    def write(self, data: bytes) -> None: ...


def event(number: int, *rows: tuple[str, int]) -> bytes:
    html = "".join(f'<tr id="visit-{story}" class="line" data-number="{line}">' for story, line in rows)
    said = f"id: {number}\ndata: {html}\n\n".encode()
    return b"%x\r\n%s\r\n" % (len(said), said)


@pytest.fixture
def seen():
    """A screen whose page shows visit a at line 1; gives what it is told, and what it counted."""

    async def told(*pieces: bytes) -> tuple[Clicks, Screen, Audience]:
        clicks = Clicks()
        clicks.meant = {(b"a", 2): 0.0, (b"a", 3): 0.0}
        clicks.acknowledged = set(clicks.meant)
        audience = Audience("p", clicks, {b"a": 1})
        screen = Screen(audience, b"GET / HTTP/1.1\r\n\r\n")
        screen.connection_made(Wire())
        audience.screens.append(screen)
        for piece in (HEAD, *pieces):
            screen.data_received(piece)
        return clicks, screen, audience

    return lambda *pieces: asyncio.run(told(*pieces))


def test_each_click_is_seen_once(seen):
    """Each click on the screen counts once, with its own delay; nothing is lost."""
    clicks, _, audience = seen(event(1, ("a", 2)), event(2, ("a", 3)))
    assert len(clicks.latencies) == 2
    assert audience.lost({b"a"}) == 0


def test_two_clicks_drawn_together_are_both_seen(seen):
    """A row that jumps over a line shows both clicks."""
    clicks, _, audience = seen(event(2, ("a", 3)))
    assert len(clicks.latencies) == 2
    assert audience.lost({b"a"}) == 0


def test_a_click_that_never_came_is_lost(seen):
    """An acknowledged click that a screen never showed is lost."""
    _, _, audience = seen(event(1, ("a", 2)))
    assert audience.lost({b"a"}) == 1


def test_an_event_that_comes_twice_is_told(seen):
    """The same event number on the same stream is counted as repeated; a row seen before is no new delay."""
    clicks, screen, _ = seen(event(1, ("a", 2)), event(1, ("a", 2)))
    assert screen.repeated == 1
    assert len(clicks.latencies) == 1


def test_an_event_cut_anywhere_is_read_whole(seen):
    """However the network cuts an event, it is read once and whole."""
    whole = event(1, ("a", 2))
    for place in range(1, len(whole)):
        clicks, screen, _ = seen(whole[:place], whole[place:])
        assert (len(clicks.latencies), screen.events) == (1, 1), place


def test_a_refused_stream_is_not_a_silent_one(seen):
    """A stream that the server refuses stops the run, rather than counting as a screen that saw nothing."""

    async def refused() -> None:
        screen = Screen(Audience("p", Clicks(), {}), b"")
        screen.connection_made(Wire())
        screen.data_received(b"HTTP/1.1 429 Too Many Requests\r\ncontent-length: 4\r\n\r\n")
        await screen.open

    with pytest.raises(ConnectionError, match="429"):
        asyncio.run(refused())


def test_percentiles_are_measured_values():
    """A percentile is a value that was measured, never one in between."""
    values = [float(n) for n in range(1, 101)]
    assert [percentile(values, share) for share in (0.5, 0.95, 0.99, 1.0)] == [50, 95, 99, 100]
    assert spread_ms([0.001])["p99"] == 1.0


def test_a_table_has_its_columns_one_under_the_other():
    """A table's columns stand under their names."""
    assert table([{"a": 1, "bbb": "x"}, {"a": 22, "bbb": "y"}]).splitlines() == ["a   bbb", "1   x  ", "22  y  "]


def test_forms_are_read_as_a_browser_reads_them():
    """A gesture's form is read with its hidden fields, entities undone."""
    html = (
        '<form method="post" action="/p/x/visits/v1/start" data-live><input type="hidden" name="number" value="3">'
        '<input type="hidden" name="step" value="a&amp;b"><button>Go</button></form>'
    )
    (form,) = forms_in(html)
    assert (form.story, form.deed, form.number, form.fields["step"]) == ("v1", "start", 3, "a&b")


def test_the_limit_loses_nothing():
    """The bare broadcast, under the very load that measures the product, loses and repeats nothing."""
    with bare_broadcast(2, 10, 2000) as target:
        load = Load(rate=50, paced_s=0.6, flat_out_s=0.2, hands=4)
        measured = uvloop.run(watched(target, target.practices, 10, load))
    assert (measured.screens, measured.lost, measured.repeated, measured.refused) == (20, 0, 0, 0)
    assert measured.clicks_per_s > 0
    assert 0 < measured.click_to_screen_ms["p50"] < 1000

"""What many screens cost, and what happens to those that lag, leave or lose their rights."""

import contextlib
import socket
import threading
from datetime import date

import pytest

from binome.web.live.channel import Limits

from .listener import DAY_PATH, Listener
from .stand_in import StandIn, eventually, serving


@pytest.fixture
def practice():
    return StandIn()


@contextlib.contextmanager
def screens(port, count, **how):
    with contextlib.ExitStack() as opened:
        yield [opened.enter_context(Listener(port, user=f"m{n // 10}", **how)).ready() for n in range(count)]


def test_a_click_costs_one_rendering_whatever_the_number_of_screens(practice):
    """A click costs one rendering per channel, whatever the number of screens."""
    with serving(practice) as port, screens(port, 60, since=1) as opened:
        practice.renderings.clear()
        practice.write()
        assert {screen.update().id for screen in opened} == {2}
        assert len(practice.renderings) == 1


def test_each_sight_gets_its_own_rendering(practice):
    """Two sights of one day are two channels; another day or practice hears nothing."""
    other = DAY_PATH.replace("23", "24")
    ways = ({}, {"query": "&sight=wall"}, {"path": other})
    with serving(practice) as port, contextlib.ExitStack() as opened:
        clinical, wall, _ = (opened.enter_context(Listener(port, since=1, **way)).ready() for way in ways)
        practice.renderings.clear()
        practice.write()
        assert clinical.update().id == wall.update().id == 2
        assert sorted(channel.sight for channel, _ in practice.renderings) == ["clinical", "wall"]


def test_what_arrives_during_a_rendering_is_rendered_together(practice):
    """Clicks that arrive during a rendering share the next one, and none is lost."""
    with serving(practice) as port, Listener(port, since=1) as screen:
        screen.ready()
        practice.slowness = 0.1
        for _ in range(20):
            practice.write()
        rows, heard = 0, None
        while heard is None or heard.id < 21:
            heard = screen.update()
            rows += heard.data.count("<tr")
    assert rows == 20
    assert len(practice.renderings) <= 4


def test_clicks_that_crowd_are_rendered_together(practice):
    """The first click is rendered at once, those that follow within the pause together, and none is lost."""
    with serving(practice, Limits(pause=0.3)) as port, Listener(port, since=1) as screen:
        screen.ready()
        practice.renderings.clear()
        practice.write()
        assert screen.update().id == 2
        for _ in range(20):
            practice.write()
        assert screen.update().id == 22
        assert len(practice.renderings) == 2


def test_the_more_clicks_crowd_the_fewer_renderings_they_cost(practice):
    """After a drawing that showed many clicks the next ones wait longer, within a limit; after one they do not."""
    limits = Limits(pause=0.03, longest_pause=0.12, pause_per_click=0.01)
    assert [limits.pause_after(clicks) for clicks in (0, 1, 3, 8, 500)] == [0.03, 0.03, 0.03, 0.08, 0.12]
    crowded = Limits(pause=0, longest_pause=0.5, pause_per_click=0.05)
    with serving(practice, crowded) as port, Listener(port, since=1) as screen:
        screen.ready()
        for _ in range(12):
            practice.write()
        while screen.update().id < 13:
            pass
        practice.renderings.clear()
        for _ in range(20):
            _write_slowly(practice)
        while screen.update().id < 33:
            pass
    assert len(practice.renderings) <= 3


def test_a_change_during_the_first_rendering_is_not_lost(practice):
    """A change committed while the first screen's day is being drawn still reaches it."""
    practice.slowness = 0.2
    with serving(practice) as port:
        opening = Listener.__new__(Listener)
        thread = threading.Thread(target=Listener.__init__, args=(opening, port))
        thread.start()
        eventually(lambda: practice.renderings)
        practice.write()
        thread.join()
        assert [opening.update().id, opening.update().id] == [1, 2]
        opening.close()


def test_no_screen_ever_misses_or_repeats_a_version(practice):
    """While clicks go on, screens that come and go hear every row exactly once."""
    with serving(practice, Limits(beat=0.01, frames_kept=8)) as port:
        writing = threading.Thread(target=lambda: [_write_slowly(practice) for _ in range(150)])
        writing.start()
        rows, since = [], 1
        while since < 151:
            with Listener(port, since=since) as screen:
                until = min(since + 7, 151)
                while since < until and (heard := screen.update()):
                    rows += [line.split('"')[1] for line in heard.data.splitlines()]
                    since = heard.id
        writing.join()
    assert rows == [f"visit-{n}" for n in range(2, 152)]


def _write_slowly(practice):
    practice.write()
    threading.Event().wait(0.003)


def test_a_slow_screen_is_let_go_and_the_others_do_not_wait(practice):
    """A screen that does not read is let go; the others do not wait and it can come back."""
    practice.weight = 400_000
    with serving(practice, Limits(frames_kept=4)) as port, screens(port, 3, since=1) as opened:
        slow = _deaf(port)
        eventually(lambda: practice.hub.count() == 4)
        for version in range(2, 40):
            practice.write()
            assert [screen.update().id for screen in opened] == [version] * 3
        slow.settimeout(5)
        while slow.recv(1 << 20):
            pass
        eventually(lambda: practice.hub.count() == 3)


def _deaf(port):
    slow = socket.socket()
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    slow.connect(("127.0.0.1", port))
    slow.send(f"GET {DAY_PATH}?user=slow&since=1 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n".encode())
    return slow


def test_whoever_leaves_is_forgotten_at_once(practice):
    """Whoever closes the page is forgotten at once: no thread, no object is left behind."""
    with serving(practice) as port:
        before = threading.active_count()
        with screens(port, 40):
            assert practice.hub.count() == 40
            # Two live threads at most were still to be born.
            assert threading.active_count() <= before + 2
        eventually(lambda: practice.hub.count() == 0)
        assert practice.hub._feeds == practice.hub._screens == {}


def test_a_dismissed_user_hears_nothing_more(practice):
    """A user whose rights are withdrawn hears nothing more, at once; the others go on."""
    with serving(practice) as port, contextlib.ExitStack() as opened:
        gone, stays = (opened.enter_context(Listener(port, user=user, since=1)).ready() for user in ("leaver", "stays"))
        practice.hub.dismiss("leaver")
        practice.write()
        assert stays.update().id == 2
        assert gone.heard() is None


def test_a_dismissal_beats_an_admission_under_way(practice):
    """Rights withdrawn while the admission was being decided leave no stream open."""
    admit = practice.admit

    def slow_admit(*asked):
        practice.hub.dismiss("leaver")
        threading.Event().wait(0.1)
        return admit(*asked)

    practice.admit = slow_admit
    with serving(practice) as port, Listener(port, user="leaver") as refused:
        assert refused.status == 429


def test_one_user_cannot_take_all_the_streams(practice):
    """One user has at most so many streams; a closed one frees its place."""
    with serving(practice, Limits(streams_per_user=2)) as port:
        with Listener(port) as one, Listener(port) as two, Listener(port) as three:
            assert [one.status, two.status, three.status] == [200, 200, 429]
        eventually(lambda: practice.hub.count() == 0)
        with Listener(port) as again:
            assert again.status == 200


def test_screens_that_missed_an_announcement_ask(practice):
    """After a deaf while every channel asks what it missed, and is silent when it missed nothing."""
    with serving(practice) as port, Listener(port, since=1) as screen:
        screen.ready()
        practice.hub.refresh()
        practice.version = 2
        practice.hub.refresh()
        assert screen.update().id == 2


def test_screens_are_let_go_when_rendering_fails(practice):
    """When rendering fails the screens are let go, to ask again, rather than left standing still."""
    with serving(practice) as port, Listener(port, since=1) as screen:
        screen.ready()
        practice.broken = True
        practice.write()
        assert screen.update() is None
        practice.broken = False
        with Listener(port, since=1) as again:
            assert again.update().id == 2


def test_announcing_without_a_server_does_nothing():
    """The same write may be done by a command, where nobody listens."""
    practice = StandIn()
    with serving(practice):
        pass
    practice.hub.announce("brehan", date(2026, 11, 23), 2)


def test_what_is_said_beside_the_day_reaches_its_screens_and_moves_no_version(practice):
    """An estimate is shown at once, and a screen that comes later still asks from the day's own version."""
    with serving(practice) as port, Listener(port, since=1) as screen:
        screen.ready()
        channel = practice.hub.channels()[0]
        practice.hub.say(channel, '<p id="foresight">soon</p>')
        said = screen.update()
        assert (said.id, "soon" in said.data) == (None, True)
        assert practice.write() == screen.update().id

"""Estimates on the board: plainly simulated, never personal, never in the way of a click."""

import re
import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from binome.twin.forecast import Awaited, Forecast, Range
from binome.web import forecasts
from binome.web.board import foresight, foresight_thread
from binome.web.board.drawn import Audience
from binome.web.board.foresight_thread import Foreseer, forecast_of
from binome.web.live.channel import Channel
from binome.web.store import clock
from binome.web.store.foresight import visits_of
from tests.web.board.small import Small, book
from tests.web.board.test_gestures import press

FRENCH = Audience("administrative", "fr")


@pytest.fixture(autouse=True)
def nothing_foreseen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """And nothing loaded in advance: compiling, when the sources have just changed, takes longer than a test waits."""
    monkeypatch.setattr(foresight_thread, "_load", lambda stopped: None)
    forecasts.forget()
    yield
    forecasts.forget()


class Screens:
    """Who looks, and what they were shown."""

    def __init__(self, *channels: Channel) -> None:
        self.open = list(channels)
        self.shown: list[tuple[Channel, str]] = []

    def channels(self) -> list[Channel]:
        return self.open

    def say(self, channel: Channel, html: str) -> None:
        self.shown.append((channel, html))


def some(at: object, *, story: str = "v1", comes: float = 0.97) -> Forecast:
    soon = Range(at + timedelta(minutes=12), at + timedelta(minutes=18), at + timedelta(minutes=31))
    return Forecast(at, 300, {"m1": soon}, {story: Awaited(soon, comes)})


def test_the_day_as_the_lines_tell_it_is_the_day_as_the_stories_do(small: Small) -> None:
    story = book(small, "v1")
    press(small.signed_in("m4"), story, "arrive", 2)
    press(small.signed_in("m3"), story, "start", 3, step="preparation")
    visit = visits_of(small.house, small.today)[story]
    assert (visit.state, visit.holder, visit.room, visit.doctor) == ("present", "m3", "r1", "m1")
    assert visit.arrived_at is not None
    assert visit.pathway
    assert visit.pathway.code == "twin_rooms"


def test_the_rest_of_a_real_day_is_foreseen_from_its_lines(small: Small) -> None:
    told = forecast_of_two(small)
    assert told.replications == 300
    assert set(told.ends) == {"m1"}
    assert told.patients.keys() <= {"v1", "v2"}
    assert told.patients


def forecast_of_two(small: Small) -> Forecast:
    for story in ("v1", "v2"):
        press(small.signed_in("m4"), book(small, story), "arrive", 2)
    return forecast_of(small.house, small.today)


def test_a_range_is_rounded_outwards_and_says_that_it_is_simulated(small: Small) -> None:
    noon = clock.now().replace(hour=11, minute=1, second=30, microsecond=0)
    told = {it.id: it.html for it in foresight.pieces(small.house, some(noon), FRENCH)}
    low = small.house.practice.local(noon + timedelta(minutes=12))
    assert f"{low:%H}:10–{low:%H}:35" in told["seen-v1"]
    assert "probablement vu entre" in told["seen-v1"]
    assert "(simulé)" in told["seen-v1"]
    assert "Fin probable" in told["ends-m1"]
    assert "Simulé, pas constaté." in told["foresight"]


def test_the_definition_says_how_often_the_ranges_held(small: Small) -> None:
    legend = foresight.pieces(small.house, some(clock.now()), FRENCH)[0].html
    assert re.search(r"Sur 1\s000 journées simulées, 80 % des fourchettes des patients ont tenu", legend)


def test_who_is_so_late_that_they_have_perhaps_forgotten_is_promised_no_hour(small: Small) -> None:
    told = foresight.pieces(small.house, some(clock.now(), comes=0.3), FRENCH)
    assert "seen-v1" not in {it.id for it in told}


def test_estimates_spam_no_live_region_and_carry_no_name(small: Small) -> None:
    book(small, "v1", family="Kervadec")
    told = "".join(it.html for it in foresight.pieces(small.house, some(clock.now()), FRENCH))
    assert "Kervadec" not in told
    assert "aria-live" not in told
    assert "role=" not in told


def test_a_page_opens_with_the_last_estimates_and_without_any_when_they_are_too_old(small: Small) -> None:
    book(small, "v1")
    forecasts.keep("brehan", small.today, some(clock.now()))
    page = small.signed_in("m4").get("/p/brehan/board/").content.decode()
    assert 'id="seen-v1"' in page
    forecasts.keep("brehan", small.today, some(clock.now() - timedelta(minutes=11)))
    page = small.signed_in("m4").get("/p/brehan/board/").content.decode()
    assert 'id="seen-v1"' not in page


def test_the_wall_shows_no_estimate(small: Small) -> None:
    press(small.signed_in("m4"), book(small, "v1"), "arrive", 2)
    forecasts.keep("brehan", small.today, some(clock.now()))
    assert "foreseen" not in small.signed_in("m4").get("/p/brehan/wall/").content.decode()


def test_only_what_changed_is_told_again_and_what_is_over_is_taken_away(small: Small) -> None:
    at = clock.now().replace(minute=1)
    first = foresight.pieces(small.house, some(at), FRENCH)
    shown = {it.id: it.html for it in first}
    assert foresight.changed(shown, first) == ""
    other = foresight.changed(shown, foresight.pieces(small.house, some(at, story="v2"), FRENCH))
    assert 'id="seen-v1" data-gone' in other
    assert 'id="seen-v2"' in other
    assert 'id="ends-m1"' not in other


def test_many_clicks_while_one_forecast_runs_make_one_more_and_the_wall_hears_of_none(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs, go = [], threading.Event()

    def slowly(found: object, day: object) -> Forecast:
        runs.append(day)
        go.wait(5)
        return some(clock.now())

    monkeypatch.setattr(foresight_thread, "forecast_of", slowly)
    house = small.house
    monkeypatch.setattr(foresight_thread, "house", lambda code: house)
    board, wall = (Channel("brehan", small.today, sight, "fr") for sight in ("clinical", "wall"))
    screens = Screens(board, wall)
    foreseer = Foreseer(screens, "wall", pause=0.01)
    foreseer.start()
    foreseer.moved("brehan", small.today)
    _until(lambda: len(runs) == 1)
    for _ in range(50):
        foreseer.moved("brehan", small.today)
    go.set()
    _until(lambda: len(runs) == 2)
    time.sleep(0.1)
    foreseer.stop()
    assert len(runs) == 2
    assert {channel.sight for channel, _ in screens.shown} == {"clinical"}


def test_it_rests_many_times_as_long_as_it_works_and_never_for_too_long() -> None:
    assert foresight_thread.rest_after(0.025) == pytest.approx(0.5)
    assert foresight_thread.rest_after(60) == foresight_thread.LONGEST_PAUSE_S


def test_two_days_are_not_foreseen_in_a_row_without_a_rest(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    at: list[float] = []

    def slowly(found: object, day: object) -> Forecast:
        at.append(time.monotonic())
        time.sleep(0.02)
        return some(clock.now())

    monkeypatch.setattr(foresight_thread, "forecast_of", slowly)
    house = small.house
    monkeypatch.setattr(foresight_thread, "house", lambda code: house)
    foreseer = Foreseer(Screens(*(Channel(code, small.today, "clinical", "fr") for code in "ab")), "wall", pause=0.01)
    foreseer.start()
    foreseer.moved("a", small.today)
    _until(lambda: len(at) == 2)
    foreseer.stop()
    assert at[1] - at[0] >= 20 * 0.02


def test_a_day_nobody_looks_at_is_not_foreseen(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[object] = []
    monkeypatch.setattr(foresight_thread, "forecast_of", lambda found, day: runs.append(day))
    foreseer = Foreseer(Screens(), "wall", pause=0.01)
    foreseer.start()
    foreseer.moved("brehan", small.today)
    time.sleep(0.2)
    foreseer.stop()
    assert runs == []


def _until(holds: object) -> None:
    end = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_day_that_nobody_has_looked_at_for_long_is_forgotten(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that lives for months keeps what its screens may still show, and no more."""
    monkeypatch.setattr(foresight_thread, "forecast_of", lambda *_: some(clock.now()))
    screens = Screens(Channel("brehan", small.today, "administrative", "fr"))
    foreseer = Foreseer(screens, "wall")
    foreseer._foresee(("brehan", small.today))
    assert foreseer._said
    screens.open = []
    later = time.monotonic() + 11 * 60
    monkeypatch.setattr(foresight_thread.time, "monotonic", lambda: later)
    assert foreseer._next() == []
    assert (foreseer._said, foreseer._done) == ({}, {})

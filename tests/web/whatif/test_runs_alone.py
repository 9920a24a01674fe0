"""The thread that lives what-ifs: what fails keeps nothing else waiting, and no call is missed."""

import threading

import pytest

from binome.web.whatif import runs
from binome.web.whatif.runs import wake


def test_what_cannot_be_learned_keeps_no_practice_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the beginning nor the test; the runs are looked at after each."""
    done: list[str] = []

    def failing(practice: str) -> None:
        done.append(practice)
        raise RuntimeError("these days are not as days should be")

    monkeypatch.setattr(runs, "_ahead", {"one", "other"})
    monkeypatch.setattr(runs, "start_known", failing)
    monkeypatch.setattr(runs, "test_known", failing)
    monkeypatch.setattr(runs, "live_all", lambda: done.append("runs"))
    runs._all_that_waits()
    assert done.count("runs") == 5
    assert sorted(set(done)) == ["one", "other", "runs"]


def test_who_calls_while_the_thread_leaves_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever waits at the moment of the call is lived, by this thread or by the next: not only most times."""
    calls, lived, last = 300, [], threading.Event()

    def live() -> None:
        lived.append(asked[0])
        if asked[0] == calls:
            last.set()

    asked = [0]
    monkeypatch.setattr(runs, "_all_that_waits", live)
    monkeypatch.setattr(runs, "_thread", None)
    for number in range(1, calls + 1):
        asked[0] = number
        wake()
    assert last.wait(10), f"the last call was missed, after {lived[-1]}"
    if runs._thread:
        runs._thread.join(10)
    assert runs._is_called() is False


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_fails_is_no_thread_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is still leaving, the next call begins another."""
    leaving, begun = threading.Event(), threading.Event()

    def failing() -> None:
        monkeypatch.setattr(runs, "_all_that_waits", begun.set)
        raise SystemExit

    monkeypatch.setattr(runs, "_all_that_waits", failing)
    monkeypatch.setattr(runs, "_thread", None)
    monkeypatch.setattr(runs.connections, "close_all", lambda: leaving.wait(10))
    wake()
    first = runs._thread
    for _ in range(500):
        if runs._thread is not first:
            break
        threading.Event().wait(0.01)
    assert first
    assert first.is_alive()
    wake()
    assert begun.wait(10)
    leaving.set()
    first.join(10)

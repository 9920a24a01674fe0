"""Minutes are read from the journal: from the beginning of a step to whatever lets it go, and to nobody else's name."""

from datetime import UTC, datetime, timedelta

from binome.journal.lived import Held, Mark, held

NINE = datetime(2026, 3, 10, 8, tzinfo=UTC)


def _mark(number: int, moment: str, minute: int, *, story: str = "v1", role: str = "assistant", **more: object) -> Mark:
    at = NINE + timedelta(minutes=minute)
    return Mark(story, number, moment, at, role, more.get("to_role"), more.get("withdraws"))  # type: ignore[arg-type]


def _minutes(*marks: Mark) -> list[tuple[str, int]]:
    return [(it.role, int((it.until - it.since) / timedelta(minutes=1))) for it in held(marks)]


def test_a_step_lasts_from_its_beginning_to_its_end() -> None:
    assert _minutes(_mark(3, "started", 0), _mark(4, "finished", 7)) == [("assistant", 7)]


def test_a_pause_counts_for_nobody() -> None:
    told = [_mark(3, "started", 0), _mark(4, "paused", 5), _mark(5, "started", 20), _mark(6, "finished", 24)]
    assert _minutes(*told) == [("assistant", 5), ("assistant", 4)]


def test_what_is_handed_over_goes_on_for_whoever_takes_it() -> None:
    told = [
        _mark(3, "started", 0, role="secretary"),
        _mark(4, "handed_over", 3, role="secretary", to_role="assistant"),
        _mark(5, "finished", 10),
    ]
    assert _minutes(*told) == [("secretary", 3), ("assistant", 7)]


def test_a_gesture_that_was_undone_never_was() -> None:
    """The end is undone: the step goes on to its true end; the beginning is undone: there is no step."""
    ended_twice = [_mark(3, "started", 0), _mark(4, "finished", 2), _mark(5, "withdrawn", 3, withdraws=4)]
    assert _minutes(*ended_twice, _mark(6, "finished", 9)) == [("assistant", 9)]
    assert _minutes(_mark(3, "started", 0), _mark(4, "withdrawn", 1, withdraws=3)) == []


def test_a_step_that_nobody_let_go_has_no_length() -> None:
    assert _minutes(_mark(3, "started", 0)) == []


def test_one_story_does_not_end_another() -> None:
    told = [_mark(3, "started", 0), _mark(3, "finished", 5, story="v2")]
    assert list(held(told)) == []
    assert list(held([*told[:1], _mark(4, "left", 4)])) == [Held("assistant", NINE, NINE + timedelta(minutes=4))]

"""The evening of a demonstration leaves no task to nobody, as the round asks of everybody."""

from datetime import UTC, datetime, timedelta

from binome.desk.days import is_left_alone
from binome.web.demo.evenings import put_off_what_is_nobodys
from binome.web.store.huddle import tasks_of_day
from binome.web.store.models import EventRow, TaskRow
from tests.web.board.small import Small, build
from tests.web.tasks.asking import asked, claimed


def test_what_is_nobodys_waits_for_the_next_working_day(db: None) -> None:
    """What somebody has stays theirs."""
    small: Small = build()
    now = datetime.now(UTC)
    alone = asked(small, key="a", due=now - timedelta(minutes=5))
    taken = asked(small, key="b", due=now - timedelta(minutes=5))
    claimed(small, taken)
    put_off_what_is_nobodys(small.house, small.today, datetime.now(UTC))
    assert not any(
        is_left_alone(task, small.house.practice, small.today) for task in tasks_of_day(small.house, small.today)
    )
    assert TaskRow.objects.get(story=alone).due > now
    assert TaskRow.objects.get(story=taken).holder == "m3"


def test_a_result_is_put_off_by_a_doctor(db: None) -> None:
    """The desk may not read it."""
    small: Small = build()
    now = datetime.now(UTC)
    result = asked(small, "result_to_read", key="a", due=now - timedelta(minutes=5))
    put_off_what_is_nobodys(small.house, small.today, datetime.now(UTC))
    assert TaskRow.objects.get(story=result).due > now
    assert EventRow.objects.get(story=result, moment="postponed").role == "physician"

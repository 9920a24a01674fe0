"""The list behind a figure reads what that figure needs, and says what the whole journal says."""

from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from binome.measures.behind import READ, behind, ground_for
from binome.measures.catalogue import CATALOGUE
from binome.measures.figures import FIGURES
from binome.measures.quantities import QUANTITIES
from binome.measures.told import told
from binome.web.store.measured_behind import aliases_of, list_behind
from binome.web.store.measured_ground import AHEAD, ground_of
from binome.web.store.measured_journal import journal_of
from binome.web.store.measured_months import next_month
from binome.web.store.models import DayRow, EventRow, PracticeRow, ReadRow, VisitRow
from tests.web.board.small import Small
from tests.web.dashboard.conftest import A_DAY, over, page, write_on


@pytest.mark.parametrize(
    "code", ["wait_min", "lead_days", "visits_per_doctor_day", "rooms_used_share", "tasks_open_in_the_evening",
             "third_next_days", "medical_min_per_visit"],
)  # fmt: skip
def test_a_list_of_what_it_needs_is_that_of_the_whole_journal(small: Small, code: str) -> None:
    since = over(small)
    until = next_month(since)
    ground = ground_of(small.house, since, until)
    journal = journal_of(small.house, since, until, booked_until=until + AHEAD)
    every = behind(code, told(journal, str(small.house.practice.zone), ground)).collect().to_native()
    of_the_days = every.filter(pl.col("day").is_between(since, until, closed="left"))
    added = of_the_days.group_by("day", "story").agg(pl.col("above").sum(), pl.col("below").sum())
    found = [(it.day, it.story, it.above, it.below) for it in list_behind(small.house, code, since, until)[:]]
    assert found
    listed = pl.DataFrame(found, schema=["day", "story", "above", "below"], orient="row")
    assert_frame_equal(listed, added.sort("day", "story"))


def test_a_list_is_read_once_and_again_when_a_line_is_written(small: Small, django_assert_num_queries: Any) -> None:
    """Its pages cost the question for the journal's last line."""
    house, days = small.house, (over(small), next_month(over(small)))
    listed = list_behind(house, "wait_min", *days)
    with django_assert_num_queries(1):
        assert list_behind(house, "wait_min", *days) is listed
    withdrawn = EventRow.objects.filter(moment="started", at__date__gte=days[0], at__date__lt=days[1]).first()
    assert withdrawn
    line = {"moment": "withdrawn", "withdraws": withdrawn.number, "number": 9, "at": withdrawn.at + timedelta(hours=1)}
    told = {name: getattr(withdrawn, name) for name in ("practice_id", "story", "by", "role", "origin")}
    EventRow.objects.create(**told, **line)
    again = list_behind(house, "wait_min", *days)
    assert withdrawn.story in [it.story for it in listed[:]]
    assert withdrawn.story not in [it.story for it in again[:]]


def test_every_table_says_what_it_is_read_from() -> None:
    """And the list needs of the ground what the catalogue says of its figure."""
    assert READ.keys() == QUANTITIES.keys()
    for code in FIGURES:
        assert ground_for(code) == {it for it in CATALOGUE[code].needs if it in ("hours", "slots", "rooms")}, code


def test_the_patients_of_another_practice_have_no_alias_here(small: Small) -> None:
    stories = list(VisitRow.objects.order_by("story").values_list("story", flat=True)[:2])
    VisitRow.objects.filter(story=stories[1]).update(practice=PracticeRow.objects.create(code="kerlaz"))
    assert list(aliases_of(small.house, stories)) == stories[:1]


def test_the_list_behind_adds_up_and_its_opening_is_written_down(small: Small) -> None:
    """By alias with the way to the visit; never by doctor for those who may not."""
    html = page(small, "figure/medical_min_per_visit/behind", "m4", on=over(small))
    assert html.count('href="/p/brehan/visits/') == 12 * A_DAY
    assert "Alias 3" in html
    assert "Dr Le Goff" not in html.partition("<main")[2]
    assert ReadRow.objects.get().kind == "measures"
    assert "Dr Le Goff" in page(small, "figure/medical_min_per_visit/behind", "m1", on=over(small))


def test_a_day_that_is_not_over_is_in_no_list_either(small: Small) -> None:
    """And what counts below the line alone shows that nothing stands above it."""
    write_on(small, small.today)
    week = {"kind": "week", "on": small.today}
    assert page(small, "figure/no_show_share/behind", "m4", **week).count('href="/p/brehan/visits/') == 0
    DayRow.objects.update_or_create(practice_id=small.house.id, day=small.today, defaults={"closed": True})
    html = page(small, "figure/no_show_share/behind", "m4", **week)
    assert html.count('href="/p/brehan/visits/') == A_DAY
    assert html.count('<td class="n num">0</td>') == A_DAY


@pytest.mark.parametrize("code", ["prevention_done_share", "follow_up_done_share"])
def test_what_patients_are_due_is_listed_for_those_who_read_preparation_sheets(small: Small, code: str) -> None:
    """The secretary sees the figure; who needs which follow-up is clinical."""
    path = f"figure/{code}/behind"
    assert path not in page(small, f"figure/{code}/", "m4")
    page(small, path, "m4", status=403)
    assert path in page(small, f"figure/{code}/", "m3")
    page(small, path, "m3")


def test_a_list_is_read_a_month_at_a_time(small: Small) -> None:
    """Of two months, the last."""
    html = page(small, "figure/wait_min/behind", kind="year", on=over(small))
    assert "A list is read a month at a time" in html

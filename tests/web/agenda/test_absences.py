"""Absences, once or every week, and what the agenda shows of them."""

from datetime import date, time, timedelta

import pytest

from binome.practice.team import Hours
from binome.web.store.absences import absences_of
from tests.web.agenda.building import TODAY, Built
from tests.web.agenda.test_booking import text

pytestmark = [pytest.mark.usefixtures("at_ten_twenty")]


def away(built: Built, **said: str) -> int:
    form = {"member": "m3", "since": TODAY.isoformat(), "last": "", "begins": "", "ends": "", **said}
    return built.client().post(built.at("agenda/absences/"), form).status_code


def test_a_few_days(built: Built) -> None:
    """The last day typed is the last day away."""
    assert away(built, last=(TODAY + timedelta(days=2)).isoformat()) == 302
    (written,) = absences_of(built.house, since=TODAY)
    assert (written.absence.since, written.absence.until) == (TODAY, TODAY + timedelta(days=3))


def test_every_week_at_the_same_hours(built: Built) -> None:
    away(built, begins="14:00", ends="19:00", weekly="on")
    (written,) = absences_of(built.house, since=TODAY + timedelta(days=700))
    assert written.absence.weekly == Hours(TODAY.weekday(), time(14), time(19))
    page = text(built.client().get(built.at(f"agenda/day/{TODAY + timedelta(days=7)}/?who=m3")))
    assert "off-away" in page
    assert "14:00</time>" not in page
    assert "off-away" not in text(built.client().get(built.at(f"agenda/day/{TODAY + timedelta(days=8)}/?who=m3")))


def test_an_afternoon_of_one_day(built: Built) -> None:
    away(built, begins="14:00", ends="19:00")
    (written,) = absences_of(built.house, since=TODAY)
    assert written.absence.until == TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    "said",
    [{"last": "2026-11-23"}, {"begins": "14:00"}, {"begins": "14:00", "ends": "13:00"},
     {"last": "2026-11-30", "begins": "14:00", "ends": "15:00"}],
)  # fmt: skip
def test_what_makes_no_sense_is_said(built: Built, said: dict[str, str]) -> None:
    assert away(built, **said) == 422
    assert absences_of(built.house, since=TODAY) == []


def test_what_stands_in_an_absence_is_listed_to_be_moved(built: Built) -> None:
    story = built.book("15:00", "m3", "p2")
    away(built)
    assert story in text(built.client().get(built.at("agenda/absences/")))
    assert "data-clash" in text(built.client().get(built.at(f"agenda/day/{TODAY}/")))


def test_an_absence_can_be_taken_away(built: Built) -> None:
    away(built)
    (written,) = absences_of(built.house, since=TODAY)
    built.client().post(built.at(f"agenda/absences/{written.id}/drop"))
    assert absences_of(built.house, since=TODAY) == []


def test_absences_are_for_those_who_keep_the_agenda(built: Built) -> None:
    assert built.client("m9").get(built.at("agenda/absences/")).status_code == 403


def test_a_holiday_offers_nothing(built: Built) -> None:
    armistice = date(2026, 11, 11)
    page = text(built.client().get(built.at(f"agenda/day/{armistice}/")))
    assert "slot-free" not in page
    assert "off-away" in page


def test_who_has_left_has_no_column_any_more(built: Built) -> None:
    row = built.practice.members.get(code="m5")
    row.left_on = TODAY
    row.save()
    built.set()
    assert 'data-doctor="m5"' not in text(built.client().get(built.at(f"agenda/day/{TODAY}/")))

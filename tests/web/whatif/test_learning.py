"""A what-if begins from what the practice's own days have taught, and says how near the twin comes to them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from binome.journal.event import Event
from binome.practice.words import Moment, Role, Step
from binome.twin.scenario import read
from binome.web.store.journal import DatabaseJournal
from binome.web.store.models import LearnedRow, PatientRow, VisitRow, WhatIfRow
from binome.web.whatif import learning
from binome.web.whatif.taught import likeness, likeness_in_words
from tests.web.board.small import Small
from tests.web.whatif.conftest import Begin, lived

DAYS, A_DAY = 12, 12
CONSULTATION_MIN = 7.0
"""Shorter than anybody would guess."""


def lived_days(small: Small) -> None:
    """Two and a half weeks in one room: every quarter of an hour somebody is seen for seven minutes."""
    found, journal = small.house, DatabaseJournal(small.house.id)
    PatientRow.objects.create(practice_id=found.id, code="p-one", family="Rault", given="Rémi", sought="rault")
    days = [it for n in range(1, 30) if (it := small.today - timedelta(days=n)).weekday() < 5][:DAYS]
    for day in days:
        for number in range(A_DAY):
            _visit(small, journal, day, number)


def _visit(small: Small, journal: DatabaseJournal, day: date, number: int) -> None:
    story, due = f"v{day:%Y%m%d}{number:02d}", datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=8)
    due += timedelta(minutes=15 * number)
    booked = Event(
        story=story, number=1, moment=Moment.BOOKED, at=due - timedelta(days=3), by="m4", role=Role.SECRETARY,
        reason="booked", to="m1", due=due, minutes=15, pathway="single_room", patient="p-one",
    )  # fmt: skip
    bare = {"story": story, "by": "m1", "role": Role.PHYSICIAN}
    held = {"step": Step.CONSULTATION, "activity": "conduct_consultation", "room": "r1"}
    told = [
        booked,
        Event(number=2, moment=Moment.ARRIVED, at=due - timedelta(minutes=4), **bare),
        Event(number=3, moment=Moment.STARTED, at=due + timedelta(minutes=1), **bare, **held),
        Event(number=4, moment=Moment.FINISHED, at=due + timedelta(minutes=1 + CONSULTATION_MIN), **bare, **held),
    ]
    for event in told:
        journal.append(event)
    VisitRow.objects.create(
        practice_id=small.house.id, story=story, day=day, version=1, number=4, doctor="m1", due=due,
        until=due + timedelta(minutes=15), minutes=15, pathway="single_room", state="done",
    )  # fmt: skip


@pytest.fixture
def taught(small: Small) -> Small:
    house = small.house
    house.settings["pathways"] = {"m1": "single_room"}
    from binome.web.store.models import PracticeRow

    PracticeRow.objects.filter(id=house.id).update(settings=house.settings, revision=house.revision + 1)
    lived_days(small)
    return small


def test_it_begins_from_the_practices_own_minutes(taught: Small, begin: Begin) -> None:
    """Drawn towards the usual ones, but not by much once a hundred visits speak."""
    row = lived(begin("practice"))
    step = read(row.before).pathways["m1_single_room"].steps[0]

    assert row.learned["enough"]
    assert row.learned["visits"] == (DAYS - 1) * A_DAY  # nobody has said that the last day is over
    assert step.minutes.mean_min == pytest.approx(CONSULTATION_MIN, rel=0.1)
    assert row.before == row.after


def test_the_page_shows_what_was_learned_and_how_near_the_twin_comes(taught: Small, begin: Begin) -> None:
    row = lived(begin("practice"))
    page = taught.signed_in("m1").get(f"/p/brehan/whatif/{row.code}/").content.decode()

    assert "Dr Le Goff" in page[page.index("whatif-taught") :]
    assert row.learned["lived"]["consultation_min"] == pytest.approx(CONSULTATION_MIN)
    assert row.learned["lived"]["wait_to_room_min"] == pytest.approx(5.0)


def test_too_few_days_are_not_learned_from_and_the_page_says_so(small: Small, begin: Begin) -> None:
    row = lived(begin("practice"))
    page = small.signed_in("m1").get(f"/p/brehan/whatif/{row.code}/").content.decode()

    assert row.learned == {"enough": False, "days": 0, "visits": 0}
    assert "valeurs usuelles" in page


def test_it_is_learned_once_a_day(taught: Small, begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one begins from it at once, and what was learned is not asked for again."""
    lived(begin("practice"))
    monkeypatch.setattr(learning, "_learned", None)
    second = begin("practice")

    assert second.learned["enough"]
    assert LearnedRow.objects.count() == 1
    assert lived(second).state == "done"


def test_a_house_that_has_changed_is_learned_from_anew(taught: Small, begin: Begin) -> None:
    lived(begin("practice"))
    LearnedRow.objects.update(revision=0)

    assert begin("practice").learned is None


def test_dials_turned_while_it_learns_stand_where_they_were_turned(taught: Small, begin: Begin) -> None:
    row = begin("practice")
    taught.signed_in("m1").post(f"/p/brehan/whatif/{row.code}/turn", {"patients": "2000"})
    row.refresh_from_db()
    row = lived(row)

    assert row.learned["enough"]
    assert row.dials == {"patients": 2000}
    assert read(row.after).members["m1"].panel.patients == 2000
    assert read(row.after).pathways == read(row.before).pathways


def test_the_test_on_days_not_seen_comes_later_into_the_page(taught: Small, begin: Begin) -> None:
    row = lived(begin("practice"))
    version = row.version
    learning.test_known("brehan")
    row.refresh_from_db()

    assert row.learned["tested"]["foretold_days"] >= 2
    assert row.version == version + 1
    assert WhatIfRow.objects.filter(learned__to_test=True).count() == 0


def test_what_lies_apart_is_said_plainly() -> None:
    found: dict[str, Any] = {
        "before": {"figures": {"wait_to_room_min": {"mean": 20.0}, "no_show_share": {"mean": 0.03}}}
    }
    alike = likeness({"lived": {"wait_to_room_min": 10.0, "no_show_share": 0.03}}, found)

    assert [it.is_near for it in alike] == [False, True]
    assert "20" in likeness_in_words(alike)
    assert likeness_in_words([replace(it, is_near=True) for it in alike]) != likeness_in_words(alike)

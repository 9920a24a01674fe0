"""What a day would like to be is drawn once for all, and looks like a day in a practice."""

from collections import Counter
from datetime import date

import pytest

from binome.web.demo.cast import books, read
from binome.web.demo.people import patients
from tests.web.demo.playing import FOUNDED, FRIDAY, panel, plan, the_practice


def test_the_same_seed_draws_the_same_day() -> None:
    """The day, its words, its durations and its sheets."""
    assert plan() == plan()


@pytest.mark.parametrize("other", [{"day": date(2026, 11, 19)}, {"seed": 2}])
def test_another_day_or_another_seed_is_another_day(other: dict) -> None:
    """Nobody lives the same day twice."""
    assert not {i.story for i in plan().intents} & {i.story for i in plan(**other).intents}


def test_about_thirty_five_visits_a_doctor() -> None:
    """The agendas are full, the trainee's, the nurse's and the IPA's lighter."""
    booked = Counter(intent.book.member for intent in plan().intents)
    assert all(30 <= booked[doctor] <= 40 for doctor in ("m1", "m2", "m3")), booked
    assert booked["m4"] in range(12, 18)
    assert booked["m8"] in range(3, 6)
    assert booked["m9"] in range(5, 9)


def test_people_come_for_what_people_of_their_age_come_for() -> None:
    """No child renews a treatment for the heart, no adult comes for the nine months' visit."""
    ages = {p.code: (FRIDAY - p.birth_date).days / 365.25 for p in panel()}
    said = {w: r["ages"] for kind in read("reasons.toml").values() for r in kind if "ages" in r for w in r["words"]}
    for intent in plan().intents:
        since, until = said[intent.words]
        assert since <= ages[intent.patient] < until, intent


def test_a_booking_is_made_before_and_cancelled_before() -> None:
    """In the hours when somebody answers the telephone."""
    for intent in plan().intents:
        if intent.kind == "booked":
            assert intent.booked_at.date() < FRIDAY
            assert intent.booked_at.weekday() < 5
        if intent.cancelled_at:
            assert intent.booked_at < intent.cancelled_at < intent.due


def test_who_has_no_appointment_comes_when_they_come() -> None:
    """Some of them in a hurry."""
    kinds = Counter(i.kind for seed in range(4) for i in plan(seed=seed).intents)
    assert kinds["walk_in"] >= 4
    assert kinds["urgent"] >= 2


@pytest.mark.parametrize("wanted", [10, 200])
def test_as_many_visits_as_a_load_test_asks(wanted: int) -> None:
    """Fewer than usual, or more."""
    drawn = plan(visits=wanted).intents
    assert len(drawn) == len({i.story for i in drawn}) == wanted


def test_the_practice_is_the_twin_room_organisation() -> None:
    """Three doctors, a trainee, two assistants (one also secretary), a secretary, two nurses, seven rooms."""
    roles = Counter(role for member in the_practice().members.values() for role in member.roles)
    assert roles == {
        "physician": 3, "trainee": 1, "assistant": 2, "secretary": 2, "health_nurse": 1, "advanced_nurse": 1,
    }  # fmt: skip
    assert len(the_practice().members) == 9
    assert len(the_practice().rooms) == 7
    assert {book.pathway for book in books()} >= {"twin_rooms", "supervised_trainee", "education_visit", "nurse_visit"}


def test_what_is_drawn_fits_its_column() -> None:
    """SQLite would not mind; PostgreSQL does."""
    limits = {"alias": 20, "family": 120, "given": 120, "sex": 16, "code": 32}
    for patient in panel():
        assert all(len(getattr(patient, name)) <= limit for name, limit in limits.items()), patient
    assert max(len(intent.words) for intent in plan().intents) <= 500


def test_the_same_patients_again() -> None:
    """A panel need not be read back; another practice has other people."""
    assert panel() == patients("kermorwen", 600, born_before=FOUNDED, seed=1)
    others = patients("autre", 600, born_before=FOUNDED, seed=1)
    assert not {p.code for p in panel()} & {p.code for p in others}

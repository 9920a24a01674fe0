"""What the twin drew, told as a day of the demonstration: the same each time, and like a day in a practice."""

from collections import Counter
from datetime import date, timedelta
from importlib import resources
from random import Random

import pytest

from binome.practice.words import Moment
from binome.twin.scenario import read as read_scenario
from binome.web.demo.cast import pathways, read
from binome.web.demo.people import patients
from binome.web.demo.retold import DayPlan, as_many, calls_ahead, day_plan
from binome.web.demo.scene import FILE, day_drawn, days_drawn, scenario
from binome.web.demo.sheet_plan import draw_sheet
from tests.web.demo.playing import FOUNDED, FRIDAY, panel, plan, the_practice

WEEK = [FRIDAY - timedelta(days=n) for n in range(5)]


def test_the_scenario_is_one_that_anybody_may_read_and_change() -> None:
    """The twin reads it as any other, and says of each value what it is worth."""
    text = resources.files("binome.web.demo").joinpath("data", FILE).read_text("utf-8")
    assert read_scenario(text) == scenario()
    assert len(scenario().professionals) == 6


def test_the_same_luck_draws_the_same_day() -> None:
    """The day, its words, its durations and its sheets; drawn alone, or among the others."""
    alone = day_drawn("kermorwen", FOUNDED, date(2026, 11, 18))
    among = list(days_drawn("kermorwen", FOUNDED, date(2026, 11, 16), FRIDAY))[2]
    code, zone = "kermorwen", the_practice().zone
    assert day_plan(alone, code, zone, panel()).deeds == day_plan(among, code, zone, panel()).deeds


@pytest.mark.parametrize("other", [{"day": date(2026, 11, 19)}, {"practice": "kermorwen-2"}])
def test_another_day_or_another_practice_is_another_day(other: dict) -> None:
    """Nobody lives the same day twice."""
    assert not plan().parts.keys() & plan(**other).parts.keys()


def test_a_practice_that_lives_on_has_the_same_past() -> None:
    """The run is as long as it takes: what was drawn for a day stays when a later one is looked at."""
    later = next(days_drawn("kermorwen", FOUNDED, FRIDAY, FRIDAY + timedelta(days=120)))
    assert later.visits == day_drawn("kermorwen", FOUNDED, FRIDAY).visits


def test_about_thirty_five_visits_a_doctor() -> None:
    """The agendas are full, the trainee's, the nurse's and the IPA's lighter."""
    seen = Counter(it.to for day in WEEK for it in plan(day).deeds if it.kind is Moment.BOOKED)
    assert all(30 <= seen[doctor] / 5 <= 40 for doctor in ("m1", "m2", "m3")), seen
    assert 12 <= seen["m4"] / 5 <= 18
    assert 2 <= seen["m8"] / 5 <= 6
    assert 4 <= seen["m9"] / 5 <= 9


def test_people_come_for_what_people_of_their_age_come_for() -> None:
    """No child renews a treatment for the heart, no adult comes for the nine months' visit."""
    ages = {p.code: (FRIDAY - p.birth_date).days / 365.25 for p in panel()}
    said = {w: r["ages"] for kind in read("reasons.toml").values() for r in kind if "ages" in r for w in r["words"]}
    for part in plan().parts.values():
        since, until = said[part.words]
        assert since <= ages[part.patient] < until, part


def test_a_booking_is_made_on_the_day_on_which_the_twin_made_it() -> None:
    """Some weeks before, some on the day itself; given up the day before at the latest."""
    told = [it for it in plan().deeds if it.kind is Moment.BOOKED and it.reason == "booked"]
    leads = Counter((FRIDAY - it.at.date()).days for it in told)
    assert leads[0] >= 5
    assert max(leads) >= 14
    assert all(it.at < it.due for it in told if it.due)
    due = {it.story: it.due for it in told}
    given_up = [it for it in plan().deeds if it.kind is Moment.CANCELLED]
    assert given_up
    assert all(it.at.date() < due[it.story].date() for it in given_up)


def test_a_place_taken_weeks_ahead_is_the_same_story_on_its_day() -> None:
    """Of the coming days one knows today who has a place; nearly all of them still have it on the day."""
    ahead = {it.day: it for it in _calls(date(2026, 11, 16))}
    thursday = ahead[date(2026, 11, 19)]
    on_the_day = plan(date(2026, 11, 19))
    assert len(thursday.parts) > 20
    assert thursday.parts.keys() <= on_the_day.parts.keys()
    assert all(on_the_day.parts[story].patient == part.patient for story, part in thursday.parts.items())
    assert {it.kind for calls in ahead.values() for it in calls.deeds} <= {Moment.BOOKED, Moment.CANCELLED}
    assert set(thursday.deeds) <= set(on_the_day.deeds)


def test_who_has_no_appointment_comes_when_they_come() -> None:
    """Some of them in a hurry."""
    kinds = Counter(it.reason for day in WEEK for it in plan(day).deeds if it.kind is Moment.BOOKED)
    assert kinds["walk_in"] >= 10
    assert kinds["urgent"] >= 4


@pytest.mark.parametrize("wanted", [10, 200])
def test_as_many_visits_as_a_load_test_asks(wanted: int) -> None:
    """Fewer than usual, or more."""
    drawn = as_many(plan(), wanted)
    assert len(drawn.parts) == len({it.story for it in drawn.deeds if it.kind is Moment.BOOKED}) == wanted


def test_the_practice_is_the_twin_room_organisation() -> None:
    """Three doctors, a trainee, two assistants (one also secretary), a secretary, two nurses, seven rooms."""
    roles = Counter(role for member in the_practice().members.values() for role in member.roles)
    assert roles == {
        "physician": 3, "trainee": 1, "assistant": 2, "secretary": 2, "health_nurse": 1, "advanced_nurse": 1,
    }  # fmt: skip
    assert len(the_practice().members) == 9
    assert len(the_practice().rooms) == 7
    assert {*pathways().values()} >= {"twin_rooms", "supervised_trainee", "education_visit", "nurse_visit"}


def test_a_child_has_the_body_and_the_reason_of_its_age() -> None:
    """Nobody of three is 71 cm tall, or comes for the four months' visit."""
    for age, least, most in ((0.3, 55, 66), (1, 70, 80), (3, 90, 102), (10, 130, 148)):
        dice = Random(7)
        sheet = draw_sheet(age, ("height", "weight"), read("reasons.toml")["notes"], own=dice, today=dice)
        assert least < float(dict(sheet.measures)["height"]) < most
    months = {"premier mois": (0, 0.1), "quatre mois": (0.28, 0.5), "huit mois": (0.5, 0.85), "douze mois": (0.85, 1.3)}
    for reason in read("reasons.toml")["doctor"]:
        for words, (since, until) in months.items():
            if any(words in said for said in reason["words"]):
                assert since <= reason["ages"][0] < reason["ages"][1] <= until


def test_an_adult_s_pressure_is_taken_twice() -> None:
    dice = Random(7)
    sheet = draw_sheet(60, (), read("reasons.toml")["notes"], own=dice, today=dice)
    assert [kind for kind, _ in sheet.measures].count("systolic") == 2


def test_what_is_drawn_fits_its_column() -> None:
    """SQLite would not mind; PostgreSQL does."""
    limits = {"alias": 20, "family": 120, "given": 120, "sex": 16, "code": 32}
    for patient in panel():
        assert all(len(getattr(patient, name)) <= limit for name, limit in limits.items()), patient
    assert max(len(part.words) for part in plan().parts.values()) <= 500


def test_the_same_patients_again() -> None:
    """A panel need not be read back; another practice has other people."""
    assert panel() == patients("kermorwen", 600, born_before=FOUNDED, seed=1)
    others = patients("autre", 600, born_before=FOUNDED, seed=1)
    assert not {p.code for p in panel()} & {p.code for p in others}


def _calls(day: date) -> list[DayPlan]:
    return list(calls_ahead(day_drawn("kermorwen", FOUNDED, day), "kermorwen", the_practice().zone, panel()))

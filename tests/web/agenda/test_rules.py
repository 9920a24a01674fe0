"""The practice's booking rules, its rooms, and the first free time."""

from datetime import timedelta

import pytest
from django.urls import resolve

from binome.practice.words import Step
from binome.web.rights import decision_of
from binome.web.store.booking_rules import booking_rules, usual_pathway
from binome.web.store.models import ReadRow
from tests.web.agenda.building import TODAY, Built
from tests.web.agenda.test_booking import form, text

pytestmark = [pytest.mark.usefixtures("at_ten_twenty")]


def rules(**more: str) -> dict[str, str]:
    return {"overlap": "forbid", "slot_min": "20", "pathway": "shared_assistant", **more}


def test_what_is_chosen_counts_at_the_next_request(built: Built) -> None:
    said = rules(**{"slot-m1": "10", "step-twin_rooms-preparation": "8", "step-twin_rooms-closing": "4"})
    assert built.client("m1").post(built.at("agenda/rules/"), said).status_code == 302
    kept = booking_rules(built.house)
    assert (kept.overlap, kept.minutes_with("m1"), kept.minutes_with("m2")) == ("forbid", 10, 20)
    assert built.house.practice.step_minutes == {"twin_rooms": {Step.PREPARATION: 8, Step.CLOSING: 4}}


def test_opening_hours_and_the_rest_are_left_alone(built: Built) -> None:
    built.client("m1").post(built.at("agenda/rules/"), rules())
    assert built.house.practice.opening


def test_each_trade_has_its_usual_kind_of_visit(built: Built) -> None:
    house = built.house
    assert usual_pathway(house, "m1") == "twin_rooms"
    assert usual_pathway(house, "m9") == "education_visit"
    assert usual_pathway(house, "m10") == "supervised_trainee"


def test_with_coupled_places_no_assistant_left_is_a_clash_that_says_so(built: Built) -> None:
    """Two assistants in the morning: the third preparation of the same minutes is one too many."""
    for doctor, patient in (("m1", "p1"), ("m2", "p2")):
        built.book("10:50", doctor, patient, pathway="twin_rooms")
    asked = form(doctor="m3", pathway="twin_rooms", patient="p3")
    answer = built.client().post(built.at("agenda/book/"), asked)
    assert answer.status_code == 409
    assert "Hénaff Loïc" in text(answer)


def test_the_room_pages_show_a_visit_where_it_is_planned(built: Built) -> None:
    story = built.book("10:50", "m1", "p1", pathway="twin_rooms")
    page = text(built.client().get(built.at(f"agenda/day/{TODAY}/?by=rooms")))
    room_one = page.split('data-title="Salle 1"')[1].split("</section>")[0]
    assert f'data-story="{story}"' in room_one


def test_the_assistants_column_shows_whom_they_prepare(built: Built) -> None:
    story = built.book("10:50", "m1", "p1", pathway="twin_rooms")
    page = text(built.client().get(built.at(f"agenda/day/{TODAY}/")))
    solenn = page.split('data-title="Solenn Prigent"')[1].split("</section>")[0]
    assert f'data-story="{story}"' in solenn


def test_the_first_free_time_with_anybody_is_the_soonest_of_all(built: Built) -> None:
    built.set(step_minutes={})
    page = text(built.client().get(built.at("agenda/free/?minutes=15&pathway=single_room")))
    assert "since=10%3A20" in page
    for doctor in ("m1", "m2", "m3", "m4", "m5", "m10"):  # m9, a nurse, holds no consultation and is not proposed
        built.book("10:20", doctor, f"p-{doctor}", minutes=100, seen=True)
    page = text(built.client().get(built.at("agenda/free/?minutes=15&pathway=single_room")))
    assert "since=14%3A00" in page


def test_the_first_free_time_with_one_doctor_may_be_tomorrow(built: Built) -> None:
    built.book("10:20", "m1", minutes=520, seen=True)
    page = text(built.client().get(built.at("agenda/free/?doctor=m1&minutes=15&pathway=single_room")))
    assert f"day={TODAY + timedelta(days=1)}" in page
    assert f"day={TODAY}&" not in page


def test_a_screen_asks_whether_anything_was_written_for_a_few_bytes(built: Built) -> None:
    client, address = built.client(), built.at(f"agenda/version/{TODAY}/{TODAY}")
    first = client.get(address)
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    built.book("15:00")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_screen_that_redraws_itself_is_no_sign_of_life_and_no_reading(built: Built) -> None:
    """Otherwise a screen left alone in a busy practice would stay signed in for ever."""
    client = built.client()
    for view in ("day", "week"):
        assert client.get(built.at(f"agenda/{view}/{TODAY}/again?who=m1")).status_code == 200
    assert not ReadRow.objects.exists()
    decided = [resolve(built.at(f"agenda/{view}/{TODAY}/again")).func for view in ("day", "week")]
    assert all(decision_of(view).quiet for view in decided)

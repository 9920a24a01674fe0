"""The practice's own ground: what its manager changes holds at the next request, and nonsense is said."""

import re
from datetime import time

import pytest

from binome.practice.powers import with_a_device
from binome.practice.words import Role
from binome.web.store import ground
from binome.web.store.models import RoomRow
from tests.web.board.small import Small, book
from tests.web.board.test_gestures import press

SETTINGS = {"amber_min": "7", "red_min": "15", "opening-0": "08:30-12:30 14h-18h30"}


def change(small: Small, what: str, who: str = "m1", **form: str):
    return small.signed_in(who).post(f"/p/brehan/ground/{what}", form)


def test_thresholds_and_opening_hours_are_the_practice_s_own(small: Small) -> None:
    change(small, "settings", **SETTINGS)

    practice = small.house.practice
    assert (practice.thresholds.amber_min, practice.thresholds.red_min) == (7, 15)
    assert [(h.weekday, h.since, h.until) for h in practice.opening] == [
        (0, time(8, 30), time(12, 30)),
        (0, time(14), time(18, 30)),
    ]


def test_the_board_s_timers_take_the_new_thresholds(small: Small) -> None:
    change(small, "settings", **SETTINGS)
    press(small.signed_in("m4"), book(small, "v1"), "arrive", 2)

    assert 'data-amber="420" data-red="900"' in small.signed_in("m1").get("/p/brehan/board/").content.decode()


def test_a_device_is_ticked_for_each_act_it_serves(small: Small) -> None:
    """The texts say which acts ask for one; what is not ticked is not there, and a bare device opens nothing."""
    change(
        small, "settings", **SETTINGS, **{"device-record_ecg": "yes", "device-fly": "yes", "automatic_device": "yes"}
    )

    practice = small.house.practice
    assert practice.devices == {"record_ecg"}
    assert "automatic_device" not in practice.holds
    shown = small.signed_in("m1").get("/p/brehan/ground/").content.decode()
    ticks = re.findall(r'name="device-(\w+)" value="yes"( checked)?', shown)
    assert [code for code, ticked in ticks if ticked] == ["record_ecg"]
    assert tuple(code for code, _ in ticks) == with_a_device()
    assert 'name="automatic_device"' not in shown


@pytest.mark.parametrize(
    "wrong",
    [
        {"amber_min": "soon"},
        {"amber_min": "0"},
        {"amber_min": "20", "red_min": "10"},
        {"opening-0": "matin"},
        {"opening-0": "12:00-09:00"},
        {"opening-0": "08:00-25:00"},
        {"opening-0": "08:00-12:00 11:00-13:00"},
    ],
)
def test_nonsense_is_refused_in_words_and_nothing_changes(small: Small, wrong: dict[str, str]) -> None:
    before = small.house.practice

    refused = change(small, "settings", **{**SETTINGS, **wrong})

    assert refused.status_code == 409
    assert 'role="alert"' in refused.content.decode()
    assert small.house.practice == before


def test_a_member_s_hours_are_by_role(small: Small) -> None:
    change(small, "hours/m3", **{"assistant-0": "08:00-12:00"})

    [post] = small.house.practice.member("m3").posts
    assert post.role is Role.ASSISTANT
    assert [(h.weekday, h.since) for h in post.hours] == [(0, time(8))]


def test_a_room_is_opened_renamed_and_removed(small: Small) -> None:
    change(small, "rooms", name="Bureau de préparation", kind="preparation")
    code = next(c for c, name in small.house.places.items() if name == "Bureau de préparation")
    change(small, "rooms", code=code, name="Bureau", kind="preparation", doctor="m1")

    assert small.house.practice.room(code).doctor == "m1"
    change(small, "rooms/close", code=code)
    assert code not in small.house.places


def test_a_room_with_somebody_in_it_stays(small: Small) -> None:
    story = book(small, "v1")
    press(small.signed_in("m4"), story, "arrive", 2)
    press(small.signed_in("m3"), story, "start", 3, step="preparation", room="r1")

    assert change(small, "rooms/close", code="r1").status_code == 409


def test_only_a_manager_changes_the_ground(small: Small) -> None:
    assert change(small, "settings", who="m4", **SETTINGS).status_code == 403


def test_a_closed_room_s_code_is_never_given_again(small: Small) -> None:
    """The journal still says who was in it: a new room would inherit a past that is not its own."""
    change(small, "rooms", name="Bureau", kind="preparation")
    first = next(c for c, name in small.house.places.items() if name == "Bureau")
    change(small, "rooms/close", code=first)
    change(small, "rooms", name="Autre bureau", kind="preparation")

    second = next(c for c, name in small.house.places.items() if name == "Autre bureau")
    assert second != first


def test_a_room_that_was_there_before_the_count_keeps_its_code_for_ever_too(small: Small) -> None:
    RoomRow.objects.create(practice_id=small.house.id, code="s9", name="Ancienne", kind="technical")
    ground.close_room(small.house, "s9")

    ground.save_room(small.house, "", name="Nouvelle", kind="technical", doctor="")

    assert "s10" in set(RoomRow.objects.values_list("code", flat=True))


def test_a_room_closed_meanwhile_is_not_opened_again_by_renaming_it(small: Small) -> None:
    change(small, "rooms/close", code="r4")

    assert change(small, "rooms", code="r4", name="Salle 4 bis", kind="consultation").status_code == 409
    assert "r4" not in small.house.places


@pytest.mark.both_databases
def test_two_rooms_opened_at_once_have_two_codes(small: Small) -> None:
    """The code is drawn inside the transaction that writes it, from what is known then."""
    seen_before = small.house
    for name in ("Une", "Deux"):
        ground.save_room(seen_before, "", name=name, kind="technical", doctor="")

    assert {"Une", "Deux"} <= set(small.house.places.values())

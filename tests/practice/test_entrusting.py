"""Who of those present may do each item; what nobody may falls visibly back to the doctor; how long it all is."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from binome.practice.checklist import Edited, added_up, as_edited, checklist_items, checklists
from binome.practice.entrusting import (
    DOCTORS,
    Entrusted,
    declared_minutes,
    entrusted,
    helpers_at,
    minutes_by_role,
    minutes_by_step,
)
from binome.practice.team import Absence
from binome.practice.whom import Traits
from binome.practice.words import Role, Step
from tests.desk.small_practice import PRACTICE, TODAY, at

MORNING = at("9:00")


def one(code: str, practice=PRACTICE, *, alone: bool = False, when=MORNING) -> Entrusted:
    [found] = entrusted(practice, [checklist_items()[code]], when, physician="martin", alone=alone)
    return found


def without(*codes: str):
    away = tuple(Absence(code, TODAY, TODAY.replace(day=TODAY.day + 1)) for code in codes)
    return replace(PRACTICE, absences=away)


def test_an_item_is_before_whoever_present_may_do_it() -> None:
    """The assistants first; never a doctor, never somebody away."""
    assert one("weight").who[:2] == ("ana", "bob")
    assert "ana" not in one("weight", without("ana")).who
    assert not set(one("weight").who) & {"martin", "leroy", "ines"}


def test_what_nobody_present_may_do_falls_back_to_the_doctor() -> None:
    """Visibly: it is told apart from what was the doctor's own."""
    nobody = without("ana", "bob", "elise", "paul", "nora")
    fallen, own = one("pressure", nobody), one("decide", nobody)
    assert (fallen.to_doctor, fallen.fell_back) == (True, True)
    assert (own.to_doctor, own.fell_back) == (True, False)


def test_a_patient_who_wants_the_doctor_alone_meets_nobody_else() -> None:
    """Clinical items fall back; what is done at the desk stays there."""
    assert one("pressure", alone=True).to_doctor
    assert one("details", alone=True).who
    assert one("next_visit", alone=True).who


def test_who_only_prepares_is_said() -> None:
    found = one("certificate")
    assert found.who[0] in found.prepares


def test_what_is_ordered_for_this_patient_counts() -> None:
    """And what is true of the visit: here the patient agrees to be accompanied."""
    [found] = entrusted(PRACTICE, [checklist_items()["beside"]], MORNING, physician="martin", patient="p1")
    assert "bob" not in found.who
    also = frozenset({"consent_to_presence"})
    [found] = entrusted(PRACTICE, [checklist_items()["beside"]], MORNING, physician="martin", also=also)
    assert "bob" in found.who


def test_nobody_is_there_at_night() -> None:
    assert helpers_at(PRACTICE, at("23:00")) == ()


LISTS = st.lists(st.sampled_from(list(checklists().values())), max_size=5)


@given(LISTS, st.none() | st.integers(0, 1100), st.booleans(), st.integers(0, 23))
def test_no_item_is_lost(lists, months, alone, hour) -> None:
    """Each has somebody present who may, or the doctor; what falls back has nobody."""
    items = added_up(lists, Traits(months=months))
    found = entrusted(PRACTICE, items, at(f"{hour}:00"), physician="martin", alone=alone)
    assert [it.item for it in found] == list(items)
    for it in found:
        assert bool(it.who) != it.to_doctor
        assert not (it.fell_back and it.who)
        assert it.prepares <= set(it.who)
        assert all(not DOCTORS.issuperset(PRACTICE.member(code).roles) for code in it.who)


@given(LISTS, st.none() | st.integers(0, 1100))
def test_minutes_add_up_whichever_way_they_are_counted(lists, months) -> None:
    items = added_up(lists, Traits(months=months))
    total = sum(it.minutes for it in items)
    assert abs(sum(minutes_by_step(items).values()) - total) < 1e-9
    assert abs(sum(minutes_by_role(items, TODAY).values()) - total) < 1e-9


def test_what_no_helper_may_do_counts_for_the_physician() -> None:
    items = [checklist_items()[code] for code in ("swab", "weight")]
    assert minutes_by_role(items, TODAY) == {
        (Role.PHYSICIAN, Step.CONSULTATION): 4.0,
        (Role.ASSISTANT, Step.PREPARATION): 1.0,
    }


def test_a_practice_declares_a_length_only_with_lists_of_its_own() -> None:
    assert declared_minutes(PRACTICE, TODAY) == {}
    own = replace(PRACTICE, checklists=as_edited({"renewal": Edited(("weight",))}))
    lengths = declared_minutes(own, TODAY)[Step.PREPARATION]
    assert len(lengths) == len(own.checklists) - 1
    assert 0 < lengths[0] < lengths[-1]

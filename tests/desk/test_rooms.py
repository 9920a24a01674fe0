"""Where a step takes place."""

from binome.desk import visits
from binome.practice.words import State, Step
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import arrived, by, consulting, ready, settled
from tests.practice.refused import refused


def test_the_room_that_is_asked_for_is_taken(hall: MemoryHall) -> None:
    """Whatever would have been proposed."""
    assert settled(hall, room="B").room == "B"


def test_an_unknown_room_is_refused(hall: MemoryHall) -> None:
    """Only the practice's own rooms hold visits."""
    with refused("room.unknown", room="cellar"):
        settled(hall, room="cellar")


def test_a_room_holds_one_visit(hall: MemoryHall) -> None:
    """From the moment the patient sits in it to the end of the visit, also between two steps."""
    ready(hall, "v1", room="A")
    with refused("room.taken", room="A", story="v1"):
        settled(hall, "v2", "9:15", room="A")


def test_the_doctor_s_own_room_comes_first(hall: MemoryHall) -> None:
    """Then those given to nobody; never another doctor's."""
    rooms = []
    for story, clock, who in [("v1", "9:00", "bob"), ("v2", "9:15", "ana"), ("v3", "9:30", "nora")]:
        arrived(hall, story, clock)
        rooms.append(visits.start(hall, by(who, clock, story), step=Step.PREPARATION).room)
    assert rooms == ["A", "B", "D"]


def test_when_every_room_is_taken_it_is_said(hall: MemoryHall) -> None:
    """With the rooms that would have done."""
    for story, clock, who in [("v1", "9:00", "bob"), ("v2", "9:15", "ana"), ("v3", "9:30", "nora")]:
        arrived(hall, story, clock)
        visits.start(hall, by(who, clock, story), step=Step.PREPARATION)
    arrived(hall, "v4", "9:45")
    with refused("room.none_free", step=Step.PREPARATION, rooms=("A", "B", "D")):
        visits.start(hall, by("elise", "9:45", "v4"), step=Step.PREPARATION)


def test_a_patient_stays_in_a_room_that_suits(hall: MemoryHall) -> None:
    """The doctor comes to the patient."""
    assert consulting(hall, room="B").room == "B"


def test_a_patient_changes_rooms_when_the_next_step_takes_place_elsewhere(hall: MemoryHall) -> None:
    """From the preparation office to the doctor's room; the office is free again."""
    arrived(hall, pathway="shared_assistant")
    assert visits.start(hall, by("bob", "9:00"), step=Step.PREPARATION).room == "office"
    visits.finish(hall, by("bob", "9:05"), step=Step.PREPARATION)
    assert visits.start(hall, by("martin", "9:06"), step=Step.CONSULTATION).room == "A"
    assert settled(hall, "v2", "9:15", room="office", pathway="shared_assistant").room == "office"


def test_a_step_at_the_desk_gives_the_room_back(hall: MemoryHall) -> None:
    """While the assistant closes the visit at the desk, the doctor's room takes the next patient."""
    arrived(hall, pathway="shared_assistant")
    visits.start(hall, by("martin", "9:00"), step=Step.CONSULTATION, room="A")
    visits.finish(hall, by("martin", "9:10"), step=Step.CONSULTATION)
    visit = visits.start(hall, by("bob", "9:11"), step=Step.CLOSING)
    assert (visit.state, visit.room) == (State.PRESENT, None)
    arrived(hall, "v3", "9:15")
    assert visits.start(hall, by("ana", "9:15", "v3"), step=Step.PREPARATION, room="A").room == "A"


def test_a_step_at_the_desk_is_nowhere_in_particular(hall: MemoryHall) -> None:
    """Being welcomed takes no room."""
    arrived(hall, pathway="shared_assistant")
    assert visits.start(hall, by("sophie", "9:00"), step=Step.WELCOME).room is None


def test_who_leaves_gives_the_room_back(hall: MemoryHall) -> None:
    """At once."""
    settled(hall, "v1", room="A")
    assert visits.leave(hall, by("bob", "9:05"), reason="too_long").room is None
    assert hall.elsewhere(by("bob", "9:05").at.date(), "v2").rooms == {}


def test_a_room_of_another_kind_is_refused_while_one_that_suits_is_free(hall: MemoryHall) -> None:
    """Chosen by name in a list, it is most often a slip; the rooms that would do are said."""
    with refused("room.other_kind", room="school", free=("A", "B", "D")):
        settled(hall, room="school")
    assert hall.visits["v1"].room is None


def test_a_room_of_another_kind_will_do_when_nothing_else_is_free(hall: MemoryHall) -> None:
    """On a full morning the patient is not left standing: somebody who says where is believed."""
    for story, clock, who in [("v1", "9:00", "bob"), ("v2", "9:15", "ana"), ("v3", "9:30", "nora")]:
        arrived(hall, story, clock)
        visits.start(hall, by(who, clock, story), step=Step.PREPARATION)
    arrived(hall, "v4", "9:45")
    assert visits.start(hall, by("elise", "9:45", "v4"), step=Step.PREPARATION, room="school").room == "school"

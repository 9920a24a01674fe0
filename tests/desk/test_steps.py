"""Starting, pausing, finishing, handing over and skipping the steps of a visit."""

import pytest

from binome.desk import visits
from binome.practice.words import Moment, Role, State, Status, Step
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import arrived, at, booked, by, consulting, ready, settled
from tests.practice.refused import refused


def test_a_visit_waits_for_its_first_step(hall: MemoryHall) -> None:
    """From the booking on, the first step is what comes next."""
    assert booked(hall).awaits().step is Step.PREPARATION
    assert visits.arrive(hall, by("sophie", "9:00")).awaits().step is Step.PREPARATION


def test_a_step_says_who_holds_it_since_when_and_where(hall: MemoryHall) -> None:
    """And while it is held the visit waits for nobody."""
    visit = settled(hall, room="B")
    assert (visit.under_way(), visit.holder, visit.room, visit.since) == (Step.PREPARATION, "bob", "B", at("9:00"))
    assert visit.awaits() is None


def test_a_step_bears_the_text_it_was_done_under(hall: MemoryHall) -> None:
    """Role, activity and text are stamped on the line."""
    settled(hall)
    assert hall.of_story("v1")[-1].delegation == "assistant:settle_patient@brehan"


def test_when_a_step_ends_the_next_one_is_awaited(hall: MemoryHall) -> None:
    """In the pathway's order; the patient stays in the room."""
    visit = ready(hall, room="B")
    assert (visit.awaits().step, visit.room, visit.holder) == (Step.CONSULTATION, "B", None)


def test_a_visit_is_done_when_its_last_step_ends(hall: MemoryHall) -> None:
    """Nothing is awaited any more and the room is free."""
    consulting(hall)
    visits.finish(hall, by("martin", "9:20"), step=Step.CONSULTATION)
    visits.start(hall, by("bob", "9:21"), step=Step.CLOSING)
    visit = visits.finish(hall, by("bob", "9:25"), step=Step.CLOSING)
    assert (visit.state, visit.awaits(), visit.room) == (State.DONE, None, None)


def test_nobody_starts_before_the_patient_is_there(hall: MemoryHall) -> None:
    """Not even by skipping what may be skipped."""
    booked(hall)
    with refused("visit.started_not_now", state=State.EXPECTED):
        visits.start(hall, by("bob", "9:00"), step=Step.PREPARATION)
    with refused("visit.started_not_now", state=State.EXPECTED):
        visits.start(hall, by("martin", "9:00"), step=Step.CONSULTATION)


def test_a_doctor_may_take_the_patient_directly(hall: MemoryHall) -> None:
    """What was not done before is skipped in the same click, and says so."""
    arrived(hall)
    visit = visits.start(hall, by("martin", "9:02"), step=Step.CONSULTATION)
    assert visit.progress[Step.PREPARATION].status is Status.SKIPPED
    assert visit.under_way() is Step.CONSULTATION
    skipped, started = hall.of_story("v1")[-2:]
    assert (skipped.reason, skipped.at, skipped.by) == ("taken_directly", started.at, "martin")


def test_what_may_not_be_skipped_is_not_passed_over(hall: MemoryHall) -> None:
    """The closing comes after the consultation; a refusal skips nothing on the way."""
    arrived(hall)
    before = list(hall.told)
    with refused("visit.not_its_turn", step=Step.CLOSING, awaits=Step.CONSULTATION):
        visits.start(hall, by("bob", "9:02"), step=Step.CLOSING)
    assert hall.told == before


def test_a_step_that_somebody_holds_is_not_started_again(hall: MemoryHall) -> None:
    """The refusal says who holds it, where, since when."""
    settled(hall)
    with refused("visit.under_way", step=Step.PREPARATION, holder="bob", room="A", since=at("9:00")):
        visits.start(hall, by("ana", "9:03"), step=Step.PREPARATION)


def test_a_step_that_is_over_is_over(hall: MemoryHall) -> None:
    """It does not begin a second time."""
    ready(hall)
    with refused("visit.not_its_turn", step=Step.PREPARATION, awaits=Step.CONSULTATION):
        visits.start(hall, by("bob", "9:05"), step=Step.PREPARATION)


def test_a_step_that_is_not_on_the_pathway_is_refused(hall: MemoryHall) -> None:
    """A visit with one room and one doctor has no preparation."""
    arrived(hall, pathway="single_room")
    with refused("visit.not_on_pathway", step=Step.PREPARATION, pathway="single_room"):
        visits.start(hall, by("bob", "9:00"), step=Step.PREPARATION)


def test_a_paused_step_can_be_taken_up_again(hall: MemoryHall) -> None:
    """By whoever may hold it; meanwhile it is what the visit waits for, and its holder is free."""
    settled(hall)
    visit = visits.pause(hall, by("bob", "9:05"), step=Step.PREPARATION)
    assert (visit.awaits().step, visit.holder, visit.room) == (Step.PREPARATION, None, "A")
    visit = visits.start(hall, by("ana", "9:10"), step=Step.PREPARATION)
    assert (visit.holder, visit.progress[Step.PREPARATION].since) == ("ana", at("9:10"))


def test_a_paused_step_is_not_passed_over(hall: MemoryHall) -> None:
    """Somebody began it: somebody must end it or skip it."""
    settled(hall)
    visits.pause(hall, by("bob", "9:05"), step=Step.PREPARATION)
    with refused("visit.not_its_turn", step=Step.CONSULTATION, awaits=Step.PREPARATION):
        visits.start(hall, by("martin", "9:06"), step=Step.CONSULTATION)
    visits.skip(hall, by("martin", "9:06"), step=Step.PREPARATION, reason="enough_done")
    assert visits.start(hall, by("martin", "9:07"), step=Step.CONSULTATION).holder == "martin"


@pytest.mark.parametrize("deed", [visits.pause, visits.finish])
def test_a_step_is_ended_by_its_holder(hall: MemoryHall, deed: object) -> None:
    """A colleague who says nothing is told who holds it."""
    settled(hall)
    with refused("visit.held_by_another", step=Step.PREPARATION, holder="bob", room="A", since=at("9:00")):
        deed(hall, by("ana", "9:05"), step=Step.PREPARATION)


def test_a_colleague_may_end_a_step_with_a_reason(hall: MemoryHall) -> None:
    """Both names stay: who held it, who ended it."""
    settled(hall)
    visit = visits.finish(hall, by("ana", "9:05"), step=Step.PREPARATION, reason="holder_called_away")
    assert visit.progress[Step.PREPARATION].by == "bob"
    assert (hall.of_story("v1")[-1].by, hall.of_story("v1")[-1].reason) == ("ana", "holder_called_away")


@pytest.mark.parametrize("deed", [visits.pause, visits.finish])
def test_only_what_is_under_way_ends(hall: MemoryHall, deed: object) -> None:
    """A step that nobody holds has no end."""
    arrived(hall)
    with refused("visit.not_under_way", step=Step.PREPARATION):
        deed(hall, by("bob", "9:05"), step=Step.PREPARATION)


def test_a_step_is_handed_over_to_a_colleague(hall: MemoryHall) -> None:
    """Who then holds it under a text of their own; the clock of the step goes on."""
    settled(hall)
    visit = visits.hand_over(hall, by("bob", "9:05"), step=Step.PREPARATION, to="nora")
    assert (visit.holder, visit.progress[Step.PREPARATION].role) == ("nora", Role.NURSE)
    assert visit.progress[Step.PREPARATION].since == at("9:00")
    event = hall.of_story("v1")[-1]
    assert (event.moment, event.by, event.to, event.to_role) == (Moment.HANDED_OVER, "bob", "nora", Role.NURSE)
    assert event.delegation == "nurse:settle_patient@team_table"


def test_a_step_is_handed_only_to_who_may_hold_it(hall: MemoryHall) -> None:
    """A secretary does not settle patients."""
    settled(hall)
    with refused("delegation.no", role=Role.SECRETARY, activity="settle_patient"):
        visits.hand_over(hall, by("bob", "9:05"), step=Step.PREPARATION, to="sophie")


def test_a_step_is_handed_over_by_its_holder_to_somebody_else(hall: MemoryHall) -> None:
    """Not by a colleague, not to oneself, not to a stranger."""
    settled(hall)
    with refused("visit.held_by_another", holder="bob"):
        visits.hand_over(hall, by("ana", "9:05"), step=Step.PREPARATION, to="nora")
    with refused("visit.hand_over_to_whom"):
        visits.hand_over(hall, by("bob", "9:05"), step=Step.PREPARATION, to="bob")
    with refused("member.unknown", member="zoe"):
        visits.hand_over(hall, by("bob", "9:05"), step=Step.PREPARATION, to="zoe")


def test_a_step_is_not_handed_to_who_is_with_another_patient(hall: MemoryHall) -> None:
    """Nobody is in two visits at once."""
    settled(hall, "v1", room="A")
    arrived(hall, "v2", "9:15")
    visits.start(hall, by("nora", "9:16", "v2"), step=Step.PREPARATION, room="B")
    with refused("person.busy", member="nora", story="v2"):
        visits.hand_over(hall, by("bob", "9:17", "v1"), step=Step.PREPARATION, to="nora")


def test_a_step_may_be_skipped_where_the_pathway_says_so(hall: MemoryHall) -> None:
    """With a reason; the next one is then awaited."""
    arrived(hall)
    visit = visits.skip(hall, by("sophie", "9:05"), step=Step.PREPARATION, reason="no_time")
    assert (visit.progress[Step.PREPARATION].status, visit.awaits().step) == (Status.SKIPPED, Step.CONSULTATION)


def test_the_consultation_is_never_skipped(hall: MemoryHall) -> None:
    """A visit without its doctor is a visit the patient left."""
    ready(hall)
    with refused("visit.may_not_skip", step=Step.CONSULTATION):
        visits.skip(hall, by("sophie", "9:05"), step=Step.CONSULTATION, reason="no_time")


def test_a_step_is_skipped_in_its_turn(hall: MemoryHall) -> None:
    """Neither ahead of it nor while somebody holds it."""
    settled(hall)
    with refused("visit.under_way", step=Step.PREPARATION, holder="bob"):
        visits.skip(hall, by("sophie", "9:05"), step=Step.PREPARATION, reason="no_time")
    visits.finish(hall, by("bob", "9:06"), step=Step.PREPARATION)
    with refused("visit.not_its_turn", step=Step.CLOSING, awaits=Step.CONSULTATION):
        visits.skip(hall, by("sophie", "9:07"), step=Step.CLOSING, reason="no_time")


def test_skipping_the_last_step_ends_the_visit(hall: MemoryHall) -> None:
    """Nothing is left to do."""
    consulting(hall)
    visits.finish(hall, by("martin", "9:20"), step=Step.CONSULTATION)
    visit = visits.skip(hall, by("martin", "9:20"), step=Step.CLOSING, reason="not_needed")
    assert (visit.state, visit.room) == (State.DONE, None)


@pytest.mark.parametrize(
    ("who", "code"), [("sophie", "delegation.no"), ("nora", "delegation.no"), ("bob", "delegation.no")]
)
def test_only_a_doctor_or_a_trainee_consults(hall: MemoryHall, who: str, code: str) -> None:
    """The refusal says who may."""
    ready(hall)
    with refused(code, activity="conduct_consultation", who=(Role.PHYSICIAN, Role.TRAINEE)):
        visits.start(hall, by(who, "9:05"), step=Step.CONSULTATION)


def test_an_assistant_who_is_also_a_secretary_acts_in_the_role_of_the_hour(hall: MemoryHall) -> None:
    """In the morning an assistant, in the afternoon a secretary; what only one of the two may do, that one does."""
    booked(hall, "v1", "9:00")
    visits.arrive(hall, by("ana", "9:00", "v1"))
    booked(hall, "v2", "14:00")
    visits.arrive(hall, by("ana", "14:00", "v2"))
    visits.start(hall, by("ana", "14:01", "v2"), step=Step.PREPARATION)
    roles = [hall.of_story("v1")[-1].role, hall.of_story("v2")[1].role, hall.of_story("v2")[2].role]
    assert roles == [Role.ASSISTANT, Role.SECRETARY, Role.ASSISTANT]


def test_the_next_patient_is_prepared_while_the_doctor_is_with_the_first(hall: MemoryHall) -> None:
    """Two rooms, two people, two visits at once: the twin-room organisation."""
    consulting(hall, "v1", "9:00", room="A")
    settled(hall, "v2", "9:15", room="B")
    holders = {visit.story: (visit.holder, visit.room) for visit in hall.visits.values()}
    assert holders == {"v1": ("martin", "A"), "v2": ("bob", "B")}


def test_nobody_is_with_two_patients(hall: MemoryHall) -> None:
    """The refusal says with whom they are."""
    consulting(hall, "v1", "9:00", room="A")
    ready(hall, "v2", "9:15", room="B")
    with refused("person.busy", member="martin", story="v1"):
        visits.start(hall, by("martin", "9:16", "v2"), step=Step.CONSULTATION)


def test_an_unknown_visit_is_refused(hall: MemoryHall) -> None:
    """Nothing happens to what was never booked."""
    with refused("visit.unknown", story="v9"):
        visits.arrive(hall, by("sophie", "9:00", "v9"))

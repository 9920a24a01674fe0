"""Section 4 of the paper, clause by clause, on days worked out by hand."""

import pytest

from binome.twin.reference.sets import NOT_YET
from binome.twin.tables import NO_ROOM, NOBODY, OWN_QUEUE, OWN_ROOMS, Mark, Otherwise
from tests.twin.drawing import Doctor, Kind, Person, Room, Step
from tests.twin.reference.small_days import live, spans, visit

DESK = Step(queue=0)


def test_a_queue_serves_the_smallest_priority_then_the_earliest() -> None:
    """The one who came third is first when its priority says so; the others keep their order."""
    kinds = [Kind([Step(queue=0, priority=1)]), Kind([Step(queue=0, priority=0)])]
    visits = [visit(0, 10), visit(1, 10), visit(2, 10), visit(3, 10, kind=1)]
    live(visits, kinds, [Person([0])])
    assert [each.steps[0].start for each in visits] == [0, 20, 30, 10]


def test_a_person_takes_the_best_request_of_all_her_queues() -> None:
    """Between two queues the priority decides, then who asked first."""
    kinds = [Kind([Step(queue=0, priority=1)]), Kind([Step(queue=1, priority=1)]), Kind([Step(queue=1)])]
    visits = [visit(0, 10), visit(1, 10, kind=1), visit(2, 10), visit(3, 10, kind=2)]
    live(visits, kinds, [Person([0, 1])])
    assert [each.steps[0].start for each in visits] == [0, 20, 30, 10]


def test_among_the_free_the_smallest_number_is_taken() -> None:
    """Persons and rooms alike."""
    visits = [visit(0, 10), visit(1, 10), visit(2, 10)]
    live(visits, [Kind([Step(0, room=0)])], [Person([0]), Person([0]), Person([0])], [Room([0]) for _ in range(3)])
    assert [each.steps[0].person for each in visits] == [0, 1, 2]
    assert [each.steps[0].room for each in visits] == [0, 1, 2]


def test_who_has_no_professional_is_given_the_least_loaded() -> None:
    """The load counts from the step that chooses to the end of the own step; ties go to the smallest number."""
    kinds = [Kind([Step(marks=Mark.CHOOSES | Mark.OWN)], {0, 1})]
    visits = [visit(0, 10), *(visit(at, 10, professional=NOBODY) for at in (1, 2, 3, 11))]
    live(visits, kinds, [Person([0]), Person([1])], doctors=[Doctor(0, 0), Doctor(1, 1)])
    assert [each.professional for each in visits] == [0, 1, 0, 1, 0]


def test_who_is_away_is_not_chosen_and_who_finds_nobody_leaves() -> None:
    """Not served; who has a professional already is not turned away."""
    kinds = [Kind([Step(queue=2, marks=Mark.CHOOSES | Mark.OWN)], {0, 1}), Kind([Step(2, marks=Mark.CHOOSES)], {0})]
    visits = [visit(0, 1, professional=NOBODY), visit(5, 1, kind=1, professional=NOBODY), visit(6, 1, kind=1)]
    live(visits, kinds, [Person([0]), Person([1]), Person([2])], doctors=[Doctor(0, 0), Doctor(1, 1)], present={1})
    assert [each.professional for each in visits] == [1, NOBODY, 0]
    assert [(each.served, each.left) for each in visits] == [(True, 1), (False, 5), (True, 7)]


def test_a_room_is_held_until_the_step_that_frees_it_and_turned_over() -> None:
    """The next one enters after the turnover, by the priority of the room."""
    kinds = [Kind([Step(0, room=0, room_priority=1, marks=Mark.FREES_ROOM), DESK]), Kind([Step(0, room=0)])]
    visits = [visit(0, 10, 5), visit(1, 10, 5), visit(2, 10, kind=1)]
    live(visits, kinds, [Person([0]) for _ in range(3)], [Room([0], turnover_min=3)])
    assert [each.steps[0].entered for each in visits] == [0, 26, 13]
    assert [each.steps[0].end for each in visits] == [10, 36, 23]


def test_own_rooms_are_those_of_the_professional() -> None:
    """Two visits of one doctor share her only room while another's stands empty."""
    visits = [visit(0, 10), visit(1, 10), visit(2, 10, professional=1)]
    rooms, doctors = [Room([0]), Room([1])], [Doctor(0, 0, own_rooms=0), Doctor(1, 1, own_rooms=1)]
    kinds = [Kind([Step(OWN_QUEUE, room=OWN_ROOMS)])]
    live(visits, kinds, [Person([0]), Person([1])], rooms, doctors)
    assert [(each.steps[0].room, each.steps[0].entered) for each in visits] == [(0, 0), (0, 10), (1, 2)]


def test_at_the_gate_they_go_on_as_they_began_to_wait() -> None:
    """Not by their number, nor by the time of their arrival in the building."""
    kinds = [Kind([Step(1), Step(OWN_QUEUE, marks=Mark.GATED)])]
    visits = [visit(0, 9, 10, gate=20), visit(1, 2, 10, gate=20), visit(19, 5, 10, gate=20)]
    live(visits, kinds, [Person([0]), Person([1]), Person([1])])
    assert [each.steps[1].asked for each in visits] == [20, 20, 24]
    assert [each.steps[1].start for each in visits] == [30, 20, 40]


@pytest.mark.parametrize(("adds", "minutes"), [(0.0, 20.0), (0.5, 24.0), (1.0, 28.0)])
def test_a_step_nobody_can_do_is_skipped_and_weighs_on_the_own_one(adds: float, minutes: float) -> None:
    """By the share said, at the pace of the professional."""
    kinds = [Kind([Step(1, otherwise=Otherwise.SKIPPED, adds=adds), Step(OWN_QUEUE, marks=Mark.OWN)])]
    visits = [visit(0, 4, 10)]
    live(visits, kinds, [Person([0], pace=2.0), Person([1], hours=[[100.0, 200.0]])])
    assert visits[0].steps[0].person == NOBODY
    assert spans(visits, 1) == [(0, 0, minutes)]


def test_a_step_nobody_can_do_falls_to_the_professional() -> None:
    """With the same minutes, in her queue."""
    kinds = [Kind([Step(1, otherwise=Otherwise.BY_PROFESSIONAL)])]
    visits = [visit(0, 4), visit(1, 4), visit(100, 4)]
    live(visits, kinds, [Person([0]), Person([1], hours=[[100.0, 200.0]])])
    assert spans(visits) == [(0, 0, 4), (0, 4, 8), (1, 100, 104)]


def test_she_walks_when_the_room_is_another_than_the_last() -> None:
    """Also the first time; not when nothing of hers lay between."""
    kinds = [Kind([Step(0, room=0, marks=Mark.MOVES)]), Kind([Step(0)])]
    visits = [visit(0, 10), visit(20, 10), visit(40, 10, kind=1), visit(60, 10)]
    live(visits, kinds, [Person([0], moves_min=0.5)])
    assert [end - start for _, start, end in spans(visits)] == [10.5, 10, 10, 10.5]


def test_who_is_kept_goes_when_the_next_step_begins() -> None:
    """Until then she takes nobody else."""
    kinds = [Kind([Step(1, marks=Mark.KEEPS_PERSON), Step(OWN_QUEUE)]), Kind([Step(1)])]
    visits = [visit(0, 5, 10, professional=0), visit(0, 5, 10), visit(6, 1, kind=1)]
    lived = live(visits, kinds, [Person([0]), Person([1]), Person([1])])
    assert spans(visits[:2], 1) == [(0, 5, 15), (0, 15, 25)]
    assert spans(visits[2:]) == [(1, 6, 7)]
    assert lived.persons[2].held() == [(0, 15)]


def test_who_is_kept_goes_on_herself_when_she_serves_the_next_queue() -> None:
    """Though another, free, has a smaller number."""
    kinds = [Kind([Step(0, marks=Mark.KEEPS_PERSON), Step(1)])]
    visits = [visit(0, 5, 10)]
    lived = live(visits, kinds, [Person([1]), Person([0, 1])])
    assert spans(visits, 1) == [(1, 5, 15)]
    assert lived.persons[1].held() == [(0, 5), (5, 15)]


def test_who_goes_on_without_anybody_does_so_when_all_else_is_done() -> None:
    """The visit that enters the freed room asks before the one which skips a step."""
    skips = Step(1, otherwise=Otherwise.SKIPPED)
    kinds = [Kind([Step(0, room=0, marks=Mark.FREES_ROOM), skips, Step(2)]), Kind([Step(2, room=0)])]
    visits = [visit(0, 10, 1, 10), visit(1, 10, kind=1)]
    live(visits, kinds, [Person([0]), Person([1], hours=[[90.0, 99.0]]), Person([2])])
    assert spans(visits[:1], 2) == [(2, 20, 30)]
    assert spans(visits[1:]) == [(2, 10, 20)]


def test_in_a_joint_step_both_stay_to_the_end() -> None:
    """The professional is released first, then the one who was kept."""
    kinds = [Kind([Step(1, marks=Mark.KEEPS_PERSON), Step(OWN_QUEUE, marks=Mark.JOINT)])]
    visits = [visit(0, 5, 10), visit(1, 5, 10)]
    lived = live(visits, kinds, [Person([0]), Person([1])])
    assert [person.held() for person in lived.persons] == [[(5, 15), (20, 30)], [(0, 15), (15, 30)]]


def test_a_visit_that_leaves_takes_nobody_and_no_room_with_it() -> None:
    """Even when its steps forgot them."""
    visits = [visit(0, 5), visit(1, 5)]
    live(visits, [Kind([Step(0, room=0, marks=Mark.KEEPS_PERSON)])], [Person([0])])
    assert [each.left for each in visits] == [5, 10]


def test_the_person_is_free_before_the_room() -> None:
    """The assistant takes who waits in another room before the one who enters the room now freed."""
    kinds = [Kind([Step(0, room=0, marks=Mark.FREES_ROOM)])]
    visits = [visit(0, 10), visit(1, 10), visit(2, 10)]
    live(visits, kinds, [Person([0])], [Room([0]), Room([0])])
    assert [each.steps[0].start for each in visits] == [0, 10, 20]
    assert visits[2].steps[0].entered == 10


def test_she_finishes_what_she_began_and_begins_nothing_more() -> None:
    """The next one waits for her next stretch."""
    visits = [visit(0, 10), visit(1, 10)]
    live(visits, [Kind([DESK])], [Person([0], hours=[[0.0, 8.0, 30.0, 60.0]])])
    assert spans(visits) == [(0, 0, 10), (0, 30, 40)]


def test_who_stays_until_all_is_done_comes_back_as_late_as_she_left() -> None:
    """Twelve minutes of overtime, twelve minutes later in the afternoon."""
    visits = [visit(0, 10), visit(1, 10), visit(21, 10)]
    live(visits, [Kind([DESK])], [Person([0], hours=[[0.0, 8.0, 30.0, 60.0]], until_done=True)])
    assert spans(visits) == [(0, 0, 10), (0, 10, 20), (0, 42, 52)]


def test_who_is_busy_when_her_next_stretch_begins_has_not_left() -> None:
    """She goes on without a pause."""
    visits = [visit(0, 40), visit(1, 10)]
    live(visits, [Kind([DESK])], [Person([0], hours=[[0.0, 8.0, 30.0, 60.0]])])
    assert spans(visits) == [(0, 0, 40), (0, 40, 50)]


def test_when_the_last_one_leaves_those_who_need_not_wait_go_on() -> None:
    """In the order of the queue: the urgent one is the first to ask the professional."""
    kinds = [Kind([Step(1, priority=priority, otherwise=Otherwise.BY_PROFESSIONAL)]) for priority in (1, 0)]
    visits = [visit(0, 30), visit(1, 5), visit(2, 5, kind=1)]
    live(visits, kinds, [Person([0]), Person([1], hours=[[0.0, 20.0]])])
    assert spans(visits) == [(1, 0, 30), (0, 35, 40), (0, 30, 35)]


def test_who_still_waits_at_the_end_is_not_served() -> None:
    """Nobody comes back for them."""
    visits = [visit(0, 10), visit(9, 10)]
    live(visits, [Kind([DESK])], [Person([0], hours=[[0.0, 8.0]])])
    assert [each.served for each in visits] == [True, False]
    assert visits[1].left == visits[1].steps[0].start == NOT_YET


def test_whom_a_visit_keeps_that_goes_no_further_is_free_in_the_evening() -> None:
    """Her tasks count from the end of her step."""
    kinds = [Kind([Step(0, marks=Mark.KEEPS_PERSON), Step(1)])]
    lived = live([visit(0, 5, 10)], kinds, [Person([0]), Person([1], hours=[[]])])
    assert lived.persons[0].held() == [(0, 5)]


def test_a_professional_who_is_away_does_nothing_else_either() -> None:
    """Her hours do not count on that day."""
    visits = [visit(0, 10)]
    live(visits, [Kind([Step(1)])], [Person([0, 1])], present=set())
    assert not visits[0].served


def test_at_one_moment_persons_come_before_rooms_and_rooms_before_arrivals() -> None:
    """Whoever was waiting enters the room; who arrives at that minute waits."""
    visits = [visit(0, 10), visit(20, 10), visit(11, 10)]
    live(visits, [Kind([Step(0, room=0)])], [Person([0])], [Room([0], turnover_min=10)])
    assert [each.steps[0].entered for each in visits] == [0, 40, 20]


def test_those_who_arrive_together_come_by_number() -> None:
    """The doors open for both at once."""
    visits = [visit(15, 10), visit(15, 10)]
    live(visits, [Kind([Step(0, NO_ROOM)])], [Person([0])])
    assert [each.steps[0].start for each in visits] == [15, 25]


def test_a_beginner_is_slower_and_learns() -> None:
    """Half as long again on the first day, and 1/e of that after `pace_days`, from her first day on."""
    for day, minutes in ((0, 15.0), (7, 15.0), (11, 10 + 5 / 2.718281828459045)):
        visits = [visit(0, 10)]
        live(visits, [Kind([DESK])], [Person([0], pace_extra=0.5, pace_days=4.0, pace_from=7)], day=day)
        assert visits[0].left == pytest.approx(minutes)

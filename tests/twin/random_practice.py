"""Practices at random: small, odd, but legal, each from its number alone."""

import random
from itertools import pairwise
from typing import Any

from binome.twin.tables import NEVER, NO_ROOM, NOBODY, OWN_QUEUE, OWN_ROOMS, Book, Floor, Inbox, Mark, Otherwise, Tables
from tests.twin.drawing import (
    NO_MARK,
    Doctor,
    Kind,
    Person,
    Room,
    Step,
    always,
    between,
    bits,
    book_of,
    floor_of,
    inbox_of,
    laws_of,
    lognormal,
    slots_of,
    tables_of,
)

OPEN, CLOSE = 480, 1080


class Dice(random.Random):
    """What is drawn again and again. `tied` practices count in whole minutes, so that much happens at once."""

    tied = False

    def yes(self, chance: float) -> bool:
        return self.random() < chance

    def some(self, of: int, least: int = 0) -> set[int]:
        return set(self.sample(range(of), self.randint(min(least, of), of)))

    def minute(self, low: float, high: float) -> float:
        return float(self.randint(int(low), int(high))) if self.tied else self.uniform(low, high)

    def shares(self, number: int, most: float = 1.0) -> list[float]:
        return [self.uniform(0, most) for _ in range(number)]

    def ints(self, number: int, low: int, high: int) -> list[int]:
        return [self.randint(low, high) for _ in range(number)]


def random_practice(seed: int) -> Tables:
    dice = Dice(seed)
    dice.tied = dice.yes(0.25)
    laws = dice.randint(2, 5)
    day_kinds = dice.randint(1, 3)
    doctors = dice.randint(1, 3)
    floor = _floor(dice, laws, day_kinds, doctors)
    book = _book(dice, laws, day_kinds, doctors, floor)
    return tables_of(floor, book, laws_of(*[_law(dice) for _ in range(laws)]), _inbox(dice, laws, floor))


def _law(dice: Dice) -> Any:
    if dice.tied:
        return always(float(dice.randint(0, 12)))
    low = dice.uniform(0.5, 10)
    return dice.choice([between(low, low + dice.uniform(0, 15)), lognormal(low + 3, dice.uniform(0.2, 0.8))])


# --- the floor ------------------------------------------------------------------------------------


def _floor(dice: Dice, laws: int, day_kinds: int, doctors: int) -> Floor:
    shared = dice.randint(1, 3)
    own = [shared + j for j in range(doctors)]
    room_queues = dice.randint(1, 3)
    persons = _persons(dice, day_kinds, doctors, shared, own)
    kinds = [_kind(dice, laws, shared, room_queues, doctors) for _ in range(dice.randint(1, 4))]
    places = dice.sample(range(len(persons)), doctors)
    for j, place in enumerate(places):
        persons[place].serves = sorted({*persons[place].serves, own[j]})
    return floor_of(
        kinds=kinds,
        persons=persons,
        rooms=_rooms(dice, room_queues),
        doctors=[Doctor(place, own[j], dice.randrange(room_queues)) for j, place in enumerate(places)],
        interruption_law=dice.randrange(laws),
        restart_min=dice.minute(0, 2),
    )


def _persons(dice: Dice, day_kinds: int, doctors: int, shared: int, own: list[int]) -> list[Person]:
    number = dice.randint(max(doctors, 2), 7)
    serves = [dice.some(shared) for _ in range(number)]
    for queue in range(shared):
        dice.choice(serves).add(queue)
    for queue in own:
        if dice.yes(0.15):
            dice.choice(serves).add(queue)  # somebody who stands in for her
    return [_person(dice, day_kinds, sorted(each)) for each in serves]


def _person(dice: Dice, day_kinds: int, serves: list[int]) -> Person:
    hours = [_hours(dice) for _ in range(day_kinds)]
    contract = [_hours(dice) for _ in range(day_kinds)] if dice.yes(0.3) else hours
    return Person(
        serves=serves,
        hours=hours,
        planned=[[float(CLOSE) if minute == NEVER else minute for minute in day] for day in contract],
        until_done=dice.yes(0.5),
        moves_min=dice.minute(0, 2),
        pace=1.0 if dice.tied else dice.uniform(0.7, 1.4),
        pace_extra=0.0 if dice.tied else dice.choice([0.0, 0.5]),
        pace_days=dice.choice([0.0, 4.0]),
        pace_from=len(serves) % 3,
    )


def _hours(dice: Dice) -> list[float]:
    if dice.yes(0.15):
        return [dice.minute(OPEN, OPEN + 60), NEVER]
    if dice.yes(0.4):
        return [dice.minute(OPEN - 30, OPEN + 30), dice.minute(CLOSE - 60, CLOSE + 60)]
    cuts = dice.sample(range(OPEN // 5, CLOSE // 5), 2 * dice.choice([0, 1, 2, 2, 2, 3]))
    return [5.0 * cut for cut in sorted(cuts)]


def _rooms(dice: Dice, queues: int) -> list[Room]:
    serves = [dice.some(queues, least=1) for _ in range(dice.randint(1, 5))]
    for queue in range(queues):
        dice.choice(serves).add(queue)
    return [Room(sorted(each), dice.choice([0.0, 0.0, dice.minute(1, 5)])) for each in serves]


def _kind(dice: Dice, laws: int, shared: int, room_queues: int, doctors: int) -> Kind:
    steps = [_step(dice, laws, shared, room_queues) for _ in range(dice.randint(1, 5))]
    if dice.yes(0.1):
        return Kind(steps)  # no professional is ever asked for
    chooses = dice.randrange(len(steps))
    own = dice.randrange(chooses, len(steps))
    steps[chooses].marks |= Mark.CHOOSES
    for number in range(chooses, len(steps)):
        _may_ask_for_the_professional(dice, steps[number])
    steps[own].marks |= Mark.OWN
    if steps[own].otherwise == Otherwise.SKIPPED:
        steps[own].otherwise = Otherwise.WAITS
    for before, after in pairwise(steps):
        _may_stay_together(dice, before, after)
    if dice.yes(0.9):
        steps[-1].marks |= Mark.FREES_ROOM
    return Kind(steps, dice.some(doctors, least=1))


def _step(dice: Dice, laws: int, shared: int, room_queues: int) -> Step:
    marks = NO_MARK
    for mark, chance in ((Mark.GATED, 0.2), (Mark.MOVES, 0.5), (Mark.FREES_ROOM, 0.2)):
        marks |= mark if dice.yes(chance) else NO_MARK
    return Step(
        queue=dice.randrange(shared),
        room=dice.choice([NO_ROOM, dice.randrange(room_queues)]),
        marks=marks,
        priority=dice.choice([0, 0, 1, 2, 15]),
        room_priority=dice.choice([0, 0, 1, 15]),
        otherwise=dice.choice([Otherwise.WAITS, Otherwise.SKIPPED]),
        adds=dice.choice([0.0, 1.0]) if dice.tied else dice.uniform(0, 1),
        law=dice.randrange(laws),
        interrupted_per_min=dice.choice([0.0, 0.0, 0.1]),
    )


def _may_ask_for_the_professional(dice: Dice, step: Step) -> None:
    if dice.yes(0.5):
        step.queue = OWN_QUEUE
    if step.room != NO_ROOM and dice.yes(0.4):
        step.room = OWN_ROOMS
    if dice.yes(0.4):
        step.otherwise = Otherwise.BY_PROFESSIONAL


def _may_stay_together(dice: Dice, before: Step, after: Step) -> None:
    if dice.yes(0.2):
        before.marks |= Mark.KEEPS_PERSON
        if dice.yes(0.5):
            after.marks |= Mark.JOINT


# --- the agenda -----------------------------------------------------------------------------------


def _book(dice: Dice, laws: int, day_kinds: int, doctors: int, floor: Floor) -> Book:
    days, longest, kinds, slot_kinds = dice.randint(2, 7), dice.randint(2, 14), dice.randint(1, 4), dice.randint(1, 3)
    templates = [_template(dice, slot_kinds) for _ in range(dice.randint(1, 3))]
    visit_kind = [_visit_kinds(dice, doctors, len(floor.first)) for _ in range(kinds)]
    slots = slots_of([at for at, _ in templates], [of for _, of in templates])
    if slots["slots_of"].shape[1] < slot_kinds:
        slot_kinds = slots["slots_of"].shape[1]
    slots["slot_door"] = slots["slot_at"] - dice.choice([5.0, 15.0])
    slots["slot_gate"] = slots["slot_at"] - dice.choice([0.0, 3.0, -10.0])
    return book_of(
        days=days,
        doctors=doctors,
        kinds=kinds,
        longest=longest,
        template=[_weeks(dice, doctors, len(templates)) for _ in range(days + longest + 1)],
        day_kind=dice.ints(days, 0, day_kinds - 1),
        visit_kind=visit_kind,
        **slots,
        **_demand(dice, days, doctors, kinds),
        **_searches(dice, doctors, kinds, slot_kinds, longest),
        **_behaviour(dice, laws, kinds, longest),
        **_doors(dice, day_kinds, doctors, visit_kind),
        **_panels(dice, doctors, slot_kinds, longest, visit_kind),
    )


def _template(dice: Dice, slot_kinds: int) -> tuple[list[float], list[set[int]]]:
    number = dice.choice([0, 4, 10, 16, 16, 64])
    step = (CLOSE - OPEN) // max(number, 10)
    at = [float(OPEN + step * slot) for slot in range(number)]
    return at, [{dice.randrange(slot_kinds)} | (dice.some(slot_kinds) if dice.yes(0.2) else set()) for _ in at]


def _weeks(dice: Dice, doctors: int, templates: int) -> list[int]:
    return [NOBODY if dice.yes(0.15) else dice.randrange(templates) for _ in range(doctors)]


def _visit_kinds(dice: Dice, doctors: int, kinds: int) -> list[int]:
    row = [NOBODY if dice.yes(0.2) else dice.randrange(kinds) for _ in range(doctors)]
    row[dice.randrange(doctors)] = dice.randrange(kinds)
    return row


def _demand(dice: Dice, days: int, doctors: int, kinds: int) -> dict[str, Any]:
    return {
        "rate": [dice.shares(doctors, dice.choice([1, 4, 8])) for _ in range(kinds)],
        "factor": [[dice.choice([0.0, 0.8, 1.0, 1.3]) for _ in range(kinds)] for _ in range(days)],
    }


def _searches(dice: Dice, doctors: int, kinds: int, slot_kinds: int, longest: int) -> dict[str, Any]:
    first = [dice.ints(4, 0, min(3, longest)) for _ in range(kinds)]
    return {
        "stages": dice.ints(kinds, 0, 4),
        "stage_who": [[bits(dice.some(doctors)) for _ in range(4)] for _ in range(kinds)],
        "stage_slots": [[bits(dice.some(slot_kinds, least=1)) for _ in range(4)] for _ in range(kinds)],
        "stage_from": first,
        "stage_to": [[dice.randint(lead, dice.choice([lead, longest])) for lead in row] for row in first],
    }


def _behaviour(dice: Dice, laws: int, kinds: int, longest: int) -> dict[str, Any]:
    return {
        "accepts": [dice.shares(longest + 1) if dice.yes(0.4) else [1.0] * (longest + 1) for _ in range(kinds)],
        "misses": [dice.shares(longest + 1, 0.5) for _ in range(kinds)],
        "rebooks": dice.shares(kinds),
        "cancels": dice.shares(kinds, 0.5),
        "cancels_from": dice.ints(kinds, 0, 4),
        "prefers_later": [dice.choice([0.0, 0.5, 1.0]) for _ in range(kinds)],
        "later_days": dice.ints(kinds, 0, 6),
        "returns": dice.shares(kinds),
        "returns_as": dice.ints(kinds, 0, kinds - 1),
        "returns_after": dice.ints(kinds, 0, longest),
        "punctuality": dice.ints(kinds, 0, laws - 1),
    }


def _doors(dice: Dice, day_kinds: int, doctors: int, visit_kind: list[list[int]]) -> dict[str, Any]:
    hours = [_door_hours(dice) for _ in range(day_kinds)]
    may = [[kind != NOBODY for kind in row] + [True] for row in visit_kind]
    return {
        "door_rate": [[dice.choice([0.0, 0.0, 0.01, 0.04]) if yes else 0.0 for yes in row] for row in may],
        "door_hours": hours,
        "door_gate": [[row[0] + dice.minute(0, 60), row[2] + dice.minute(0, 60)] for row in hours],
    }


def _door_hours(dice: Dice) -> list[float]:
    cuts = sorted(dice.sample(range(OPEN // 5, CLOSE // 5), 4))
    return [5.0 * cut for cut in cuts] if dice.yes(0.7) else [5.0 * cuts[0], 5.0 * cuts[1], NEVER, NEVER]


def _panels(dice: Dice, doctors: int, slot_kinds: int, longest: int, visit_kind: list[list[int]]) -> dict[str, Any]:
    seen_by = [[kind for kind, row in enumerate(visit_kind) if row[j] != NOBODY] for j in range(doctors)]
    return {
        "panel": [dice.choice([0.0, 500.0, 900.0]) for _ in range(doctors)],
        "leaves_per_day": dice.shares(doctors, 0.1),
        "joins_per_day": dice.shares(doctors, 90),
        "accepts_new_within": dice.ints(doctors, 0, longest + 1),
        "panel_most": [dice.choice([300.0, 2000.0]) for _ in range(doctors)],
        "registration": [dice.choice([0.0, 20.0, 500.0]) for _ in range(doctors)],
        "registration_per_day": dice.shares(doctors, 8),
        "booked_before": [dice.shares(longest + 1) if of else [0.0] * (longest + 1) for of in seen_by],
        "booked_as": [dice.choice(of or [0]) for of in seen_by],
        "booked_kinds": [bits(dice.some(slot_kinds)) for _ in range(doctors)],
    }


# --- the inbox ------------------------------------------------------------------------------------


def _inbox(dice: Dice, laws: int, floor: Floor) -> Inbox:
    kinds = dice.randint(0, 3)
    return inbox_of(
        [dice.uniform(0, dice.choice([10, 80])) for _ in range(kinds)],
        dice.ints(kinds, 0, laws - 1),
        [dice.some(len(floor.serves), least=1) for _ in range(kinds)],
        dice.yes(0.5),
    )

"""What somebody does about an errand when they come to it: each turn is one gesture at the desk."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from binome.desk import tasks
from binome.desk.hall import Deed
from binome.desk.incoming import receive, reclassify, take_call
from binome.desk.task_asking import Wanted
from binome.desk.task_hall import TaskHall, Words
from binome.practice.task import NOT_REACHED, Task
from binome.practice.words import Role
from binome.web.demo.errands import Errand

SORTED_AS = ("letter", "letter", "result", "form")
TOLD = 0.5
"""How often somebody writes a note with the outcome."""

Turn = Callable[[TaskHall, Deed, Errand], Task]


def ask(hall: TaskHall, deed: Deed, errand: Errand) -> Task:
    """As it comes: a call, a document, or something a colleague wants."""
    said = errand.said
    if "document" in said:
        return receive(hall, deed, document=said["document"], patient=errand.patient, person=errand.person)
    words = Words(errand.title, "", errand.caller, errand.phone)
    if "call" in said:
        return take_call(hall, deed, reason=said["call"], words=words, patient=errand.patient)
    wanted = Wanted(said["kind"], None, errand.person, errand.patient, said.get("level"))
    return tasks.ask(hall, deed, wanted, words)


def drawn_turns(errand: Errand, task: Task) -> Iterator[str]:
    """What happens between its being asked for and its end, in order. Nobody answers more often than is tried."""
    said, own = errand.said, errand.dice
    declined = task.person is not None and task.role is Role.ASSISTANT and own.random() < said.get("declined", 0.0)
    claimed = own.random() < said.get("claimed", 0.0)
    yield from ["decline"] * declined
    yield from ["claim"] * (claimed or declined)
    yield from ["hand_back", "claim"] * (claimed and own.random() < said.get("given_back", 0.0))
    for _ in range(task.its_kind.tries):
        if own.random() >= said.get("unreached", 0.0):
            break
        yield NOT_REACHED
    yield from ["prepare"] * (own.random() < said.get("prepared", 0.0))
    yield "sort" if own.random() < said.get("sorted_again", 0.0) else "end"


def _end(hall: TaskHall, deed: Deed, errand: Errand) -> Task:
    ends: Mapping[str, float] = errand.said.get("ends", {"done": 1})
    if errand.before:
        ends = errand.said.get("ends_before", ends)
    outcome = errand.dice.choices(list(ends), list(ends.values()))[0]
    told = errand.said.get("notes", {}).get(outcome, "") if errand.dice.random() < TOLD else ""
    return tasks.end(hall, deed, outcome=outcome, note=told)


TURNS: Mapping[str, Turn] = {
    "decline": lambda hall, deed, errand: tasks.decline(hall, deed, reason=errand.dice.choice(("no_time", "cannot"))),
    "claim": lambda hall, deed, errand: tasks.claim(hall, deed),
    "hand_back": lambda hall, deed, errand: tasks.hand_back(hall, deed),
    NOT_REACHED: lambda hall, deed, errand: tasks.not_reached(hall, deed),
    "prepare": lambda hall, deed, errand: tasks.prepared(hall, deed, to=errand.doctor or None),
    "sort": lambda hall, deed, errand: reclassify(hall, deed, document=errand.dice.choice(SORTED_AS)),
    "end": _end,
}


def to_colleague(person: str) -> Turn:
    """Whoever it was before is away: somebody of the same trade takes it."""
    return partial(_pass_on, person)


def _pass_on(person: str, hall: TaskHall, deed: Deed, errand: Errand) -> Task:
    return tasks.pass_on(hall, deed, person=person, reason="away")

"""What follows from a scenario without being said in it."""

from dataclasses import replace

from binome.twin.model import Agenda, Scenario, Step

NO_SLOTS = "no_slots"


def longest_lead(scenario: Scenario) -> int:
    """The furthest day, counted from a request, that any search may reach."""
    furthest = {code: max((it.to_day for it in one.search), default=0) for code, one in scenario.requests.items()}
    after = [furthest[it.returns.request] + it.returns.after_days for it in scenario.requests.values() if it.returns]
    return max([1, *furthest.values(), *after])


def with_professionals(scenario: Scenario) -> Scenario:
    """Where nobody has an agenda (a queue of the textbook), everybody has an empty one: no visit is nobody's."""
    if scenario.professionals:
        return scenario
    everybody = {code: replace(it, agenda=(NO_SLOTS,) * 7) for code, it in scenario.members.items()}
    return replace(scenario, members=everybody, agendas={NO_SLOTS: Agenda(code=NO_SLOTS, sessions=())})


def choosing(steps: tuple[Step, ...]) -> int:
    """Where a visit without a professional is given one: as said, else at the first step after the welcome."""
    told = [number for number, step in enumerate(steps) if step.chooses]
    after_welcome = (number for number, step in enumerate(steps) if step.step != "welcome")
    return told[0] if told else next(after_welcome, 0)


def kept_kind(scenario: Scenario) -> str:
    """The kind of room of which some are kept for some professionals; nothing when there is none."""
    return next((room.kind for room in scenario.rooms.values() if room.used_by), "")


def rooms_of(scenario: Scenario, kind: str, professional: str | None) -> frozenset[int]:
    """The rooms of that kind that this professional's visits may use, by number; of everybody's visits for None."""
    return frozenset(
        number
        for number, room in enumerate(scenario.rooms.values())
        if room.kind == kind and (not room.used_by or professional in room.used_by)
    )

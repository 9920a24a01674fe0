"""The rest of a day from where everybody is: seated as the board's foresight seats them, then lived once by the twin
with what it had drawn for each visit, and told again.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

import numpy as np

from binome.practice.team import Practice
from binome.practice.visit import Visit
from binome.practice.words import OPEN_STATES, Moment, State, Status, Step
from binome.twin.chance import quantile
from binome.twin.deed import Deed
from binome.twin.kernel.midday import IS_TO_COME, IS_WITH_PERSON, rest_of_day
from binome.twin.kernel.state import working_state
from binome.twin.outlook import Outlook
from binome.twin.present import Present, present
from binome.twin.retell import NOT_COMING_MIN, deeds
from binome.twin.spell import spell_numbered
from binome.twin.tables import NEVER
from binome.twin.traced import Booking, TracedVisit, traced_visit
from binome.web.demo.acting import at_the_desk
from binome.web.demo.cast import supervisor
from binome.web.demo.parts import Part
from binome.web.demo.retold import DayPlan

MOST_VISITS = 1_500
A_PERSON_S_OWN = 2
"""What a person began is theirs to end: the play leaves them so many times what it would have taken."""
EARLY = timedelta(minutes=5)
"""Before their hour: who was booked by a person, in the middle of the day."""
SIGNS_AFTER = timedelta(minutes=2)


class FromHere:
    """For one day, spelled when it is first needed."""

    def __init__(self, plan: DayPlan, practice: Practice) -> None:
        self.plan, self.practice, self.drawn = plan, practice, plan.drawn
        tables, numbering = spell_numbered(plan.drawn.scenario)
        state = working_state(tables.floor, MOST_VISITS)
        state.hall[0]["pace"][: len(tables.floor.pace)] = tables.floor.pace
        self.outlook = Outlook(practice, plan.day, plan.drawn.scenario, tables, numbering, state)
        self._midnight = datetime.combine(plan.day, time())

    def rest(
        self,
        seen: Mapping[str, Visit],
        still: Mapping[str, Part],
        calls: list[Deed],
        now: datetime,
        is_ours: Callable[[Visit], bool],
        *,
        last: str = "",
    ) -> list[Deed]:
        """What is left to do, in order. `still`: who is not on the board yet; `calls`: those who have yet to call."""
        here = present(self.outlook, seen.values(), now)
        here.rest.asking[:] = sorted(here.rest.asking, key=lambda p: here.visits[p].story == last)
        stories = [it.story for it in here.visits] + [it for it in still if still[it].visit]
        self._seat(here, still, stories, now, is_ours)
        told = self._told(here, still, stories)
        told = [it for it in told if _is_left(it, seen.get(it.story))]
        told += [*calls, *self._others(seen, now)]
        told = [replace(it, at=max(it.at, now)) for it in told]
        return self.plan.incidents().among(sorted(told, key=lambda it: it.at), self.plan.parts)

    # --- where everybody is

    def _seat(
        self,
        here: Present,
        still: Mapping[str, Part],
        stories: list[str],
        now: datetime,
        is_ours: Callable[[Visit], bool],
    ) -> None:
        rest, state, known = here.rest, self.outlook.state, len(here.visits)
        places = np.full(MOST_VISITS, IS_TO_COME, np.int32)
        places[:known] = rest.places
        state.visits[:known] = rest.visits
        state.steps[: len(rest.steps)] = rest.steps
        for p, visit in enumerate(here.visits):
            self._give(p, self.plan.parts.get(visit.story), visit, rest.now)
            if places[p] == IS_TO_COME:
                state.arrival[p] = self._comes(visit, rest.now)
            elif places[p] == IS_WITH_PERSON:
                self._ends(p, visit, rest.now, 1 if is_ours(visit) else A_PERSON_S_OWN)
        for p, story in enumerate(stories[known:], known):
            self._is_new(p, still[story], rest.now)
        day, tables = self.drawn.number, self.outlook.tables
        kind, there = int(tables.book.day_kind[day]), np.uint64(self._there(day))
        rest_of_day(tables.floor, kind, there, day, rest.now, len(stories), places, rest.asking, state)

    def _there(self, day: int) -> int:
        template = self.outlook.tables.book.template[day]
        return sum(1 << j for j in range(len(template)) if template[j] >= 0)

    def _give(self, p: int, part: Part | None, visit: Visit | None, now: float) -> None:
        """Each step still to come takes as long as it would have; somebody a person brought, as long as usual."""
        state, floor = self.outlook.state, self.outlook.tables.floor
        kind = int(state.kind[p])
        steps = self.drawn.scenario.steps(self.outlook.numbering.visits[kind])
        for g in range(int(floor.count[kind])):
            known = (part.minutes or {}).get(steps[g].code) if part else None
            law = self.outlook.tables.laws.edges[int(floor.step_law[int(floor.first[kind]) + g])]
            worked = visit.progress[Step(steps[g].step)].worked if visit and _has_paused(visit, steps[g].step) else None
            minutes = known if known is not None else quantile(law, 0.5)
            state.minutes[p, g] = max(minutes - worked.total_seconds() / 60, 1.0) if worked else minutes

    def _comes(self, visit: Visit, now: float) -> float:
        """At the moment that was drawn; whoever was moved comes at the new hour; NEVER for who will not come."""
        assert visit.due is not None, "who is expected has an hour"
        part = self.plan.parts.get(visit.story)
        if part is None:
            return max(now, self._minute(visit.due - EARLY))
        if part.visit is None or part.visit.booking is None:
            return NEVER
        return max(now, part.visit.arrival + self._minute(visit.due) - part.visit.booking.at)

    def _ends(self, p: int, visit: Visit, now: float, times: int) -> None:
        state, g = self.outlook.state, int(self.outlook.state.steps_done[p])
        lasts = state.minutes[p, g] * float(state.pace[int(state.person[p, g])]) * times
        state.end[p, g] = state.released[p, g] = max(now, float(state.start[p, g]) + lasts)

    def _is_new(self, p: int, part: Part, now: float) -> None:
        assert part.visit is not None, "somebody who comes"
        state, numbering = self.outlook.state, self.outlook.numbering
        state.visits[p] = np.zeros(1, state.visits.dtype)[0]
        state.kind[p] = numbering.visits.index(part.visit.kind)
        state.professional[p] = numbering.professionals.index(part.visit.professional or "")
        state.entity[p] = part.visit.entity
        state.arrival[p] = max(now, part.visit.arrival)
        self._give(p, part, None, now)

    # --- told again

    def _told(self, here: Present, still: Mapping[str, Part], stories: list[str]) -> list[Deed]:
        visits, names = [], {}
        for p, story in enumerate(stories):
            visit = here.visits[p] if p < len(here.visits) else None
            if visit is not None and visit.state not in (State.EXPECTED, State.PRESENT):
                continue
            if self.outlook.state.arrival[p] >= NEVER:
                continue
            visits.append(self._traced(p, visit, still.get(story)))
            names[f"here-{self.drawn.number}-{p}"] = story
        day = replace(self.drawn, visits=tuple(visits), missed=(), cancelled=())
        return [replace(it, story=names[it.story]) for it in deeds(day, "here", zone=self.plan.zone)]

    def _traced(self, p: int, visit: Visit | None, part: Part | None) -> TracedVisit:
        """Its number is its place here. Whoever has a place in the agenda is told as booked."""
        it = self.outlook
        found = traced_visit(it.scenario, it.tables, it.numbering, it.state, p, {})
        has_place = visit is not None or (part is not None and part.booking is not None)
        return replace(found, entity=p, booking=self._a_booking(found) if has_place else None)

    def _a_booking(self, visit: TracedVisit) -> Booking:
        """When it was made is not told: it stands in the agenda already, or its call is to come."""
        who, request = visit.professional or "", visit.request
        day = self.drawn.number
        return Booking(
            day=day, professional=who, slot=0, request=request, booked_on=day - 1, at=visit.arrival, minutes=15
        )

    def _others(self, seen: Mapping[str, Visit], now: datetime) -> Iterator[Deed]:
        """Those who will not come, and those whose last signature waits."""
        for visit in seen.values():
            if visit.state is State.EXPECTED and visit.due and self._will_not_come(visit):
                at = max(now, visit.due + timedelta(minutes=NOT_COMING_MIN))
                by = at_the_desk(self.practice, at).code
                yield Deed(at=at, by=by, story=visit.story, kind=Moment.MISSED)
            elif visit.state is State.UNSIGNED:
                by = visit.doctor if visit.doctor in self._doctors else supervisor()
                step = visit.unsigned()[0]
                yield Deed(at=now + SIGNS_AFTER, by=by, story=visit.story, kind=Moment.SIGNED, step=step)

    @property
    def _doctors(self) -> list[str]:
        return [it.code for it in self.practice.members.values() if "physician" in it.roles]

    def _will_not_come(self, visit: Visit) -> bool:
        part = self.plan.parts.get(visit.story)
        return part is not None and part.visit is None

    def _minute(self, at: datetime) -> float:
        local = at.astimezone(self.practice.zone).replace(tzinfo=None)
        return (local - self._midnight).total_seconds() / 60


def _has_paused(visit: Visit, word: str) -> bool:
    stretch = visit.progress.get(Step(word)) if word in set(Step) else None
    return stretch is not None and stretch.status is Status.PAUSED


def _is_left(told: Deed, visit: Visit | None) -> bool:
    """Is it still to be done?"""
    if visit is None:
        return told.reason != "booked" if told.kind is Moment.BOOKED else True
    if told.kind in (Moment.BOOKED, Moment.ARRIVED):
        return told.kind is Moment.ARRIVED and visit.state is State.EXPECTED
    if told.step is None:
        return visit.state in OPEN_STATES
    stretch = visit.progress.get(told.step)
    if stretch is None:
        return True
    if told.kind is Moment.SIGNED:
        return stretch.to_sign
    if told.kind is Moment.STARTED:
        return stretch.status is Status.PAUSED
    return told.kind is Moment.FINISHED and stretch.status in (Status.PAUSED, Status.UNDER_WAY)

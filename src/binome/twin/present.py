"""The state of a live day as the twin needs it: who is where, who waits, who may still come, and since when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s

import numpy as np

from binome.practice.visit import Stretch, Visit
from binome.practice.words import State, Status, Step
from binome.twin.from_practice import member_of
from binome.twin.kernel.foresight import Rest
from binome.twin.kernel.midday import HAS_LEFT, IS_TO_COME, IS_WITH_PERSON, WAITS_FOR_ROOM
from binome.twin.kernel.state import STEP, VISIT
from binome.twin.outlook import Outlook
from binome.twin.practice_steps import urgent_kind, visit_kind
from binome.twin.retell_ways import SUPERVISION
from binome.twin.tables import NEVER, NOBODY, Floats, Mark

HERE = (State.PRESENT,)
OVER = (Status.FINISHED, Status.SKIPPED)


@dataclass(frozen=True, slots=True)
class Present:
    """The rest of a day, and the visits it speaks of in their order."""

    rest: Rest
    visits: tuple[Visit, ...]


def present(outlook: Outlook, visits: Iterable[Visit], now: datetime, first: Sequence[str] = ()) -> Present:
    """Every visit of the day that is still to come or under way, or has been: `first` are served before who waits."""
    known = tuple(it for it in visits if it.due is not None and _kind(outlook, it) is not None)
    seats = _Seats(outlook, known, outlook.practice.local(now))
    for p in range(len(known)):
        seats.put(p)
    return Present(seats.rest(first), known)


class _Seats:
    """Where everybody is put, visit by visit."""

    def __init__(self, outlook: Outlook, visits: tuple[Visit, ...], now: datetime) -> None:
        self.outlook, self.visits_now, self.now = outlook, visits, self._minute(outlook, now)
        self.numbering, self.floor = outlook.numbering, outlook.tables.floor
        many, most = len(visits), int(outlook.state.hall[0]["most_steps"])
        self.most = most
        self.visits, self.steps = np.zeros(many, VISIT), np.zeros(many * most, STEP)
        self.places = np.full(many, HAS_LEFT, np.int32)
        self.behind, self.late_behind = np.zeros((many, most)), np.zeros(many)
        self.due, self.door, self.comes = np.zeros(many), np.zeros(many), np.ones(many)
        self.late_law = np.zeros(many, np.int32)

    @staticmethod
    def _minute(outlook: Outlook, at: datetime) -> float:
        """By the clock on the wall, from the midnight of the day; another day is so many hours before or after."""
        local = outlook.practice.local(at)
        days = (local.date() - outlook.on).days
        return days * 1_440.0 + local.hour * 60.0 + local.minute + (local.second + local.microsecond / 1e6) / 60.0

    def minute(self, at: datetime) -> float:
        return self._minute(self.outlook, at)

    def put(self, p: int) -> None:
        visit = self.visits_now[p]
        assert visit.due is not None
        row, kind = self.visits[p], _kind(self.outlook, visit)
        row["kind"] = kind
        row["professional"] = self.numbering.professionals.index(visit.doctor or "")
        row["entity"] = entity_of(visit.story)
        row["room_now"] = self._room(visit.room)
        row["kept"], row["left"] = NOBODY, NEVER
        row["arrival"] = self.minute(visit.arrived_at) if visit.arrived_at else NEVER
        self.due[p] = self.minute(visit.due)
        if visit.state is State.EXPECTED:
            self._is_expected(p, visit)
        else:
            self._has_come(p, visit)

    def _is_expected(self, p: int, visit: Visit) -> None:
        """Late so far: the later, the likelier that nobody comes at all."""
        book, request = self.outlook.tables.book, self.numbering.requests.index("booked")
        law = int(book.punctuality[request])
        lead = max(0, (self.outlook.on - self.outlook.practice.local(visit.since).date()).days) if visit.since else 0
        misses = float(book.misses[request, min(lead, book.misses.shape[1] - 1)])
        late = self.now - self.due[p]
        behind = share_below(self.outlook.tables.laws.edges[law], late) if late > -60 * 24 else 0.0
        still = (1.0 - misses) * (1.0 - behind)
        self.places[p], self.late_law[p], self.late_behind[p] = IS_TO_COME, law, min(behind, 1.0 - 1e-12)
        self.comes[p] = still / (misses + still) if misses + still > 0 else 0.0

    def _has_come(self, p: int, visit: Visit) -> None:
        scenario = self.outlook.scenario
        steps = scenario.steps(self.numbering.visits[self.visits[p]["kind"]])
        done = 0
        for n, step in enumerate(steps):
            stretch = _stretch(visit, step.step)
            if not _is_over(visit, step.step, stretch):
                break
            self._note(p, n, stretch)
            done = n + 1
        self.visits[p]["steps_done"] = done
        if visit.state not in HERE or done == len(steps):
            return
        stretch = _stretch(visit, steps[done].step)
        holder = self._person(stretch) if stretch and stretch.status is Status.UNDER_WAY else NOBODY
        self.places[p] = WAITS_FOR_ROOM if holder == NOBODY else IS_WITH_PERSON
        if holder == NOBODY and done and self._marks(p, done - 1) & Mark.FREES_ROOM:
            self.visits[p]["room_now"] = NOBODY  # sits there still, and will be seen in a room of another kind
        if holder != NOBODY and stretch is not None:
            self._note(p, done, stretch)
            elapsed = max(0.0, self.now - self.minute(stretch.since))
            law = int(self.floor.step_law[self.floor.first[self.visits[p]["kind"]] + done])
            share = share_below(self.outlook.tables.laws.edges[law], elapsed / float(self.floor.pace[holder]))
            self.behind[p, done] = min(share, 1.0 - 1e-9)

    def _marks(self, p: int, n: int) -> int:
        return int(self.floor.marks[self.floor.first[self.visits[p]["kind"]] + n])

    def _note(self, p: int, n: int, stretch: Stretch | None) -> None:
        """A step that has begun, as far as anybody still needs to know."""
        row = self.steps[p * self.most + n]
        row["person"], row["room"] = self._person(stretch), self.visits[p]["room_now"]
        since = self.minute(stretch.since) if stretch else self.now
        row["asked"] = row["start"] = row["end"] = row["released"] = since
        row["entered"], row["then"] = NEVER, NOBODY
        if stretch is not None and stretch.status is Status.SKIPPED:
            row["person"] = NOBODY

    def _person(self, stretch: Stretch | None) -> int:
        """The post of the person who holds it."""
        if stretch is None:
            return NOBODY
        members = self.outlook.scenario.members
        posts = [it for it in members.values() if member_of(it.code) == stretch.by]
        best = next((it for it in posts if stretch.role in it.roles), posts[0] if posts else None)
        return self.numbering.persons.index(best.code) if best else NOBODY

    def _room(self, code: str | None) -> int:
        return self.numbering.rooms.index(code) if code in self.numbering.rooms else NOBODY

    def rest(self, first: Sequence[str]) -> Rest:
        waiting = [p for p in range(len(self.places)) if self.places[p] == WAITS_FOR_ROOM]
        waiting.sort(key=lambda p: (_rank(self.visits_now[p].story, first), self._since(p), p))
        book = self.outlook.tables.book
        rates, hours = book.door_rate, book.door_hours[book.day_kind[0]]
        there = [j for j in range(len(self.numbering.professionals)) if self.outlook.present >> j & 1]
        walk = [(c, j) for c in range(len(rates)) for j in there if rates[c, j] > 0]
        left = _left_open(hours, self.now)
        return Rest(
            now=self.now,
            visits=self.visits,
            steps=self.steps,
            places=self.places,
            asking=np.array(waiting, np.int32),
            behind=self.behind,
            due=self.due,
            door=self.door,
            late_law=self.late_law,
            late_behind=self.late_behind,
            comes=self.comes,
            walk_rate=np.array([rates[c, j] * book.factor[0, c] for c, j in walk], np.float64),
            walk_kind=np.array([book.visit_kind[c, j] for c, j in walk], np.int32),
            walk_to=np.array([j for _, j in walk], np.int32),
            open_from=np.array([since for since, _ in left], np.float64),
            open_min=np.array([until - since for since, until in left], np.float64),
        )

    def _since(self, p: int) -> float:
        since = self.visits_now[p].since
        return self.minute(since) if since else self.now


def _rank(story: str, first: Sequence[str]) -> int:
    return first.index(story) if story in first else len(first)


def _kind(outlook: Outlook, visit: Visit) -> int | None:
    """The number of its kind of visit; None for what is not on the day's agendas."""
    if visit.doctor not in outlook.numbering.professionals or visit.pathway is None:
        return None
    kind = visit_kind(visit.doctor, visit.pathway.code)
    code = urgent_kind(kind) if visit.urgent else kind
    return outlook.numbering.visits.index(code) if code in outlook.numbering.visits else None


def _stretch(visit: Visit, word: str) -> Stretch | None:
    return None if word == SUPERVISION else visit.progress.get(Step(word))


def _is_over(visit: Visit, word: str, stretch: Stretch | None) -> bool:
    """A doctor has joined the trainee when nothing waits for a signature any more, or somebody went on."""
    if word == SUPERVISION:
        return not visit.unsigned() or visit.under_way() is not None
    return stretch is not None and stretch.status in OVER


def _left_open(hours: Floats, now: float) -> list[tuple[float, float]]:
    spans = [(float(hours[n]), float(hours[n + 1])) for n in range(0, len(hours), 2) if hours[n] < NEVER]
    return [(max(now, since), until) for since, until in spans if until > now]


def share_below(edges: Floats, minutes: float) -> float:
    """How much of a law lies below: its table of quantiles, read the other way."""
    lower, body, upper = edges
    for table, low, high in ((lower, 0.0, 1 / 1024), (body, 1 / 1024, 1023 / 1024), (upper, 1023 / 1024, 1.0)):
        values = table[1:1024] if table is body else table
        if minutes <= values[-1] or table is upper:
            place = float(np.interp(minutes, values, np.arange(len(values)) / (len(values) - 1)))
            return low + place * (high - low)
    return 1.0


def entity_of(story: str) -> int:
    """The luck of a visit is its own, whatever else changes: below the numbers of those who walk in."""
    return int.from_bytes(blake2s(story.encode(), digest_size=4).digest(), "big")

"""Which known visit a foreign one is: by name, by place in the day, or by patient when it was moved."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from binome.interop.known import KnownVisit
from binome.interop.names import fold
from binome.interop.reading import ForeignVisit

AnyVisit = KnownVisit | ForeignVisit
Key = Callable[[AnyVisit], Hashable]
Some = TypeVar("Some", KnownVisit, ForeignVisit)


@dataclass(slots=True)
class Match:
    """Known and incoming visits still without their counterpart, and the pairs found so far."""

    known: list[KnownVisit]
    visits: list[ForeignVisit]
    pairs: list[tuple[KnownVisit, ForeignVisit]] = field(default_factory=list)

    def by(self, key: Key, among: Callable[[KnownVisit], bool] = lambda known: True, *, only_one: bool = False) -> None:
        """Pair those that share a key and a patient. Of several, the closest go together; with `only_one`, none do:
        who cannot say which of two visits was moved must not choose."""
        waiting = _by_key(key, [known for known in self.known if among(known)])
        asking = _by_key(key, self.visits)
        for name, visits in asking.items():
            candidates = waiting.get(name, [])
            if only_one and (len(visits) > 1 or len(candidates) > 1):
                continue
            for visit in visits:
                self._pair(visit, candidates)
        self._drop_paired()

    def _pair(self, visit: ForeignVisit, candidates: list[KnownVisit]) -> None:
        fitting = [known for known in candidates if _same_person(known, visit)]
        if fitting:
            nearest = min(fitting, key=lambda known: _apart(known, visit))
            candidates.remove(nearest)
            self.pairs.append((nearest, visit))

    def _drop_paired(self) -> None:
        known = {id(one) for one, _ in self.pairs}
        visits = {id(one) for _, one in self.pairs}
        self.known = [one for one in self.known if id(one) not in known]
        self.visits = [one for one in self.visits if id(one) not in visits]


def identifier(visit: AnyVisit) -> Hashable:
    return (visit.uid, visit.recurrence_id) if visit.uid else None


def place_in_the_day(visit: AnyVisit) -> Hashable:
    return visit.starts, fold(visit.practitioner), _who(visit)


def at_another_doctor(visit: AnyVisit) -> Hashable:
    return (visit.starts, _who(visit)) if _who(visit) else None


def elsewhere_that_day(visit: AnyVisit) -> Hashable:
    return (visit.starts.date(), fold(visit.practitioner), _who(visit)) if _who(visit) else None


def with_that_doctor(visit: AnyVisit) -> Hashable:
    return (fold(visit.practitioner), _who(visit)) if _who(visit) else None


def _by_key(key: Key, visits: Iterable[Some]) -> dict[Hashable, list[Some]]:
    found: dict[Hashable, list[Some]] = defaultdict(list)
    for visit in visits:
        if (name := key(visit)) is not None:
            found[name].append(visit)
    return found


def _who(visit: AnyVisit) -> frozenset[str]:
    """The words of a name, in whatever order the columns had them."""
    return frozenset(fold(f"{visit.family} {visit.given}").split())


def _same_person(known: KnownVisit, visit: ForeignVisit) -> bool:
    """An entry whose patient was replaced is another visit, even under the same identifier: by a stranger, or by a
    brother or sister (one family name, two given names)."""
    mine, theirs = _who(known), _who(visit)
    if not mine or not theirs or mine == theirs:
        return True
    given, other = fold(known.given).split(), fold(visit.given).split()
    siblings = fold(known.family) == fold(visit.family) and any(a != b for a, b in zip(given, other, strict=False))
    return bool(mine & theirs) and not siblings


def _apart(known: KnownVisit, visit: ForeignVisit) -> tuple[float, bool, bool]:
    """How far two visits are from being the same: in time, then in state, then in what they are for."""
    seconds = abs((known.starts - visit.starts).total_seconds())
    return seconds, known.standing != visit.standing, known.reason != visit.reason

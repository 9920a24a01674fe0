"""Who the people of an agenda are: known for sure, known by their name alone, one of several, or somebody new."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from binome.interop.doubles import Double, doubles, is_named_as, person_of
from binome.interop.known import KnownPatient
from binome.interop.patient_plan import Doubtful
from binome.interop.plan import Changed, Plan
from binome.interop.reading import ForeignPatient, ForeignVisit

_WHO = frozenset(["family", "given", "birth_name", "birth_date"])


@dataclass(frozen=True, slots=True)
class Acquainted:
    """People by `key_of`: `sure` leads to a known code; `by_name` is proposed and shown; `several` is asked.

    An agenda rarely says when people were born. Somebody whose full name only one known person bears is proposed as
    that person, and a human being may say otherwise; of whom several bear it, a human being chooses. So too when the
    agenda gives a birth date, and a namesake is known without one or with nearly that one: perhaps it is the same.
    """

    sure: dict[str, str]
    by_name: dict[str, Double]
    several: dict[str, Doubtful]


NOBODY = Acquainted({}, {}, {})


def acquainted(known: Iterable[KnownPatient], people: Iterable[ForeignPatient]) -> Acquainted:
    found: dict[str, list[Double]] = {}
    for double in doubles(known, {key_of(person): person for person in people}.values()):
        found.setdefault(key_of(double.incoming), []).append(double)
    told = Acquainted({}, {}, {})
    for key, pairs in found.items():
        _place(told, key, pairs)
    return told


def newcomers(plan: Plan) -> list[ForeignVisit]:
    """The visits of a plan whose patient has to be met: new ones, and places that went to somebody else."""
    return [*plan.created, *(one.visit for one in plan.changed if is_replaced(one))]


def is_replaced(changed: Changed) -> bool:
    """Did the place go to somebody else? A birth date where none was known only tells more of the same person."""
    told = {change.name for change in changed.fields if change.name != "birth_date" or change.before is not None}
    return bool(told & _WHO)


def whom(visit: ForeignVisit) -> str:
    return key_of(person_of(visit))


def key_of(person: ForeignPatient) -> str:
    """One person of a file, in few signs, the same each time the file is read."""
    said = (person.family, person.used_name, person.given, str(person.birth_date), person.phone)
    return sha256("\n".join(said).encode()).hexdigest()[:16]


def _place(told: Acquainted, key: str, pairs: list[Double]) -> None:
    certain = [pair for pair in pairs if pair.certain]
    born = [pair for pair in pairs if pair.reason == "names"]
    named = [pair for pair in pairs if is_named_as(pair.known, pair.incoming)]
    if certain or len(born) == 1:
        told.sure[key] = (certain or born)[0].known.code
    elif pairs[0].incoming.birth_date is None and len(named) == 1:
        told.by_name[key] = named[0]
    elif alike := born or named:
        told.several[key] = Doubtful(alike[0].incoming, tuple(alike))

"""Who may already be known: every likeness with its reason, shown before anything is merged."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from binome.interop.known import KnownPatient
from binome.interop.names import digits, fold, fold_family
from binome.interop.reading import ForeignPatient, ForeignVisit, Trust

Person = KnownPatient | ForeignPatient

_ENOUGH = 30
"""How many people one key leads to. A list where thousands share a name and a birth date (1 January 1900, for who has
none) is looked through in seconds all the same; whoever is the same in everything has other keys to be found by."""


@dataclass(frozen=True, slots=True)
class Double:
    """A known person and a foreign one who are the same (`certain`) or may be. `reason` is a code:
    ins, traits, number · names, used_name, swapped, spelling, birth_date, no_birth_date, phone, ins_unproved."""

    known: KnownPatient
    incoming: ForeignPatient
    certain: bool
    reason: str


def doubles(existing: Iterable[KnownPatient], incoming: Iterable[ForeignPatient]) -> list[Double]:
    """Every pair that is or may be one person, in the order of `incoming`, certain ones first."""
    shelf = _Shelf(existing)
    found: list[Double] = []
    for person in incoming:
        pairs = [(known, likeness(known, person)) for known in shelf.near(person)]
        like = [Double(known, person, said[0], said[1]) for known, said in pairs if said is not None]
        found += sorted(like, key=lambda double: not double.certain)
    return found


def person_of(visit: ForeignVisit) -> ForeignPatient:
    """The patient as an agenda names them: enough to look for who they may be."""
    return ForeignPatient(
        family=visit.birth_name or visit.family,
        given=visit.given,
        line=visit.line,
        used_name=visit.family if visit.birth_name else "",
        birth_date=visit.birth_date,
        phone=visit.phone,
        email=visit.email,
        ids=(visit.patient_id,) if visit.patient_id else (),
    )


def likeness(known: Person, person: Person) -> tuple[bool, str] | None:
    """Are they one person? (True, why): surely. (False, why): perhaps. None: no.

    Two qualified identities with different numbers are two persons, whatever else they share. Twins (one name, one
    birth date, two given names) are never one person, unless a qualified number says so.
    """
    if (proved := _by_ins(known, person)) is not None:
        return proved or None
    if set(known.ids) & set(person.ids):
        return (True, "number") if _share_a_name(known, person) else (False, "number")
    if _same_traits(known, person):
        return True, "traits"
    if _unproved_ins(known, person):
        return False, "ins_unproved"
    return next(((False, reason) for reason, holds in _PERHAPS.items() if holds(known, person)), None)


def is_named_as(known: Person, person: Person) -> bool:
    """The same full name, family and given, accents and capitals apart; whatever else is or is not known."""
    return bool(fold(known.given) == fold(person.given) != "" and _families(known) & _families(person))


def _by_ins(known: Person, person: Person) -> tuple[bool, str] | tuple[()] | None:
    """Same or other number, when both are qualified: the only statuses under which the number proves anything."""
    if known.ins is None or person.ins is None or not known.trust is person.trust is Trust.QUALIFIED:
        return None
    return (True, "ins") if known.ins == person.ins else ()


def _unproved_ins(known: Person, person: Person) -> bool:
    return known.ins is not None and known.ins == person.ins


def _same_traits(known: Person, person: Person) -> bool:
    """The five strict traits, all there on both sides."""
    mine, theirs = _traits(known), _traits(person)
    return mine == theirs and all(mine)


def _traits(person: Person) -> tuple[str, str, date | None, str, str]:
    return (
        fold(person.family),
        fold(person.given),
        person.birth_date,
        person.sex,
        person.birth_place,
    )


def _families(person: Person) -> set[str]:
    return {fold_family(name) for name in (person.family, person.used_name) if name}


def _same_given(one: Person, other: Person) -> bool:
    """The same first given name; "Jean" and "Jean-Pierre" may be one, "Marie-Anne" and "Marie-Laure" are two."""
    mine, theirs = fold(one.given).split(), fold(other.given).split()
    shorter = min(len(mine), len(theirs))
    return shorter > 0 and mine[:shorter] == theirs[:shorter]


def _same_birth(one: Person, other: Person) -> bool:
    return one.birth_date is not None and one.birth_date == other.birth_date


def _same_phone(one: Person, other: Person) -> bool:
    return len(digits(one.phone)) > 8 and digits(one.phone) == digits(other.phone)


def _share_a_name(one: Person, other: Person) -> bool:
    return bool(_families(one) & _families(other)) or _same_given(one, other)


def _names(one: Person, other: Person) -> bool:
    return _same_birth(one, other) and _same_given(one, other) and fold_family(one.family) == fold_family(other.family)


def _used_name(one: Person, other: Person) -> bool:
    return _same_birth(one, other) and _same_given(one, other) and bool(_families(one) & _families(other))


def _swapped(one: Person, other: Person) -> bool:
    """The family name in the column of the given name, and the other way round."""
    crossed = fold_family(one.family) == fold_family(other.given) and fold(one.given) == fold(other.family)
    return crossed and (_same_birth(one, other) or not (one.birth_date and other.birth_date))


def _spelling(one: Person, other: Person) -> bool:
    near = any(len(mine) > 3 and _one_slip(mine, theirs) for mine in _families(one) for theirs in _families(other))
    return near and _same_birth(one, other) and _same_given(one, other)


def _birth_date(one: Person, other: Person) -> bool:
    """Same names, and birth dates that differ by one figure or by day and month exchanged."""
    if one.birth_date is None or other.birth_date is None or not _same_given(one, other):
        return False
    mine, theirs = f"{one.birth_date:%Y%m%d}", f"{other.birth_date:%Y%m%d}"
    turned = mine[:4] + mine[6:] + mine[4:6] == theirs
    slip = sum(a != b for a, b in zip(mine, theirs, strict=True)) == 1
    return (turned or slip) and bool(_families(one) & _families(other))


def _no_birth_date(one: Person, other: Person) -> bool:
    unknown = one.birth_date is None or other.birth_date is None
    return unknown and _same_given(one, other) and bool(_families(one) & _families(other))


def _phone(one: Person, other: Person) -> bool:
    """Another family name (a marriage?), but the same given name, birth date and telephone."""
    return _same_phone(one, other) and _same_birth(one, other) and _same_given(one, other)


_PERHAPS: dict[str, Callable[[Person, Person], bool]] = {
    "names": _names,
    "used_name": _used_name,
    "swapped": _swapped,
    "spelling": _spelling,
    "birth_date": _birth_date,
    "no_birth_date": _no_birth_date,
    "phone": _phone,
}


def _one_slip(one: str, other: str) -> bool:
    """Is one letter changed, missing, added, or exchanged with its neighbour?"""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    exchanged = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return exchanged or one[at + 1 :] == other[at + 1 :] or one[at:] == other[at + 1 :] or one[at + 1 :] == other[at:]


class _Shelf:
    """Known persons by what a likeness must share, so that ten thousand are not compared with ten thousand."""

    def __init__(self, known: Iterable[KnownPatient]) -> None:
        self.known: Sequence[KnownPatient] = list(known)
        self.by_key: dict[object, list[int]] = defaultdict(list)
        for at, person in enumerate(self.known):
            for key in set(_keys(person)):
                if len(self.by_key[key]) < _ENOUGH:
                    self.by_key[key].append(at)

    def near(self, person: Person) -> Iterator[KnownPatient]:
        found = {at for key in _keys(person) for at in self.by_key.get(key, ())}
        return (self.known[at] for at in sorted(found))


def _keys(person: Person) -> Iterator[object]:
    """A number, or a given name (or what stands in its place) with a birth date or a family name."""
    first = (fold(person.given).split() or [""])[0]
    yield from person.ids
    if person.ins is not None:
        yield person.ins
    if person.birth_date is not None:
        yield person.birth_date, first
        yield person.birth_date, (fold(person.family).split() or [""])[0]
    for family in _families(person):
        yield frozenset((family.split()[0], first)) if family else first

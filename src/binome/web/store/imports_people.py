"""People an import brings: found again, made known, or completed; never merged in silence."""

from datetime import date
from typing import Any

from binome.interop.doubles import Double, doubles, person_of
from binome.interop.known import KnownPatient
from binome.interop.reading import ForeignPatient, ForeignVisit
from binome.web.store.imports_known import known_patients
from binome.web.store.practice import House
from binome.web.store.pseudonyms import new_patient, sought_form
from binome.web.store.tables.agenda import WaitingRow
from binome.web.store.tables.imports import BroughtPatientRow, ImportRow
from binome.web.store.tables.journal import VisitRow
from binome.web.store.tables.practice import PatientRow

Who = tuple[str, str, str, date | None]


class Acquaintances:
    """Who the people of a file are: somebody known for sure, or somebody new. Each person is met once per file."""

    def __init__(self, house: House, visits: list[ForeignVisit]) -> None:
        self._house = house
        self._met: dict[Who, str] = {}
        self._sure = _certain(doubles(known_patients(house), {_who(v): person_of(v) for v in visits}.values()))

    def meet(self, imported: ImportRow, visit: ForeignVisit) -> str:
        """The pseudonym of a visit's patient; one that is only perhaps known is somebody new: nothing is guessed."""
        who = _who(visit)
        if who not in self._met:
            person = person_of(visit)
            known = self._sure.get(_key(person))
            self._met[who] = known or create(self._house, imported, person)
        return self._met[who]


def create(house: House, imported: ImportRow, person: ForeignPatient) -> str:
    """A new person, remembered as brought by this import."""
    code = new_patient()
    PatientRow.objects.create(practice_id=house.id, code=code, **columns_of(person))
    BroughtPatientRow.objects.create(imported=imported, patient=code, before=None)
    return code


def take_back(brought: BroughtPatientRow) -> bool:
    """Out again, unless something stands in their name since; somebody completed is put back as they were."""
    mine = PatientRow.objects.filter(code=brought.patient)
    if brought.before is None:
        if any(rows.filter(patient__code=brought.patient).exists() for rows in (VisitRow.objects, WaitingRow.objects)):
            return False
        return bool(mine.delete()[0])
    born = brought.before["birth_date"]
    return bool(mine.update(**{**brought.before, "birth_date": date.fromisoformat(born) if born else None}))


def columns_of(person: ForeignPatient | KnownPatient) -> dict[str, Any]:
    """A person as the columns of PatientRow."""
    traits = {
        "all_given": person.all_given,
        "birth_place": person.birth_place,
        "trust": str(person.trust),
        "ids": list(person.ids),
    }
    if person.ins:
        traits["ins"] = [person.ins.matricule, person.ins.oid]
    return {
        "family": person.family[:120],
        "used": person.used_name[:120],
        "given": person.given[:120],
        "birth_date": person.birth_date,
        "sex": {"M": "male", "F": "female"}.get(person.sex, ""),
        "phone": person.phone[:40],
        "email": person.email[:254],
        "traits": {name: value for name, value in traits.items() if value},
        "sought": sought_form(person.family, person.used_name, person.given)[:250],
    }


def _certain(found: list[Double]) -> dict[tuple[str, ...], str]:
    """A person proved the same; or the only one here of that very name and birth date, which is all an agenda says."""
    sure: dict[tuple[str, ...], str] = {}
    alike: dict[tuple[str, ...], set[str]] = {}
    for double in found:
        if double.certain:
            sure.setdefault(_key(double.incoming), double.known.code)
        elif double.reason == "names":
            alike.setdefault(_key(double.incoming), set()).add(double.known.code)
    return {**{key: codes.pop() for key, codes in alike.items() if len(codes) == 1}, **sure}


def _key(person: ForeignPatient) -> tuple[str, ...]:
    return (person.family, person.used_name, person.given, str(person.birth_date), person.phone)


def _who(visit: ForeignVisit) -> Who:
    return (visit.birth_name or visit.family, visit.given, visit.phone, visit.birth_date)

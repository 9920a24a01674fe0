"""People an import brings: found again, made known, or completed; never merged in silence."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from binome.interop.acquainted import NOBODY, Acquainted, acquainted, newcomers, whom
from binome.interop.doubles import person_of
from binome.interop.known import KnownPatient
from binome.interop.patient_plan import Doubtful
from binome.interop.plan import Plan
from binome.interop.reading import ForeignPatient, ForeignVisit
from binome.practice.refusal import MoveRefused
from binome.web.store.imports_known import known_patients
from binome.web.store.practice import House
from binome.web.store.pseudonyms import new_patient, sought_form
from binome.web.store.tables.agenda import WaitingRow
from binome.web.store.tables.delegation import PatientOrderRow
from binome.web.store.tables.drafts import DraftRow
from binome.web.store.tables.huddle import AttentionRow, HandOverRow
from binome.web.store.tables.imports import BroughtPatientRow, ImportRow
from binome.web.store.tables.journal import VisitRow
from binome.web.store.tables.practice import PatientRow
from binome.web.store.tables.sheets import EntryRow
from binome.web.store.tables.tasks import TaskRow

_IN_THEIR_NAME = (VisitRow, WaitingRow, TaskRow, DraftRow, AttentionRow)
_UNDER_THEIR_CODE = (PatientOrderRow, EntryRow, HandOverRow)
"""What may have been written of a person since an import brought them."""

NEW = "new"
"""The decision that a person who looks like somebody known is somebody else."""


class Acquaintances:
    """Who the people of a file are, as found and as decided. Each person is met once per file."""

    def __init__(self, house: House, found: Acquainted, decisions: Mapping[str, str]) -> None:
        self._house, self._found, self._decisions = house, found, decisions
        self._met: dict[str, str] = {}

    def meet(self, imported: ImportRow, visit: ForeignVisit) -> str:
        """The pseudonym of a visit's patient. Refused while nobody said which of several known people it is."""
        key = whom(visit)
        if key not in self._met:
            self._met[key] = self._known(key) or create(self._house, imported, person_of(visit))
            learn_birth(imported, self._met[key], visit.birth_date)
        return self._met[key]

    def _known(self, key: str) -> str:
        if key in self._found.by_name:
            return "" if self._decisions.get(key) == NEW else self._found.by_name[key].known.code
        if key not in self._found.several:
            return self._found.sure.get(key, "")
        decided = decision_on(self._found.several[key], self._decisions.get(key, ""))
        if not decided:
            raise MoveRefused("import.decide_doubles")
        return "" if decided == NEW else decided


def acquaintances(house: House, plan: Plan) -> Acquainted:
    """Who of the people a plan brings is known here; nothing is written."""
    visits = newcomers(plan)
    return acquainted(known_patients(house), map(person_of, visits)) if visits else NOBODY


def decision_on(doubtful: Doubtful, said: str) -> str:
    """Whom a doubtful person was decided to be: NEW, the code of one of their doubles, or "" while nobody decided."""
    return said if said == NEW or said in {double.known.code for double in doubtful.doubles} else ""


def create(house: House, imported: ImportRow, person: ForeignPatient) -> str:
    """A new person, remembered as brought by this import."""
    code = new_patient()
    PatientRow.objects.create(practice_id=house.id, code=code, **columns_of(person))
    BroughtPatientRow.objects.create(imported=imported, patient=code, before=None)
    return code


def complete(imported: ImportRow, code: str, said: Mapping[str, Any]) -> None:
    """Somebody known, completed; what stood there before is kept with the import, which can be taken back."""
    row = PatientRow.objects.get(code=code)
    BroughtPatientRow.objects.create(imported=imported, patient=code, before=_snapshot(row))
    traits = {**row.traits, **said.get("traits", {})}
    PatientRow.objects.filter(pk=row.pk).update(**{**said, "traits": traits})


def learn_birth(imported: ImportRow, code: str, born: date | None) -> None:
    """Somebody known without a birth date has one from now on: a namesake is asked about once, not at each file."""
    if born and PatientRow.objects.filter(code=code, birth_date=None).exists():
        complete(imported, code, {"birth_date": born})


def _snapshot(row: PatientRow) -> dict[str, Any]:
    names = ("family", "used", "given", "sex", "phone", "email", "traits", "sought")
    born = row.birth_date.isoformat() if row.birth_date else None
    return {**{name: getattr(row, name) for name in names}, "birth_date": born}


def take_back(brought: BroughtPatientRow) -> bool:
    """Out again, unless something stands in their name since; somebody completed is put back as they were."""
    mine = PatientRow.objects.filter(code=brought.patient)
    if brought.before is None:
        named = (table.objects.filter(patient_id=brought.patient) for table in _IN_THEIR_NAME)  # type: ignore[attr-defined, misc]
        coded = (table.objects.filter(patient=brought.patient) for table in _UNDER_THEIR_CODE)  # type: ignore[attr-defined]
        if any(rows.exists() for rows in (*named, *coded)):
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

"""Bringing a list of patients: doubles are shown and decided by a person; undone as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from binome.interop.known import KnownPatient
from binome.interop.patient_plan import MAYBE, Doubtful, PatientPlan, UnchangedPatient, plan_of_patients
from binome.interop.patients import read_patients
from binome.interop.reading import ForeignPatient, Reading
from binome.practice.refusal import MoveRefused
from binome.web.store.imports_known import known_patients
from binome.web.store.imports_people import columns_of, complete, create, decision_on, take_back
from binome.web.store.imports_waiting import end, still_waiting, throw_away_old
from binome.web.store.practice import House
from binome.web.store.tables.imports import ImportRow
from binome.web.store.writing import writing


@dataclass(frozen=True, slots=True)
class PatientsPreview:
    """What an import of patients would do; the doubtful ones wait for a decision each."""

    reading: Reading
    plan: PatientPlan

    def as_json(self) -> dict[str, object]:
        return self.plan.as_json()


def preview_patients(house: House, data: bytes, name: str, columns: Mapping[str, int] | None = None) -> PatientsPreview:
    """Read and compare; nothing is written. Raises Unreadable when the file as a whole cannot be read."""
    reading = read_patients(data, name, mapping=columns or None)
    plan = plan_of_patients(known_patients(house), reading)
    return PatientsPreview(reading, _without_the_obvious(plan))


def _without_the_obvious(plan: PatientPlan) -> PatientPlan:
    """Somebody of whom the file says only what is known already asks for no decision: nothing would be merged."""
    same = [(d, _the_very_same(d)) for d in plan.doubtful]
    settled = {d.patient.line for d, known in same if known is not None}
    plan.not_understood = [one for one in plan.not_understood if not (one.why == MAYBE and one.line in settled)]
    plan.doubtful = [doubtful for doubtful, known in same if known is None]
    plan.unchanged += [UnchangedPatient(known, d.patient, "names") for d, known in same if known is not None]
    return plan


def _the_very_same(doubtful: Doubtful) -> KnownPatient | None:
    if len(doubtful.doubles) != 1 or doubtful.patient.birth_date is None:
        return None
    known, told = doubtful.doubles[0].known, columns_of(doubtful.patient)
    here = columns_of(known)
    return known if all(here[name] == value for name, value in told.items() if value and name != "traits") else None


def accept_patients(
    house: House, code: str, columns: Mapping[str, int], decisions: Mapping[str, str], *, at: datetime
) -> dict[str, int]:
    """Make known and complete, whole or not at all. `decisions`: line of a doubtful person → a known code, or NEW.

    They complete those that were kept page by page (`imports_waiting.decide`).
    """
    throw_away_old(at)
    with writing():
        imported = still_waiting(house, code, locked=True)
        shown = preview_patients(house, bytes(imported.data or b""), imported.name, columns)
        told = _write(house, imported, shown.plan, {**imported.choices.get("same", {}), **decisions})
        end(imported, "accepted", at, {**told, "not_understood": [one.as_json() for one in shown.plan.not_understood]})
    return told


def undo_patients(house: House, code: str, *, at: datetime) -> dict[str, int]:
    """Take people back out, unless something has been booked for them since; put completed ones back as they were."""
    with writing():
        imported = ImportRow.objects.filter(practice_id=house.id, code=code, state="accepted").first()
        if imported is None or not ImportRow.objects.filter(pk=imported.pk, state="accepted").update(
            state="undone", ended_at=at
        ):
            raise MoveRefused("import.nothing_to_undo")
        brought = list(imported.brought.order_by("-id"))
        done = sum(take_back(one) for one in brought)
    return {"undone": done, "kept": len(brought) - done}


def _write(house: House, imported: ImportRow, plan: PatientPlan, decisions: Mapping[str, str]) -> dict[str, int]:
    for person in plan.created:
        create(house, imported, person)
    for changed in plan.changed:
        _complete(imported, changed.known, changed.patient)
    merged, added = 0, len(plan.created)
    for doubtful in plan.doubtful:
        decided = decision_on(doubtful, decisions.get(str(doubtful.patient.line), ""))
        if not decided:
            raise MoveRefused("import.decide_doubles")
        known = next((d.known for d in doubtful.doubles if d.known.code == decided), None)
        if known is None:
            create(house, imported, doubtful.patient)
            added += 1
        else:
            _complete(imported, known, doubtful.patient)
            merged += 1
    return {"created": added, "changed": len(plan.changed) + merged, "unchanged": len(plan.unchanged), "cancelled": 0}


def _complete(imported: ImportRow, known: KnownPatient, person: ForeignPatient) -> None:
    """What the file adds fills what was empty or weaker here; what it leaves empty stays."""
    said = columns_of(person)
    complete(imported, known.code, {name: value for name, value in said.items() if value})

"""The marks a team sets on a patient, so that everybody is attentive: set and taken away by people, never guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from binome.practice.attention import attention_reason
from binome.practice.refusal import MoveRefused
from binome.web.store.practice import House
from binome.web.store.tables.huddle import AttentionRow
from binome.web.store.tables.practice import PatientRow
from binome.web.store.writing import writing


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark, by whom and since when."""

    patient: str
    reason: str
    by: str
    at: datetime


def marks_on(house: House, patients: Iterable[str]) -> dict[str, list[Mark]]:
    """By patient, the oldest first: one query."""
    rows = AttentionRow.objects.filter(practice_id=house.id, patient__code__in=list(patients)).order_by("at", "id")
    found: dict[str, list[Mark]] = {}
    for patient, reason, by, at in rows.values_list("patient__code", "reason", "by", "at"):
        found.setdefault(patient, []).append(Mark(patient, reason, by, at))
    return found


def set_mark(house: House, patient: str, reason: str, *, by: str, at: datetime, clinical: bool) -> None:
    """Setting one that is there changes nothing. `clinical`: they read preparation sheets."""
    known = attention_reason(reason, clinical=clinical)
    if not PatientRow.objects.filter(practice_id=house.id, code=patient).exists():
        raise MoveRefused("patient.unknown", patient=patient)
    with writing():
        AttentionRow.objects.get_or_create(
            practice_id=house.id,
            patient_id=patient,  # type: ignore[misc]  # the key is the pseudonym
            reason=known.code,
            defaults={"by": by, "at": at},
        )


def drop_mark(house: House, patient: str, reason: str, *, clinical: bool) -> None:
    known = attention_reason(reason, clinical=clinical)
    with writing():
        AttentionRow.objects.filter(practice_id=house.id, patient__code=patient, reason=known.code).delete()


def forget_marks(house: House, patient: str) -> None:
    AttentionRow.objects.filter(practice_id=house.id, patient__code=patient).delete()

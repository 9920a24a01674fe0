"""What an import of patients would do: compared with who is known, before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from binome.interop.doubles import Double, doubles
from binome.interop.known import KnownPatient
from binome.interop.names import digits, fold
from binome.interop.plan import FieldChange
from binome.interop.reading import ForeignPatient, NotUnderstood, Reading, Trust

_STRICT = ("family", "given", "all_given", "birth_date", "sex", "birth_place", "ins")
MAYBE = "patient.maybe_known"
_COMPARED = (*_STRICT, "used_name", "trust", "phone", "email")


@dataclass(frozen=True, slots=True)
class ChangedPatient:
    known: KnownPatient
    patient: ForeignPatient
    fields: tuple[FieldChange, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class UnchangedPatient:
    known: KnownPatient
    patient: ForeignPatient
    reason: str


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A person who may be one of these: a human being decides."""

    patient: ForeignPatient
    doubles: tuple[Double, ...]


@dataclass(slots=True)
class PatientPlan:
    """Nothing is cancelled: who is no longer on a list has not stopped being a patient."""

    created: list[ForeignPatient] = field(default_factory=list)
    changed: list[ChangedPatient] = field(default_factory=list)
    unchanged: list[UnchangedPatient] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    not_understood: list[NotUnderstood] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        return {
            "created": len(self.created),
            "changed": len(self.changed),
            "unchanged": len(self.unchanged),
            "cancelled": 0,
            "not_understood": [one.as_json() for one in self.not_understood],
        }


def plan_of_patients(existing: Iterable[KnownPatient], incoming: Reading) -> PatientPlan:
    """Who would be created, completed or left alone, and who may be somebody already known."""
    known = list(existing)
    plan = PatientPlan(not_understood=list(incoming.not_understood))
    once = _once(incoming.patients, plan)
    found: dict[int, list[Double]] = {}
    for double in doubles(known, once):
        found.setdefault(id(double.incoming), []).append(double)
    for patient in once:
        _place(patient, found.get(id(patient), []), plan)
    return plan


def _place(patient: ForeignPatient, found: list[Double], plan: PatientPlan) -> None:
    certain = [double for double in found if double.certain]
    if not found:
        plan.created.append(patient)
    elif len(certain) == 1:
        _compare(certain[0], plan)
    else:
        plan.doubtful.append(Doubtful(patient, tuple(found)))
        why = "patient.many_alike" if len(found) > 1 else MAYBE
        plan.not_understood.append(NotUnderstood(patient.line, why, {"reason": found[0].reason}))


def _compare(double: Double, plan: PatientPlan) -> None:
    known, patient = double.known, double.incoming
    changes = [change for name in _COMPARED if (change := _change(name, known, patient)) is not None]
    if known.trust is Trust.QUALIFIED and patient.trust is not Trust.QUALIFIED:
        # The traits of a qualified identity come from the national service; a lesser source cannot change them.
        kept = [change for change in changes if change.name not in _STRICT]
        if len(kept) < len(changes):
            plan.not_understood.append(NotUnderstood(patient.line, "patient.traits_kept", kept=True))
        changes = kept
    if changes:
        plan.changed.append(ChangedPatient(known, patient, tuple(changes), double.reason))
    else:
        plan.unchanged.append(UnchangedPatient(known, patient, double.reason))


def _change(name: str, known: KnownPatient, patient: ForeignPatient) -> FieldChange | None:
    """What the file says otherwise; what it leaves empty it does not say, and trust is only ever raised."""
    before, after = getattr(known, name), getattr(patient, name)
    if after in (None, "") or before == after:
        return None
    if name == "trust":
        return FieldChange(name, before, after) if list(Trust).index(after) > list(Trust).index(before) else None
    if name == "phone":
        return None if digits(before) == digits(after) else FieldChange(name, before, after)
    if isinstance(before, str) and fold(before) == fold(after):
        return None
    return FieldChange(name, before, after)


def _once(patients: Iterable[ForeignPatient], plan: PatientPlan) -> list[ForeignPatient]:
    """Each person of the file once. Who surely stands twice is left out the second time; who perhaps does is said."""
    listed = list(patients)
    as_known = [known_from_patient(patient, str(at)) for at, patient in enumerate(listed)]
    place = {id(patient): at for at, patient in enumerate(listed)}
    out: set[int] = set()
    for double in doubles(as_known, listed):
        first, second = int(double.known.code), place[id(double.incoming)]
        if first < second and first not in out and second not in out:
            said = NotUnderstood(double.incoming.line, "patient.twice", {"reason": double.reason}, not double.certain)
            plan.not_understood.append(said)
            out |= {second} if double.certain else set()
    return [patient for at, patient in enumerate(listed) if at not in out]


def known_from_patient(patient: ForeignPatient, code: str) -> KnownPatient:
    """The person as they are known once they have been imported."""
    names = ("ids", *_COMPARED)
    return KnownPatient(code=code, **{name: getattr(patient, name) for name in names})

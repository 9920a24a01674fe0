"""Agendas and patients as FHIR R4: a Bundle of any type, a list of resources, or NDJSON."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, tzinfo

from binome.interop.fhir_people import name_of, patient_of
from binome.interop.fhir_shelf import Entry, Json, Shelf, objects, resources, word
from binome.interop.fhir_valid import broken
from binome.interop.letters import MOST_EVENTS, MOST_PEOPLE, decode, excerpt, no_more_than, within_size
from binome.interop.moments import is_plausible, settle
from binome.interop.names import split_name
from binome.interop.reading import ForeignPatient, ForeignVisit, NotUnderstood, Reading, Standing, Tongue
from binome.interop.together import by_line, covered, in_order, told_apart

USUAL_MINUTES = 15
LONGEST_MINUTES = 12 * 60

_STANDINGS = {
    "booked": Standing.BOOKED,
    "pending": Standing.BOOKED,
    "arrived": Standing.ARRIVED,
    "checked-in": Standing.ARRIVED,
    "fulfilled": Standing.DONE,
    "noshow": Standing.MISSED,
    "cancelled": Standing.CANCELLED,
    "entered-in-error": Standing.CANCELLED,
}
_NOT_YET = ("proposed", "waitlist")
_AROUND = frozenset(
    ["Practitioner", "PractitionerRole", "Location", "Slot", "Schedule", "Organization", "HealthcareService"]
)


def read_fhir_bundle(data: bytes, zone: tzinfo, usual: int = USUAL_MINUTES) -> Reading:
    """The appointments and the patients of a FHIR document. References are followed inside it."""
    text, encoding = decode(within_size(data))
    entries, said = resources(text)
    kinds = Counter(entry.kind for entry in entries)
    no_more_than(MOST_EVENTS, kinds["Appointment"], "file.too_many_events")
    no_more_than(MOST_PEOPLE, kinds["Patient"], "file.too_many_people")
    shelf = Shelf(entries)
    patients, about_patients = _patients(entries)
    visits, about_visits = _visits(entries, shelf, patients, zone, usual)
    said += [*about_patients, *about_visits, *_others(entries)]
    return Reading(
        Tongue.FHIR,
        "fhir:" + excerpt(next((source for e in entries if (source := _source(e))), "")),
        encoding,
        visits=in_order(told_apart(visits)),
        patients=tuple(patients.values()),
        not_understood=by_line(said),
        covers=covered(visits, zone),
    )


def _source(entry: Entry) -> str:
    meta = objects(entry.resource.get("meta"))
    return word(meta[0].get("source")) if meta else ""


def _patients(entries: Iterable[Entry]) -> tuple[dict[int, ForeignPatient], list[NotUnderstood]]:
    """Patients by the identity of their resource: what references are resolved to."""
    found: dict[int, ForeignPatient] = {}
    said: list[NotUnderstood] = []
    for entry in entries:
        if entry.kind == "Patient":
            patient, doubts = patient_of(entry)
            said += doubts
            if patient is not None:
                found[id(entry.resource)] = patient
                said += broken(entry)
    return found, said


def _visits(
    entries: Iterable[Entry], shelf: Shelf, patients: dict[int, ForeignPatient], zone: tzinfo, usual: int
) -> tuple[list[ForeignVisit], list[NotUnderstood]]:
    visits: list[ForeignVisit] = []
    said: list[NotUnderstood] = []
    for entry in entries:
        if entry.kind == "Appointment":
            visit, doubts = _visit(entry, shelf, patients, zone, usual)
            said += doubts
            if visit is not None:
                visits.append(visit)
                said += broken(entry)
    return visits, said


def _visit(
    entry: Entry, shelf: Shelf, patients: dict[int, ForeignPatient], zone: tzinfo, usual: int
) -> tuple[ForeignVisit | None, list[NotUnderstood]]:
    appointment = entry.resource
    status = word(appointment.get("status"))
    if status in _NOT_YET or status not in _STANDINGS:
        why = "visit.not_confirmed" if status in _NOT_YET else "visit.bad_status"
        return None, [NotUnderstood(entry.line, why, {"status": excerpt(status)})]
    starts, minutes, said = _when(entry, shelf, zone, usual)
    if starts is None:
        return None, said
    actors = list(_actors(appointment, shelf))
    person, doubts = _person(entry, actors, patients)
    if person is None:
        return None, [*said, *doubts]
    meta = (objects(appointment.get("meta")) or [{}])[0]
    version = word(meta.get("versionId"))
    return ForeignVisit(
        starts=starts,
        minutes=minutes,
        line=entry.line,
        uid=_uid(entry),
        title=word(appointment.get("description")),
        family=person.used_name or person.family,
        given=person.given,
        birth_name=person.family if person.used_name else "",
        birth_date=person.birth_date,
        phone=person.phone,
        email=person.email,
        practitioner=_named("Practitioner", actors, shelf),
        place=_named("Location", actors, shelf),
        reason=_reason(appointment),
        standing=_STANDINGS[status],
        sequence=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0,
        modified=_instant(word(meta.get("lastUpdated")), UTC)[0],
        patient_id=next(iter(person.ids), None),
    ), [*said, *doubts]


def _when(entry: Entry, shelf: Shelf, zone: tzinfo, usual: int) -> tuple[datetime | None, int, list[NotUnderstood]]:
    """From the appointment itself, else from the slot it fills."""
    holder = entry.resource
    if not word(holder.get("start")):
        slots = (shelf.find(slot, holder) for slot in objects(holder.get("slot")))
        holder = next((slot.resource for slot in slots if slot is not None), holder)
    written = word(holder.get("start"))
    starts, doubt = _instant(written, zone)
    said = [NotUnderstood(entry.line, doubt, {"text": excerpt(written)}, starts is not None)] if doubt else []
    ends, _ = _instant(word(holder.get("end")), zone)
    length = entry.resource.get("minutesDuration")
    if isinstance(length, int) and not isinstance(length, bool) and 0 < length <= LONGEST_MINUTES:
        return starts, length, said
    span = int((ends - starts).total_seconds() // 60) if starts and ends else 0
    if starts and span > LONGEST_MINUTES:
        return None, 0, [*said, NotUnderstood(entry.line, "event.too_long", {"minutes": str(span)})]
    return starts, span if span > 0 else usual, said


def _instant(text: str, zone: tzinfo) -> tuple[datetime | None, str | None]:
    """A FHIR instant in UTC, or the code of what is wrong. Without an offset (which FHIR forbids) it is local."""
    if not text:
        return None, "event.no_start"
    try:
        at = datetime.fromisoformat(text)
        if not is_plausible(at):
            return None, "event.bad_start"
        return settle(at, zone) if at.tzinfo is None else (at.astimezone(UTC), None)
    except (ValueError, OverflowError):
        return None, "event.bad_start"


def _actors(appointment: Json, shelf: Shelf) -> Iterator[tuple[Json, Entry | None]]:
    """Those who take part, those of the slot's schedule after them."""
    for participant in objects(appointment.get("participant")):
        for actor in objects(participant.get("actor")):
            yield actor, shelf.find(actor, appointment)
    for reference in objects(appointment.get("slot")):
        slot = shelf.find(reference, appointment)
        for planned in objects(slot.resource.get("schedule")) if slot else []:
            schedule = shelf.find(planned, slot.resource if slot else {})
            for actor in objects(schedule.resource.get("actor")) if schedule else []:
                yield actor, shelf.find(actor, schedule.resource if schedule else {})


def _kind(actor: Json, found: Entry | None) -> str:
    said = word(actor.get("reference")).replace("?", "/").split("/")
    return found.kind if found else word(actor.get("type")) or (said[-2] if len(said) > 1 else "")


def _person(
    entry: Entry, actors: list[tuple[Json, Entry | None]], patients: dict[int, ForeignPatient]
) -> tuple[ForeignPatient | None, list[NotUnderstood]]:
    """The patient of an appointment; one who is not in the file is known by the name on the reference only."""
    for actor, found in actors:
        if _kind(actor, found) != "Patient":
            continue
        if found is not None and (known := patients.get(id(found.resource)) or patient_of(found)[0]) is not None:
            return known, []
        family, given = split_name(word(actor.get("display")))
        lost = NotUnderstood(
            entry.line, "reference.lost", {"text": excerpt(word(actor.get("reference")))}, bool(family)
        )
        ids = (word(actor.get("reference")),) if actor.get("reference") else ()
        return ForeignPatient(family, given, ids=ids) if family else None, [lost]
    return None, [NotUnderstood(entry.line, "visit.no_patient")]


def _named(kind: str, actors: list[tuple[Json, Entry | None]], shelf: Shelf) -> str:
    """The first who is of that kind, by name; a role stands for the person who holds it."""
    for actor, found in actors:
        if not _kind(actor, found).startswith(kind):
            continue
        holder = found
        if found is not None and found.kind == "PractitionerRole":
            person = objects(found.resource.get("practitioner"))
            holder = shelf.find(person[0], found.resource) if person else None
            actor = person[0] if person and word(person[0].get("display")) else actor
        said = (name_of(holder.resource) if holder else "") or word(actor.get("display"))
        if said:
            return said
    return ""


def _reason(appointment: Json) -> str:
    for field in ("reasonCode", "appointmentType", "serviceType"):
        for concept in objects(appointment.get(field)):
            shown = (word(coding.get("display")) for coding in objects(concept.get("coding")))
            if said := word(concept.get("text")) or next((one for one in shown if one), ""):
                return said
    return word(appointment.get("description"))


def _uid(entry: Entry) -> str | None:
    """Its identifier, which follows it from server to server; else its id on its server."""
    for identifier in objects(entry.resource.get("identifier")):
        if value := word(identifier.get("value")):
            return f"{word(identifier.get('system'))}|{value}"
    given = word(entry.resource.get("id"))
    return f"Appointment/{given}" if given else entry.url or None


def _others(entries: Iterable[Entry]) -> list[NotUnderstood]:
    """Resources that belong to no agenda, one line for each type; what a server says of its own answer."""
    kinds: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind not in _AROUND and entry.kind not in ("Patient", "Appointment"):
            kinds[entry.kind].append(entry)
    return [said for kind, found in sorted(kinds.items()) for said in _left(kind, found)]


def _left(kind: str, found: list[Entry]) -> list[NotUnderstood]:
    first = found[0]
    if kind == "OperationOutcome":
        issues = [issue for entry in found for issue in objects(entry.resource.get("issue"))]
        return [NotUnderstood(first.line, "note.server", {"text": excerpt(_issue(issue), 200)}) for issue in issues]
    if not kind.isalpha():
        return [NotUnderstood(entry.line, "resource.unknown", {"type": excerpt(kind) or "?"}) for entry in found]
    return [NotUnderstood(first.line, "resource.ignored", {"type": excerpt(kind), "count": str(len(found))})]


def _issue(issue: Json) -> str:
    details = objects(issue.get("details"))
    return (
        word(issue.get("diagnostics")) or (word(details[0].get("text")) if details else "") or word(issue.get("code"))
    )

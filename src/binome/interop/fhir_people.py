"""FHIR Patient and Practitioner in our words, with the French traits of identity (FR Core)."""

from collections.abc import Iterator
from datetime import date

from binome.interop.fhir_shelf import Entry, Json, objects, word, words
from binome.interop.ins import OIDS, read_birth_place, read_ins, read_trust
from binome.interop.letters import excerpt
from binome.interop.reading import ForeignPatient, Ins, NotUnderstood, Trust

_FR_CORE = "https://hl7.fr/ig/fhir/core/StructureDefinition/"
_RELIABILITY = _FR_CORE + "fr-core-identity-reliability"
_ALL_GIVEN = _FR_CORE + "fr-core-patient-birth-list-given-name"
_INSEE = _FR_CORE + "fr-core-address-insee-code"
_BIRTH_PLACE = "http://hl7.org/fhir/StructureDefinition/patient-birthPlace"
_SEXES = {"male": "M", "female": "F"}


def patient_of(entry: Entry) -> tuple[ForeignPatient | None, list[NotUnderstood]]:
    """The person, or None with the reason why this is nobody."""
    patient = entry.resource
    said: list[NotUnderstood] = []
    if patient.get("active") is False:
        return None, [NotUnderstood(entry.line, "patient.not_in_use")]
    names = [name for name in objects(patient.get("name")) if word(name.get("use")) != "old"]
    birth, used = _named(names, "official") or next(iter(names), {}), _named(names, "usual") or {}
    family, given = word(birth.get("family")), next(iter(words(birth.get("given"))), "")
    if not (family and given):
        family, given = (family or _from_text(birth)[0], given or _from_text(birth)[1])
    if not (family and given):
        return None, [NotUnderstood(entry.line, "patient.no_name")]
    trust, doubt = _trust(patient, entry)
    ins, doubts = _ins(patient, entry)
    said += [*doubt, *doubts]
    trust = trust or Trust.PROVISIONAL
    if ins is not None and trust is Trust.VALIDATED:
        # Before FR Core 2.2 VALI was said of an identity that is validated *and* bears an INS: today's QUAL.
        trust = Trust.QUALIFIED
    if ins is not None and trust is not Trust.QUALIFIED:
        said.append(NotUnderstood(entry.line, "ins.not_qualified", kept=True))
    born, doubt = _born(patient, entry)
    return ForeignPatient(
        family=word(family),
        given=word(given),
        line=entry.line,
        ids=tuple(dict.fromkeys(_ids(entry))),
        used_name=word(used.get("family")) if word(used.get("family")) != family else "",
        all_given=_extension_text(birth, _ALL_GIVEN) or " ".join(words(birth.get("given"))),
        birth_date=born,
        sex=_SEXES.get(word(patient.get("gender")), ""),
        birth_place=_birth_place(patient),
        ins=ins,
        trust=trust,
        phone=_telecom(patient, "phone"),
        email=_telecom(patient, "email"),
    ), [*said, *doubt]


def name_of(resource: Json) -> str:
    """A practitioner's or a place's name as it would be read aloud."""
    if isinstance(resource.get("name"), str):
        return word(resource["name"])
    for name in objects(resource.get("name")):
        parts = [*words(name.get("prefix")), *words(name.get("given")), word(name.get("family"))]
        if said := word(name.get("text")) or " ".join(part for part in parts if part):
            return said
    return ""


def _named(names: list[Json], use: str) -> Json | None:
    return next((name for name in names if word(name.get("use")) == use), None)


def _from_text(name: Json) -> tuple[str, str]:
    """Some systems write the whole name as one text: given names first, as FHIR asks."""
    parts = word(name.get("text")).rsplit(" ", 1)
    return (parts[1], parts[0]) if len(parts) == 2 else ("", "")


def _ids(entry: Entry) -> Iterator[str]:
    """What the other system knows the person by; the INS is no such number."""
    if given := word(entry.resource.get("id")):
        yield f"Patient/{given}"
    if entry.url:
        yield entry.url
    for identifier in objects(entry.resource.get("identifier")):
        system, value = word(identifier.get("system")), word(identifier.get("value"))
        if value and system.removeprefix("urn:oid:") not in OIDS:
            yield f"{system}|{value}"


def _ins(patient: Json, entry: Entry) -> tuple[Ins | None, list[NotUnderstood]]:
    said: list[NotUnderstood] = []
    for identifier in objects(patient.get("identifier")):
        oid = word(identifier.get("system")).removeprefix("urn:oid:")
        if oid not in OIDS or word(identifier.get("use")) == "old":
            continue
        ins, why = read_ins(word(identifier.get("value")), oid)
        said += [NotUnderstood(entry.line, why, {"text": oid}, kept=True)] if why else []
        if ins is not None:
            return ins, said
    return None, said


def _trust(patient: Json, entry: Entry) -> tuple[Trust | None, list[NotUnderstood]]:
    for extension in _extensions(patient, _RELIABILITY):
        for inner in _extensions(extension, "identityStatus"):
            code = word((objects(inner.get("valueCoding")) or [{}])[0].get("code"))
            trust = read_trust(code)
            return trust, [] if trust else [
                NotUnderstood(entry.line, "patient.bad_trust", {"text": excerpt(code)}, kept=True)
            ]
    return None, []


def _born(patient: Json, entry: Entry) -> tuple[date | None, list[NotUnderstood]]:
    """FHIR allows a year or a month alone: it then says too little to recognise anybody by."""
    written = word(patient.get("birthDate"))
    try:
        return (date.fromisoformat(written), []) if len(written) == 10 else (None, _bad_birth(entry, written))
    except ValueError:
        return None, _bad_birth(entry, written)


def _bad_birth(entry: Entry, written: str) -> list[NotUnderstood]:
    return (
        [NotUnderstood(entry.line, "patient.bad_birth_date", {"text": excerpt(written)}, kept=True)] if written else []
    )


def _birth_place(patient: Json) -> str:
    for extension in _extensions(patient, _BIRTH_PLACE):
        for address in objects(extension.get("valueAddress")):
            for insee in _extensions(address, _INSEE):
                return read_birth_place(word((objects(insee.get("valueCoding")) or [{}])[0].get("code"))) or ""
    return ""


def _extensions(holder: Json, url: str) -> list[Json]:
    return [one for one in objects(holder.get("extension")) if one.get("url") == url]


def _extension_text(holder: Json, url: str) -> str:
    return next((word(one.get("valueString")) for one in _extensions(holder, url)), "")


def _telecom(patient: Json, system: str) -> str:
    """The mobile first: it is the one that is answered."""
    said = [one for one in objects(patient.get("telecom")) if one.get("system") == system and one.get("use") != "old"]
    said.sort(key=lambda one: one.get("use") != "mobile")
    return next((value for one in said if (value := word(one.get("value")))), "")

"""Lists of patients: tables, FHIR and vCard, with the traits of the national identity."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date

from binome.interop.agenda_rows import born
from binome.interop.agenda_table import Headed, best_sheet, headed, is_month_first, left_aside
from binome.interop.fhir import read_fhir_bundle
from binome.interop.ins import read_birth_place, read_ins, read_trust
from binome.interop.letters import MOST_PEOPLE, decode, excerpt, no_more_than, within_size
from binome.interop.names import fold, split_name
from binome.interop.reading import ForeignPatient, Ins, NotUnderstood, Reading, Tongue, Trust, Unreadable
from binome.interop.sheet import Row, is_workbook, neutral, read_sheet
from binome.interop.together import by_line
from binome.interop.vcard import is_vcard, read_vcard
from binome.interop.vocabulary import sex_of

FIELDS = (
    "patient",
    "family",
    "birth_name",
    "used_name",
    "given",
    "all_given",
    "birth_date",
    "sex",
    "birth_place",
    "ins",
    "ins_oid",
    "trust",
    "phone",
    "email",
    "patient_id",
)


def read_patients(data: bytes, name: str = "", *, mapping: Mapping[str, int] | None = None) -> Reading:
    """The persons of a file, in whichever of the tongues it is written."""
    text, _ = decode(within_size(data))
    opening = text.lstrip("\ufeff \t\r\n")
    if is_workbook(data):
        return _table(data, mapping)
    if is_vcard(opening):
        return read_vcard(data)
    if opening.startswith(("{", "[")):
        return read_fhir_bundle(data, UTC)
    if opening.startswith(("<", "%PDF", "BEGIN:")):
        raise Unreadable(1, "file.patients", excerpt(opening))
    return _table(data, mapping)


@dataclass(frozen=True, slots=True)
class _Frame:
    columns: Mapping[str, int]
    month_first: bool

    def words(self, row: Row, field: str) -> str:
        at = self.columns.get(field)
        return " ".join(neutral(row.cells[at]).split())[:300] if at is not None and at < len(row.cells) else ""


def _table(data: bytes, mapping: Mapping[str, int] | None) -> Reading:
    sheet = best_sheet(read_sheet(data), FIELDS)
    titled = headed(sheet, FIELDS, mapping)
    no_more_than(MOST_PEOPLE, len(titled.rows), "file.too_many_people")
    columns = titled.table.columns
    frame = _Frame({f: guess.column for f, guess in columns.items()}, is_month_first(columns, titled.rows))
    read = [_patient(row, frame) for row in titled.rows]
    said = [doubt for _, doubts in read for doubt in doubts]
    return Reading(
        Tongue.TABLE,
        f"table:{titled.table.signature}",
        sheet.encoding,
        patients=tuple(patient for patient, _ in read if patient is not None),
        not_understood=by_line([*sheet.not_understood, *left_aside(sheet), *_missing(titled), *said]),
        table=titled.table,
    )


def _missing(titled: Headed) -> list[NotUnderstood]:
    """Without a name nobody is read; without a birth date nobody is recognised."""
    columns = titled.table.columns
    named = "patient" in columns or ("given" in columns and ("family" in columns or "birth_name" in columns))
    lacking = [*([] if named else ["patient"]), *([] if "birth_date" in columns else ["birth_date"])]
    return [NotUnderstood(titled.line, "column.missing", {"field": field}, kept=True) for field in lacking]


def _patient(row: Row, frame: _Frame) -> tuple[ForeignPatient | None, list[NotUnderstood]]:
    family, used, given = _names(row, frame)
    if not (family and given):
        return None, [NotUnderstood(row.line, "patient.no_name")]
    said: list[NotUnderstood] = []
    birth_date = _birth_date(row, frame, said)
    ins, trust = _identity(row, frame, said)
    number = frame.words(row, "patient_id")
    return ForeignPatient(
        family=family,
        given=given,
        line=row.line,
        ids=(f"|{number}",) if number else (),
        used_name=used if fold(used) != fold(family) else "",
        all_given=frame.words(row, "all_given"),
        birth_date=birth_date,
        sex=_sex(row, frame, said),
        birth_place=_birth_place(row, frame, said),
        ins=ins,
        trust=trust,
        phone=frame.words(row, "phone"),
        email=frame.words(row, "email"),
    ), said


def _names(row: Row, frame: _Frame) -> tuple[str, str, str]:
    """Birth name, used name, given name. Where a list has "Nom" beside "Nom de naissance", "Nom" is the used one."""
    birth, plain, used = (frame.words(row, field) for field in ("birth_name", "family", "used_name"))
    given = frame.words(row, "given") or (frame.words(row, "all_given").split(" ")[0])
    if not (birth or plain or used) and (whole := frame.words(row, "patient")):
        family, said = split_name(whole)
        return family, "", given or said
    return birth or plain or used, used or (plain if birth else ""), given


def _birth_date(row: Row, frame: _Frame, said: list[NotUnderstood]) -> date | None:
    written = frame.words(row, "birth_date")
    read = born(written, frame.month_first)
    if written and read is None:
        _doubt(said, row, "patient.bad_birth_date", written)
    return read


def _sex(row: Row, frame: _Frame, said: list[NotUnderstood]) -> str:
    written = frame.words(row, "sex")
    sex = sex_of(written)
    if written and sex is None:
        _doubt(said, row, "patient.bad_sex", written)
    return sex or ""


def _birth_place(row: Row, frame: _Frame, said: list[NotUnderstood]) -> str:
    written = frame.words(row, "birth_place")
    code = read_birth_place(written) if written else ""
    if code is None:
        _doubt(said, row, "patient.bad_birth_place", written)
    return code or ""


def _identity(row: Row, frame: _Frame, said: list[NotUnderstood]) -> tuple[Ins | None, Trust]:
    """The number and the trust it deserves: it proves nothing until the identity is qualified."""
    number, stated = frame.words(row, "ins"), frame.words(row, "trust")
    trust = read_trust(stated)
    if stated and trust is None:
        _doubt(said, row, "patient.bad_trust", stated)
    ins, why = read_ins(number, frame.words(row, "ins_oid")) if number else (None, None)
    if why is not None:
        _doubt(said, row, why, frame.words(row, "ins_oid"))
    if ins is not None and trust is not Trust.QUALIFIED:
        _doubt(said, row, "ins.not_qualified", "")
    return ins, trust or Trust.PROVISIONAL


def _doubt(said: list[NotUnderstood], row: Row, why: str, text: str) -> None:
    said.append(NotUnderstood(row.line, why, {"text": excerpt(text)}, kept=True))

"""An agenda in any tongue: recognised by what it says, not by what it is called."""

from collections.abc import Mapping
from datetime import date, tzinfo

from binome.interop.agenda_table import read_agenda_table
from binome.interop.fhir import read_fhir_bundle
from binome.interop.ical import read_ical
from binome.interop.letters import decode, excerpt, within_size
from binome.interop.reading import Reading, Unreadable, Window
from binome.interop.sheet import is_workbook

_STRANGERS = (
    "%PDF",
    "<!DOCTYPE",
    "<HTML",
    "<?XML",
    "<BUNDLE",
    "{\\RTF",
    "BEGIN:VCARD",
    "\x89PNG",
    "GIF8",
    "\xff\xd8\xff",
)


def read_agenda(
    data: bytes,
    zone: tzinfo,
    name: str = "",
    *,
    window: Window | None = None,
    mapping: Mapping[str, int] | None = None,
    day: date | None = None,
) -> Reading:
    """The visits of a file or of a pasted text. `mapping` and `day` only concern tables (see agenda_table)."""
    if is_workbook(within_size(data)):
        return read_agenda_table(data, zone, name, mapping=mapping, day=day)
    text, _ = decode(data)
    opening = text.lstrip("\ufeff \t\r\n")[:2_000]
    if any(word in opening.upper() for word in ("BEGIN:VCALENDAR", "BEGIN:VEVENT")) or name.lower().endswith(".ics"):
        return read_ical(data, zone, window)
    if opening.startswith(("{", "[")) and not opening.upper().startswith(_STRANGERS):
        return read_fhir_bundle(data, zone)
    if opening.upper().startswith(_STRANGERS):
        raise Unreadable(1, "file.agenda", excerpt(opening))
    return read_agenda_table(data, zone, name, mapping=mapping, day=day)

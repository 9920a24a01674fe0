"""The national health identity (INS): its number, who issued it, and how far the identity is to be trusted."""

import re

from binome.interop.names import fold
from binome.interop.reading import Ins, Trust

NIR = "1.2.250.1.213.1.4.8"
NIA = "1.2.250.1.213.1.4.9"
NIR_TEST = "1.2.250.1.213.1.4.10"
NIR_DEMO = "1.2.250.1.213.1.4.11"
OIDS = (NIR, NIA, NIR_TEST, NIR_DEMO)

_NUMBER = re.compile(r"(\d{5})(\d[\dAB])(\d{6})(\d{2})?")
_BIRTH_PLACE = re.compile(r"\d[\dAB]\d{3}")
_TRUST = {
    Trust.PROVISIONAL: "prov provisoire provisional vide",
    Trust.RECOVERED: "recup recuperee recovered",
    Trust.VALIDATED: "vali validee validated",
    Trust.QUALIFIED: "qual qualifiee qualified",
}


def read_ins(number: str, oid: str = "") -> tuple[Ins | None, str | None]:
    """The identity number without its key, or the code of what is wrong with it. With the identity may come a
    warning: "ins.for_tests"."""
    found = _NUMBER.fullmatch(re.sub(r"[\s.-]", "", number).upper())
    if found is None:
        return None, "ins.bad"
    start, place, end, key = found.groups()
    if key is not None and int(key) != _key(start, place, end):
        return None, "ins.bad_key"
    authority = oid.strip().removeprefix("urn:oid:") or NIR
    if authority not in OIDS:
        return None, "ins.bad_oid"
    written = f"{start}{place}{end}"
    return Ins(written, authority), "ins.for_tests" if authority in (NIR_TEST, NIR_DEMO) else None


def read_trust(text: str) -> Trust | None:
    """The status of the identity, None when the words name none of the four."""
    said = fold(text).removeprefix("identite ").removeprefix("ins ")
    return next((trust for trust, words in _TRUST.items() if said in words.split()), None)


def read_birth_place(text: str) -> str | None:
    """The INSEE code of a commune or country; a spreadsheet may have eaten its first zero."""
    code = text.strip().upper()
    code = code.zfill(5) if code.isdigit() else code
    return code if _BIRTH_PLACE.fullmatch(code) else None


def _key(start: str, place: str, end: str) -> int:
    """97 less the remainder; Corsica's letters count as 19 and 18."""
    figures = place.replace("2A", "19").replace("2B", "18")
    return 97 - int(f"{start}{figures}{end}") % 97 if figures.isdigit() else -1

"""Which column holds what: guessed from the headings, confirmed by the cells, shown, corrected, remembered."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from binome.interop.moments import from_serial, read_birth_date, read_date, read_minutes, read_times
from binome.interop.names import digits, fold
from binome.interop.reading import Guess
from binome.interop.vocabulary import IGNORED, headings, kinds, sex_of

_SURE = 0.95
_HINT = 0.6
_UNNAMED = 0.5
_LEAST = 0.3
_MOST_CELLS = 0.8
_SAMPLE = 30

_STATUS = re.compile(
    r"annul|cancel|absent|present|venu|confirm|honor|attente|termin|vu\b|no.?show|plann|prevu|booked|arriv|done|suppr|report|"
    r"deplac|ok$|a venir|en cours|fini|scheduled|completed|pending|excus",
)


def guess_columns(
    header: Sequence[str], sample: Sequence[Sequence[str]], among: Iterable[str] | None = None
) -> dict[str, Guess]:
    """For each field the best column and how sure the guess is. `among` are the fields looked for (all, if None)."""
    fields = set(among or kinds()) | {IGNORED}
    columns = [[row[at] for row in sample[:_SAMPLE] if at < len(row) and row[at].strip()] for at in range(len(header))]
    scored = [
        (score, field, at) for at, heading in enumerate(header) for field, score in _named(heading, columns[at], fields)
    ]
    taken = _assigned(scored, header)
    taken |= _assigned(_unnamed(header, columns, fields, taken), header, taken)
    return {} if _mere_words(taken) else _whole_names(taken, columns)


def signature(header: Sequence[str]) -> str:
    """What a heading is remembered by: its words, whatever their accents, capitals and punctuation."""
    return hashlib.sha256("\n".join(fold(heading) for heading in header).encode()).hexdigest()[:16]


def heading_score(cells: Sequence[str], among: Iterable[str]) -> int:
    """How many cells of a row are headings we know."""
    fields = set(among) | {IGNORED}
    return sum(1 for cell in cells if (known := headings().get(fold(cell))) is not None and known.field in fields)


def looks(kind: str, cells: Sequence[str]) -> float:
    """The share of cells that look like what a field of that kind holds; a half when there is nothing to see."""
    return sum(map(_LOOKS[kind], cells)) / len(cells) if cells else 0.5


def _named(heading: str, cells: Sequence[str], fields: set[str]) -> list[tuple[str, float]]:
    """The fields a heading may name. An exact word is sure; a word inside a longer heading is a hint."""
    folded = fold(heading)
    if not folded:
        return []
    exact = headings().get(folded)
    found = {exact.field: _SURE} if exact else _hints(folded)
    return [(field, _confirmed(score, field, cells)) for field, score in found.items() if field in fields]


def _hints(folded: str) -> dict[str, float]:
    """Known headings that stand as whole words inside this one; the longest says most."""
    found: dict[str, float] = {}
    for known, heading in headings().items():
        if len(known) > 2 and f" {known} " in f" {folded} ":
            share = len(known) / len(folded)
            found[heading.field] = max(found.get(heading.field, 0.0), _HINT + 0.3 * share)
    return found


def _confirmed(score: float, field: str, cells: Sequence[str]) -> float:
    """Cells that do not look like the field make the name doubtful: "Date" above phone numbers is no date."""
    if field == IGNORED:
        return score
    seen = looks(kinds()[field], cells)
    return score * (0.5 + 0.5 * seen) if seen < 0.5 else score + 0.05 * (seen - 0.5)


def _assigned(
    scored: Iterable[tuple[float, str, int]], header: Sequence[str], taken: Mapping[str, Guess] | None = None
) -> dict[str, Guess]:
    """Best guesses first; a column serves one field, a field has one column. Columns to ignore serve none."""
    guesses: dict[str, Guess] = {}
    used = {guess.column for guess in (taken or {}).values()}
    for score, field, at in sorted(scored, key=lambda s: (-s[0], s[2], s[1])):
        if score < _LEAST or at in used or field in guesses or field in (taken or {}):
            continue
        used.add(at)
        if field != IGNORED:
            guesses[field] = Guess(at, header[at], round(score, 2))
    return guesses


def _unnamed(
    header: Sequence[str], columns: Sequence[Sequence[str]], fields: set[str], taken: Mapping[str, Guess]
) -> list[tuple[float, str, int]]:
    """Columns whose heading says nothing, by what their cells look like."""
    silent = [at for at, heading in enumerate(header) if fold(heading) not in headings() and columns[at]]
    silent = [at for at in silent if at not in {guess.column for guess in taken.values()}]
    found = [(_LEAST, "reason", at) for at in silent if "reason" in fields and not header[at].strip()]
    for at in silent:
        for rank, (field, kind) in enumerate(_BY_LOOKS.items()):
            if field in fields and not _settled(field, taken) and looks(kind, columns[at]) > _MOST_CELLS:
                found.append((_UNNAMED - 0.01 * rank, field, at))
    return found


def _mere_words(taken: Mapping[str, Guess]) -> bool:
    """Every sentence looks like a name: with no heading that says so and nothing beside it, it is not taken for one."""
    return taken.keys() == {"patient"} and taken["patient"].confidence <= _UNNAMED


def _settled(field: str, taken: Mapping[str, Guess]) -> bool:
    """Is what this field would say already said by another?"""
    return any(other in taken for other in _SAID_BY.get(field, ()))


def _whole_names(taken: dict[str, Guess], columns: Sequence[Sequence[str]]) -> dict[str, Guess]:
    """A column "Nom" alone, with two words in most cells, holds whole names."""
    family = taken.get("family")
    if family is None or "given" in taken or "patient" in taken:
        return taken
    cells = columns[family.column]
    if cells and sum(" " in cell.strip() for cell in cells) * 2 > len(cells):
        return {("patient" if field == "family" else field): guess for field, guess in taken.items()}
    return taken


def _is_serial(cell: str) -> bool:
    try:
        return from_serial(float(cell)) is not None
    except (ValueError, OverflowError):
        return False


def _is_date(cell: str) -> bool:
    return (read_date(cell) or read_date(cell, month_first=True)) is not None or _is_serial(cell)


def _is_birth(cell: str) -> bool:
    born = read_birth_date(cell) or read_birth_date(cell, month_first=True)
    return (born is not None and not read_times(cell)) or _is_serial(cell)


def _is_name(cell: str) -> bool:
    words = fold(cell).split()
    return 1 < len(words) < 7 and not any(c.isdigit() for word in words for c in word)


_LOOKS: dict[str, Callable[[str], bool]] = {
    "date": _is_date,
    "birth": _is_birth,
    "moment": lambda cell: bool(read_times(cell)) or _is_date(cell),
    "time": lambda cell: bool(read_times(cell)),
    "minutes": lambda cell: read_minutes(cell) is not None,
    "phone": lambda cell: 8 < len(digits(cell)) < 16 and not fold(cell).strip("0123456789 "),
    "email": lambda cell: re.fullmatch(r"\S+@\S+\.\S+", cell.strip()) is not None,
    "sex": lambda cell: sex_of(cell) is not None,
    "insee": lambda cell: re.fullmatch(r"\d[\dabAB]\d{3}", cell.strip().zfill(5)) is not None,
    "ins": lambda cell: re.fullmatch(r"\d{6}[\dabAB]\d{6}(\d\d)?", re.sub(r"\s", "", cell)) is not None,
    "status": lambda cell: _STATUS.search(fold(cell)) is not None,
    "id": lambda cell: bool(cell.strip()),
    "words": lambda cell: any(c.isalpha() for c in cell),
    "name": _is_name,
}

_BY_LOOKS = {"ins": "ins", "email": "email", "phone": "phone", "date": "date", "time": "time", "patient": "name"}
"""Fields that can be told from their cells alone, surest first, and what those must look like."""

_SAID_BY = {
    "date": ("starts", "birth_date"),
    "time": ("starts",),
    "patient": ("family", "birth_name", "given"),
}

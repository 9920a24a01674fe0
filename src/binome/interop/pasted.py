"""A day copied from a page where each visit is a block of lines: laid out again as a table."""

import re
from dataclasses import replace

from binome.interop.moments import read_date
from binome.interop.sheet import Row, Sheet

_OPENS = re.compile(
    r"^(?:de |from |à |at )?("
    r"(?:\d{1,2}(?::\d{2}| ?[hH] ?(?:\d{2})?)(?: ?[ap]\.?m\.?)?(?:\s*(?:-|–|à|to|→)\s*|$|\s+|(?=\W)))"
    r"(?:\d{1,2}(?::\d{2}| ?[hH] ?(?:\d{2})?)(?: ?[ap]\.?m\.?)?)?)(.*)$"
)


def unstacked(sheet: Sheet) -> Sheet:
    """Lines of one cell, some of which open with a time, become rows: time, who, the rest. Any other sheet is
    returned as it is."""
    if any(sum(1 for cell in row.cells if cell) > 1 for row in sheet.rows):
        return sheet
    rows: list[Row] = []
    for row in sheet.rows:
        words = next(cell for cell in row.cells if cell)
        opens = _OPENS.match(words)
        if opens:
            rows.append(Row(row.line, (opens.group(1).strip(" -–"), opens.group(2).strip(" -–:|,"), "")))
        elif read_date(words) is not None or not rows or len(rows[-1].cells) == 1:
            rows.append(Row(row.line, (words,)))
        else:
            rows[-1] = _said_also(rows[-1], words)
    return replace(sheet, rows=tuple(rows)) if any(len(row.cells) == 3 for row in rows) else sheet


def _said_also(row: Row, words: str) -> Row:
    """A further line of the same block: the name first, then whatever else is said."""
    time, who, rest = row.cells
    return Row(row.line, (time, who, f"{rest} - {words}" if rest else words) if who else (time, words, ""))

"""What the twin was held to and what it gave, as a page: the record of `binome twin validate --json` in tables."""

import json
from collections import Counter
from itertools import groupby
from typing import Any

INTRODUCTION = """\
The twin beside theory (L1), published models (L2) and, for the twin rooms, what practices report (case), as
`binome twin validate` gave it. Rows that end in "twin" were simulated: a scenario, spelled and lived by the kernel like
any other. The others are computed. A simulated row is within when it is at most three standard errors from theory; one
in 370 is not by mere chance, so such a row is run once more, four times longer and with other luck, and that run alone
decides. Sources, marks and tolerances are in `src/binome/twin/validate/expected/*.toml`. Nothing was adjusted to fit.

"""


def validation_page(record: str) -> str:
    rows = json.loads(record)
    counted = Counter(row["verdict"] for row in rows)
    summary = "; ".join(f"{count} {verdict}" for verdict, count in counted.items())
    parts = [f"# The twin against theory and published tables\n\n{INTRODUCTION}{len(rows)} rows: {summary}.\n"]
    parts += [_table(name, list(found)) for name, found in groupby(rows, key=lambda row: row["table"])]
    return "\n".join(parts)


def _table(name: str, rows: list[dict[str, Any]]) -> str:
    lines = [
        f"## {name} ({rows[0]['level']})",
        "",
        "| row | expected | obtained | tolerance | verdict |",
        "|---|---|---|---|---|",
    ]
    notes: dict[str, int] = {}
    for row in rows:
        note = notes.setdefault(row["reason"], len(notes) + 1)
        simulated = row["verdict"] == "within" and row["row"].endswith("twin")
        mark = "" if simulated else f" [{note}]"
        cells = [
            row["row"],
            *(_figure(row[key]) for key in ("expected", "obtained", "tolerance")),
            row["verdict"] + mark,
        ]
        lines.append(f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |")
    used = {row["reason"] for row in rows if not (row["verdict"] == "within" and row["row"].endswith("twin"))}
    lines += ["", *(f"[{number}] {reason}  " for reason, number in notes.items() if reason in used)]
    return "\n".join(lines) + "\n"


def _figure(value: float | str | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:.5g}"

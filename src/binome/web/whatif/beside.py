"""Kept what-ifs beside each other: a column each."""

from typing import Any

from binome.web.store.whatifs import WhatIf
from binome.web.whatif.names import title_of
from binome.web.whatif.told import Gain, Row, gains, groups


def beside_each_other(told: list[WhatIf]) -> dict[str, Any]:
    """Figures as lines, what-ifs as columns; a figure that one of them has not is left empty there."""
    columns = [_column(it) for it in told]
    names: dict[str, tuple[str, str]] = {}
    for rows, tops in columns:
        names |= {gain.code: (gain.name, "") for gain in tops.values()}
        names |= {row.code: (row.name, row.unit) for row in rows.values()}
    lines = [
        {"name": name, "unit": unit, "cells": [rows.get(code) or tops.get(code) for rows, tops in columns]}
        for code, (name, unit) in names.items()
    ]
    return {"columns": [(it, title_of(it)) for it in told], "lines": lines}


def _column(it: WhatIf) -> tuple[dict[str, Row], dict[str, Gain]]:
    assert it.found
    rows = {row.code: row for _title, listed in groups(it.found) for row in listed}
    return rows, {gain.code: gain for gain in gains(it.found) if gain.code not in rows}

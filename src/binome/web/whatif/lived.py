"""What a run has lived, as bytes: it can be stopped, and taken up again where it was."""

import io
import zipfile
from dataclasses import replace

import numpy as np

from binome.twin.figures import FIGURES, LOADS
from binome.twin.model import Scenario
from binome.twin.outcome import Outcome, Sums
from binome.twin.provenance import Provenance

SUMS = ("count", "total", "squares")


def as_bytes(outcome: Outcome) -> bytes:
    tables = {f"{name}_{part}": getattr(getattr(outcome, name), part) for name in ("periods", "loads") for part in SUMS}
    out = io.BytesIO()
    kernel = np.array(outcome.provenance.kernel)
    np.savez_compressed(out, allow_pickle=False, rows=outcome.rows, kernel=kernel, **tables)
    return out.getvalue()


def from_bytes(kept: bytes | None, scenario: Scenario, source: Provenance) -> Outcome | None:
    """None when it was lived by another kernel, or of other figures: it begins again then."""
    if kept is None:
        return None
    try:
        with np.load(io.BytesIO(kept), allow_pickle=False) as told:
            parts = {name: told[name] for name in told.files}
    except (ValueError, OSError, zipfile.BadZipFile):
        return None
    if str(parts["kernel"]) != source.kernel or parts["rows"].shape[1] != len(FIGURES):
        return None
    return Outcome(
        name=scenario.name,
        provenance=replace(source, replications=len(parts["rows"])),
        codes=tuple(FIGURES),
        loads_codes=LOADS,
        people=tuple(scenario.members),
        rows=parts["rows"],
        periods=Sums(*(parts[f"periods_{part}"] for part in SUMS)),
        loads=Sums(*(parts[f"loads_{part}"] for part in SUMS)),
        complete=False,
    )

"""A result on disk: one row per replication, one per period and figure, and a page that says where they come from."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from binome.twin.outcome import Outcome, Sums
from binome.twin.provenance import Provenance

PAGE, REPLICATIONS, PERIODS, PERSONS = "result.json", "replications.parquet", "periods.parquet", "persons.parquet"


class NotAResult(Exception):
    """The folder holds no result that can be read; the sentence says what is missing."""


def write_result(outcome: Outcome, folder: Path) -> None:
    """Into that folder, over what an earlier run left there. The page comes last: a folder with one is whole."""
    import polars as pl

    folder.mkdir(parents=True, exist_ok=True)
    (folder / PAGE).unlink(missing_ok=True)
    numbers = pl.Series("replication", range(outcome.replications), pl.Int32)
    columns = {code: outcome.rows[:, n] for n, code in enumerate(outcome.codes)}
    pl.DataFrame({"replication": numbers, **columns}).write_parquet(folder / REPLICATIONS)
    _table("period", range(len(outcome.periods.total)), outcome.codes, outcome.periods).write_parquet(folder / PERIODS)
    _table("person", outcome.people, outcome.loads_codes, outcome.loads).write_parquet(folder / PERSONS)
    page = json.dumps(outcome.as_json(), ensure_ascii=False, indent=1)
    (folder / PAGE).write_text(page + "\n", "utf-8")


def read_result(folder: Path) -> Outcome:
    """The outcome as it was written, to the last bit: it can be looked at again, or taken up again."""
    import polars as pl

    try:
        page = json.loads((folder / PAGE).read_text("utf-8"))
        replications = pl.read_parquet(folder / REPLICATIONS)
        periods, persons = pl.read_parquet(folder / PERIODS), pl.read_parquet(folder / PERSONS)
    except (OSError, ValueError, pl.exceptions.PolarsError) as problem:
        raise NotAResult(f"{folder} holds no result of a run ({problem}).") from None
    codes = tuple(replications.columns[1:])
    people = tuple(persons["person"].unique(maintain_order=True))
    loads = tuple(persons["figure"].unique(maintain_order=True))
    return Outcome(
        name=page["scenario"],
        provenance=Provenance.of_json(page["provenance"]),
        codes=codes,
        loads_codes=loads,
        people=people,
        rows=replications.select(codes).to_numpy().astype(np.float64, order="C"),
        periods=_sums(periods, (-1, len(codes))),
        loads=_sums(persons, (len(people), max(1, len(loads)))),
        complete=page["complete"],
    )


def _table(of: str, names: Any, codes: tuple[str, ...], sums: Sums) -> Any:
    """One row for each name and figure: the sums, and the mean and spread that they give."""
    import polars as pl

    cells = [(n, c) for n in range(len(sums.total)) for c in range(len(codes))]
    means = [sums.mean(*cell) for cell in cells]
    listed = list(names)
    return pl.DataFrame(
        {
            of: [listed[n] for n, _ in cells],
            "figure": [codes[c] for _, c in cells],
            "mean": [it.mean for it in means],
            "low": [it.low for it in means],
            "high": [it.high for it in means],
            "sd": [it.sd for it in means],
            "count": sums.count.ravel(),
            "total": sums.total.ravel(),
            "squares": sums.squares.ravel(),
        }
    )


def _sums(table: Any, shape: tuple[int, int]) -> Sums:
    return Sums(*(table[name].to_numpy().astype(np.float64).reshape(shape) for name in ("count", "total", "squares")))

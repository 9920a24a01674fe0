"""A result on disk: one row per replication, one per period and figure, and a page that says where they come from."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from binome.twin.outcome import Outcome, Sums
from binome.twin.provenance import Provenance

PAGE, REPLICATIONS, PERIODS, PERSONS = "result.json", "replications.parquet", "periods.parquet", "persons.parquet"


class NotAResult(Exception):
    """The folder holds no result that can be read; the sentence says what is missing."""


def write_result(outcome: Outcome, folder: Path) -> None:
    """Into that folder, over what an earlier run left there: an earlier result stays whole until this one is."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".", dir=folder) as beside:
        try:
            _write_files(outcome, Path(beside))
        except _polars_error() as problem:
            raise OSError(0, str(problem)) from None
        (folder / PAGE).unlink(missing_ok=True)  # a folder with a page is whole: it leaves first and comes last
        for name in (REPLICATIONS, PERIODS, PERSONS, PAGE):
            (Path(beside) / name).replace(folder / name)


def _write_files(outcome: Outcome, folder: Path) -> None:
    import polars as pl

    numbers = pl.Series("replication", range(outcome.replications), pl.Int32)
    columns = {code: outcome.rows[:, n] for n, code in enumerate(outcome.codes)}
    pl.DataFrame({"replication": numbers, **columns}).write_parquet(folder / REPLICATIONS)
    _table("period", range(len(outcome.periods.total)), outcome.codes, outcome.periods).write_parquet(folder / PERIODS)
    _table("person", outcome.people, outcome.loads_codes, outcome.loads).write_parquet(folder / PERSONS)
    page = json.dumps(outcome.as_json(), ensure_ascii=False, indent=1)
    (folder / PAGE).write_text(page + "\n", "utf-8")


def read_result(folder: Path) -> Outcome:
    """The outcome as it was written, to the last bit: it can be looked at again, or taken up again."""
    try:
        return _read_files(folder)
    except (OSError, ValueError, TypeError, LookupError, _polars_error()) as problem:
        told = f"{type(problem).__name__}: {problem}".splitlines()[0]
        raise NotAResult(f"{folder} holds no result of a run ({told}).") from None


def _polars_error() -> type[Exception]:
    """What the writer and reader of Parquet raise; no OSError, even when the disk is full."""
    import polars as pl

    error: type[Exception] = pl.exceptions.PolarsError
    return error


def _read_files(folder: Path) -> Outcome:
    import polars as pl

    page = json.loads((folder / PAGE).read_text("utf-8"))
    replications = pl.read_parquet(folder / REPLICATIONS)
    periods, persons = pl.read_parquet(folder / PERIODS), pl.read_parquet(folder / PERSONS)
    if len(replications) != page["replications"]:
        raise ValueError("its page and its tables are of two runs")
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

"""What nobody would write on purpose: each is refused in a sentence, soon, and breaks nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from binome.twin.experiment import run
from binome.twin.options import NotOptions, read_options
from binome.twin.replicate import TooMuch
from binome.twin.results import NotAResult, read_result, write_result
from binome.twin.scenario import UnreadableScenario, read, read_file
from binome.twin.told import number
from tests.twin.scenarios import HERE

QUEUE = (HERE / "benchmarks/scenarios/mm_c.toml").read_text("utf-8")
SESSION = (HERE / "benchmarks/scenarios/appointment_session.toml").read_text("utf-8")


def test_a_queue_without_any_agenda_serves_those_who_come() -> None:
    """M/M/2, 80 % busy: the wait of the textbook is 17.8 min; a scenario without a professional lost everybody."""
    found = run(read(QUEUE), replications=4, threads=1)
    assert found.figure("wait_min").mean == pytest.approx(17.78, abs=1.0)


def test_the_mark_that_some_editors_write_first_is_no_fault(tmp_path: Path) -> None:
    file = tmp_path / "queue.toml"
    file.write_bytes(b"\xef\xbb\xbf" + QUEUE.replace("\n", "\r\n").encode())
    assert read_file(file) == read(QUEUE)


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("file.too_deep", ".".join(["a"] * 50_000) + " = 1\n"),
        ("file.too_deep", "[" + ".".join(['"a"'] * 50_000) + "]\n"),
        ("key.unknown", "".join(f"k{n} = 1\n" for n in range(50_000)) + QUEUE),
        ("value.not_printable", QUEUE.replace('"M/M/2"', '"\\u001b[31mred"')),
        ("law.cv", QUEUE.replace('law = "exponential", mean_min = 10', 'law = "gamma", mean_min = 10, cv = 1e-5')),
        ("request.crowd", QUEUE.replace("1666:40", "9999:59").replace("= 9.6", "= 10_000")),
        ("calendar.too_late", QUEUE + "[calendar]\nfirst_day = 9999-12-20\n"),
    ],
)
def test_a_hostile_scenario_is_refused_with_its_reason(why: str, text: str) -> None:
    with pytest.raises(UnreadableScenario) as found:
        read(text)
    assert why in {it.fault.why for it in found.value.refusals}
    assert "e+0" not in str(found.value)


def test_work_that_only_grows_is_refused_before_the_memory_is_gone() -> None:
    tasks = '[tasks]\nt = { per_day = 4_000, minutes = 5, by = ["physician"] }\n'
    scenario = read(SESSION + tasks)
    with pytest.raises(TooMuch):
        run(replace(scenario, run=replace(scenario.run, days=600)), replications=1, threads=1)


@pytest.mark.parametrize(
    "said",
    [
        'figure = "wait_min"\nmatters = 1\noptions = [1]\n',
        'figure = "wait_min"\nmatters = 1\ngrid = [1]\n',
        'figure = "wait_min"\nmatters = 1\n[grid]\n"run.days" = 3\n',
        "figure = [1]\nmatters = 1\n",
        'figure = "wait_min"\nmatters = 1\n[options.a]\nremove = [1]\n',
        'figure = "wait_min"\nmatters = 1\n[options.a]\nchange = [1]\n',
        'figure = "wait_min"\nmatters = 1\n[grid]\n'
        + "".join(f'"sources.x{n}" = [1, 2, 3, 4]\n' for n in range(0))
        + '"run.days" = '
        + str(list(range(21, 200))),
        'figure = "wait_min"\nmatters = 1\n[guardrails]\nwait_over_30_share = nan\n[options.a]\nremove = []\n',
    ],
)
def test_hostile_options_are_refused(said: str, tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(QUEUE, "utf-8")
    file = tmp_path / "options.toml"
    file.write_text('base = "base.toml"\n' + said, "utf-8")
    with pytest.raises(NotOptions):
        read_options(file)


@pytest.mark.parametrize("page", ["", "{}", "[]", '{"replications": 3}', "null"])
def test_a_folder_that_holds_something_else_is_no_result(page: str, tmp_path: Path) -> None:
    write_result(run(read(QUEUE.replace("days = 20", "days = 1")), replications=2, threads=1), tmp_path)
    (tmp_path / "result.json").write_text(page, "utf-8")
    with pytest.raises(NotAResult):
        read_result(tmp_path)


def test_a_result_that_cannot_be_written_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the earlier result goes before all of the new one is there."""
    import polars as pl

    found = run(read(QUEUE.replace("days = 20", "days = 1")), replications=2, threads=1)
    write_result(found, tmp_path)

    def full(*_: object, **__: object) -> None:
        raise pl.exceptions.ComputeError("No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(OSError, match="No space"):
        write_result(found, tmp_path)
    assert read_result(tmp_path).replications == 2


def test_nothing_is_told_as_less_than_nothing() -> None:
    assert number(-0.001, "min", "en") == "0.00"

"""What was learned is tested on days it has not seen, and what comes of it is said."""

import json
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from binome.cli.app import app
from binome.journal.columns import columns, write
from binome.twin.calibrate.calibration import calibrate_on
from binome.twin.calibrate.held_out import AS_GOOD, BETTER, WORSE, HeldOut, compared, held_out
from binome.twin.calibrate.seen import seen_in
from binome.twin.calibrate.told import tell_calibration
from binome.twin.calibrate.written import written
from binome.twin.chance import Key
from binome.twin.from_practice import scenario_of
from binome.twin.retell import all_events
from binome.twin.scenario import read, read_file
from binome.twin.traced import traced_days
from tests.twin.calibrate.journals import SCENARIO, Truth, events, journal, scenario
from tests.twin.small_practice import MONDAY, SHORT_STEPS, offers, practice

TRUE = 'minutes = { prior = "consultation_observed" } -> minutes = { mean_min = 12, cv = 0.4 }'
FAR = 'minutes = { prior = "consultation_observed" } -> minutes = { mean_min = 30, cv = 0.2 }'


def test_learned_minutes_foretell_unseen_days_better_and_their_ranges_hold() -> None:
    told = held_out(scenario(), seen_in(journal(Truth(days=40)), UTC))
    by_name = {it.what: it for it in told.compared}
    assert (len(told.learned_from), len(told.foretold)) == (30, 10)
    assert {by_name[it].verdict for it in ("own_minutes", "punctuality", "door")} == {BETTER}
    assert by_name["no_show"].gain > 0
    assert by_name["own_minutes"].after.coverage == pytest.approx(0.8, abs=0.06)
    assert WORSE not in {it.verdict for it in told.compared}


def test_the_ends_of_unseen_days_and_their_waits_are_foretold_with_the_bookings_they_had() -> None:
    truth = scenario_of(practice(), offers(), on=MONDAY, days=19, figures=SHORT_STEPS)
    told = columns(all_events(traced_days(truth, Key.of(3, 0, 0)), "run-1", zone=practice().zone))
    slow = [replace(it, own_min={"mean_min": 18.0, "cv": 0.5}) for it in offers()]
    start = scenario_of(practice(), slow, on=MONDAY + timedelta(days=200), days=5)
    found = held_out(start, seen_in(told, practice().zone, simulated=True))
    by_name = {it.what: it for it in found.compared}
    assert {by_name[it].verdict for it in ("day_end", "waits")} == {BETTER}
    assert by_name["day_end"].after.off < by_name["day_end"].before.off / 2


def test_when_the_value_to_start_from_was_the_truth_nothing_is_claimed() -> None:
    told = held_out(scenario(true=TRUE), seen_in(journal(Truth(days=40)), UTC))
    assert next(it for it in told.compared if it.what == "own_minutes").verdict == AS_GOOD


def test_what_foretells_worse_is_said_plainly() -> None:
    seen = seen_in(journal(Truth(days=40)), UTC)
    found = tuple(compared(scenario(true=TRUE), scenario(far=FAR), seen))
    assert next(it for it in found if it.what == "own_minutes").verdict == WORSE
    learned = calibrate_on(scenario(), seen)
    for language, words in (("en", "foretells worse than"), ("fr", "prévoit moins bien que")):
        assert words in tell_calibration(learned, HeldOut(seen.days[:30], seen.days[30:], found), language)


def test_too_few_days_make_no_test_and_that_is_said() -> None:
    seen = seen_in(journal(Truth(days=5)), UTC)
    told = held_out(scenario(), seen)
    assert told.foretold == ()
    assert "Too few days" in tell_calibration(calibrate_on(scenario(), seen), told, "en")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_file_written_reads_back_and_says_above_each_value_where_it_comes_from(language: str) -> None:
    learned = calibrate_on(scenario(), seen_in(journal(Truth(days=20)), UTC))
    text = written(learned, language)
    assert read(text) == learned.after
    comments = [line for line in text.splitlines() if line.startswith("# ")]
    assert len(comments) == len(learned.learned) + 1


def test_the_command_writes_a_scenario_that_describe_calls_learned(tmp_path: Path) -> None:
    file, lived, out = tmp_path / "mine.toml", tmp_path / "lived.parquet", tmp_path / "new.toml"
    file.write_text(SCENARIO, "utf-8")
    write(events(Truth(days=12)), lived)
    done = CliRunner().invoke(
        app, ["twin", "calibrate", str(file), "--journal", str(lived), "--out", str(out), "--zone", "UTC", "--json"]
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["days"], told["simulated_visits"]) == (12, 0)
    assert {it["standing"] for it in told["learned"]} == {"learned"}
    assert {"what", "verdict", "before", "after"} <= told["held_out"]["compared"][0].keys()
    assert read_file(out).learned
    described = CliRunner().invoke(app, ["twin", "describe", str(out), "--language", "en", "--json"])
    standings = {it["place"]: it["standing"] for it in json.loads(described.stdout)["assumptions"]}
    assert standings["pathways.twin_rooms.steps.1.minutes"] == "learned"
    assert standings["attendance.no_show"] == "learned"


def test_simulated_days_teach_only_when_asked_and_the_file_says_so(tmp_path: Path) -> None:
    seen = seen_in(journal(Truth(days=10, origin="run-1")), UTC, simulated=True)
    assert "BEWARE" in written(calibrate_on(scenario(), seen), "en")


def test_one_source_is_asked_for_and_nothing_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(SCENARIO, "utf-8")
    for words in ([str(file)], [str(file), "--journal", str(file), "--practice", "x"]):
        assert CliRunner().invoke(app, ["twin", "calibrate", *words]).exit_code != 0
    kept = CliRunner().invoke(app, ["twin", "calibrate", str(file), "--journal", str(file), "--out", str(file)])
    assert "exists already" in str(kept.exception)
    assert file.read_text("utf-8") == SCENARIO

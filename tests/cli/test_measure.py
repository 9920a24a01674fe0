"""`binome measure` tells every figure with what it is counted on, and hides few people; `binome measures` the words."""

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from binome.measures.pulse import MEASURES, PULSE
from binome.practice.words import Moment, Step
from binome.web.store import clock
from binome.web.store.models import DayRow
from binome.web.store.practice import House
from binome.web.store.tables.pulse import PulseBoxRow, PulseRoundRow, PulseWhoRow
from tests.cli.conftest import FRIDAY, Run
from tests.measures.days import DOC, Telling, a_fortnight, at, journal

KEYS = {
    "code",
    "definition",
    "value",
    "interval",
    "numerator",
    "denominator",
    "days",
    "hidden",
    "unit",
    "question",
    "guardrails",
}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    a_fortnight().write_parquet(tmp_path / "journal.parquet")
    return tmp_path / "journal.parquet"


def figures(out: str) -> dict[str, dict[str, Any]]:
    return {it["code"]: it for it in json.loads(out)["figures"]}


def test_every_figure_of_the_catalogue_is_answered_or_says_why_not(written: Path, run: Run) -> None:
    said = run("measure", "--journal", written, "--json")
    found = figures(said.out)
    assert (said.code, set(found)) == (0, set(MEASURES))
    for it in found.values():
        assert set(it) == KEYS
        assert (it["value"] is None) == (it["hidden"] is not None)
        assert it["hidden"] is None or it["interval"] is it["numerator"] is it["denominator"] is None


def test_a_figure_is_its_numerator_over_its_denominator(written: Path, run: Run) -> None:
    found = figures(run("measure", "--journal", written, "--json").out)
    wait, share = found["wait_min"], found["no_show_share"]
    assert wait["value"] == pytest.approx(wait["numerator"] / wait["denominator"])
    assert wait["interval"][0] <= wait["value"] <= wait["interval"][1]
    assert share["value"] == pytest.approx(100 * share["numerator"] / share["denominator"])


def test_a_single_day_is_too_few(written: Path, run: Run) -> None:
    found = figures(run("measure", "--journal", written, "--from", "2026-03-02", "--to", "2026-03-02", "--json").out)
    assert found["wait_min"]["hidden"] == "too_few"
    assert found["third_next_days"]["hidden"] == "needs_slots"


def test_the_period_and_the_doctor_are_those_asked(written: Path, run: Run) -> None:
    asked = ("measure", "--journal", written, "--from", "2026-03-02", "--to", "2026-03-08", "--json")
    week, whole = (
        figures(it.out)["visits_per_week"] for it in (run(*asked), run("measure", "--journal", written, "--json"))
    )
    assert (week["numerator"], whole["numerator"]) == (14.0, 28.0)
    assert figures(run("measure", "--journal", written, "--doctor", "doc", "--json").out)["wait_min"]["value"]
    nobody = run("measure", "--journal", written, "--doctor", "ghost")
    assert nobody.code == 2
    assert "ghost" in nobody.err
    assert "doc" in nobody.err


def test_a_week_is_not_thinned_by_days_the_file_knows_nothing_of(written: Path, run: Run) -> None:
    """Two weeks of fourteen visits; asked for a quarter, and for a month that ends on the file's second day."""
    for since, until in (("2026-01-01", "2026-03-31"), ("2026-03-02", "2026-12-31")):
        found = figures(run("measure", "--journal", written, "--from", since, "--to", until, "--json").out)
        assert found["visits_per_week"]["value"] == pytest.approx(14.0)
    early = run("measure", "--journal", written, "--from", "2026-02-03", "--to", "2026-03-03", "--json")
    assert figures(early.out)["visits_per_week"]["hidden"] == "less_than_a_week"


def test_patients_of_twelve_months_are_those_that_the_file_has_lived(run: Run, tmp_path: Path) -> None:
    """Asked for a period that ends after the file, they are counted to its end: months to come are not empty ones."""
    visits = []
    for month in range(13):
        for patient in range(12):
            when = at(9, 5 * patient, 28 * month)
            visit = Telling(f"v{month}-{patient}").booked(when, when, patient=f"p{patient}-{month // 6}")
            visits.append(
                visit.say(Moment.ARRIVED, when).step(Step.CONSULTATION, when, when + timedelta(minutes=5), DOC)
            )
    journal(*visits).write_parquet(tmp_path / "year.parquet")
    asked = ("measure", "--journal", tmp_path / "year.parquet", "--json")
    told, later = (figures(run(*asked, *more).out) for more in ((), ("--to", "2027-12-31")))
    assert told["active_patients"]["value"] == 36.0
    for code in ("active_patients", "continuity_upc"):
        assert later[code] == told[code], code


def test_a_doctor_has_figures_though_no_patient_is_known(written: Path, run: Run, tmp_path: Path) -> None:
    """A simulated journal knows no patients."""
    pl.read_parquet(written).with_columns(patient=pl.lit(None, pl.String)).write_parquet(tmp_path / "twin.parquet")
    said = run("measure", "--journal", tmp_path / "twin.parquet", "--doctor", "doc", "--json")
    assert figures(said.out)["wait_min"]["value"]


def test_what_cannot_be_read_or_is_upside_down_ends_with_a_sentence(written: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "no.csv").write_text("story,number,moment,at,by,role\nv,1,flew,2026-03-02T09:00:00Z,e,secretary\n")
    refused = {
        "no.csv, line 2: no journal has that word": ("--journal", tmp_path / "no.csv"),
        "could not be read": ("--journal", tmp_path / "nowhere.parquet"),
        "before it begins": ("--journal", written, "--from", "2026-03-09", "--to", "2026-03-02"),
        "no time zone": ("--journal", written, "--zone", "Europe/Nowhere"),
        "two ends": ("--journal", written, "--baseline-from", "2026-03-02"),
        "the baseline ends": ("--journal", written, "--baseline-from", "2026-03-02", "--baseline-to", "2026-03-01"),
        "of the year 9999": ("--journal", written, "--to", "9999-12-31"),
    }
    for words, asked in refused.items():
        said = run("measure", *asked)
        assert said.code == 2
        assert words in said.err


def test_several_practices_are_not_mixed(written: Path, run: Run, tmp_path: Path) -> None:
    both = [a_fortnight().with_columns(practice=pl.lit(code)) for code in ("north", "south")]
    pl.concat(both).write_parquet(tmp_path / "region.parquet")
    asked = ("measure", "--journal", tmp_path / "region.parquet", "--json")
    said = run(*asked)
    assert said.code == 2
    assert "add --practice with one of: north, south" in said.err
    one, alone = (
        json.loads(it.out)["figures"]
        for it in (run(*asked, "--practice", "south"), run("measure", "--journal", written, "--json"))
    )
    assert one == alone


def test_a_figure_is_told_in_its_parts_when_asked(written: Path, run: Run) -> None:
    found = figures(run("measure", "--journal", written, "--parts", "--json").out)
    assert set(found["wait_before_step_min"]["parts"]) == {"consultation"}
    assert found["lead_days"]["parts"]["twin_rooms"]["value"] == found["lead_days"]["value"]
    assert "parts" not in found["wait_min"]
    doctor = figures(run("measure", "--journal", written, "--doctor", "doc", "--parts", "--json").out)
    assert doctor["lead_days"]["parts"] == found["lead_days"]["parts"]
    assert "consultation " in run("measure", "--journal", written, "--parts").out


def test_time_freed_is_counted_from_the_baseline_that_is_said(written: Path, run: Run) -> None:
    baseline = ("--baseline-from", "2026-03-02", "--baseline-to", "2026-03-08")
    said = run("measure", "--journal", written, "--from", "2026-03-09", "--to", "2026-03-15", *baseline, "--json")
    freed = figures(said.out)["medical_time_freed_min_per_week"]
    assert freed["value"] == pytest.approx(28.0)  # fourteen visits, two minutes less each
    assert json.loads(said.out)["method"] == "unadjusted"


def test_the_practice_s_own_journal_is_measured_without_a_file(with_a_day: House, run: Run) -> None:
    said = run("measure", "--json")
    assert said.code == 0
    told = json.loads(said.out)
    assert told["journal"] == with_a_day.practice.code
    assert told["simulated"] is with_a_day.is_demo is True  # nobody of a demonstration exists
    found = figures(said.out)
    assert found["not_served_share"]["denominator"] > 10
    assert found["visits_per_week"]["hidden"] == "less_than_a_week"
    assert found["with_patients_share"]["value"] is not None


def test_today_counts_once_it_is_closed(with_a_day: House, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its hours would all be below the line already, and its visits without an end."""
    monkeypatch.setattr(clock, "now", lambda: datetime.combine(FRIDAY, time(12), UTC))
    DayRow.objects.update(closed=False)
    said = run("measure", "--json")
    assert said.code == 2
    assert "nobody came" in said.err
    DayRow.objects.update(closed=True)
    told = figures(run("measure", "--json").out)["with_patients_share"]
    later = (FRIDAY + timedelta(days=9)).isoformat()
    ahead = figures(run("measure", "--to", later, "--json").out)["with_patients_share"]
    assert ahead["denominator"] == pytest.approx(told["denominator"])
    explained = ("explain", "--figure", "with_patients_share", "--before", f"{FRIDAY}..{FRIDAY}", "--after")
    apart = json.loads(run(*explained, f"{FRIDAY}..{later}", "--json").out)
    assert apart["after"]["value"] == apart["before"]["value"] == pytest.approx(told["value"])


def test_the_pulse_is_told_of_a_practice_once_a_round_is_over_and_never_of_a_file_or_a_doctor(
    with_a_day: House, written: Path, run: Run
) -> None:
    """Five said 60, 60, 70, 80 and 90 of their day; of another round only four answered."""
    a_round(with_a_day, date(2026, 1, 1), (60, 60, 70, 80, 90))
    a_round(with_a_day, date(2026, 2, 1), (60, 60, 70, 80))
    asked = ("--from", "2026-01-01", "--to", "2026-02-28", "--json")
    load = figures(run("measure", *asked).out)["team_load"]
    assert (load["value"], load["numerator"], load["denominator"], load["interval"]) == (70.0, 350.0, 5.0, None)
    late = figures(run("measure", "--from", "2026-02-01", "--to", "2026-02-28", "--json").out)
    assert (late["team_load"]["value"], late["team_load"]["hidden"]) == (None, "needs_pulse")
    of_a_file = figures(run("measure", "--journal", written, "--json").out)
    assert {of_a_file[code]["hidden"] for code in PULSE} == {"needs_pulse"}
    of_a_doctor = figures(run("measure", "--journal", written, "--doctor", "doc", "--json").out)
    assert {of_a_doctor[code]["hidden"] for code in PULSE} == {"of_the_team_alone"}


def a_round(house: House, since: date, said: tuple[int, ...]) -> None:
    row = PulseRoundRow.objects.create(
        practice_id=house.id, instrument="rtlx", since=since, until=since.replace(month=since.month + 1), asked=6
    )
    PulseWhoRow.objects.create(round=row, members=[f"m{n}" for n in range(len(said))])
    PulseBoxRow.objects.create(round=row, sheets=[[it] * 6 for it in said])


def test_the_catalogue_is_told_in_both_languages(run: Run) -> None:
    listed = json.loads(run("measures", "--json").out)
    assert [it["code"] for it in listed] == list(MEASURES)
    assert {"fr", "en"} == set(listed[0]["words"])
    assert "Attente totale" in run("measures", "--language", "fr").out

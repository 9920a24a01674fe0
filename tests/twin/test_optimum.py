"""Options of a practice: read with their faults, lived side by side, the best that keeps the guardrails named."""

from pathlib import Path

import pytest

from binome.twin.begins import run_both
from binome.twin.beside import compare
from binome.twin.optimum import optimise
from binome.twin.options import NotOptions, UnreadableOption, read_options
from binome.twin.scenario import write
from binome.twin.told import tell_both, tell_comparison, tell_optimum, tell_run
from tests.twin.small_experiment import month

HEAD = """
base = "base.toml"
figure = "third_next_available_days"
matters = 0.3
most_replications = 200
first_replications = 10
"""
TWO = (
    HEAD
    + """
[options.slower_agenda]
change = { "agendas.day.sessions.0.slot_min" = 25 }

[options.fuller_agenda]
change = { "agendas.day.sessions.0.slot_min" = 15, "agendas.day.sessions.1.slot_min" = 15 }
"""
)


def file_of(folder: Path, text: str) -> Path:
    (folder / "base.toml").write_text(write(month("single_doctor")), "utf-8")
    (folder / "options.toml").write_text(text, "utf-8")
    return folder / "options.toml"


def test_the_best_option_is_named_with_its_certainty(tmp_path: Path) -> None:
    """More slots are sooner free; what each option changes is beside it."""
    loose = "[guardrails]\novertime_min_per_doctor_day = 1e6\nwait_over_30_share = 1\nheaviest_load_share = 9\n"
    optimum = optimise(read_options(file_of(tmp_path, TWO + loose)))
    assert optimum.best == "fuller_agenda"
    assert optimum.choice.settled
    told = optimum.as_json()
    assert [it["name"] for it in told["options"]] == ["base", "slower_agenda", "fuller_agenda"]
    assert told["certainty"] == 0.95


def test_an_option_that_crosses_a_guardrail_is_left_out(tmp_path: Path) -> None:
    """However good: the doctor would pay with the evening."""
    limits = "[guardrails]\novertime_min_per_doctor_day = 1\nwait_over_30_share = 1\n"
    optimum = optimise(read_options(file_of(tmp_path, TWO + limits)))
    assert optimum.left_out[2][0].startswith("overtime")
    assert optimum.best != "fuller_agenda"


def test_a_grid_is_every_combination(tmp_path: Path) -> None:
    """And each has the name of its values."""
    grid = '[grid]\n"agendas.day.sessions.0.slot_min" = [15, 20]\n"rooms.r1.turnover_min" = [0, 2, 4]\n'
    names = [it.name for it in read_options(file_of(tmp_path, HEAD + grid)).options]
    assert len(names) == 7
    assert names[1] == "agendas.day.sessions.0.slot_min = 15, rooms.r1.turnover_min = 0"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("base = ", "options.not_toml"),
        (HEAD + "speed = 3", "options.unknown_key"),
        (HEAD.replace("third_next_available_days", "beauty") + "[grid]", "options.figure"),
        (HEAD, "options.count"),
        (HEAD.replace('base = "base.toml"', "base = 3"), "options.base"),
        (HEAD + "[options.a]\nchanges = {}", "options.shape"),
        (HEAD + '[options.a]\nchange = { "agendas.night.sessions" = 1 }', "options.place"),
        (HEAD + '[options.a]\nremove = ["members.nobody"]', "options.place"),
        (HEAD + "[options.a]\n[guardrails]\nbeauty = 1", "options.guardrail"),
        (HEAD.replace("matters = 0.3", "matters = 0") + "[options.a]", "options.number"),
    ],
)
def test_a_file_that_says_no_options_is_refused_by_its_reason(text: str, why: str, tmp_path: Path) -> None:
    """Each in one sentence, in both languages."""
    from binome.twin.told import sentence

    with pytest.raises(NotOptions) as refused:
        read_options(file_of(tmp_path, text))
    assert refused.value.why == why
    assert all(sentence(language, why, **refused.value.facts) for language in ("fr", "en"))


def test_an_option_that_is_no_scenario_is_refused_by_its_name(tmp_path: Path) -> None:
    """With what the reading of a scenario says."""
    with pytest.raises(UnreadableOption) as refused:
        read_options(file_of(tmp_path, HEAD + '[options.absurd]\nchange = { "rooms.r1.turnover_min" = -3 }'))
    assert refused.value.option == "absurd"
    assert refused.value.found.refusals[0].fault.why == "value.out_of_bounds"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_result_is_told_in_both_languages(language: str, tmp_path: Path) -> None:
    """A table with its ranges, its verdicts, and no code left in it."""
    pair = compare(month("single_doctor"), month(), replications=6)
    told = tell_comparison(pair, language)
    told += tell_run(pair.after, language)
    told += tell_both(run_both(month(days=7, warm_up_days=0), replications=3), language)
    told += tell_optimum(optimise(read_options(file_of(tmp_path, TWO))), language)
    assert "_min" not in told
    assert "_share" not in told
    assert "nan" not in told

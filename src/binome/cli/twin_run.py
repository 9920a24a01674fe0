"""`binome twin run`, `compare`, `optimise`: scenarios lived many times, side by side, and chosen among."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from binome.cli.progress import progress
from binome.cli.saying import NotDone, answer, say
from binome.cli.twin_given import File, Language, PracticeNumber, Seed, can_be_lived, refuse_language, scenario_and_text

if TYPE_CHECKING:
    from binome.twin.experiment import Precision
    from binome.twin.model import Scenario
    from binome.twin.outcome import Outcome

Replications = Annotated[int, typer.Option(min=1, max=1_000_000, help="How many times to live it (at most).")]
ThreadCount = Annotated[int, typer.Option("--threads", min=0, max=256, help="All processors if not given.")]
Closely = Annotated[str, typer.Option("--precision", help="Go on until a figure is known so well: FIGURE=±0.5.")]
AsJson = Annotated[bool, typer.Option("--json", help="Say the result as JSON.")]


def run(
    file: File,
    replications: Replications = 100,
    seed: Seed = 1,
    threads: ThreadCount = 0,
    precision: Closely = "",
    begins: Annotated[
        str, typer.Option(help="The book on the first day: said, empty, full, or both of them.")
    ] = "said",
    practice: PracticeNumber = 0,
    out: Annotated[Path | None, typer.Option(help="A folder for the result, as Parquet and JSON.")] = None,
    resume: Annotated[Path | None, typer.Option(help="The folder of a result to go on from.")] = None,
    language: Language = "fr",
    as_json: AsJson = False,
) -> None:
    """Live a scenario many times and say its figures with their ranges. Exits 1 when it stopped early."""
    _refuse_beginning(begins, resume)
    text, scenario = scenario_and_text(file, language)
    asked: dict[str, Any] = {
        "replications": replications,
        "seed": seed,
        "threads": threads,
        "precision": _precision(precision),
        "practice": practice,
        "text": text,
        "file": str(file),
    }
    if begins == "both":
        _run_both(scenario, asked, out, language, as_json=as_json)
        return
    from binome.twin.told import tell_run

    before = _result(resume) if resume else None
    with can_be_lived(language), progress() as show:
        outcome = _lived(lambda: _experiment()(scenario, begins=begins, so_far=before, on_progress=show, **asked))
    _write(outcome, out)
    answer(outcome.as_json(), as_json=as_json, told=tell_run(outcome, language))
    _say_how_it_ended(outcome, asked, out, language)


def compare(
    before: Annotated[Path, typer.Argument(help="The scenario to compare with.")],
    after: Annotated[Path, typer.Argument(help="The scenario with the change.")],
    replications: Replications = 100,
    seed: Seed = 1,
    threads: ThreadCount = 0,
    precision: Closely = "",
    language: Language = "fr",
    as_json: AsJson = False,
) -> None:
    """Live two scenarios under the same luck and say what differs, with its range. Exits 1 past a guardrail."""
    from binome.twin.beside import compare as compared
    from binome.twin.guardrails import Kept
    from binome.twin.told import tell_comparison

    sides = [scenario_and_text(it, language) for it in (before, after)]
    wanted = _precision(precision)
    with can_be_lived(language), progress() as show:
        pair = compared(
            *(scenario for _, scenario in sides),
            replications=replications,
            seed=seed,
            threads=threads,
            precision=wanted,
            texts=(sides[0][0], sides[1][0]),
            files=(str(before), str(after)),
            on_progress=show,
        )
    _refuse_nothing(pair.replications)
    answer(pair.as_json(), as_json=as_json, told=tell_comparison(pair, language))
    if not pair.complete:
        say(f"binome: stopped after {pair.replications} replications.")
    raise typer.Exit(1 if not pair.complete or Kept.CROSSED in pair.verdicts().values() else 0)


def optimise(
    file: Annotated[Path, typer.Argument(help="The options, a TOML file: a base, and what each option changes in it.")],
    seed: Seed = 1,
    threads: ThreadCount = 0,
    language: Language = "fr",
    as_json: AsJson = False,
) -> None:
    """Name the best option that keeps the guardrails, and how surely it is. Exits 1 without that certainty."""
    from binome.twin.optimum import optimise as best_of
    from binome.twin.told import tell_optimum

    asked = _options(file, language)
    with can_be_lived(language), progress() as show:
        optimum = best_of(asked, seed=seed, threads=threads, on_progress=lambda name, done, of: show(done, of))
    answer(optimum.as_json(), as_json=as_json, told=tell_optimum(optimum, language))
    raise typer.Exit(0 if optimum.choice.settled else 1)


def _refuse_beginning(begins: str, resume: Path | None) -> None:
    if begins not in ("said", "empty", "full", "both"):
        raise NotDone(f"no book begins {begins!r}: said, empty, full or both.")
    if begins == "both" and resume:
        raise NotDone(
            "--resume goes on from one result; --begins both makes two: resume each with --begins empty or full."
        )


def _experiment() -> Any:
    from binome.twin.experiment import run as experiment

    return experiment


def _lived(experiment: "Callable[[], Outcome]") -> "Outcome":
    from binome.twin.replicate import TooMuch

    try:
        outcome = experiment()
    except TooMuch:
        raise
    except ValueError as problem:
        raise NotDone(str(problem)) from None
    _refuse_nothing(outcome.replications)
    return outcome


def _refuse_nothing(count: int) -> None:
    if not count:
        raise NotDone("stopped before the first replication; there is nothing to say.")


def _run_both(scenario: "Scenario", asked: dict[str, Any], out: Path | None, language: str, *, as_json: bool) -> None:
    from binome.twin.begins import run_both
    from binome.twin.told import tell_both

    with can_be_lived(language), progress() as show:
        both = run_both(scenario, on_progress=show, **asked)
    for name, outcome in (("empty", both.empty), ("full", both.full)):
        _refuse_nothing(outcome.replications)
        _write(outcome, out / name if out else None)
    answer(both.as_json(), as_json=as_json, told=tell_both(both, language))
    raise typer.Exit(1 if both.disagree or not both.complete else 0)


def _precision(said: str) -> "Precision | None":
    if not said:
        return None
    from binome.twin.experiment import Precision
    from binome.twin.figures import FIGURES

    figure, _, within = said.partition("=")
    try:
        half = float(within.lstrip("±+- ").replace(",", "."))
    except ValueError:
        half = 0.0
    if figure not in FIGURES or not 0 < half < float("inf"):
        raise NotDone(f"--precision wants FIGURE=±NUMBER, FIGURE being one of {', '.join(FIGURES)}; not {said!r}.")
    return Precision(figure, half)


def _result(folder: Path) -> "Outcome":
    from binome.twin.results import NotAResult, read_result

    try:
        return read_result(folder)
    except NotAResult as problem:
        raise NotDone(str(problem)) from None


def _write(outcome: "Outcome", out: Path | None) -> None:
    if out is None:
        return
    from binome.twin.results import write_result

    try:
        write_result(outcome, out)
    except OSError as problem:
        raise NotDone(f"{out} could not be written ({problem.strerror}).") from None


def _say_how_it_ended(outcome: "Outcome", asked: dict[str, Any], out: Path | None, language: str) -> None:
    if outcome.complete:
        return
    from binome.twin.told import figure_name, number, sentence

    count, precision = outcome.replications, asked["precision"]
    if precision is not None and count >= asked["replications"]:
        half = number(outcome.figure(precision.figure).half_width, "", language)
        facts = {"within": number(precision.within, "", language), "obtained": half, "count": count}
        say(sentence(language, "not_precise", figure=figure_name(precision.figure, language), **facts))
    else:
        folder = out or "FOLDER"
        say(sentence(language, "stopped", count=count, wanted=asked["replications"], folder=folder))
    raise typer.Exit(1)


def _options(file: Path, language: str) -> Any:
    from binome.twin.options import NotOptions, UnreadableOption, read_options
    from binome.twin.scenario import UnreadableScenario
    from binome.twin.telling import refusal_in
    from binome.twin.told import sentence

    refuse_language(language)
    try:
        return read_options(file)
    except NotOptions as wrong:
        raise NotDone(f"{file}\n{sentence(language, wrong.why, **wrong.facts)}") from None
    except UnreadableOption as wrong:
        told = [_placed(language, it) for it in wrong.found.refusals]
        raise NotDone("\n".join([f"{file}, {wrong.option}", *told])) from None
    except UnreadableScenario as wrong:
        raise NotDone("\n".join([str(file), *(refusal_in(language, it) for it in wrong.refusals)])) from None
    except OSError as problem:
        raise NotDone(f"{problem.filename or file} could not be read ({problem.strerror}).") from None


def _placed(language: str, refusal: Any) -> str:
    """Without its line, which is of a text nobody has written."""
    from dataclasses import replace

    from binome.twin.telling import refusal_in

    return refusal_in(language, replace(refusal, line=None))

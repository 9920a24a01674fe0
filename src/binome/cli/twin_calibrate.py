"""`binome twin calibrate`: what the practice's own journal teaches a scenario, and how well that foretells."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from binome.cli.saying import NotDone, answer
from binome.cli.twin_given import Language, can_be_lived, scenario_and_text
from binome.cli.twin_run import AsJson

if TYPE_CHECKING:
    from binome.twin.calibrate.seen import Seen
    from binome.twin.model import Scenario


def calibrate(
    file: Annotated[Path | None, typer.Argument(help="The scenario to start from; none with --practice.")] = None,
    journal: Annotated[Path | None, typer.Option(help="The journal, as `binome journal export` writes it.")] = None,
    practice: Annotated[str, typer.Option(help="Or a practice of this house: its own journal, its own people.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where to write the scenario that has learned.")] = None,
    zone: Annotated[
        str, typer.Option(help="The practice's time zone: its days are those of its clocks.")
    ] = "Europe/Paris",
    simulated: Annotated[bool, typer.Option("--simulated", help="Learn from runs of the twin too.")] = False,
    language: Language = "fr",
    as_json: AsJson = False,
) -> None:
    """Learn minutes, attendance and demand from a journal, and test them on days not seen."""
    if (journal is None) == (not practice):
        raise NotDone("one journal is needed: --journal FILE.parquet, or --practice CODE.")
    if out is not None and out.exists():
        raise NotDone(f"{out} exists already; nothing was written.")
    scenario, seen = _asked(file, journal, practice, zone, language, simulated=simulated)
    from binome.twin.calibrate.calibration import calibrate_on
    from binome.twin.calibrate.held_out import held_out
    from binome.twin.calibrate.told import tell_calibration
    from binome.twin.calibrate.written import written

    with can_be_lived(language):
        learned, tested = calibrate_on(scenario, seen), held_out(scenario, seen)
    if out is not None:
        _write(out, written(learned, language))
    result = {**learned.as_json(), "held_out": tested.as_json(), "out": str(out) if out else None}
    answer(result, as_json=as_json, told=tell_calibration(learned, tested, language))


def _asked(
    file: Path | None, journal: Path | None, practice: str, zone: str, language: str, *, simulated: bool
) -> "tuple[Scenario, Seen]":
    if journal is None:
        return _of_practice(file, practice, language, simulated=simulated)
    if file is None:
        raise NotDone("a scenario to start from is needed; `binome twin init` writes one.")
    from binome.twin.calibrate.seen import NotAJournal, read_table, seen_in
    from binome.twin.calibrate.told import sentence

    scenario = scenario_and_text(file, language)[1]
    try:
        return scenario, seen_in(read_table(journal), ZoneInfo(zone), simulated=simulated)
    except NotAJournal as wrong:
        raise NotDone(f"{journal}: {sentence(wrong.why, language, found=wrong.found)}") from None
    except (ZoneInfoNotFoundError, ValueError):
        raise NotDone(sentence("zone", language, found=zone)) from None


def _of_practice(file: Path | None, code: str, language: str, *, simulated: bool) -> "tuple[Scenario, Seen]":
    """The journal where it is kept; without a scenario, one made of the practice and of what it was booked for."""
    from binome.cli.house import the_house, wake_with_tables

    wake_with_tables()
    from binome.journal.columns import columns
    from binome.twin.calibrate.offers import offers_seen
    from binome.twin.calibrate.seen import seen_in
    from binome.twin.from_practice import scenario_of
    from binome.web.store.journal import DatabaseJournal

    house = the_house(code)
    told = house.practice
    seen = seen_in(columns(DatabaseJournal(house.id).everything()), told.zone, simulated=simulated)
    if file is not None:
        return scenario_and_text(file, language)[1], seen
    offers = offers_seen(told, seen)
    if not offers:
        raise NotDone("this practice has no finished day with enough visits yet; give a scenario to start from.")
    from datetime import timedelta

    return scenario_of(told, offers, on=seen.days[-1] + timedelta(days=1), days=28), seen


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, "utf-8")
    except OSError as problem:
        raise NotDone(f"{out} could not be written ({problem.strerror}).") from None

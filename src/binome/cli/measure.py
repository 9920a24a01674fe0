"""`binome measure` and `binome measures`: what a journal amounts to, figure by figure, and what each figure is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from binome.cli.house import the_house, wake_with_tables
from binome.cli.saying import NotDone, answer

if TYPE_CHECKING:
    import polars as pl

    from binome.measures.answers import Answer
    from binome.measures.catalogue import Measure
    from binome.measures.freed import Period
    from binome.measures.patient_answers import Reading
    from binome.measures.pulse import Told as Round
    from binome.measures.reading import UnreadableJournal
    from binome.measures.told import Told
    from binome.web.store.practice import House

    Rounds = Callable[[date, date], list[Round]]

ZONE = "Europe/Paris"
LIVED = "lived"
DAY = ["%Y-%m-%d"]
A_DAY = timedelta(days=1)
YEARS = range(1990, 2200)
"""Those a journal may have."""
MOST_REST = 3
"""Days of rest at the end of a week."""
AsJson = Annotated[bool, typer.Option("--json", help="Say it as JSON.")]
Language = Annotated[str, typer.Option(help="fr or en, for the names.")]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose figures, from when to when; both days included, None: as far as the journal goes."""

    since: date | None
    until: date | None
    doctor: str
    baseline: "tuple[date, date] | None"
    parts: bool = False


def _no_rounds(since: date, until: date) -> "list[Round]":
    """Of a file: it is a journal, and no journal knows what the team answered."""
    return []


@dataclass(frozen=True, slots=True)
class Source:
    """Where the lines come from. `ground` is a function of the first and the last day: hours, slots, rooms; `readings`
    are those of the register, `rounds` tells those of the pulse that ended between two days, and `over` is the last
    day that is over, which only a practice has: its lines end with it, and its ground, for hours still to come would
    stand below the line with nothing above.
    """

    lines: "pl.LazyFrame"
    zone: str
    ground: Any
    name: str
    simulated: bool
    readings: "tuple[Reading, ...]" = ()
    over: date | None = None
    rounds: "Rounds" = _no_rounds


def measure(
    journal: Annotated[
        Path | None,
        typer.Option(help="A file of the journal's columns, Parquet or CSV; without it, the practice's own."),
    ] = None,
    since: Annotated[datetime | None, typer.Option("--from", formats=DAY, help="The first day.")] = None,
    until: Annotated[datetime | None, typer.Option("--to", formats=DAY, help="The last day, included.")] = None,
    doctor: Annotated[
        str, typer.Option(help="The figures of one doctor, by code; all of the practice if not given.")
    ] = "",
    practice: Annotated[str, typer.Option(help="The practice's code, when there are several.")] = "",
    zone: Annotated[str, typer.Option(help="The time zone of a file's practice.")] = ZONE,
    baseline_from: Annotated[
        datetime | None, typer.Option(formats=DAY, help="The first day medical time freed is counted from.")
    ] = None,
    baseline_to: Annotated[datetime | None, typer.Option(formats=DAY, help="The last one, included.")] = None,
    parts: Annotated[
        bool, typer.Option("--parts", help="Also step by step, pathway by pathway, activity by activity.")
    ] = False,
    language: Language = "en",
    as_json: AsJson = False,
) -> None:
    """Every figure of a period, with its interval, its numerator and its denominator; nothing about too few people."""
    if language not in ("fr", "en"):
        raise NotDone(f"no language is called {language!r}: fr or en.")
    if (baseline_from is None) is not (baseline_to is None):
        raise NotDone("a baseline has two ends: --baseline-from and --baseline-to.")
    baseline = (baseline_from.date(), baseline_to.date()) if baseline_from and baseline_to else None
    asked = Asked(since and since.date(), until and until.date(), doctor, baseline, parts)
    _refuse_days(asked)
    source = of_file(journal, practice, zone) if journal else of_house(practice)
    told = _told(source, asked if asked.baseline or journal else replace(asked, baseline=_declared(practice)))
    answer(told, as_json=as_json, told="\n".join(_said(told, language)))


def _refuse_days(asked: Asked) -> None:
    for it in (asked.since, asked.until, *(asked.baseline or ())):
        if it and it.year not in YEARS:
            raise NotDone(f"no journal has days of the year {it.year}: {YEARS[0]} to {YEARS[-1]}.")
    if asked.baseline and asked.baseline[1] < asked.baseline[0]:
        raise NotDone(f"the baseline ends ({asked.baseline[1]}) before it begins ({asked.baseline[0]}).")


def measures(language: Language = "en", as_json: AsJson = False) -> None:
    """The catalogue: what each figure means, what it is counted on, what stands beside it."""
    from binome.measures.pulse import MEASURES

    if language not in ("fr", "en"):
        raise NotDone(f"no language is called {language!r}: fr or en.")
    listed = [_listed(it) for it in MEASURES.values()]
    lines = [
        f"{it.code}: {it.words(language).name} ({it.unit}). {it.words(language).definition}" for it in MEASURES.values()
    ]
    answer(listed, as_json=as_json, told="\n".join(lines))


def _listed(it: "Measure") -> dict[str, Any]:
    words = {language: it.words(language)._asdict() for language in ("fr", "en")}
    shown = {"question": it.question.value, "unit": it.unit, "better": it.better, "guardrails": list(it.guardrails)}
    return {
        "code": it.code,
        **shown,
        "needs": list(it.needs),
        "minimum": it.minimum,
        "on": it.on,
        "by": it.by,
        "words": words,
    }


# --- where the lines come from --------------------------------------------------------------------------


def of_file(path: Path, practice: str, zone: str, *, several: bool = False) -> Source:
    """One practice of the file; with `several`, all of them."""
    import polars as pl

    from binome.measures.reading import UnreadableJournal, read
    from binome.measures.told import NOTHING

    try:
        ZoneInfo(zone)
        lines = read(path)
    except (ZoneInfoNotFoundError, ValueError):
        raise NotDone(f"no time zone is called {zone!r}.") from None
    except UnreadableJournal as unreadable:
        raise NotDone(_why_not(path, unreadable)) from None
    except OSError as problem:
        raise NotDone(f"{path} could not be read ({problem.strerror or problem}).") from None
    there = lines.select(pl.col("practice").unique().sort()).collect().to_series().to_list()
    if practice and practice not in there:
        named = ", ".join(filter(None, there[:12])) or "none with a name"
        raise NotDone(f"{path} has no practice {practice!r}; there are: {named}.")
    if len(there) > 1 and not practice and not several:
        raise NotDone(
            f"{path} holds {len(there)} practices; add --practice with one of: {', '.join(map(str, there[:12]))}."
        )
    kept = lines.filter(pl.col("practice") == practice) if practice else lines
    lived = kept.select((pl.col("origin").fill_null(LIVED) == LIVED).all()).collect().item()
    return Source(kept, zone, lambda since, until: NOTHING, str(path), simulated=not lived)


def of_house(practice: str) -> Source:
    wake_with_tables()
    import polars as pl

    from binome.web.store.measured import last_over
    from binome.web.store.measured_ground import ground_of
    from binome.web.store.measured_journal import whole_journal
    from binome.web.store.measured_register import readings

    house = the_house(practice)
    frames = list(whole_journal(house))
    if not frames:
        raise NotDone("the journal of this practice holds no line yet.")
    zone, over = str(house.practice.zone), last_over(house)
    told = pl.col("at").dt.convert_time_zone(zone).dt.date() <= over
    return Source(
        pl.concat(frames).filter(pl.col("origin") == LIVED, told).lazy(),
        zone,
        lambda since, until: ground_of(house, since, min(until, over) + A_DAY),
        house.practice.code,
        simulated=house.is_demo,
        readings=readings(house),
        over=over,
        rounds=lambda since, until: _rounds(house, since, until),
    )


def _rounds(house: "House", since: date, until: date) -> "list[Round]":
    from binome.measures.pulse import Told as Round
    from binome.web.store.pulse_figures import pulse_figures

    return [Round(it.code, it.above, it.below) for it in pulse_figures(house, since, until + A_DAY)]


def _declared(practice: str) -> tuple[date, date] | None:
    """The baseline the practice declared."""
    from binome.web.store.measured_notes import baseline

    found = baseline(the_house(practice))
    return None if found is None else (found.since, found.until - A_DAY)


_WHY = {
    "not_a_journal": "it is neither Parquet nor CSV that can be read",
    "columns_missing": "these columns of a journal are missing",
    "empty": "it holds no line",
    "no_time_zone": "its times have no time zone, and UTC is expected",
    "not_a_moment": "a moment with its time zone is expected, such as 2026-03-02T09:00:00Z",
    "not_a_number": "a whole number is expected",
    "nothing_there": "something is expected",
    "unknown_word": "no journal has that word",
    "year_out_of_reach": "a year from 1990 to 2199 is expected",
    "number_below_one": "the lines of a story are numbered from 1",
    "not_a_text": "a text is expected",
    "withdraws_nothing": "a line that withdraws says which earlier number of its story it withdraws",
    "back_in_time": "it lies before the line before it in its story",
    "line_twice": "that number of that story is there twice",
}


def _why_not(path: Path, it: "UnreadableJournal") -> str:
    place = f", line {it.line}" if it.line else ""
    what = ", ".join(filter(None, [it.column, repr(it.found) if it.found else ""]))
    return f"{path}{place}: {_WHY[it.why]}" + (f" ({what})." if what else ".")


# --- what they amount to ------------------------------------------------------------------------------------


def _told(source: Source, asked: Asked) -> dict[str, Any]:
    from binome.measures.freed import Period
    from binome.measures.pulse import MEASURES, pulse_answers
    from binome.measures.told import told

    reach = _reach(source)
    since, until = _period(asked, reach)
    if until < since:
        raise NotDone(f"the period ends ({until}) before it begins ({since}).")
    baseline = Period(*asked.baseline) if asked.baseline else None
    first = min(since, baseline.since) if baseline else since
    tables = told(source.lines, source.zone, source.ground(first, until))
    _refuse_stranger(tables, asked.doctor)
    found = _answers(tables, asked, Period(since, until), baseline, reach)
    found |= _of_patients(source, tables, asked, since, min(until, reach[1]) if reach else until)
    found |= pulse_answers(source.rounds(since, until), asked.doctor)
    figures = {code: _figure(it, found[code]) for code, it in MEASURES.items()}
    for code, parts in (_apart(tables, asked.doctor, since, until) if asked.parts else {}).items():
        figures[code]["parts"] = parts
    said = {"since": baseline.since, "until": baseline.until} if baseline else None
    whose = {"journal": source.name, "from": since, "to": until, "zone": source.zone, "doctor": asked.doctor or None}
    more = {"simulated": source.simulated, "baseline": said, "method": "unadjusted", "figures": list(figures.values())}
    return whose | more


def _period(asked: Asked, reach: tuple[date, date] | None) -> tuple[date, date]:
    """As asked; else as far as the journal goes."""
    if asked.since and asked.until:
        return asked.since, asked.until
    if reach is None:
        raise NotDone("nobody came in these lines: say the period with --from and --to.")
    return asked.since or reach[0], asked.until or reach[1]


def _reach(source: Source) -> tuple[date, date] | None:
    """From the first day somebody came to the last, with the rest that ends its week; a practice's own goes on to
    the last day that is over. What was booked before anybody came is told of no day.
    """
    import polars as pl

    from binome.practice.words import Moment

    came = source.lines.filter(pl.col("moment") == Moment.ARRIVED.value)
    local = pl.col("at").dt.convert_time_zone(source.zone).dt.date()
    days = came.select(local.unique().sort().alias("day")).collect()["day"].to_list()
    if not days:
        return None
    last, worked = days[-1], {it.weekday() for it in days}
    ends = next(n for n in range(MOST_REST + 1) if n == MOST_REST or (last + (n + 1) * A_DAY).weekday() in worked)
    return days[0], source.over or last + ends * A_DAY


def _refuse_stranger(tables: "Told", doctor: str) -> None:
    if not doctor:
        return
    told = tables.visits.select("doctor").unique().collect().to_native()
    known = sorted(it for it in told["doctor"] if it)
    if doctor not in known:
        raise NotDone(f"no doctor has the code {doctor!r} here; there are: {', '.join(known[:12]) or 'none'}.")


def _answers(
    tables: "Told", asked: Asked, now: "Period", baseline: "Period | None", known: tuple[date, date] | None
) -> "dict[str, Answer]":
    import polars as pl

    from binome.measures.answers import answers
    from binome.measures.freed import CODE, freed
    from binome.measures.sums import sums

    by = ("practice", "day", "doctor") if asked.doctor else ("practice", "day")
    days: pl.DataFrame = sums(tables, by).collect().to_native()
    found = answers(days, now.since, now.until, asked.doctor, known)
    return found | {CODE: freed(days, baseline, now, asked.doctor, known)}


def _of_patients(source: Source, tables: "Told", asked: Asked, since: date, until: date) -> "dict[str, Answer]":
    import polars as pl

    from binome.measures.patient_answers import patient_answers
    from binome.measures.patients import attendance

    came: pl.DataFrame = attendance(tables).collect().to_native()
    first = came["month"].min()
    begins = first if isinstance(first, date) else since
    return patient_answers(came, since, until, begins, source.readings, asked.doctor)


def _apart(tables: "Told", doctor: str, since: date, until: date) -> dict[str, dict[str, Any]]:
    """By code: what it is told apart by, and each of the parts."""
    import polars as pl

    from binome.measures.answers import apart
    from binome.measures.catalogue import CATALOGUE
    from binome.measures.sums import codes_by, sums

    told: dict[str, dict[str, Any]] = {}
    for by in sorted({it.by for it in CATALOGUE.values()} - {""}):
        asked = ("practice", "day", by, *(["doctor"] if doctor else []))
        if not codes_by(tables, asked):  # nobody knows of which doctor it is
            continue
        days: pl.DataFrame = sums(tables, asked).collect().to_native()
        mine = days.filter(pl.col("doctor") == doctor) if doctor else days
        for code, parts in apart(mine, by, since, until).items():
            told[code] = {name: _counted(it) for name, it in parts.items()}
    return told


def _counted(it: "Answer") -> dict[str, Any]:
    interval = None if it.low is None else [it.low, it.high]
    sums = {"numerator": it.above, "denominator": it.below, "days": it.days}
    return {"value": it.value, "interval": interval, **sums, "hidden": it.hidden}


def _figure(measure: "Measure", it: "Answer") -> dict[str, Any]:
    beside = {"unit": measure.unit, "question": measure.question.value, "guardrails": list(measure.guardrails)}
    return {"code": measure.code, "definition": measure.code, **_counted(it), **beside}


def _said(told: dict[str, Any], language: str) -> "list[str]":
    from binome.measures.pulse import MEASURES

    lines = [f"{told['journal']}: {told['from']} – {told['to']}" + (" (simulated)" if told["simulated"] else "")]
    for it in told["figures"]:
        name = MEASURES[it["code"]].words(language).name
        lines.append(f"{it['code']:<36} {name}: {_value(it)}")
        lines += [f"    {part:<32} {_value(one | {'unit': it['unit']})}" for part, one in it.get("parts", {}).items()]
    return lines


def _value(it: dict[str, Any]) -> str:
    if it["hidden"]:
        return f"– ({it['hidden']})"
    between = f" [{it['interval'][0]:.2f} – {it['interval'][1]:.2f}]" if it["interval"] else ""
    return f"{it['value']:.2f} {it['unit']}{between}"

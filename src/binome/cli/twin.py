"""`binome twin`: what might happen. Describes a scenario, writes a first one; the other verbs are beside."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from binome.cli.saying import NotDone, answer, write_new
from binome.cli.twin_calibrate import calibrate
from binome.cli.twin_run import compare, optimise, run
from binome.cli.twin_trace import trace
from binome.cli.twin_validate import validate

if TYPE_CHECKING:
    from binome.twin.model import Scenario

commands = typer.Typer()
for command in (run, compare, optimise, trace, validate, calibrate):
    commands.command()(command)
Language = Annotated[str, typer.Option(help="fr or en.")]


@commands.callback()
def twin() -> None:
    """What might happen: scenarios of a practice, told aloud and simulated."""


@commands.command()
def describe(
    file: Annotated[Path, typer.Argument(help="The scenario, a TOML file.")],
    language: Language = "fr",
    as_json: Annotated[bool, typer.Option("--json", help="Say it as JSON.")] = False,
) -> None:
    """Tell the whole model in plain sentences, then every assumption with its standing and its source."""
    _refuse_language(language)
    scenario = the_scenario(file, language)
    from binome.twin.assumptions import assumptions
    from binome.twin.description import sections
    from binome.twin.telling import sentences

    told, held = sections(scenario, language), assumptions(scenario, language)
    title = str(sentences(language)["sections"]["assumptions"])
    blocks = [(it.title, it.sentences) for it in told] + [(title, tuple(f"- {it.told}" for it in held))]
    text = "\n\n".join("\n".join((heading, "-" * len(heading), *lines)) for heading, lines in blocks)
    result = {
        "scenario": scenario.name,
        "language": language,
        "sections": [{"title": it.title, "sentences": it.sentences} for it in told],
        "assumptions": [it.as_json() for it in held],
    }
    answer(result, as_json=as_json, told=text)


@commands.command()
def init(
    out: Annotated[Path, typer.Argument(help="Where to write it; - for the standard output.")],
    template: Annotated[str, typer.Option(help="Which practice; --template list says which there are.")] = "twin_rooms",
    language: Language = "fr",
) -> None:
    """Write a commented scenario to start from."""
    _refuse_language(language)
    from binome.twin.templates import template_text, templates

    known = templates(language)
    if template not in known:
        listed = "\n".join(f"  {code}: {words}" for code, words in known.items())
        raise NotDone(f"these templates can be written:\n{listed}")
    text = template_text(template, language)
    write_new(out, text, f"{out} — {known[template]}")


def the_scenario(file: Path, language: str = "fr") -> "Scenario":
    """The scenario of that file, or everything that is wrong with it, line by line."""
    return text_and_scenario(file, language)[1]


def text_and_scenario(file: Path, language: str) -> "tuple[str, Scenario]":
    """Both from one reading: a pipe is read but once, and a file may change under a second look."""
    from binome.twin.scenario import UnreadableScenario, read, text_of
    from binome.twin.telling import refusal_in

    try:
        text = text_of(file)
        return text, read(text)
    except UnreadableScenario as unreadable:
        said = "\n".join(refusal_in(language, it) for it in unreadable.refusals)
        raise NotDone(f"{file}\n{said}") from None
    except OSError as problem:
        raise NotDone(f"{file} could not be read ({problem.strerror}).") from None


def _refuse_language(language: str) -> None:
    if language not in ("fr", "en"):
        raise NotDone(f"no {json.dumps(language)} here: fr or en.")

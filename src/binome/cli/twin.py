"""`binome twin`: what might happen. Describes a scenario, writes a first one; the other verbs are beside."""

from pathlib import Path
from typing import Annotated

import typer

from binome.cli.saying import NotDone, answer, write_new
from binome.cli.twin_calibrate import calibrate
from binome.cli.twin_given import File, Language, refuse_language, scenario_and_text
from binome.cli.twin_run import compare, optimise, run
from binome.cli.twin_trace import trace
from binome.cli.twin_validate import validate

commands = typer.Typer()
for command in (run, compare, optimise, trace, validate, calibrate):
    commands.command()(command)


@commands.callback()
def twin() -> None:
    """What might happen: scenarios of a practice, told aloud and simulated."""


@commands.command()
def describe(
    file: File,
    language: Language = "fr",
    as_json: Annotated[bool, typer.Option("--json", help="Say it as JSON.")] = False,
) -> None:
    """Tell the whole model in plain sentences, then every assumption with its standing and its source."""
    scenario = scenario_and_text(file, language)[1]
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
    refuse_language(language)
    from binome.twin.templates import template_text, templates

    known = templates(language)
    if template not in known:
        listed = "\n".join(f"  {code}: {words}" for code, words in known.items())
        raise NotDone(f"these templates can be written:\n{listed}")
    text = template_text(template, language)
    write_new(out, text, f"{out} — {known[template]}")

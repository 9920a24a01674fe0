"""What every verb of `binome twin` is given: a scenario to read, in a language, and one that can be lived."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from binome.cli.compiling import compiling_is_said
from binome.cli.saying import NotDone

if TYPE_CHECKING:
    from binome.twin.model import Scenario

File = Annotated[Path, typer.Argument(help="The scenario, a TOML file.")]
Seed = Annotated[int, typer.Option(min=0, help="The luck: the same seed gives the same result.")]
PracticeNumber = Annotated[int, typer.Option("--practice", min=0, help="Another number is another practice's luck.")]
Language = Annotated[str, typer.Option(help="fr or en.")]


def refuse_language(language: str) -> None:
    if language not in ("fr", "en"):
        raise NotDone(f"no {language!r} here: fr or en.")


def scenario_and_text(file: Path, language: str) -> "tuple[str, Scenario]":
    """Both from one reading, or everything that is wrong with it, line by line: a pipe is read but once, and a file
    may change under a second look. The text is what a result will be remembered by.
    """
    from binome.twin.scenario import UnreadableScenario, read, text_of
    from binome.twin.telling import refusal_in

    refuse_language(language)
    try:
        text = text_of(file)
        return text, read(text)
    except UnreadableScenario as unreadable:
        said = "\n".join(refusal_in(language, it) for it in unreadable.refusals)
        raise NotDone(f"{file}\n{said}") from None
    except OSError as problem:
        raise NotDone(f"{file} could not be read ({problem.strerror}).") from None


@contextmanager
def can_be_lived(language: str) -> "Iterator[None]":
    """What no machine can live is said in a sentence, and that it is being compiled first."""
    from binome.twin.replicate import MOST_A_DAY, TooMuch
    from binome.twin.told import sentence

    try:
        with compiling_is_said(language):
            yield
    except TooMuch:
        raise NotDone(sentence(language, "too_much", most=MOST_A_DAY)) from None
    except MemoryError:
        raise NotDone(sentence(language, "no_memory")) from None

"""What a command says: sentences on the error stream, results on the output, and how it ends."""

import json
import sys
from pathlib import Path
from typing import Any

STANDARD_OUTPUT = Path("-")


class NotDone(Exception):
    """The command did not do what was asked; the sentence says why, and what would help."""


def say(sentence: str) -> None:
    """Something for a person: it never mixes with what a program reads."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def answer(result: Any, *, as_json: bool, told: str) -> None:
    """The result, once: as JSON for a program, in a sentence for a person."""
    try:
        sys.stdout.write(json.dumps(result, ensure_ascii=False, default=str) + "\n" if as_json else f"{told}\n")
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        raise
    except OSError as problem:
        raise NotDone(f"the answer could not be written ({problem.strerror}).") from None


def write_new(out: Path, text: str, told: str) -> None:
    """A file to start from, or the standard output for -; what is there already is never written over."""
    if out == STANDARD_OUTPUT:
        sys.stdout.write(text)
        return
    if out.exists():
        raise NotDone(f"{out} exists already; nothing was written.")
    try:
        out.write_text(text, "utf-8")
    except OSError as problem:
        raise NotDone(f"{out} could not be written ({problem.strerror}).") from None
    answer({}, as_json=False, told=told)

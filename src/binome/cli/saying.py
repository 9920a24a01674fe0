"""What a command says: sentences on the error stream, results on the output, and how it ends."""

import json
import sys
from typing import Any


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

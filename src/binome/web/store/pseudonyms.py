"""Pseudonyms and the form under which a name is sought."""

import unicodedata
from secrets import token_hex

LONGEST = 250
"""What the column holds: without its accents and ligatures a name may be longer than it was."""


def new_story() -> str:
    """A visit's code: says nothing of the patient, the doctor or the time."""
    return f"v{token_hex(8)}"


def new_patient() -> str:
    """A patient's pseudonym, the only thing the journal knows."""
    return f"p{token_hex(8)}"


def sought_form(*names: str) -> str:
    """Names as they are compared and sought: no accent, no case, no hyphen, single spaces."""
    plain = unicodedata.normalize("NFKD", " ".join(names))
    letters = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(letters).casefold().split())[:LONGEST]

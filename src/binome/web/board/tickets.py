"""What a patient is called by on the wall screen: a word and a number, told at the desk, never a name."""

from hashlib import blake2s

from binome.web.store.board import Line

TICKETS = (
    "Ajonc", "Aigrette", "Bruyère", "Balise", "Chêne", "Cormoran", "Courlis", "Dolmen", "Dune", "Écluse", "Fougère",
    "Genêt", "Goéland", "Granit", "Grève", "Guêpier", "Hêtre", "Héron", "Hermine", "Houx", "Iris", "Jonc", "Lande",
    "Lavoir", "Loutre", "Marée", "Menhir", "Mésange", "Mouette", "Noisetier", "Orme", "Phare", "Pinson", "Roseau",
    "Sarcelle", "Saule", "Sterne", "Tilleul", "Vanneau", "Voile",
)  # fmt: skip
NUMBERS = 99
COMING = ("expected", "present")
"""Whom the wall may still call."""


def ticket_of(story: str) -> str:
    """A visit's ticket, a word and a number drawn from its pseudonym: easy to remember, the same for ever."""
    drawn = int.from_bytes(blake2s(story.encode(), digest_size=4).digest(), "big")
    return f"{TICKETS[drawn % len(TICKETS)]} {drawn // len(TICKETS) % NUMBERS + 1}"


def ticket_for(line: Line) -> str:
    """What the wall will call this patient by; empty for whom it never calls."""
    if line.hidden or line.state not in COMING:
        return ""
    return line.alias or ticket_of(line.story)

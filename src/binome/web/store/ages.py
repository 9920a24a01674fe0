"""How old somebody is, and how they are addressed for it."""

from datetime import date

GROWN = 15
"""Below this age a patient is called by name alone: nobody is Mr or Mrs at four."""


def age_on(born: date, day: date) -> int:
    """In whole years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def addressed(sex: str, born: date | None, on: date) -> str:
    """The sex that somebody's civility says; "" for a child, or when it is not known."""
    return "" if born is not None and age_on(born, on) < GROWN else sex

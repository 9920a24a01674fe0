"""What a scenario keeps of a value that was learned from a journal: from how much, how sure, up to when."""

from dataclasses import dataclass
from datetime import date

from binome.twin.forms import Day, Number, Text, said

ANY = Number(-1e9, 1e9)
COUNTED = ("visits", "steps", "appointments", "arrivals", "requests", "days", "weeks", "hours", "changes")


@dataclass(frozen=True, kw_only=True, slots=True)
class LearnedFrom:
    """`count` observations `of` something; the figure learned and its 90 % range; the last day seen."""

    count: int = said(Number(1, 1_000_000_000, whole=True))
    of: str = said(Text(COUNTED))
    value: float = said(ANY)
    low: float = said(ANY)
    high: float = said(ANY)
    until: date = said(Day())

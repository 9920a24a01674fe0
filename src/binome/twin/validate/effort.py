"""How long the simulated rows run."""

from typing import NamedTuple


class Effort(NamedTuple):
    """`days` long days of `visits` visits; `books` replications of a book, of so many `slots` where little is asked."""

    days: int
    visits: int
    books: int
    slots: int
    aside: bool = True
    """The simulated rows that require nothing, too."""


QUICK = Effort(20, 4_000, 16, 10_000, aside=False)
PLAIN = Effort(40, 9_000, 96, 30_000)
LONG = Effort(240, 12_000, 128, 30_000)

"""All the tables, in the order of the evidence."""

from collections.abc import Callable, Iterator

from binome.twin.validate import access, needs, practice, queues, schedules, sharing
from binome.twin.validate.effort import PLAIN, Effort
from binome.twin.validate.verdict import Row

Table = Callable[[Effort], Iterator[Row]]
TABLES: tuple[tuple[tuple[str, ...], Table], ...] = (
    (("A1", "A2"), lambda _: needs.rows()),
    (("A3",), access.rows),
    (("A4",), schedules.rows),
    (("A5",), queues.rows),
    (("A6",), sharing.rows),
    (("Twin rooms",), practice.rows),
)


def validated(effort: Effort = PLAIN, only: str = "") -> Iterator[Row]:
    """Each row as soon as it is known. `only`: the beginning of the names of some tables, as "A5" or "A4 fixed"."""
    wanted = only.casefold()
    for names, rows in TABLES:
        if any(name.casefold().startswith(wanted) or wanted.startswith(name.casefold()) for name in names):
            yield from (row for row in rows(effort) if row.table.casefold().startswith(wanted))

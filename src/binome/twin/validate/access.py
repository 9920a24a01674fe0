"""A3: how far a book of appointments fills, in closed form and lived by the twin.

A "day" of these scenarios is one slot of twenty minutes, of which a day of Green and Savin has twenty: somebody who
finds a slot at a lead of 0 to 19 is seen within the day. Every panel of a column is a physician of one scenario.
"""

from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from binome.twin.validate import backlog
from binome.twin.validate.appointments import AskedBook, slots_a_day
from binome.twin.validate.backlog import REQUESTS, SLOTS_A_DAY
from binome.twin.validate.days import FEWEST_BATCHES, mean_of, summed
from binome.twin.validate.effort import Effort
from binome.twin.validate.expected import Expected, expected
from binome.twin.validate.verdict import Estimate, Row, judged, simulated, told

SLOTS = 30_000
"""In one replication, where something is required."""
WARM_UP = 5_000
"""Slots that come before and are not counted; the book is empty when it begins."""


def rows(effort: Effort) -> Iterator[Row]:
    yield from _closed_form(expected("access", "closed_form"))
    yield from _other_closed_forms()
    yield from _constant(expected("access", "constant"), effort)
    yield from _first_slot(expected("access", "first_slot"), effort)
    if effort.aside:
        yield from _aside(expected("access", "first_slot_told"), effort)
        yield from _aside(expected("access", "preference"), effort)
    yield from _overflow(expected("access", "overflow"))


# --- closed forms ------------------------------------------------------------------------------------


def _book(given: dict[str, Any], longest: int = 0) -> backlog.Book:
    return backlog.Book(given["least"], given["most"], given["days"], longest or given["longest"])


def _panel_for(book: backlog.Book, target: float) -> int:
    return backlog.largest(lambda panel: backlog.same_day(backlog.exponential_slots(book, panel)) >= target, 1000, 2600)


def _closed_form(of: Expected) -> Iterator[Row]:
    for row in of.rows:
        yield judged(of, _name(row["same_day"]), row["panel"], _panel_for(_book(of.given), row["same_day"]))


def _other_closed_forms() -> Iterator[Row]:
    equal, mental = expected("access", "equal_slots"), expected("access", "mental_health")
    book = _book(equal.given)
    for row in equal.rows:
        least = partial(_equal_enough, book, row["same_day"])
        yield told(equal, _name(row["same_day"]), row["panel"], backlog.largest(least, 2200, 2500))
    for longest in (mental.given["longest"], 300):
        for row in mental.rows:
            obtained = _panel_for(_book(mental.given, longest), row["same_day"])
            yield told(mental, f"{_name(row['same_day'])}, K = {longest}", row["panel"], obtained)


def _equal_enough(book: backlog.Book, target: float, panel: int) -> bool:
    return backlog.same_day(backlog.equal_slots(book, panel)) >= target


def _name(same_day: float) -> str:
    return f"same day {same_day:.2f}, panel"


def _overflow(of: Expected) -> Iterator[Row]:
    for row in of.rows:
        for chance, panel in zip(of.given["chances"], row["panels"], strict=True):
            obtained = backlog.largest(partial(_overflows_little, row["slots"], chance), 500, 6000)
            yield judged(of, f"{row['slots']} slots, at most {chance:.0%} of days, panel", panel, obtained)


def _overflows_little(slots: int, chance: float, panel: int) -> bool:
    return backlog.overflow(panel, slots) <= chance


# --- lived by the twin -------------------------------------------------------------------------------


@cache
def same_days(books: tuple[AskedBook, ...], luck: int, replications: int, slots: int) -> tuple[Estimate, ...]:
    """For each book, of those who take the first free slot the share who have it within a day, over replications."""
    text = slots_a_day(books, WARM_UP + slots, WARM_UP)
    leads = summed(text, luck, replications, most_visits=256).leads[:, 0, : len(books)]
    shares = leads[:, :, :SLOTS_A_DAY].sum(axis=2) / leads.sum(axis=2)
    each = f"replications of {slots} slots"
    return tuple(mean_of(shares[:, number], each) for number in range(len(books)))


def _asked(panel: int, no_show: str, given: dict[str, Any]) -> AskedBook:
    later = given.get("later_share", 0.0), given.get("later_slots", 0)
    return AskedBook(panel * REQUESTS / SLOTS_A_DAY, no_show, given.get("longest", 400), *later)


def _growing(given: dict[str, Any]) -> str:
    days = given["days"] * SLOTS_A_DAY
    return f"{{ from_share = {given['least']}, to_share = {given['most']}, days = {days} }}"


def _first_slot(of: Expected, effort: Effort) -> Iterator[Row]:
    books = tuple(_asked(row["panel"], _growing(of.given), of.given) for row in of.rows)
    for number, row in enumerate(of.rows):
        sample = partial(_sample, books, number, effort.books, SLOTS)
        yield simulated(of, f"panel {row['panel']}, same day", row["same_day"], sample, allowed=of.tolerance)


def _aside(of: Expected, effort: Effort) -> Iterator[Row]:
    books = tuple(_asked(row["panel"], _growing(of.given), of.given) for row in of.rows)
    for row, estimate in zip(of.rows, same_days(books, 0, FEWEST_BATCHES, effort.slots), strict=True):
        name = f"panel {row['panel']}, same day · twin"
        yield told(of, name, row["same_day"], estimate.mean, f"{of.reason}; {_how_sure(estimate)}")


def _how_sure(estimate: Estimate) -> str:
    return f"standard error {estimate.standard_error:.2g} over {estimate.taken_over}"


def _constant(of: Expected, effort: Effort) -> Iterator[Row]:
    """Where the chance of missing does not depend on the lead, the twin's own days are a Markov chain."""
    books = tuple(_asked(row["panel"], repr(row["missing"]), of.given) for row in of.rows)
    for number, row in enumerate(of.rows):
        exact = backlog.daily_same_day(row["panel"] * REQUESTS / SLOTS_A_DAY, row["missing"], SLOTS_A_DAY)
        name = f"panel {row['panel']}, no-show {row['missing']}, within {SLOTS_A_DAY} slots"
        yield simulated(of, name, exact, partial(_sample, books, number, FEWEST_BATCHES, effort.slots))


def _sample(
    books: tuple[AskedBook, ...], number: int, replications: int, slots: int, luck: int, longer: int
) -> Estimate:
    return same_days(books, luck, replications * longer, slots)[number]

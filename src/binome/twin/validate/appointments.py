"""Scenarios for theory: one physician, a session of appointments or a slot a day, a book that is always asked."""

from collections.abc import Sequence
from dataclasses import dataclass

ALWAYS_ENOUGH = 100.0
"""Requests per day for a session of at most 16 slots: that fewer come, no run will ever see."""


def full_session(times: Sequence[float], minutes: str, missing: float, days: int) -> str:
    """Every slot is booked the same morning; whoever comes is punctual. Each day is a period of the tallies."""
    last = max(times) + 1
    return (
        f"{_opening(days)}period = 'days'\nperiod_days = 1\n{_way(minutes)}"
        '[members.doctor]\nrole = "physician"\nhours = ["0:00-"]\nagenda = "day"\n'
        f'[[agendas.day.sessions]]\nhours = "0:00-{int(last // 60) + 1}:00"\nat_min = {list(map(float, times))}\n'
        f'kinds = ["slot"]\n[requests.asks]\nvisit = "visit"\nper_day = {ALWAYS_ENOUGH}\n'
        f'search = [{{ kinds = ["slot"], to_day = 0 }}]\nno_show = {missing}\npunctuality = 0\n'
    )


@dataclass(frozen=True)
class AskedBook:
    """A book asked for by the patients of one physician: so many requests a day, so few of them missed.

    A share of them choose among all free slots within `later_days` of the first one.
    """

    per_day: float
    no_show: str
    longest: int
    later_share: float = 0.0
    later_days: int = 0


def slots_a_day(books: Sequence[AskedBook], days: int, warm_up_days: int) -> str:
    """Each book is a physician's with one slot a day. Whoever misses asks again the next morning."""
    doctors = "".join(
        f'[members.doctor_{n}]\nrole = "physician"\nhours = ["0:00-"]\nagenda = "day"\n' for n in range(len(books))
    )
    return (
        f"{_opening(days)}warm_up_days = {warm_up_days}\n{doctors}{_way('1.0')}"
        '[[agendas.day.sessions]]\nhours = "8:00-8:20"\nslot_min = 20\nkinds = ["slot"]\n'
        + "".join(_asks(f"first_{n}", n, book, 1 - book.later_share) for n, book in enumerate(books))
        + "".join(_asks(f"later_{n}", n, book, book.later_share) for n, book in enumerate(books) if book.later_share)
    )


def _asks(name: str, number: int, book: AskedBook, share: float) -> str:
    """Those who take the first free slot; and those who choose among the free ones, who are asked for apart."""
    later = f"later_share = 1.0\nlater_days = {book.later_days}\n" if name.startswith("later") else ""
    return (
        f'[requests.{name}]\nvisit = "visit"\nper_day = {{ doctor_{number} = {book.per_day * share!r} }}\n'
        f'search = [{{ kinds = ["slot"], to_day = {book.longest - 1} }}]\n'
        f"no_show = {book.no_show}\nrebooks_share = 1.0\n{later}"
    )


def _opening(days: int) -> str:
    return f'name = "Appointments"\n[visits.visit]\npathway = "way"\n[run]\ndays = {days}\n'


def _way(minutes: str) -> str:
    return f'[[pathways.way.steps]]\nstep = "consultation"\nby = ["own"]\nminutes = {minutes}\n'

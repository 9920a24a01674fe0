"""From a scenario to the tables of the kernel: words become numbers, rules become yes or no."""

from binome.twin.follows import with_professionals
from binome.twin.freed import with_freed_time
from binome.twin.law_edges import edges_of
from binome.twin.model import Scenario
from binome.twin.numbering import Numbering, numbered
from binome.twin.spell_book import spell_book
from binome.twin.spell_floor import spell_floor
from binome.twin.spell_inbox import spell_inbox
from binome.twin.tables import Laws, Tables


def spell(scenario: Scenario) -> Tables:
    """The tables of this scenario; nothing of the law, of the calendar or of names is left to decide."""
    return spell_numbered(scenario)[0]


def spell_numbered(scenario: Scenario) -> tuple[Tables, Numbering]:
    """The tables, and what each number in them means."""
    meant = with_professionals(with_freed_time(scenario))
    numbering = numbered(meant)
    floor = spell_floor(meant, numbering)
    book = spell_book(meant, numbering)
    inbox = spell_inbox(meant, numbering)
    return Tables(floor, book, inbox, Laws(edges_of(numbering.laws))), numbering

"""The demonstration's practice, in which nothing has happened yet."""

from binome.web.demo.cast import new_practice
from binome.web.store.seeding import add_patients, found_practice
from tests.web.demo.playing import FOUNDED, FRIDAY, panel

__all__ = ["FRIDAY", "found_small"]


def found_small() -> int:
    practice_id = found_practice(new_practice("kermorwen", "Petit cabinet", FOUNDED))
    add_patients(practice_id, panel())
    return practice_id

"""One typed line says what, for whom, when and how pressing; what it does not understand stays in the title."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from binome.web.store.practice import House
from binome.web.tasks.short import Short, read_short
from tests.desk.small_practice import PARIS, PRACTICE

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
"""A Tuesday, ten o'clock in Paris."""

HOUSE = House(
    id=1,
    practice=PRACTICE,
    name="",
    is_demo=False,
    revision=1,
    people={"martin": "Dr Élise Martin", "sophie": "Sophie Hamon", "elise": "Élise Le Gall", "gone": "Zoé Partie"},
    places={},
    settings={},
)


def at(day: int, hour: int, minute: int = 0, month: int = 3, year: int = 2026) -> datetime:
    return datetime.combine(date(year, month, day), time(hour, minute), PARIS)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("faire le point", Short("faire le point")),
        ("", Short("")),
        ("  ", Short("")),
        ("rappeler le labo", Short("rappeler le labo", "call_back")),
        ("call the lab", Short("call the lab", "call_back")),
        ("? doubler la dose", Short("doubler la dose", "question")),
        ("?doubler la dose ?", Short("doubler la dose ?", "question")),
        ("renouvellement Lévothyrox", Short("renouvellement Lévothyrox", "prescription_renewal")),
        ("commander des gants @secretaire", Short("commander des gants", "to_buy", "role:secretary")),
        ("voir cela @assistante", Short("voir cela", "", "role:assistant")),
        ("voir cela @physician", Short("voir cela", "", "role:physician")),
        ("voir cela @sophie", Short("voir cela", "", "sophie")),
        ("voir cela @Ham", Short("voir cela", "", "sophie")),
        ("voir cela @élise", Short("voir cela @élise")),
        ("voir cela @screen", Short("voir cela @screen")),
        ("voir cela @zoe", Short("voir cela @zoe")),
        ("voir @ 2", Short("voir @ 2")),
        ("voir cela !", Short("voir cela", pressing=True)),
        ("voir cela!!", Short("voir cela", pressing=True)),
        ("!! voir cela", Short("voir cela", pressing=True)),
        ("!", Short("", pressing=True)),
        ("voir cela demain", Short("voir cela", due=at(11, 12))),
        ("voir cela aujourd'hui 17h", Short("voir cela", due=at(10, 17))),
        ("voir cela aujourd'hui", Short("voir cela", due=at(10, 19))),
        ("voir cela tomorrow 9:30", Short("voir cela", due=at(11, 9, 30))),
        ("voir cela 14h05", Short("voir cela", due=at(10, 14, 5))),
        ("voir cela lundi", Short("voir cela", due=at(16, 12))),
        ("voir cela mardi", Short("voir cela", due=at(17, 12))),
        ("voir cela 12/03 8h", Short("voir cela", due=at(12, 8))),
        ("voir cela 02/03", Short("voir cela", due=at(2, 12, year=2027))),
        ("voir cela 02/03/2026", Short("voir cela", due=at(2, 12))),
        ("voir cela 31/02", Short("voir cela 31/02")),
        ("voir cela demain 3h", Short("voir cela", due=at(11, 3))),
        ("voir cela 25h", Short("voir cela 25h")),
        ("donner 3h de repos", Short("donner 3h de repos")),
    ],
)
def test_a_line_is_read(said: str, expected: Short) -> None:
    """Its parts in any order, with or without accents, in French or in English."""
    assert read_short(said, HOUSE, NOW) == expected


def test_a_name_that_two_people_bear_is_nobody_s() -> None:
    """It stays in the title, and whoever typed it chooses."""
    two = replace(HOUSE, people={**HOUSE.people, "bob": "Sophie Durand"})
    assert read_short("voir @sophie", two, NOW) == Short("voir @sophie")
    assert read_short("voir @durand", two, NOW).to == "bob"

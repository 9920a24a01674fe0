"""Forgetting a person changes no line: names were never in the journal."""

from binome.journal.event import Event
from binome.journal.forget import Remains, remains_of
from binome.practice.words import Moment, Role
from tests.journal.walks import NINE


def told(story: str, number: int, **words: object) -> Event:
    line = {"story": story, "number": number, "moment": Moment.ARRIVED, "at": NINE, "by": "bob", "role": Role.ASSISTANT}
    return Event(**{**line, **words})


JOURNAL = [
    told("v1", 1, moment=Moment.BOOKED, by="sophie", patient="p7", to="martin"),
    told("v1", 2),
    told("v2", 1, moment=Moment.BOOKED, by="sophie", patient="p8", to="leroy"),
    told("v2", 2, moment=Moment.DEFERRED, to="martin"),
]


def test_a_patient_s_pseudonym_stays_on_their_visits() -> None:
    """Every line of the visits they were the patient of."""
    assert remains_of("p7", JOURNAL) == Remains("p7", stories=1, lines=2)


def test_a_colleague_s_pseudonym_stays_where_they_acted_or_were_named() -> None:
    """Lines they wrote, and lines that gave them something."""
    assert remains_of("sophie", JOURNAL) == Remains("sophie", stories=2, lines=2)
    assert remains_of("martin", JOURNAL) == Remains("martin", stories=2, lines=2)


def test_of_a_stranger_nothing_remains() -> None:
    """No line, no story."""
    assert remains_of("p9", JOURNAL) == Remains("p9", stories=0, lines=0)

"""A clash says who or what cannot be had twice, and not always the doctor."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from binome.desk.bookings import Clash
from binome.practice.refusal import MoveRefused
from binome.web.sentences import sentence_of

NINE = datetime(2026, 1, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("over", "said"),
    [("doctor", "a déjà quelqu’un"), ("patient", "vient déjà"), ("assistant", "Aucune assistante"), ("room", "salle")],
)
@pytest.mark.parametrize("code", ["booking.clash", "booking.clash_warning"])
def test_a_clash_names_what_is_over_booked(over: str, said: str, code: str) -> None:
    """The sentence speaks of the first clash's own over-booking, at its hour, and says what can be done."""
    clash = Clash(over=over, story="v1", since=NINE, until=NINE)
    with translation.override("fr"):
        told = sentence_of(MoveRefused(code, due=NINE, doctor="m1", clashes=(clash,)))
    assert said in told
    assert told.endswith(("autre heure.", "quand même."))

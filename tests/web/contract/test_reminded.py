"""What a contract asks for soon is told each morning to those who may see it, without any amount."""

from datetime import UTC, datetime, timedelta

from binome.contract.agreement import PostAbsence
from binome.web.store import contracts, contracts_noted
from binome.web.store.agreed import Author
from binome.web.store.contract_dues import dues_soon
from tests.web.board.small import Small


def away(small: Small, code: str) -> None:
    by = Author("m1", datetime.now(UTC))
    absence = PostAbsence(small.today - timedelta(days=3), None, "illness", None, "m3")
    contracts_noted.note_absence(small.house, by, code, absence)


def test_an_absence_to_declare_is_told_until_it_is(small: Small, code: str) -> None:
    away(small, code)
    [told] = dues_soon(small.house, small.today, 30)
    assert (told.due.code, told.due.late) == ("declare_absence", True)


def test_the_morning_tells_it_to_the_doctors_alone(small: Small, code: str) -> None:
    away(small, code)
    said = "Absence de l'assistant à déclarer à la caisse"
    shown = {who: small.signed_in(who).get("/p/brehan/huddle/").content.decode() for who in ("m1", "m3", "m4")}
    assert [said in page.replace("&#x27;", "'") for page in shown.values()] == [True, False, False]
    assert "€" not in shown["m1"]


def test_a_practice_without_a_contract_hears_nothing(small: Small) -> None:
    assert dues_soon(small.house, small.today, 30) == ()


def test_an_amendment_that_takes_effect_soon_is_told(small: Small, code: str) -> None:
    """In the days before it; not once it has."""
    by, soon = Author("m1", datetime.now(UTC)), small.today + timedelta(days=9)
    words = {"amendments": [{"on": soon.isoformat(), "share": "1", "registered": None, "active": None, "posts": None}]}
    contracts.change(small.house, by, code, contracts.contract(small.house, code).version, words)
    assert "amendment" in {it.due.code for it in dues_soon(small.house, small.today, 30)}
    assert "amendment" not in {it.due.code for it in dues_soon(small.house, small.today, 5)}
    assert "amendment" not in {it.due.code for it in dues_soon(small.house, soon + timedelta(days=1), 30)}

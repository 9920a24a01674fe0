"""What is noted beside a contract: readings, money, absences; what the texts leave open is chosen, never settled."""

from datetime import timedelta
from typing import Any

import pytest

from binome.practice.team import Absence
from binome.web.store import contracts, contracts_noted
from binome.web.store.absences import add_absence
from binome.web.store.models import AidNoteRow
from tests.web.board.small import Small


def post(small: Small, code: str, path: str, who: str = "m1", **said: Any) -> Any:
    return small.signed_in(who).post(f"/p/brehan/contract/{code}/{path}", {name: str(it) for name, it in said.items()})


def days(small: Small, ago: int) -> str:
    return (small.today - timedelta(days=ago)).isoformat()


def reading(small: Small, **other: Any) -> dict[str, Any]:
    return {"on": days(small, 1), "registered": "1 150", "active": "", "source": "amelipro", "doctor": "", **other}


def test_a_reading_counts_from_its_day(small: Small, code: str) -> None:
    post(small, code, "read", **reading(small))
    noted = contracts_noted.notes_of(small.house, code).counts
    assert (noted[-1].registered, noted[-1].active, noted[-1].source) == (1150, None, "amelipro")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("on", "2999-01-01"),
        ("on", "2019-09-01"),
        ("on", "hier"),
        ("on", ""),
        ("registered", "onze cents"),
        ("registered", "-4"),
        ("registered", ""),
        ("active", "1 6 4"),
        ("source", "rumour"),
        ("doctor", "m2"),
    ],
)
def test_a_reading_that_cannot_be_is_told_beside_its_field(small: Small, code: str, field: str, wrong: str) -> None:
    """The form stays open with what was typed; nothing is noted."""
    before = AidNoteRow.objects.count()
    answer = post(small, code, "read", **reading(small, **{field: wrong}))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="read-{field}_error"' in shown or field == "doctor"
    assert '<details class="aid-form" id="read-form" open>' in shown
    assert AidNoteRow.objects.count() == before


@pytest.mark.both_databases
def test_a_day_is_read_once(small: Small, code: str) -> None:
    """What stands is said; taken away, it may be read again, and who took it away is kept."""
    post(small, code, "read", **reading(small))
    twice = post(small, code, "read", **reading(small, registered="1 151"))
    assert twice.status_code == 409
    assert "1\xa0150" in twice.content.decode()
    assert 'value="1 151"' in twice.content.decode()
    [line] = [it for it in contracts_noted.notes_of(small.house, code).readings if it.value.registered == 1150]
    post(small, code, "remove", who="m2", number=line.number)
    assert AidNoteRow.objects.get(pk=line.number).removed_by == "m2"
    assert post(small, code, "remove", number=line.number).status_code == 409
    assert post(small, code, "read", **reading(small, registered="1 151")).status_code == 302


@pytest.mark.parametrize(
    ("path", "said", "field"),
    [
        ("paid", {"on": "2999-01-01", "year": "1", "amount": "19000"}, "paid-on"),
        ("paid", {"on": "2019-09-01", "year": "1", "amount": "19000"}, "paid-on"),
        ("paid", {"on": "today", "year": "1", "amount": "a lot"}, "paid-amount"),
        ("paid", {"on": "today", "year": "9", "amount": "1"}, "paid-year"),
        ("away", {"post": "m3", "since": "today", "last": "2019-09-01", "reason": "illness"}, "away-last"),
        ("away", {"post": "m3", "since": "2019-09-01", "last": "", "reason": "illness"}, "away-since"),
        ("away", {"post": "m4", "since": "today", "last": "", "reason": "illness"}, "away-post"),
        (
            "away",
            {"post": "m3", "since": "today", "reason": "illness", "declared_on": "2999-01-01"},
            "away-declared_on",
        ),
        ("choices", {"method": "luck"}, "choice-method"),
    ],
)
def test_nonsense_is_refused_in_words(small: Small, code: str, path: str, said: dict[str, str], field: str) -> None:
    before = AidNoteRow.objects.count()
    told = {name: small.today.isoformat() if it == "today" else it for name, it in said.items()}
    answer = post(small, code, path, **told)
    assert answer.status_code == 422
    assert f'id="{field}_error"' in answer.content.decode()
    assert AidNoteRow.objects.count() == before


def test_an_absence_is_told_to_the_fund_once(small: Small, code: str) -> None:
    """The agenda proposes it; noted, it is to be told, with its letter; the same days twice are refused."""
    since = small.today - timedelta(days=20)
    add_absence(small.house, Absence("m3", since, small.today))
    page = small.signed_in("m1").get(f"/p/brehan/contract/{code}/").content.decode()
    assert "absence dans l’agenda" in page
    said = {"post": "m3", "since": since, "last": days(small, 1), "reason": "illness", "declared_on": ""}
    assert post(small, code, "away", **said).status_code == 302
    page = small.signed_in("m1").get(f"/p/brehan/contract/{code}/").content.decode()
    assert "absence dans l’agenda" not in page
    assert "à déclarer à la caisse" in page
    assert "letter/absence.pdf?absence=" in page
    assert post(small, code, "away", **said).status_code == 409


def test_another_reading_of_the_texts_changes_what_is_projected(small: Small, code: str) -> None:
    """All or nothing: nothing is due of a year that is partly attained; the page says that no text settles it."""
    chosen = {"method": "all_or_nothing", "attainment": "growth", "check": "opening", "suspension": "none"}
    assert post(small, code, "choices", **chosen, outlook="trend", fee="30").status_code == 302
    page = small.signed_in("m1").get(f"/p/brehan/contract/{code}/").content.decode()
    assert "cette page s’appuie sur : tout si les deux sont atteintes" in page
    assert contracts.contract(small.house, code).choices["method"] == "all_or_nothing"


def test_only_a_doctor_writes(small: Small, code: str) -> None:
    for path in ("read", "paid", "away", "choices", "remove", "change", "withdraw"):
        assert post(small, code, path, who="m3").status_code == 403

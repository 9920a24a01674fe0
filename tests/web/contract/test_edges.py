"""Whatever was signed, its page and its papers open: to come, over, cut short, of an unknown amount, never read."""

from datetime import date, timedelta
from typing import Any

import pytest

from binome.contract.calendar import months_after
from binome.web.store import contracts
from tests.web.board.small import Small
from tests.web.contract.conftest import Typed

PATH = "/p/brehan/contract/"


def shown(small: Small, said: dict[str, Any]) -> str:
    """Entered as typed, then looked at: the page, the list, the letter of the year and the file."""
    browser = small.signed_in("m1")
    assert browser.post(PATH + "new", said).status_code == 302
    [kept] = contracts.contracts(small.house)
    for path in ("letter/yearly.pdf", "file.pdf"):
        assert browser.get(f"{PATH}{kept.code}/{path}").content.startswith(b"%PDF"), path
    assert browser.get(PATH + "?all=1").status_code == 200
    answer = browser.get(f"{PATH}{kept.code}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def ago(small: Small) -> Any:
    """The first of the month so many months ago."""
    return lambda months: months_after(small.today.replace(day=1), -months).isoformat()


def test_one_that_begins_later(small: Small, typed: Typed) -> None:
    starts = small.today + timedelta(days=40)
    page = shown(small, typed(starts_on=starts, signed_on=small.today))
    assert f"débute le {starts:%d/%m/%Y}" in page
    assert "rien de relevé" in page


def test_one_that_is_over(small: Small, typed: Typed, ago: Any) -> None:
    page = shown(small, typed(starts_on=ago(75), signed_on=ago(75)))
    assert "fini depuis le" in page
    assert "Prochain examen" not in page


def test_one_that_ended_early(small: Small, typed: Typed, ago: Any) -> None:
    assert "fini depuis le" in shown(small, typed(ends_on=ago(2)))


def test_one_whose_amounts_nobody_published(small: Small, typed: Typed) -> None:
    """A post and a half: no amount is made up; the money says nothing rather than nought."""
    page = shown(small, typed(share="1,5"))
    assert "non trouvé" in page
    assert "Aucune source ne donne" in page


def test_one_that_only_asks_to_maintain(small: Small, typed: Typed) -> None:
    assert "maintenir" in shown(small, typed(registered_target="1045", active_target="1514"))


def test_one_without_assistant_nor_cost(small: Small, typed: Typed) -> None:
    """The published costs stand in, all of them, for they disagree."""
    page = shown(small, typed(**{"etp-m3": "", "cost-m3": ""}))
    assert "aucun noté" in page
    assert "ils se contredisent" in page


def test_one_that_began_on_a_leap_day(small: Small, typed: Typed) -> None:
    shown(small, typed(starts_on=date(2024, 2, 29), signed_on=""))


@pytest.mark.parametrize("readings", [1, 2])
def test_too_few_readings_give_no_range(small: Small, typed: Typed, readings: int) -> None:
    """One gives a pace without a range (the start is the other point); two a range."""
    browser = small.signed_in("m1")
    browser.post(PATH + "new", typed())
    [kept] = contracts.contracts(small.house)
    for n in range(readings):
        on = small.today - timedelta(days=100 * n + 1)
        said = {"on": on, "registered": 1100 - 20 * n, "active": 1600 - 30 * n, "source": "amelipro", "doctor": ""}
        assert browser.post(f"{PATH}{kept.code}/read", said).status_code == 302
    page = browser.get(f"{PATH}{kept.code}/").content.decode()
    assert ("trop peu de relevés" in page) is (readings == 1)


def test_english_is_spoken_too(small: Small, code: str) -> None:
    browser = small.signed_in("m1")
    browser.cookies["binome_language"] = "en"
    account = small.accounts["m1"]
    account.language = "en"
    account.save()
    page = browser.get(f"{PATH}{code}/").content.decode()
    assert "Not official: compare with amelipro." in page
    assert "unsettled" in page
    assert "patientèle" not in page.partition("<main")[2].lower()

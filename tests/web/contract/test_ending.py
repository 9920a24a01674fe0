"""Ending a contract is looked at before it is done: what is settled, by when it is told, what no text says."""

from datetime import date, timedelta
from typing import Any

import pytest

from binome.contract.calendar import months_after
from binome.web.store import contracts
from binome.web.store.agreed import Author
from tests.web.board.small import Small
from tests.web.contract.conftest import Typed

PATH = "/p/brehan/contract/"


def ending(small: Small, code: str, end: Any = "", who: str = "m1") -> str:
    answer = small.signed_in(who).get(f"{PATH}{code}/ending", {"end": end} if end else {})
    assert answer.status_code == 200
    return answer.content.decode()


def begun(small: Small, code: str) -> date:
    return contracts.agreed(small.house, contracts.contract(small.house, code)).starts_on


def test_a_cut_year_is_settled_by_its_days(small: Small, code: str) -> None:
    """14,000 received for the second year, ended two months before its end: the rest goes back."""
    starts = begun(small, code)
    received = {"on": starts + timedelta(days=370), "year": "2", "amount": "14 000"}
    small.signed_in("m1").post(f"{PATH}{code}/paid", received)
    end = months_after(starts, 22)
    shown = ending(small, code, end)
    days, whole = (end - months_after(starts, 12)).days, (months_after(starts, 24) - months_after(starts, 12)).days
    due = round(14000 * days / whole)
    assert f"{due:,}".replace(",", "\xa0") in shown
    assert "À rendre" in shown
    assert f">{14000 - due:,}".replace(",", "\xa0") in shown  # no sign: to give back less than nothing would be to get
    assert "Dû pour ses jours<" in shown


def test_from_the_third_year_on_it_is_told_under_each_way_of_counting(small: Small, code: str) -> None:
    """And the whole of it is said to be a most."""
    shown = ending(small, code, months_after(begun(small, code), 30))
    assert "Dû pour ses jours, au plus" in shown
    assert "au prorata de la moyenne des deux" in shown
    assert "son plafond" in shown


@pytest.mark.parametrize("months", [12, 24, 60])
def test_at_an_anniversary_nothing_is_cut(small: Small, code: str, months: int) -> None:
    shown = ending(small, code, months_after(begun(small, code), months))
    assert "Dû pour ses jours" not in shown


@pytest.mark.parametrize("said", ["soon", "2001-01-01", "2099-01-01", "0000-00-00", "2026-02-30"])
def test_a_day_that_cannot_be_is_told(small: Small, code: str, said: str) -> None:
    answer = small.signed_in("m1").get(f"{PATH}{code}/ending", {"end": said})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert small.signed_in("m1").post(f"{PATH}{code}/end", {"end": said, "version": 1}).status_code == 422
    assert begun(small, code)


def test_notice_is_told_before_it_is_too_late(small: Small, code: str) -> None:
    """Two months from today is in time, the eve is not; the letter is one step away."""
    enough = months_after(small.today, 2)
    assert "à temps" in ending(small, code, enough)
    assert "trop tôt" in ending(small, code, enough - timedelta(days=1))
    assert f"letter/ending.pdf?end={enough}" in ending(small, code)
    answer = small.signed_in("m1").get(f"{PATH}{code}/letter/ending.pdf?end={enough}")
    assert answer.content.startswith(b"%PDF")


def test_the_end_is_noted_and_taken_back(small: Small, code: str) -> None:
    """The pages are counted to that day, then to the term again; whoever comes second is told."""
    browser, end = small.signed_in("m1"), months_after(small.today, 3)
    version = contracts.contract(small.house, code).version
    assert browser.post(f"{PATH}{code}/end", {"end": end, "version": version}).status_code == 302
    assert contracts.contract(small.house, code).words["ends_on"] == end.isoformat()
    assert f"finissant le {end:%d/%m/%Y}" in ending(small, code)
    assert browser.post(f"{PATH}{code}/end", {"end": "", "version": version}).status_code == 409
    assert browser.post(f"{PATH}{code}/end", {"end": "", "version": version + 1}).status_code == 302
    assert contracts.contract(small.house, code).words["ends_on"] is None


def test_an_end_before_an_amendment_is_refused(small: Small, code: str) -> None:
    """The amendment would be left outside the contract."""
    kept = contracts.contract(small.house, code)
    later = months_after(small.today, 6).isoformat()
    words = {"amendments": [{"on": later, "share": "1", "registered": None, "active": None, "posts": None}]}
    contracts.change(small.house, Author("m1", kept.at), code, kept.version, words)
    said = {"end": months_after(small.today, 3), "version": kept.version + 1}
    assert small.signed_in("m1").post(f"{PATH}{code}/end", said).status_code == 422


def test_a_group_sees_who_might_leave_and_what_it_would_change(small: Small, typed: Typed) -> None:
    """At the next anniversary, with the mean of those who stay once each has a count."""
    starts = small.today - timedelta(days=100)
    said = typed(kind="collective", share="2", doctors=["m1", "m2"], starts_on=starts, signed_on=starts)
    assert small.signed_in("m1").post(PATH + "new", said).status_code == 302
    [kept] = contracts.contracts(small.house)
    path = f"{PATH}{kept.code}/"
    for doctor, registered in (("m1", 640), ("m2", 910)):
        read = {"on": small.today, "registered": registered, "active": "", "source": "amelipro", "doctor": doctor}
        small.signed_in("m1").post(path + "read", read)
    shown = ending(small, kept.code)
    assert f"{months_after(starts, 12):%d/%m/%Y}" in shown
    assert "moins de 775" in shown
    assert "au-dessus du plafond" in shown
    assert "chaque médecin attend" in shown


def test_it_is_seen_and_kept_by_who_may(small: Small, code: str) -> None:
    """Whoever is let in sees, and is offered nothing that would be refused."""
    for who in ("m3", "m4"):
        assert small.signed_in(who).get(f"{PATH}{code}/ending").status_code == 403
        assert small.signed_in(who).post(f"{PATH}{code}/end", {"end": ""}).status_code == 403
    small.signed_in("m1").post(PATH + "let", {"member": "m4"})
    assert f'{code}/end"' not in ending(small, code, who="m4")

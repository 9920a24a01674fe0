"""Where the aid contract stands is told on one page, never as official, and to those alone who may see money."""

from typing import Any

import pytest

from binome.web.store import contracts, contracts_noted
from tests.web.board.small import Small

PATH = "/p/brehan/contract/"


def page(small: Small, code: str, who: str = "m1") -> str:
    answer = small.signed_in(who).get(f"{PATH}{code}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_was_typed_is_what_is_projected(small: Small, code: str) -> None:
    shown = page(small, code)
    for told in ("1\xa0141", "1\xa0644", "11\xa0000", "14\xa0328"):
        assert told in shown, told
    assert shown.count("<svg aria-hidden") >= 3


@pytest.mark.parametrize(
    "path", ["?all=1", "new", "{code}/", "{code}/change", "{code}/amend", "{code}/ending", "who-may-sign"]
)
def test_every_page_says_that_it_is_not_official(small: Small, code: str, path: str) -> None:
    shown = small.signed_in("m1").get(PATH + path.format(code=code)).content.decode()
    assert "amelipro" in shown
    assert "Non officiel" in shown


def test_the_only_contract_is_one_step_away(small: Small, code: str) -> None:
    assert small.signed_in("m1").get(PATH)["Location"] == f"{PATH}{code}/"
    assert small.signed_in("m1").get(PATH + "?all=1").status_code == 200


@pytest.mark.parametrize("who", ["m3", "m4", "m5"])
def test_money_is_for_the_doctors(small: Small, code: str, who: str) -> None:
    """Neither the assistant whose post it is, nor the secretary, nor the trainee; nor is it in their menu."""
    browser = small.signed_in(who)
    for path in ("", f"{code}/", f"{code}/file.pdf", f"{code}/letter/yearly.pdf", "new"):
        assert browser.get(PATH + path).status_code == 403
    assert 'data-go="contract"' not in browser.get("/p/brehan/board/").content.decode()


def test_a_doctor_lets_somebody_in_by_name_and_no_further(small: Small, code: str) -> None:
    doctor, secretary = small.signed_in("m1"), small.signed_in("m4")
    doctor.post(PATH + "let", {"member": "m4"})
    assert secretary.get(f"{PATH}{code}/").status_code == 200
    assert 'data-go="contract"' in secretary.get("/p/brehan/board/").content.decode()
    assert secretary.post(f"{PATH}{code}/read", {"on": small.today.isoformat(), "registered": "9"}).status_code == 403
    assert small.signed_in("m3").get(f"{PATH}{code}/").status_code == 403
    shown = doctor.get(PATH + "?all=1").content.decode()
    number = shown.partition('name="number" value="')[2].partition('"')[0]
    doctor.post(PATH + "shut", {"number": number})
    assert secretary.get(f"{PATH}{code}/").status_code == 403


def test_whoever_is_let_in_reads_and_writes_nothing(small: Small, code: str) -> None:
    """No form is offered that would be refused."""
    small.signed_in("m1").post(PATH + "let", {"member": "m4"})
    shown = page(small, code, "m4")
    assert f"{code}/read" not in shown
    assert f"{code}/choices" not in shown
    assert f"{code}/change" not in shown


def test_the_letters_and_the_file_are_pdfs(small: Small, code: str) -> None:
    it = contracts.contract(small.house, code)
    browser = small.signed_in("m1")
    away = {"post": "m3", "since": (small.today).isoformat(), "reason": "illness", "last": "", "declared_on": ""}
    browser.post(f"{PATH}{code}/away", away)
    [absence] = contracts_noted.notes_of(small.house, it.code).absences
    end = small.today.replace(year=small.today.year + 1, day=1)
    for path in (
        "file.pdf",
        "letter/yearly.pdf",
        f"letter/absence.pdf?absence={absence.number}",
        f"letter/ending.pdf?end={end}",
    ):
        answer = browser.get(f"{PATH}{code}/{path}")
        assert answer.status_code == 200, answer.content.decode()[-2000:]
        assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    "path",
    [
        "letter/absence.pdf",
        "letter/absence.pdf?absence=999",
        "letter/ending.pdf",
        "letter/ending.pdf?end=soon",
        "letter/ending.pdf?end=2001-01-01",
        "letter/love.pdf",
    ],
)
def test_a_letter_about_nothing_is_refused_in_words(small: Small, code: str, path: str) -> None:
    answer = small.signed_in("m1").get(f"{PATH}{code}/{path}")
    assert answer.status_code == 409
    assert 'role="alert"' in answer.content.decode()


def test_another_practice_s_contract_does_not_exist(small: Small, code: str) -> None:
    """A code that is not here, or was taken away, is refused in a sentence."""
    assert small.signed_in("m1").get(f"{PATH}no-such/").status_code == 409
    version = contracts.contract(small.house, code).version
    small.signed_in("m1").post(f"{PATH}{code}/withdraw", {"version": version})
    assert small.signed_in("m1").get(f"{PATH}{code}/").status_code == 409
    assert contracts.contracts(small.house) == []


def test_the_page_asks_few_questions(small: Small, code: str, django_assert_max_num_queries: Any) -> None:
    browser = small.signed_in("m1")
    browser.get(f"{PATH}{code}/")
    with django_assert_max_num_queries(20):
        browser.get(f"{PATH}{code}/")

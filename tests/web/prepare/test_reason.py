"""Who reads why the patient comes, in the patient's own words: the team, by its own right; the sheet is clinical."""

from types import MappingProxyType

import pytest
from django.http import HttpResponse

from binome.practice import rights as practice_rights
from binome.practice.activities import read_data
from binome.practice.rights import rights, who_may
from binome.web.board import printed
from tests.web.board.small import Small, book

WORDS = "Je suis essoufflée"


@pytest.fixture
def visit(small: Small) -> Small:
    book(small, "v1")
    small.signed_in("m3").post("/p/brehan/prepare/v1/words", {"words": WORDS})
    return small


@pytest.fixture
def without_the_secretary(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a practice's own list kept the words from her."""
    narrowed = {**rights(), "read_reason": rights()["read_reason"] - {"secretary"}}
    monkeypatch.setattr(practice_rights, "rights", lambda: MappingProxyType(narrowed))


def pages(small: Small, member: str) -> list[str]:
    """Everything that shows the words to whoever sees the board."""
    browser = small.signed_in(member)
    day = f"/p/brehan/board/{small.today}/"
    return [browser.get(at).content.decode() for at in (day, f"{day}changes?since=0", "/p/brehan/visits/v1/")]


def test_the_secretary_who_wrote_them_down_reads_them(visit: Small) -> None:
    """On the board, in what is streamed, on the visit's page; the sheet stays closed to her."""
    assert all(WORDS in page for page in pages(visit, "m4"))
    assert visit.signed_in("m4").get("/p/brehan/prepare/v1/").status_code == 403


@pytest.mark.usefixtures("without_the_secretary")
def test_it_is_that_right_which_decides(visit: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it the words are nowhere, on paper no more than on screen; the others read on."""
    on_paper: list[str] = []

    def paper(template: str, told: object, name: str) -> HttpResponse:
        on_paper.append(str(told))
        return HttpResponse()

    monkeypatch.setattr(printed, "pdf_response", paper)
    for member in ("m4", "m3"):
        visit.signed_in(member).get(f"/p/brehan/board/{visit.today}/sheet.pdf")

    assert not any(WORDS in page for page in pages(visit, "m4"))
    assert all(WORDS in page for page in pages(visit, "m3"))
    assert [WORDS in paper for paper in on_paper] == [False, True]


def test_whoever_reads_the_sheet_reads_the_words_on_it() -> None:
    assert who_may("read_preparation") <= who_may("read_reason")
    assert "secretary" in who_may("read_reason") - who_may("read_preparation")


def test_the_reasons_given_are_about_rights_that_exist() -> None:
    """They are printed in the reference."""
    assert read_data("rights.toml")["why"].keys() <= rights().keys()

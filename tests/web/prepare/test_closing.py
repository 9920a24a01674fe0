"""The closing step: what was decided becomes a task, a booking or a word to the patient, and one page says it."""

import re
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from binome.practice.decision import decision_kinds, long_sentences
from binome.practice.task_kind import task_kinds
from binome.web.paper import pdf_response
from binome.web.prepare import patient_page
from binome.web.store.models import EntryRow, TaskRow, TaskWordsRow
from tests.web.board.small import Small, book

CLOSING = "/p/brehan/prepare/v1/closing/"


@pytest.fixture
def visit(small: Small) -> Small:
    book(small, "v1")
    return small


def decide(small: Small, member: str = "m1", **form: str):
    return small.signed_in(member).post(f"{CLOSING}decide", {"kind": "specialist", "words": "cardiologue", **form})


def page(small: Small, member: str = "m1") -> str:
    return small.signed_in(member).get(CLOSING).content.decode()


@pytest.mark.parametrize("kind", decision_kinds().values(), ids=lambda it: it.code)
def test_a_kind_leads_to_a_task_that_exists_and_is_said_plainly_in_both_languages(kind) -> None:
    assert kind.task in task_kinds()
    for language in ("fr", "en"):
        assert kind.labels[language]
        for by_patient in (True, False):
            assert not long_sentences(kind.plainly("", language, by_patient=by_patient))


def test_what_the_team_does_is_a_task_before_whom_it_is_for(visit: Small) -> None:
    """With the words, the patient and the day; before the role it is usually for when nobody is named."""
    decide(visit, due="2099-12-03")
    [task] = TaskRow.objects.all()
    assert (task.kind, task.role, task.patient_id, task.due.date().isoformat()) == (
        "appointment_to_make", "assistant", "p-v1", "2099-12-03",
    )  # fmt: skip
    assert TaskWordsRow.objects.get().title == "cardiologue"
    assert f"/tasks/{task.story}/" in page(visit)


def test_a_person_or_a_role_whom_no_text_lets_is_refused_and_nothing_is_kept(visit: Small) -> None:
    """The secretary does not write a doctor's answer; what was typed stays in the form."""
    refused = decide(visit, kind="recall", to="m1", words="contrôle")
    assert refused.status_code in (302, 409)
    before = EntryRow.objects.filter(kind="decision").count()
    refused = decide(visit, kind="letter", to="role:nurse", words="à Mme X")
    assert refused.status_code == 409
    assert "à Mme X" in refused.content.decode()
    assert EntryRow.objects.filter(kind="decision").count() == before


def test_what_the_patient_does_asks_nobody(visit: Small) -> None:
    decide(visit, kind="tests", to="patient", words="prise de sang")
    assert TaskRow.objects.count() == 0
    assert "Vous faites l&#x27;examen : prise de sang" in page(visit)


def test_the_next_visit_can_be_booked_at_once(visit: Small) -> None:
    decide(visit, kind="next_visit", words="dans trois mois")
    address = re.search(r'href="(/p/brehan/agenda/book/[^"]+)"', page(visit))[1]
    form = visit.signed_in("m1").get(address)
    assert form.status_code == 200
    assert "p-v1" in form.content.decode()


def test_a_letter_is_prepared_in_the_tray_at_once(visit: Small) -> None:
    """For that visit and that patient."""
    decide(visit, kind="letter", words="au cardiologue")
    address = re.search(r'href="(/p/brehan/tray/new[^"]+)"', page(visit, "m3"))[1].replace("&amp;", "&")
    assert "patient=p-v1" in address
    assert visit.signed_in("m3").get(address).status_code == 200


@pytest.mark.both_databases
def test_the_same_form_sent_twice_decides_once(visit: Small) -> None:
    for _ in range(2):
        assert decide(visit, key="a-key").status_code == 302
    assert (TaskRow.objects.count(), EntryRow.objects.filter(kind="decision").count()) == (1, 1)


def test_the_same_thing_is_decided_twice_only_on_purpose(visit: Small) -> None:
    """It is said when it was asked, with a button that asks again; another day, or once it is taken off, is another."""
    decide(visit)
    twice = decide(visit, key="other")
    assert twice.status_code == 409
    assert "a déjà été demandée à" in twice.content.decode()
    assert 'name="again" value="1"' in twice.content.decode()
    assert TaskRow.objects.count() == 1
    assert decide(visit, due="2099-12-03").status_code == 302
    assert decide(visit, again="1").status_code == 302
    assert TaskRow.objects.count() == 3
    for code in ("d1", "d3"):
        visit.signed_in("m1").post(f"{CLOSING}drop", {"decision": code})
    assert decide(visit).status_code == 302


def test_what_is_taken_off_is_no_longer_told(visit: Small) -> None:
    """The task stays where it is: whoever asked ends it there."""
    decide(visit)
    visit.signed_in("m1").post(f"{CLOSING}drop", {"decision": "d1"})
    assert "cardiologue" not in page(visit)
    assert TaskRow.objects.count() == 1
    assert visit.signed_in("m1").post(f"{CLOSING}drop", {"decision": "d9"}).status_code == 409


def test_a_day_that_is_none_is_refused(visit: Small) -> None:
    for due in ("2026-02-31", "demain"):
        assert decide(visit, due=due).status_code == 409
    assert decide(visit, kind="fly").status_code == 409


def test_the_secretary_does_not_read_what_was_decided(visit: Small) -> None:
    """Her part of it comes to her as tasks."""
    assert visit.signed_in("m4").get(CLOSING).status_code == 403
    assert visit.signed_in("m4").get(f"{CLOSING}page.pdf").status_code == 403


def test_a_long_sentence_is_shown_again_to_whoever_wrote_it(visit: Small) -> None:
    long = "Prenez " + "bien " * 16 + "ce médicament."
    visit.signed_in("m1").post(f"{CLOSING}say", {"words": f"Buvez de l'eau. {long}"})
    shown = page(visit)
    assert "la couper en deux" in shown
    assert long_sentences(f"Buvez de l'eau. {long}") == (long,)


def on_paper(small: Small, monkeypatch: pytest.MonkeyPatch, lang: str = "") -> dict[str, Any]:
    """What the page is made of; the page itself is made too, and is one page."""
    told: list[dict[str, Any]] = []

    def paper(template: str, words: dict[str, Any], name: str) -> HttpResponse:
        told.append(words)
        return pdf_response(template, words, name=name)

    monkeypatch.setattr(patient_page, "pdf_response", paper)
    made = small.signed_in("m3").get(f"{CLOSING}page.pdf{lang}").content
    assert made.startswith(b"%PDF")
    assert re.findall(rb"/Type/Page\b", made) == [b"/Type/Page"]
    return told[0]


def test_the_patient_s_page_says_it_in_plain_words_on_one_page(visit: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """In French, or in English when asked; who does what apart; whom to call; what is left for next time."""
    decide(visit, due="2099-12-03")
    decide(visit, kind="tests", to="patient", words="prise de sang")
    visit.signed_in("m1").post(f"{CLOSING}say", {"words": "Continuez le même traitement."})
    visit.signed_in("m1").post("/p/brehan/prepare/lists/phone", {"phone": "02 97 00 00 00"})
    visit.signed_in("m4").post("/p/brehan/prepare/v1/topics", {"topics": "Mon genou"})

    french = on_paper(visit, monkeypatch)

    assert french["ours"] == [["Nous prenons pour vous un rendez-vous : cardiologue", "avant le jeudi 3 décembre"]]
    assert french["yours"] == [["Vous faites l'examen : prise de sang", ""]]
    assert (french["said"], french["later"]) == (["Continuez le même traitement."], ["Mon genou"])
    assert french["phone"] == "02 97 00 00 00"
    assert on_paper(visit, monkeypatch, "?lang=en")["words"]["yours"] == "What you do"
    assert on_paper(visit, monkeypatch, "?lang=xx")["language"] == "fr"


def test_the_page_holds_no_measurement_and_no_note(visit: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither what was measured nor what was noted for the doctor goes home."""
    browser = visit.signed_in("m3")
    browser.post("/p/brehan/prepare/v1/measures", {"weight": "87.3"})
    browser.post("/p/brehan/prepare/v1/note", {"words": "Chevilles gonflées", "alert": "yes"})
    told = str(on_paper(visit, monkeypatch))
    assert "87" not in told
    assert "Chevilles" not in told


def test_the_closing_page_costs_few_questions(visit: Small) -> None:
    """The same with one decision as with eight."""
    decide(visit)
    browser = visit.signed_in("m1")
    browser.get(CLOSING)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(CLOSING)
        return len(asked)

    few = questions()
    for n in range(7):
        decide(visit, words=f"examen {n}", to="patient")
    assert questions() == few <= 9

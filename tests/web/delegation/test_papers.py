"""The papers say what the law and the practice say, in French, dated; a signed version stays as it was signed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import HttpResponse

from binome.web.delegation import papers
from binome.web.delegation.differences import differences
from binome.web.paper_content import job_of, protocol_of
from binome.web.store.models import SignedPaperRow
from tests.web.board.small import Small
from tests.web.delegation.asking import post


@contextmanager
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What the printer was handed."""
    handed: list[dict[str, Any]] = []
    monkeypatch.setattr(papers, "pdf_response", lambda _template, told, name: handed.append(told) or HttpResponse(name))
    yield handed


@pytest.mark.parametrize("paper", ["protocol", "m3", "m4", "m5", "m1"])
def test_a_paper_is_a_pdf_without_a_patient_s_name(small: Small, paper: str) -> None:
    made = small.signed_in("m3").get(f"/p/brehan/delegation/papers/{paper}/paper.pdf")
    assert made.content.startswith(b"%PDF-")
    assert str(small.today) in made["Content-Disposition"]


def test_a_job_says_what_is_done_prepared_and_not_done_with_its_text(small: Small) -> None:
    job = job_of(small.house, "m3", small.today)
    lines = {it["code"]: it for it in job["lines"]}
    assert lines["measure_blood_pressure"]["verdict"] == "does"
    assert lines["measure_blood_pressure"]["ground"]["title"].startswith("Assurance Maladie")
    assert lines["measure_blood_pressure"]["duties"] == ["Le noter dans le dossier, avec son auteur"]
    assert lines["measure_blood_pressure"]["while"] == [
        "un appareil totalement automatique",
        "une formation d'assistant médical acquise, ou en cours dans les délais",
    ]
    assert lines["draft_sick_leave"]["verdict"] == "prepares"
    assert lines["give_first_aid"]["lacking"] == ["une formation aux gestes d'urgence (AFGSU) en cours de validité"]
    assert lines["measure_capillary_glucose"]["verdict"] == "open"
    assert job["posts"][0]["role"] == "assistant médical"
    assert job["refers_to"] == ["Dr Le Goff", "Dr Morvan"]


def test_the_protocol_lists_each_member_who_is_not_a_doctor(small: Small) -> None:
    protocol = protocol_of(small.house, small.today)
    assert protocol["physicians"] == ["Dr Le Goff", "Dr Morvan"]
    assert [it["code"] for it in protocol["members"]] == ["m3", "m4", "m5"]
    assert all(line["verdict"] in ("does", "prepares") for it in protocol["members"] for line in it["lines"])


def test_the_papers_are_french_whoever_asks(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    small.accounts["m1"].language = "en"
    small.accounts["m1"].save()
    with printed(monkeypatch) as handed:
        small.signed_in("m1").get("/p/brehan/delegation/papers/m3/paper.pdf")
    assert handed[0]["groups"]["does"][0]["name"] == "Administratif"


def test_what_is_marked_in_a_list_is_explained_at_its_end(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    with printed(monkeypatch) as handed:
        for paper in ("m3", "m5"):
            small.signed_in("m1").get(f"/p/brehan/delegation/papers/{paper}/paper.pdf")
    for told in handed:
        shown = [line for v in ("does", "prepares") for group in told["groups"][v] for line in group["lines"]]
        assert {n for line in shown for n in line["owes"]} == set(range(1, len(told["duties"]) + 1))
        assert {letter for line in shown for letter in line["holds"]} == set("ABCDEFGH"[: len(told["met"])])
        assert {letter for line in shown for letter in line["asks"]} == set("abcdefgh"[: len(told["asked"])])
        assert all(0 < line["text"] <= len(told["grounds"]) for line in shown)


def test_a_signed_version_stays_and_what_changed_since_is_shown(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """The practice narrows after the signature: screen and paper say so, the version does not move."""
    post(small, "papers/m3/sign", signed_on=small.today)
    page = "/p/brehan/delegation/papers/m3/"
    assert "<del>" not in small.signed_in("m3").get(page).content.decode()
    post(small, "ours/narrow", role="assistant", activity="measure_weight", reason="Balance en panne")
    changed = small.signed_in("m3").get(page).content.decode()
    assert "<del>" in changed
    assert "Balance en panne" in changed
    number = SignedPaperRow.objects.get().pk
    with printed(monkeypatch) as handed:
        small.signed_in("m3").get(f"{page}paper.pdf")
        small.signed_in("m3").get(f"{page}signed/{number}.pdf")
    now, then = handed
    assert "Peser" in [it["what"] for it in now["changes"]]
    assert (then["changes"], then["kept"]) == ([], [])
    assert "measure_weight" in {line["code"] for g in then["groups"]["does"] for line in g["lines"]}


def test_the_same_twice_is_no_difference(small: Small) -> None:
    for made in (job_of(small.house, "m3", small.today), protocol_of(small.house, small.today)):
        assert differences(json.loads(json.dumps(made)), made, "fr") == []


def test_differences_speak_the_reader_s_language(small: Small) -> None:
    before = job_of(small.house, "m3", small.today)
    after = {**before, "lines": before["lines"][1:]}
    [english], [french] = differences(before, after, "en"), differences(before, after, "fr")
    assert english["now"] == "not in it"
    assert french["now"] == "n’y figure pas"
    assert english["what"] == french["what"] == before["lines"][0]["activity"]


def test_a_version_belongs_to_its_paper_and_to_its_practice(small: Small) -> None:
    post(small, "papers/protocol/sign", signed_on=small.today)
    number = SignedPaperRow.objects.get().pk
    client = small.signed_in("m1")
    assert client.get(f"/p/brehan/delegation/papers/protocol/signed/{number}.pdf").status_code == 200
    assert client.get(f"/p/brehan/delegation/papers/m3/signed/{number}.pdf").status_code == 409
    assert client.get("/p/brehan/delegation/papers/protocol/signed/999999.pdf").status_code == 409
    assert client.get("/p/brehan/delegation/papers/nobody/paper.pdf").status_code == 409


def test_only_a_doctor_says_that_a_paper_was_signed_and_not_tomorrow(small: Small) -> None:
    assert post(small, "papers/m3/sign", who="m3", signed_on=small.today).status_code == 403
    assert post(small, "papers/m3/sign", signed_on="2199-01-01").status_code == 409
    assert not SignedPaperRow.objects.exists()

"""The board's pages: what they cost, what they carry, what they never carry."""

from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from binome.web.board.tickets import ticket_of
from binome.web.store.models import PatientRow, VisitRow
from tests.web.board.small import Small, book
from tests.web.board.test_gestures import press


def test_the_board_of_120_visits_costs_at_most_12_queries(small: Small) -> None:
    for n in range(120):
        book(small, f"v{n}", doctor=f"m{n % 2 + 1}")
    doctor = small.signed_in("m1")
    doctor.get("/p/brehan/board/")

    with CaptureQueriesContext(connection) as asked:
        page = doctor.get("/p/brehan/board/")

    assert page.status_code == 200
    assert page.content.count(b'id="visit-') == 120
    assert len(asked) <= 12


def test_a_poll_with_nothing_new_costs_at_most_2_queries_and_carries_nothing(small: Small) -> None:
    book(small, "v1")
    doctor = small.signed_in("m1")
    address = f"/p/brehan/board/{small.house.practice.local(_now()).date()}/version"
    first = doctor.get(address)

    with CaptureQueriesContext(connection) as asked:
        again = doctor.get(address, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert len(asked) <= 2
    assert sum(len(f"{name}: {value}\r\n") for name, value in again.items()) <= 300


def test_the_wall_carries_no_name(small: Small) -> None:
    story = book(small, "v1", family="Kervadec")
    press(small.signed_in("m4"), story, "arrive", 2)
    press(small.signed_in("m3"), story, "start", 3, step="preparation")

    wall = small.signed_in("m4").get("/p/brehan/wall/").content.decode()

    assert "Kervadec" not in wall
    assert "Salle 1" in wall


@pytest.mark.parametrize("alias", ["", "Cormoran 7"])
def test_the_desk_reads_the_word_and_the_number_that_the_wall_shows(
    small: Small, monkeypatch: pytest.MonkeyPatch, alias: str
) -> None:
    """On the row, on the visit's page and on paper: the same words as on the wall."""
    story, secretary = book(small, "v1"), small.signed_in("m4")
    PatientRow.objects.update(alias=alias)
    arrived = press(secretary, story, "arrive", 2).content.decode()
    visit = secretary.get("/p/brehan/visits/v1/").content.decode()
    paper = _printed(small, monkeypatch, str(small.house.practice.local(_now()).date()))
    press(small.signed_in("m3"), story, "start", 3, step="preparation")

    shown = secretary.get("/p/brehan/wall/").content.decode()
    ticket = shown.partition('<span class="wall-ticket">')[2].partition("<")[0]

    assert ticket == (alias or ticket_of("v1"))
    assert f"<b data-ticket>{ticket}</b>" in arrived
    assert f"Mot et numéro : <b>{ticket}</b>" in visit
    assert paper["doctors"][0]["visits"][0]["ticket"] == ticket


def test_whom_the_wall_never_calls_has_no_word_and_number(small: Small) -> None:
    """Hidden, or over."""
    book(small, "v1")
    press(small.signed_in("m4"), book(small, "v2"), "miss", 2)
    PatientRow.objects.filter(code="p-v1").update(hidden=True)

    board = small.signed_in("m4").get("/p/brehan/board/").content.decode()

    assert board.count('<tr id="visit-') == 2
    assert "data-ticket" not in board


@pytest.mark.parametrize("page", ["board/", "visits/v1/", "wall/", "keys/", "board/{day}/round", "board/{day}/walk-in"])
def test_a_page_opens_and_its_title_holds_no_name(small: Small, page: str) -> None:
    book(small, "v1", family="Kervadec")

    answer = small.signed_in("m4").get(f"/p/brehan/{page.format(day=small.house.practice.local(_now()).date())}")

    assert answer.status_code == 200
    assert "Kervadec" not in answer.content.decode().partition("</title>")[0]


def test_the_day_sheet_is_a_pdf(small: Small) -> None:
    book(small, "v1")

    sheet = small.signed_in("m4").get(f"/p/brehan/board/{small.house.practice.local(_now()).date()}/sheet.pdf")

    assert sheet.content.startswith(b"%PDF")


@pytest.mark.parametrize(("language", "said"), [("fr", "vendredi 20 novembre 2026"), ("en", "Friday 20 November 2026")])
def test_the_day_sheet_says_its_day_as_people_do(
    small: Small, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    """In the language that is spoken."""
    printed = _printed(small, monkeypatch, "2026-11-20", language)

    assert printed["day"] == said


def _printed(small: Small, monkeypatch: pytest.MonkeyPatch, day: str, language: str = "fr") -> dict[str, Any]:
    seen: list[dict[str, Any]] = []
    monkeypatch.setattr(
        "binome.web.board.printed.pdf_response", lambda _, told, name: (seen.append(told), HttpResponse(name))[1]
    )
    client = small.signed_in("m4")
    client.cookies["binome_language"] = language
    client.get(f"/p/brehan/board/{day}/sheet.pdf")
    return seen[0]


def test_the_round_presumes_no_reason(small: Small) -> None:
    """Whoever closes the day says why; nothing blank stands before a comma."""
    story = book(small, "v1")
    press(small.signed_in("m4"), story, "arrive", 2)
    address = f"/p/brehan/board/{small.house.practice.local(_now()).date()}/round"

    page = small.signed_in("m4").get(address).content.decode()
    refused = press(small.signed_in("m4"), story, "leave", 3, reason="")

    assert '<select name="reason" required><option value="">' in page
    assert '<select name="reason"><option value="left_waiting"' not in page
    assert "Rémi</b>," in page
    assert refused.status_code == 409


@pytest.mark.parametrize("page", ["board/", "visits/v1/", "board/{day}/round"])
def test_nobody_leaves_unseen_from_a_consultation(small: Small, page: str) -> None:
    """While the doctor is with them; before it, they may."""
    story, secretary = book(small, "v1"), small.signed_in("m4")
    address = f"/p/brehan/{page.format(day=small.house.practice.local(_now()).date())}"
    press(secretary, story, "arrive", 2)

    before = secretary.get(address).content.decode()
    press(small.signed_in("m1"), story, "start", 3, step="consultation")
    after = secretary.get(address).content.decode()

    assert "visits/v1/leave" in before
    assert "visits/v1/leave" not in after


def test_a_visit_s_page_offers_a_step_to_those_who_may_hold_it(small: Small) -> None:
    """And a hand-over to nobody else: the rule is the one that would refuse the gesture."""
    story, found = book(small, "v1"), 'name="step" value="consultation"'
    press(small.signed_in("m4"), story, "arrive", 2)
    assistant, doctor = small.signed_in("m3"), small.signed_in("m1")
    press(assistant, story, "start", 3, step="preparation")
    handing = assistant.get("/p/brehan/visits/v1/").content.decode().partition("/hand-over")[2].partition("</form>")[0]
    press(assistant, story, "finish", 4, step="preparation")

    offered = [who.get("/p/brehan/visits/v1/").content.decode().count(found) for who in (assistant, doctor)]

    assert offered == [0, 2]
    assert "Dr Le Goff" in handing
    assert "Sophie Hamon" not in handing


def test_a_day_closes_once_nothing_is_left_open(small: Small) -> None:
    story = book(small, "v1")
    secretary = small.signed_in("m4")
    close = f"/p/brehan/board/{small.house.practice.local(_now()).date()}/close"

    early = secretary.post(close)
    press(secretary, story, "miss", 2)
    closed = secretary.post(close)
    late = press(secretary, story, "withdraw", 3, reason="mistake")

    assert (early.status_code, closed.status_code, late.status_code) == (409, 302, 409)


def test_a_walk_in_waits_on_the_board_and_is_not_doubled(small: Small) -> None:
    secretary = small.signed_in("m4")
    form = {"family": "Lorcy", "given": "Noah", "doctor": "m1", "pathway": "twin_rooms", "key": "k1", "urgent": "on"}
    address = f"/p/brehan/board/{small.house.practice.local(_now()).date()}/walk-in"

    answers = [secretary.post(address, form).status_code for _ in range(2)]
    board = secretary.get("/p/brehan/board/").content.decode()

    assert answers == [302, 302]
    assert f"Arrivée notée. Mot et numéro : {ticket_of(VisitRow.objects.get().story)}" in board
    assert small.signed_in("m3").post(address, form).status_code == 409
    assert board.count('<tr id="visit-') == 1
    assert "data-urgent" in board


def _now():
    from django.utils import timezone

    return timezone.now()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-31", "٢٠٢٦-١١-٢٤"])
@pytest.mark.parametrize("page", ["board/{}/", "board/{}/round", "agenda/week/{}/", "agenda/day/{}/"])
def test_a_day_that_is_none_is_not_found(small: Small, page: str, day: str) -> None:
    assert small.signed_in("m1").get(f"/p/brehan/{page.format(day)}").status_code == 404


def test_what_no_form_holds_is_a_bad_request(small: Small) -> None:
    """PostgreSQL keeps no NUL; a number of thousands of digits is none."""
    client = small.signed_in("m1")
    assert client.get("/p/brehan/agenda/book/?patient=%00").status_code == 400
    assert client.post("/p/brehan/patients/", {"who": "\0"}).status_code == 400
    assert client.get(f"/p/brehan/board/2026-11-24/changes?since={'9' * 5000}").status_code == 200

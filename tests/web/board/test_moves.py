"""What a move would change: only what the desk would accept, nothing written, nothing personal, no noise."""

import re

import pytest

from binome.twin.moves import Change, Moved
from binome.web.board import moves
from binome.web.store.models import EventRow
from binome.web.store.stories import story_of
from tests.web.board.small import Small, book
from tests.web.board.test_gestures import press

IN_PLACE = {"X-In-Place": "1"}


def panel(small: Small, story: str, member: str = "m4", **headers: str) -> str:
    answer = small.signed_in(member).get(f"/p/brehan/visits/{story}/what-if", headers=headers or IN_PLACE)
    assert answer.status_code == 200
    return answer.content.decode()


def labels(page: str) -> list[str]:
    return re.findall(r"<dt>(.*?)</dt>", page.replace("\N{NO-BREAK SPACE}", " "))


@pytest.fixture
def two_wait(small: Small) -> Small:
    for story in ("v1", "v2"):
        press(small.signed_in("m4"), book(small, story, family="Kervadec"), "arrive", 2)
    return small


def test_each_gesture_that_the_desk_would_accept_now_has_its_line(two_wait: Small) -> None:
    page = panel(two_wait, "v1")
    assert labels(page) == [
        "Commencer l’étape « préparation », avec Nadia Kerbrat",
        "Passer directement à l’étape « consultation », avec Dr Le Goff",
        "Commencer l’étape « préparation » en Salle 2",
        "Sauter l’étape « préparation »",
        "Laisser passer le patient suivant",
    ]
    assert labels(panel(two_wait, "v2"))[-1] == "Prendre ce patient en premier"
    assert "≈ simulé à" in page


def test_what_the_desk_would_refuse_is_not_offered(two_wait: Small) -> None:
    press(two_wait.signed_in("m1"), "v2", "start", 3, step="consultation")
    assert not [it for it in labels(panel(two_wait, "v1")) if "Dr Le Goff" in it]


def test_who_holds_a_step_may_hand_it_to_the_doctor(two_wait: Small) -> None:
    press(two_wait.signed_in("m3"), "v1", "start", 3, step="preparation")
    assert labels(panel(two_wait, "v1")) == ["Transmettre l’étape « préparation » à Dr Le Goff"]


def test_trying_writes_nothing(two_wait: Small) -> None:
    before = EventRow.objects.count(), two_wait.house.revision
    panel(two_wait, "v1")
    assert (EventRow.objects.count(), two_wait.house.revision) == before


def test_the_panel_and_its_address_name_nobody(two_wait: Small) -> None:
    for headers in (IN_PLACE, {"Accept": "text/html"}):
        assert "Kervadec" not in panel(two_wait, "v1", **headers)


def test_a_page_loads_the_panel_by_itself_and_a_link_stands_there_without_a_script(two_wait: Small) -> None:
    page = two_wait.signed_in("m4").get("/p/brehan/visits/v1/").content.decode()
    assert 'data-ask="/p/brehan/visits/v1/what-if"' in page
    assert 'href="/p/brehan/visits/v1/what-if"' in page
    assert "<html" in panel(two_wait, "v1", Accept="text/html")
    assert "/p/brehan/visits/v1/#moves" in two_wait.signed_in("m4").get("/p/brehan/board/").content.decode()


def test_nothing_is_asked_about_somebody_who_has_not_come(small: Small) -> None:
    book(small, "v1")
    assert "data-ask" not in small.signed_in("m4").get("/p/brehan/visits/v1/").content.decode()
    assert labels(panel(small, "v1")) == []


def test_a_stranger_is_not_told(two_wait: Small, client: object) -> None:
    assert client.get("/p/brehan/visits/v1/what-if", headers=IN_PLACE).status_code == 401


def test_many_who_ask_at_once_never_keep_the_threads_from_the_clicks(two_wait: Small) -> None:
    for _ in range(moves.AT_ONCE):
        moves._few.acquire()
    answer = two_wait.signed_in("m4").get("/p/brehan/visits/v1/what-if", headers=IN_PLACE)
    for _ in range(moves.AT_ONCE):
        moves._few.release()
    assert (answer.status_code, answer["Retry-After"]) == (503, "1")


def test_a_change_is_said_in_minutes_with_its_range_and_noise_is_not(two_wait: Small) -> None:
    told = story_of(two_wait.house, "v1")
    moved = Moved(
        ends={"m1": Change(-2.2, 3.0, 8.4)},
        patients={"v1": Change(-12.1, -8.0, -4.9)},
        others=Change(-5.0, 1.5, 6.0, noise=True),
    )
    said = list(moves._said(two_wait.house, told.visit, moved))
    assert said == ["ce patient est vu 5–12 min plus tôt", "Dr Le Goff finit de 2 min plus tôt à 8 min plus tard"]

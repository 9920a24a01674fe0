"""Who may open what: asked again at every request, refused with a sentence, and never forgotten."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from binome.practice.refusal import Refused
from binome.practice.rights import may_use, require_use, rights, who_may
from binome.practice.words import Role
from binome.web.rights import decision_of
from binome.web.store.models import MemberRow, SeatRow
from binome.web.urls import urlpatterns as real_pages
from tests.web.people.building import Built, build

pytestmark = pytest.mark.both_databases


def test_a_stranger_is_led_to_the_sign_in_page_and_back(built: Built) -> None:
    """Nothing tells whether the practice exists."""
    for practice in ("brehan", "nowhere"):
        answer = Client().get(f"/p/{practice}/team/?q=Duval")
        assert answer.status_code == 302
        assert answer["Location"] == f"/account/login/?next=/p/{practice}/team/"


def test_a_script_of_a_stranger_is_told_instead_of_led(built: Built) -> None:
    """A form swallowed by a script would be shown in the middle of the board."""
    answer = Client().get(built.at("team/"), headers={"X-In-Place": "1"})
    assert (answer.status_code, answer["X-Go"]) == (401, "/account/login/?next=/p/brehan/team/")


def test_a_refusal_says_who_may_help(built: Built) -> None:
    """The roles in words, and the names of those of this practice who hold them."""
    page = built.client("m2").get(built.at("team/"))
    assert page.status_code == 403
    assert "médecin" in page.text
    assert "Dr Le Goff" in page.text
    assert "Dr Abgrall" in page.text
    assert "Solenn" not in page.text


def test_a_refusal_in_place_is_one_sentence(built: Built) -> None:
    """A script shows it where the gesture was made."""
    piece = built.client("m2").get(built.at("team/"), headers={"X-In-Place": "1"})
    assert piece.status_code == 403
    assert piece.text.startswith("<p")
    assert "<html" not in piece.text


def test_somebody_elses_practice_is_refused_like_one_that_does_not_exist(built: Built) -> None:
    """The two pages are the same, so that nobody learns which practices are here."""
    build("other", "Cabinet voisin")
    doctor = built.client("m1")
    there, nowhere = doctor.get("/p/other/team/"), doctor.get("/p/nowhere/team/")
    assert there.status_code == nowhere.status_code == 403
    assert "Cabinet voisin" not in there.text


def test_a_changed_role_counts_at_the_next_request(built: Built) -> None:
    """In both directions, in a session that is already open, without signing in again."""
    browser = built.client("m2")
    assert browser.get(built.at("team/")).status_code == 403
    MemberRow.objects.filter(code="m2").update(posts=[{"role": "physician"}])
    assert browser.get(built.at("team/")).status_code == 200
    MemberRow.objects.filter(code="m2").update(posts=[{"role": "secretary"}])
    assert browser.get(built.at("team/")).status_code == 403


def test_a_closed_seat_counts_at_the_next_request(built: Built) -> None:
    browser = built.client("m1")
    assert browser.get(built.at("team/")).status_code == 200
    SeatRow.objects.filter(member__code="m1").update(closed_at="2026-11-22T10:00Z")
    assert browser.get(built.at("team/")).status_code == 403


def test_a_deactivated_account_is_a_stranger_at_the_next_request(built: Built) -> None:
    browser = built.client("m1")
    built.accounts["m1"].is_active = False
    built.accounts["m1"].save()
    assert browser.get(built.at("team/"))["Location"].startswith("/account/login/")


def test_a_changed_password_ends_the_other_sessions(built: Built) -> None:
    browser = built.client("m1")
    built.accounts["m1"].set_password("une autre phrase assez longue")
    built.accounts["m1"].save()
    assert browser.get(built.at("team/"))["Location"].startswith("/account/login/")


def test_who_asks_costs_two_queries(built: Built, django_assert_num_queries: object) -> None:
    """The session with its account, then the seat with its practice and member."""
    browser = built.client("m2")
    with django_assert_num_queries(2):  # type: ignore[operator]
        browser.get(built.at("no-such-page/"))  # its header is the practice's


def forgotten(request: HttpRequest) -> HttpResponse:
    return HttpResponse("names of patients")


urlpatterns = [*real_pages, path("forgotten/", forgotten)]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(("mode", "status"), [("test", 500), ("production", 403)])
def test_a_page_without_a_decision_is_shown_to_nobody(built: Built, mode: str, status: int, caplog: object) -> None:
    """Loud in tests, closed in production, and written in the log in both."""
    assert decision_of(forgotten) is None
    with override_settings(BINOME_MODE=mode):
        page = built.client("m1").get("/forgotten/")
    assert page.status_code == status
    assert "names of patients" not in page.text
    assert "forgotten/" in caplog.text  # type: ignore[attr-defined]


def test_the_two_voices_of_a_right() -> None:
    """One answers, the other raises with the roles that may."""
    assert may_use(["secretary"], "book")
    assert may_use(["secretary", "assistant"], "prepare")
    assert not may_use(["secretary"], "prepare")
    with pytest.raises(Refused) as refused:
        require_use(["secretary"], "sign")
    assert (refused.value.code, refused.value.facts["who"]) == ("right.missing", ("physician",))
    with pytest.raises(LookupError):
        may_use(["physician"], "fly")


def test_every_role_of_the_file_is_a_role() -> None:
    """A misspelt role would close a page without a word."""
    known = {role.value for role in Role} | {"screen"}
    assert all(roles <= known for roles in rights().values())
    assert who_may("see_wall") == known

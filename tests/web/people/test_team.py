"""The team page: who is in, who may do what, and a leaver out in one click."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client

from binome.web.notices import CHANNEL
from binome.web.store import telling
from binome.web.store.models import MemberRow, PracticeRow, SeatRow, SessionRow
from binome.web.store.practice import house
from binome.web.store.sessions import SessionStore
from tests.web.people.building import PASSWORD, Built, build

pytestmark = pytest.mark.both_databases


@pytest.fixture
def dismissed(transactional_db: None) -> Iterator[Callable[[], list[str]]]:
    """The listeners that were cut, as the live hub hears of them: from this process, or from PostgreSQL."""
    heard: list[str] = []
    if connection.vendor != "postgresql":
        stop = telling.listen(lambda *move: None, heard.append)
        yield lambda: heard
        stop()
        return
    with connection.Database.connect(**connection.get_connection_params(), autocommit=True) as ear:
        ear.execute(f"LISTEN {CHANNEL}")
        yield lambda: [
            notice.payload.split()[1] for notice in ear.notifies(timeout=0.5) if notice.payload[:4] == "left"
        ]


def test_a_leaver_is_out_in_one_click(dismissed: Callable[[], list[str]]) -> None:
    """At the very next request, on every device; the streams are cut and the password opens nothing."""
    built = build()
    at_work, at_home = built.client("m2"), built.client("m2")
    assert at_work.get("/account/").status_code == 200
    done = built.client("m1").post(built.at("team/m2/leave/"))
    assert done.status_code == 302
    for browser in (at_work, at_home):
        assert browser.get(built.at("board/"))["Location"].startswith("/account/login/")
    assert dismissed() == [f"account-{built.accounts['m2'].pk}"]
    again = Client()
    again.post("/account/login/", {"login": "m2@brehan.fr", "password": PASSWORD})
    assert again.get(built.at("board/")).status_code == 403


def test_a_leavers_request_that_was_under_way_does_not_bring_the_session_back(built: Built) -> None:
    """It saves its session after the row was deleted: an update finds nothing to update."""
    client = built.client("m2")
    session = client.session
    assert session.get("_auth_user_id")  # read, as a request does at its start
    built.client("m1").post(built.at("team/m2/leave/"))
    session["x"] = 1
    with pytest.raises(UpdateError):
        session.save()
    assert not SessionRow.objects.filter(session_key=session.session_key).exists()


def test_what_a_leaver_did_keeps_their_name(built: Built) -> None:
    """The seat is closed, not deleted, and says by whom."""
    built.client("m1").post(built.at("team/m2/leave/"))
    seat = SeatRow.objects.get(member__code="m2")
    assert (seat.closed_by, seat.closed_at is not None) == ("m1", True)
    assert MemberRow.objects.get(code="m2").name == "Maëlle Kervran"


def test_roles_change_and_keep_their_hours(dismissed: Callable[[], list[str]]) -> None:
    """From the next click; the streams are cut so that they come back with what the new role may see."""
    built = build()
    MemberRow.objects.filter(code="m2").update(posts=[{"role": "assistant", "hours": [[0, "08:00", "12:00"]]}])
    secretary = built.client("m2")
    built.client("m1").post(built.at("team/m2/roles/"), {"roles": ["assistant", "physician"]})
    assert secretary.get(built.at("team/")).status_code == 200
    assert built.member("m2").posts[0] == {"role": "assistant", "hours": [[0, "08:00", "12:00"]]}
    assert dismissed() == [f"account-{built.accounts['m2'].pk}"]


def test_every_process_hears_of_a_change_in_the_team(built: Built) -> None:
    """The practice's revision rises, and with it the picture each process keeps."""
    before = house("brehan")
    built.client("m1").post(built.at("team/join/"), {"name": "Yann Corre", "roles": ["nurse"]})
    after = house("brehan")
    assert before
    assert after
    assert after.revision > before.revision
    assert "Yann Corre" in after.people.values()


@pytest.mark.parametrize(("deed", "sent"), [("leave", {}), ("roles", {"roles": ["secretary"]})])
def test_somebody_can_always_manage_the_team(built: Built, deed: str, sent: dict[str, list[str]]) -> None:
    """The last one who can is refused, with a sentence; with a second one it is done."""
    MemberRow.objects.filter(code="m4").update(left_on="2026-01-01")
    doctor = built.client("m1")
    refused = doctor.post(built.at(f"team/m1/{deed}/"), sent)
    assert refused.status_code == 409
    assert 'role="alert"' in refused.text
    assert doctor.get(built.at("team/")).status_code == 200
    MemberRow.objects.filter(code="m2").update(posts=[{"role": "physician"}])
    assert doctor.post(built.at(f"team/m1/{deed}/"), sent).status_code == 302


def test_a_member_keeps_at_least_one_role(built: Built) -> None:
    assert built.client("m1").post(built.at("team/m2/roles/"), {}).status_code == 409


def test_somebody_joins_and_gets_a_link_that_is_shown_once(built: Built) -> None:
    """The link is on this page only; loading it again shows no link."""
    doctor = built.client("m1")
    page = doctor.post(built.at("team/join/"), {"name": "Yann Corre", "roles": ["nurse"]})
    assert page.context["link"].startswith("http://testserver/account/welcome/")
    assert "link" not in doctor.get(built.at("team/")).context
    assert MemberRow.objects.get(name="Yann Corre").code == "m5"


def test_a_form_without_a_name_says_so(built: Built) -> None:
    page = built.client("m1").post(built.at("team/join/"), {"name": "", "roles": []})
    assert page.status_code == 422
    assert set(page.context["newcomer"].errors) == {"name", "roles"}


def test_nobody_manages_the_team_next_door(built: Built) -> None:
    """Codes repeat from one practice to the next; the practice of the address decides."""
    other = build("josselin", "Cabinet de Josselin")
    built.client("m1").post(built.at("team/m2/leave/"))
    assert MemberRow.objects.get(practice=other.practice, code="m2").left_on is None
    assert built.client("m1").post(other.at("team/m2/leave/")).status_code == 403
    assert PracticeRow.objects.count() == 2


@pytest.mark.parametrize(
    "tail", ["team/join/", "team/m2/invite/", "team/m2/leave/", "team/m2/roles/", "team/m2/close/", "team/screen/"]
)
@pytest.mark.parametrize("who", ["m2", "m3"])
def test_only_those_who_manage_the_team_touch_it(built: Built, tail: str, who: str) -> None:
    before = list(MemberRow.objects.values())
    assert built.client(who).post(built.at(tail), {"name": "x", "roles": ["physician"]}).status_code == 403
    assert list(MemberRow.objects.values()) == before


def test_a_role_that_does_not_exist_is_none(built: Built) -> None:
    assert built.client("m1").post(built.at("team/m2/roles/"), {"roles": ["king"]}).status_code == 409


def test_signing_out_ends_what_is_already_flowing(dismissed: Callable[[], list[str]]) -> None:
    """The streams of that account are cut at once, nobody else's; another device of theirs stays signed in."""
    built = build()
    at_work, at_home = built.client("m2"), built.client("m2")
    key = at_work.session.session_key

    at_work.post("/account/logout/")

    assert dismissed() == [f"account-{built.accounts['m2'].pk}"]
    assert SessionStore(key).admitted() is None
    assert at_home.get(built.at("board/")).status_code == 200


def test_the_session_is_gone_before_the_streams_are_cut(transactional_db: None) -> None:
    """A page that asks for its stream again in that very instant finds nobody signed in."""
    browser = build().client("m2")
    key, admitted = browser.session.session_key, []
    stop = telling.listen(lambda *move: None, lambda user: admitted.append(SessionStore(key).admitted()))
    browser.post("/account/logout/")
    stop()

    assert admitted == ([] if connection.vendor == "postgresql" else [None])

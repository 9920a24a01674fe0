"""An account is born of a link that works once."""

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from binome.practice.refusal import Refused
from binome.web.store.invitations import accept, invitation, invite
from binome.web.store.models import AccountRow, InvitationRow, MemberRow, SeatRow
from binome.web.store.people import Seat, seat_of
from tests.web.people.building import PASSWORD, Built, build

pytestmark = pytest.mark.both_databases

ARRIVAL = {"login": "abgrall", "means": "password", "password": PASSWORD, "again": PASSWORD}


def manager(built: Built) -> Seat:
    seat, _ = seat_of(built.accounts["m1"].pk, built.practice.code, timezone.now())
    assert seat
    return seat


def link(built: Built, member: str | None = "m4", days: int = 7) -> str:
    return f"/account/welcome/{invite(manager(built), member, now=timezone.now(), days=days)}/"


def test_a_link_makes_an_account_with_a_password_and_a_seat(built: Built) -> None:
    """The newcomer is signed in, and led to a second means."""
    client = Client()
    answer = client.post(link(built), ARRIVAL)
    assert answer["Location"] == "/account/second-factor/"
    assert client.get(built.at("team/")).status_code == 200
    assert AccountRow.objects.get(login="abgrall").check_password(PASSWORD)


def test_a_link_makes_an_account_with_a_passkey_alone(built: Built) -> None:
    """No password is kept that could be stolen."""
    answer = Client().post(link(built), {"login": "abgrall", "means": "passkey"})
    assert answer["Location"] == "/account/2fa/webauthn/add/"
    assert not AccountRow.objects.get(login="abgrall").has_usable_password()


def test_a_link_works_once(built: Built) -> None:
    """The second person who opens it is told so, and its secret is nowhere in the database."""
    address = link(built)
    Client().post(address, ARRIVAL)
    assert Client().get(address).status_code == 410
    assert Client().post(address, {**ARRIVAL, "login": "thief"}).status_code == 410
    assert not InvitationRow.objects.filter(digest__in=address.split("/")).exists()


@pytest.mark.parametrize("end", ["old", "replaced", "withdrawn", "left"])
def test_a_link_ends(built: Built, end: str) -> None:
    """With time, with the next link to the same person, by hand, and when the person leaves."""
    address = link(built, days=-1 if end == "old" else 7)
    doctor = built.client("m1")
    if end == "replaced":
        link(built)
    if end == "withdrawn":
        doctor.post(built.at("team/m4/withdraw/"))
    if end == "left":
        doctor.post(built.at("team/m4/leave/"))
    assert Client().get(address).status_code == 410


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"password": "court", "again": "court"}, "password"),
        ({"again": "une autre phrase"}, "again"),
        ({"login": "m1@brehan.fr"}, "login"),
        ({"means": ""}, "means"),
    ],
)
def test_a_form_that_cannot_be_accepted_says_why(built: Built, said: dict[str, str], field: str) -> None:
    """The summary leads to the field, and the link still works."""
    address = link(built)
    page = Client().post(address, {**ARRIVAL, **said})
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert Client().get(address).status_code == 200


def test_a_link_to_somebody_who_has_an_account_renews_it(built: Built) -> None:
    """The telephone was lost: the earlier password, second means and sessions end."""
    stolen = built.client("m2")
    answer = Client().post(
        link(built, "m2"),
        {**ARRIVAL, "login": "ignored", "password": "nouvelle phrase longue", "again": "nouvelle phrase longue"},
    )
    assert answer.status_code == 302
    assert stolen.get("/account/")["Location"].startswith("/account/login/")
    assert AccountRow.objects.get(login="m2@brehan.fr").check_password("nouvelle phrase longue")
    assert SeatRow.objects.filter(account=built.accounts["m2"]).count() == 1


def test_somebody_who_works_at_two_practices_keeps_one_account(built: Built) -> None:
    """Signed in at one, the link to the other adds a seat; the home page then offers a choice."""
    other = build("josselin", "Cabinet de Josselin")
    client = built.client("m2")
    address = link(other)
    assert client.get(address).status_code == 200
    assert client.post(address)["Location"] == "/p/josselin/board/"
    page = client.get("/")
    assert "Cabinet de Bréhan" in page.text
    assert "Cabinet de Josselin" in page.text


def test_a_wall_screen_comes_in_with_its_own_link_and_sees_the_wall_only(built: Built) -> None:
    """It stays for months without anybody touching it, and is closed from the team page."""
    screen = Client()
    screen.post(link(built, None))
    assert screen.session.get_expiry_age() > 86_400 * 100
    assert screen.get("/")["Location"] == "/p/brehan/wall/"
    assert screen.get(built.at("board/")).status_code == 403
    assert screen.get(built.at("team/")).status_code == 403
    seat = SeatRow.objects.get(member=None)
    built.client("m1").post(built.at(f"team/screen/{seat.pk}/close/"))
    assert screen.get(built.at("wall/"))["Location"].startswith("/account/login/")


def test_two_people_cannot_take_the_same_link(built: Built) -> None:
    """The loser is refused whole: no account without a seat remains."""
    secret = link(built).split("/")[-2]
    now = timezone.now()
    accept(secret, login="first", password=PASSWORD, now=now)
    with pytest.raises(Refused):
        accept(secret, login="second", password=PASSWORD, now=now)
    assert not AccountRow.objects.filter(login="second").exists()


def test_an_invitation_tells_whom_it_is_for(built: Built) -> None:
    secret = link(built).split("/")[-2]
    told = invitation(secret, now=timezone.now())
    assert (told.practice_name, told.name, told.login) == ("Cabinet de Bréhan", "Dr Abgrall", "")
    with pytest.raises(Refused):
        invitation(secret, now=timezone.now() + timedelta(days=8))


@override_settings(BINOME_SECOND_FACTOR=True)
def test_the_newcomer_must_set_a_second_means_up_before_anything_else(built: Built) -> None:
    client = Client()
    client.post(link(built), ARRIVAL)
    assert client.get(built.at("team/"))["Location"] == "/account/second-factor/"


def test_a_departed_member_is_not_invited(built: Built) -> None:
    MemberRow.objects.filter(code="m4").update(left_on="2026-01-01")
    page = built.client("m1").post(built.at("team/m4/invite/"))
    assert page.status_code == 409


def test_a_link_of_one_practice_opens_no_other(built: Built) -> None:
    """Whoever makes a link could follow it: it renews an account of this practice alone, else it makes a new one."""
    other = build("ailleurs", "Ailleurs")
    shared = built.accounts["m2"]
    SeatRow.objects.create(account=shared, practice=other.practice, member=other.member("m4"))
    before = shared.password

    secret = link(built, "m2").split("/")[-2]
    made = accept(secret, login="neuf", password=PASSWORD, now=timezone.now())

    shared.refresh_from_db()
    assert (made == shared, shared.password) == (False, before)
    assert built.client("m2").get(built.at("board/")).status_code == 403
    assert built.client("m2").get(other.at("board/")).status_code == 200


def test_somebody_who_sits_here_already_takes_no_second_seat(built: Built) -> None:
    assert built.client("m2").post(link(built)).status_code == 409

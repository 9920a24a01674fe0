"""What a doctor orders for one patient reaches the deed, bears no name in an address, and is forgotten with them."""

from datetime import date, timedelta

import pytest

from binome.practice.agreements import ENTRUSTS
from binome.web.store import orders
from binome.web.store.agreed import Author
from binome.web.store.models import PatientOrderRow, PatientRow, ReadRow
from binome.web.store.patients import forget
from tests.web.board.small import Small
from tests.web.delegation.asking import now_at, post

PATIENT = "p-1"


@pytest.fixture
def rault(small: Small) -> str:
    PatientRow.objects.create(
        practice_id=small.house.id, code=PATIENT, family="Rault", given="Rémi", sought="rault remi"
    )
    return PATIENT


def known(small: Small, activity: str = ENTRUSTS) -> frozenset[str]:
    return small.house.practice.known_of(PATIENT, activity, now_at(small))


def test_a_patient_is_entrusted_and_taken_back_in_one_click(small: Small, rault: str) -> None:
    assert known(small) == frozenset()
    post(small, f"orders/{rault}/give", activity=ENTRUSTS, since=small.today)
    assert known(small) == {"entrusted_patient", "patient_order"}
    post(small, "orders/revoke", code=PatientOrderRow.objects.get().code)
    assert known(small) == frozenset()
    row = PatientOrderRow.objects.get()
    assert (row.noted_by, row.revoked_by, row.revoked) == ("m1", "m1", small.today)
    assert post(small, "orders/revoke", code=row.code).status_code == 409


def test_an_order_holds_from_its_day_to_the_eve_of_its_end(small: Small, rault: str) -> None:
    until = small.today + timedelta(days=7)
    post(small, f"orders/{rault}/give", activity=ENTRUSTS, since=small.today, until=until)
    practice, at = small.house.practice, now_at(small)
    held = [practice.known_of(rault, ENTRUSTS, at + timedelta(days=n)) != frozenset() for n in (-1, 0, 6, 7)]
    assert held == [False, True, True, False]


def test_a_concertation_has_a_day_and_is_not_to_come(small: Small, rault: str) -> None:
    tomorrow = small.today + timedelta(days=1)
    assert post(small, f"orders/{rault}/spoken", on=tomorrow).status_code == 409
    post(small, f"orders/{rault}/spoken", on=small.today)
    assert known(small) == {"dated_concertation"}


def test_no_address_bears_a_name_and_every_look_is_written_down(small: Small, rault: str) -> None:
    found = small.signed_in("m1").post("/p/brehan/delegation/orders", {"who": "rault"})
    assert f'href="/p/brehan/delegation/orders/{rault}/"' in found.content.decode()
    small.signed_in("m1").get(f"/p/brehan/delegation/orders/{rault}/")
    assert set(ReadRow.objects.values_list("kind", "patient")) >= {("search", rault), ("patient", rault)}


def test_the_secretary_does_not_read_orders_and_an_assistant_gives_none(small: Small, rault: str) -> None:
    assert small.signed_in("m4").get("/p/brehan/delegation/orders").status_code == 403
    assert small.signed_in("m3").get("/p/brehan/delegation/orders").status_code == 200
    assert post(small, f"orders/{rault}/give", who="m3", activity=ENTRUSTS, since=small.today).status_code == 403


def test_nonsense_is_refused(small: Small, rault: str) -> None:
    for wrong in (
        {"activity": "welcome_patient", "since": small.today},
        {"activity": ENTRUSTS, "since": small.today, "until": small.today},
        {"activity": ENTRUSTS, "since": "soon"},
    ):
        assert post(small, f"orders/{rault}/give", **wrong).status_code == 409
    assert post(small, "orders/p-nobody/give", activity=ENTRUSTS, since=small.today).status_code == 409
    assert not PatientOrderRow.objects.exists()


@pytest.mark.both_databases
def test_forgetting_a_patient_forgets_what_was_ordered_for_them(small: Small, rault: str) -> None:
    by = Author("m1", now_at(small))
    orders.give_order(small.house, by, rault, ENTRUSTS, "m1", since=small.today, until=None)
    orders.note_concertation(small.house, by, rault, "m1", date(2026, 1, 5))
    forget(small.house, rault, at=now_at(small))
    assert not PatientOrderRow.objects.exists()
    assert small.house.practice.orders == ()
    assert small.house.practice.concertations == ()

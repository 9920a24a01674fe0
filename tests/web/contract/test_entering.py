"""A contract is entered on one short form: what cannot be has its sentence beside its field, nothing typed is lost."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from binome.contract.agreement import Goal
from binome.web.store import contracts
from binome.web.store.models import AidContractRow, MemberRow
from tests.web.board.small import EVERY_DAY, Small
from tests.web.contract.conftest import Typed

NEW = "/p/brehan/contract/new"


def post(small: Small, path: str, said: dict[str, Any]) -> Any:
    return small.signed_in("m1").post(path, said)


def test_what_is_typed_is_what_was_signed(small: Small, typed: Typed) -> None:
    """The four numbers as typed, the share, the doctor, the assistant with the cost of her share."""
    post(small, NEW, typed())
    [kept] = contracts.contracts(small.house)
    it = contracts.agreed(small.house, kept)
    assert (it.registered, it.active) == (Goal(1045, 1176), Goal(1514, 1703))
    assert it.share == Fraction(1, 2)
    assert [one.code for one in it.signatories] == ["m1"]
    assert [(one.code, one.etp, one.cost_per_year) for one in it.posts] == [("m3", Fraction(1, 2), 14328)]
    assert kept.name == "Dr Le Goff"
    assert not kept.simulated


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("registered_start", "mille"),
        ("registered_start", "0"),
        ("registered_start", "99999999"),
        ("registered_start", "12,5"),
        ("registered_target", "1000"),
        ("active_target", "1513"),
        ("active_start", ""),
        ("share", "a half"),
        ("share", "1/0"),
        ("share", "0,7"),
        ("share", "1/4"),
        ("share", "1" * 60),
        ("starts_on", "tomorrow"),
        ("starts_on", "2017-01-01"),
        ("starts_on", "0001-01-01"),
        ("ends_on", "2020-01-01"),
        ("left-m1", "2020-01-01"),
        ("cost-m3", "beaucoup"),
        ("etp-m3", ""),
        ("doctors", ["m1", "m2"]),
        ("doctors", ["m3"]),
        ("doctors", []),
        ("kind", "divine"),
        ("band", "best"),
        ("method", "luck"),
    ],
)
def test_what_cannot_be_has_its_sentence_beside_it(small: Small, typed: Typed, field: str, wrong: Any) -> None:
    answer = post(small, NEW, typed(**{field: wrong}))
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in shown
    assert "1 045" in shown or field == "registered_start"  # what else was typed
    assert "1703" in shown or field == "active_target"
    assert not AidContractRow.objects.exists()


def test_a_target_may_be_its_start(small: Small, typed: Typed) -> None:
    """A long list is only asked to stay."""
    assert post(small, NEW, typed(registered_target="1045")).status_code == 302


@pytest.mark.both_databases
def test_two_who_change_it_at_once_do_not_write_over_each_other(small: Small, code: str, typed: Typed) -> None:
    """The second is told who came first; what they typed is still on the page, and may then be kept."""
    path = f"/p/brehan/contract/{code}/change"
    version = contracts.contract(small.house, code).version
    small.signed_in("m2").post(path, typed(version=version, registered_target="1180"))
    late = post(small, path, typed(version=version, registered_target="1190"))
    shown = late.content.decode()
    assert late.status_code == 409
    assert "Dr Morvan" in shown
    assert 'value="1190"' in shown
    assert 'id="id_doctors_0" checked' in shown
    again = shown.partition('name="version" value="')[2].partition('"')[0]
    assert post(small, path, typed(version=again, registered_target="1190")).status_code == 302
    targets = [it.words["registered"][1] for it in contracts.versions(small.house, code)]
    assert targets == [1190, 1180, 1176]


def test_a_group_shares_its_assistants_and_a_doctor_leaves(small: Small, typed: Typed) -> None:
    """A collective contract: two doctors, two assistants; one doctor leaves, the other's counts go on."""
    practice = MemberRow.objects.get(code="m1").practice
    MemberRow.objects.create(
        practice=practice, code="m8", name="Loïc", posts=[{"role": "assistant", "hours": EVERY_DAY}]
    )
    practice.revision += 1
    practice.save()
    starts = small.today - timedelta(days=100)
    left = small.today - timedelta(days=5)
    said = typed(kind="collective", share="2", doctors=["m1", "m2"], starts_on=starts, signed_on=starts)
    said |= {"etp-m3": "1", "etp-m8": "1", "cost-m8": "29000", "cost-m3": "29000", "left-m2": left}
    assert post(small, NEW, said).status_code == 302
    [kept] = contracts.contracts(small.house)
    path = f"/p/brehan/contract/{kept.code}/"
    for doctor, registered in (("m1", 640), ("m2", 610)):
        on = small.today - timedelta(days=20)
        post(
            small,
            path + "read",
            {"on": on, "registered": registered, "active": "", "source": "amelipro", "doctor": doctor},
        )
    shown = small.signed_in("m1").get(path).content.decode()
    assert "1\xa0250" in shown
    assert f"{left:%d/%m/%Y}" in shown
    assert "Loïc (1)" in shown
    for paper in ("file.pdf", "letter/yearly.pdf"):
        assert small.signed_in("m1").get(path + paper).content.startswith(b"%PDF")


def test_an_assistant_shared_by_two_contracts_is_in_each(small: Small, typed: Typed) -> None:
    post(small, NEW, typed())
    post(small, NEW, typed(doctors=["m2"]))
    found = contracts.contracts(small.house)
    assert sorted(it.doctors for it in found) == [("m1",), ("m2",)]
    assert {it.assistants for it in found} == {("m3",)}
    shown = small.signed_in("m1").get("/p/brehan/contract/").content.decode()
    assert (
        "Dr Morvan : 1/2 + Dr Le Goff : 1/2 = 1 ETP" in shown or "Dr Le Goff : 1/2 + Dr Morvan : 1/2 = 1 ETP" in shown
    )
    assert "28\xa0656" in shown


def test_a_doctor_in_two_contracts_at_once_is_told(small: Small, typed: Typed) -> None:
    """Beside the contracts, with their names."""
    post(small, NEW, typed())
    assert "Pas de double contrat" not in small.signed_in("m1").get("/p/brehan/contract/?all=1").content.decode()
    post(small, NEW, typed(name="Le second"))
    shown = small.signed_in("m1").get("/p/brehan/contract/").content.decode()
    assert "Pas de double contrat" in shown
    assert "Le second" in shown.partition("deux à la fois")[2]


def test_a_group_s_trainers_and_each_doctor_s_part_are_typed(small: Small, typed: Typed) -> None:
    """They lift the cap of posts, and are still there when the contract is put right."""
    starts = small.today - timedelta(days=100)
    said = typed(kind="collective", share="3", doctors=["m1", "m2"], starts_on=starts, signed_on=starts)
    said |= {"trainer-m1": "on", "trainer-m2": "on", "start_registered-m1": "1 100", "gained_active-m2": "25"}
    assert post(small, NEW, said).status_code == 302
    [kept] = contracts.contracts(small.house)
    first, second = contracts.agreed(small.house, kept).signatories
    assert (first.trainer, first.start_registered, second.gained_active, second.start_active) == (True, 1100, 25, None)
    change = f"/p/brehan/contract/{kept.code}/change"
    shown = small.signed_in("m1").get(change).content.decode()
    assert 'value="1100"' in shown
    assert all(f'id="id_trainer-{it}" checked' in shown for it in ("m1", "m2"))
    assert post(small, change, said | {"version": kept.version, "trainer-m2": ""}).status_code == 302
    [kept] = contracts.contracts(small.house)
    assert [it.trainer for it in contracts.agreed(small.house, kept).signatories] == [True, False]
    wrong = post(small, change, said | {"version": kept.version, "start_registered-m1": "beaucoup"})
    assert 'id="id_start_registered-m1_error"' in wrong.content.decode()

"""A share of post that changes midway is noted on the contract it changes: one page, its days before as they were."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from binome.contract.agreement import Goal
from binome.contract.calendar import months_after
from binome.web.store import contracts
from tests.web.board.small import Small
from tests.web.contract.conftest import Typed

PATH = "/p/brehan/contract/"


def amended(small: Small, code: str, **other: Any) -> Any:
    """Half a post becomes a whole one in two months, as the form is first shown but for that."""
    kept = contracts.contract(small.house, code)
    said = {
        "on": months_after(small.today.replace(day=1), 2).isoformat(),
        "share": "1",
        "registered_start": "",
        "registered_target": "",
        "active_start": "",
        "active_target": "",
        "version": kept.version,
        "etp-m3": "1/2",
        "cost-m3": "14328",
        **other,
    }
    return small.signed_in("m1").post(f"{PATH}{code}/amend", said)


def test_half_a_post_becomes_a_whole_one_in_the_same_contract(small: Small, code: str) -> None:
    """The year it falls in is told in two parts; the page says the amendment; the targets stay as signed."""
    assert amended(small, code, **{"etp-m3": "1", "cost-m3": "28 656"}).status_code == 302
    [kept] = contracts.contracts(small.house)
    it = contracts.agreed(small.house, kept)
    [amendment] = it.amendments
    assert (it.share, amendment.share, amendment.registered) == (Fraction(1, 2), Fraction(1), None)
    assert [(post.code, post.etp, post.cost_per_year) for post in amendment.posts or ()] == [("m3", 1, 28656)]
    shown = small.signed_in("m1").get(f"{PATH}{code}/").content.decode()
    assert "de 1/2 à 1 ETP" in shown
    assert shown.count("1/2 ETP\xa0: ") + shown.count("1/2 ETP : ") == 1
    assert 'name="amendment"' in shown


def test_what_is_not_changed_is_not_kept(small: Small, code: str) -> None:
    """One target alone keeps its start; assistants left as they were are not said anew."""
    amended(small, code, share="", registered_target="1 250")
    [amendment] = contracts.agreed(small.house, contracts.contract(small.house, code)).amendments
    assert (amendment.share, amendment.posts, amendment.active) == (None, None, None)
    assert amendment.registered == Goal(1045, 1250)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("on", ""),
        ("on", "bientôt"),
        ("on", "2001-01-01"),
        ("on", "2099-01-01"),
        ("share", "1/7"),
        ("share", "half"),
        ("share", ""),
        ("registered_target", "900"),
        ("registered_target", "beaucoup"),
        ("active_start", "9999"),
        ("etp-m3", "x"),
        ("cost-m3", "x"),
    ],
)
def test_what_cannot_be_has_its_sentence_beside_it(small: Small, code: str, field: str, wrong: str) -> None:
    """Nothing typed is lost, nothing is kept."""
    shown = amended(small, code, **{field: wrong})
    beside = "active_target" if field == "active_start" else field
    assert shown.status_code == 422
    assert f'id="id_{beside}_error"' in shown.content.decode()
    assert contracts.agreed(small.house, contracts.contract(small.house, code)).amendments == ()


def test_a_second_one_on_the_same_day_is_refused_and_one_is_taken_away(small: Small, code: str) -> None:
    """The versions keep both."""
    amended(small, code)
    assert amended(small, code, share="2").status_code == 422
    kept = contracts.contract(small.house, code)
    away = {"on": kept.words["amendments"][0]["on"], "version": kept.version}
    for unknown in ({**away, "on": "2031-01-01"}, {"version": kept.version}):
        assert small.signed_in("m1").post(f"{PATH}{code}/amend/away", unknown).status_code == 404
    assert small.signed_in("m1").post(f"{PATH}{code}/amend/away", away).status_code == 302
    assert contracts.agreed(small.house, contracts.contract(small.house, code)).amendments == ()
    assert [len(it.words.get("amendments", ())) for it in contracts.versions(small.house, code)] == [0, 1, 0]


def test_two_who_amend_it_at_once_do_not_write_over_each_other(small: Small, code: str) -> None:
    version = contracts.contract(small.house, code).version
    amended(small, code)
    later = months_after(small.today.replace(day=1), 5).isoformat()
    assert amended(small, code, on=later, version=version).status_code == 409
    assert amended(small, code, on=later, share="1/2").status_code == 302


def test_the_contract_put_right_keeps_its_amendment(small: Small, code: str, typed: Typed) -> None:
    """And its days are not moved past it unseen."""
    amended(small, code)
    kept = contracts.contract(small.house, code)
    path = f"{PATH}{code}/change"
    early = small.signed_in("m1").post(path, typed(version=kept.version, ends_on=small.today + timedelta(days=5)))
    assert early.status_code == 422
    assert "Un avenant prend effet" in early.content.decode()
    late = small.signed_in("m1").post(path, typed(version=kept.version, starts_on=small.today + timedelta(days=99)))
    assert late.status_code == 422
    assert small.signed_in("m1").post(path, typed(version=kept.version)).status_code == 302
    assert len(contracts.agreed(small.house, contracts.contract(small.house, code)).amendments) == 1


def test_the_way_it_is_counted_is_chosen(small: Small, code: str) -> None:
    """From the next anniversary: one amount for the year."""
    amended(small, code)
    said = {"method": "lower", "attainment": "growth", "check": "opening", "suspension": "none"}
    small.signed_in("m1").post(f"{PATH}{code}/choices", {**said, "amendment": "anniversary"})
    shown = small.signed_in("m1").get(f"{PATH}{code}/").content.decode()
    assert contracts.contract(small.house, code).choices["amendment"] == "anniversary"
    assert "1/2 ETP :" not in shown
    assert "1/2 ETP\xa0:" not in shown


def test_its_page_is_for_those_who_keep_contracts(small: Small, code: str) -> None:
    browser = small.signed_in("m3")
    assert browser.get(f"{PATH}{code}/amend").status_code == 403
    assert browser.post(f"{PATH}{code}/amend/away", {"on": small.today}).status_code == 403

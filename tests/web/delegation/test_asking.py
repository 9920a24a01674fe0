"""Who may do this, what may I do: answered for this practice, on a day, with the ground and the way out."""

import pytest

from binome.web.store.models import PracticeRow
from tests.web.board.small import Small, book
from tests.web.board.test_gestures import press


def page(small: Small, path: str, who: str = "m1") -> str:
    answer = small.signed_in(who).get(f"/p/brehan/delegation/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def line(html: str, who: str) -> str:
    """What is said of one person, in the list of this practice."""
    return html.split(f">{who}</a>")[1].split('law-tag">')[1].split("<")[0]


def in_english(small: Small) -> None:
    for account in small.accounts.values():
        account.language = "en"
        account.save()


@pytest.mark.parametrize("who", ["m1", "m3", "m4", "m5"])
def test_everybody_of_the_team_may_ask(small: Small, who: str) -> None:
    page(small, "", who)
    page(small, "mine", who)
    page(small, "missing", who)


@pytest.mark.parametrize(("said", "name"), [
    ("tension", "Prendre la pression artérielle"),
    ("pouls", "Mesurer la fréquence cardiaque"),
    ("poids", "Peser"),
    ("imc", "Calculer"),
])  # fmt: skip
def test_an_activity_is_found_by_what_a_practice_calls_it(small: Small, said: str, name: str) -> None:
    """Nobody says "pression artérielle" at a desk: the first answer is not about something else."""
    assert name in page(small, f"?q={said}")


def test_an_act_is_found_by_words_without_their_accents(small: Small) -> None:
    found = page(small, "?q=pression+arterielle")
    assert "activity=measure_blood_pressure" in found
    assert "activity=welcome_patient" not in found


def test_words_that_no_act_bears_are_said_to_be_so(small: Small) -> None:
    assert "said-warn" in page(small, "?q=zzz")


def test_an_act_is_answered_for_each_person_and_each_role(small: Small) -> None:
    """Does, prepares, left open, no: in a sentence, with its text."""
    in_english(small)
    asked = page(small, "?activity=measure_blood_pressure")
    assert line(asked, "Nadia Kerbrat") == "does"
    assert line(asked, "Sophie Hamon") == "no"
    assert "Nadia Kerbrat does it, as medical assistant." in asked
    assert "https://www.ameli.fr/" in asked
    assert line(page(small, "?activity=draft_sick_leave"), "Nadia Kerbrat") == "prepares"
    assert line(page(small, "?activity=measure_capillary_glucose"), "Nadia Kerbrat") == "left open"


def test_yesterday_is_judged_by_yesterday_s_text(small: Small) -> None:
    """Nobody was a medical assistant before the order that says who may be one."""
    in_english(small)
    assert line(page(small, "?activity=welcome_patient&on=2019-01-01"), "Nadia Kerbrat") == "no"
    assert line(page(small, "?activity=welcome_patient&on=2024-02-01"), "Nadia Kerbrat") == "does"


def test_a_training_counts_from_its_day(small: Small) -> None:
    in_english(small)
    asked = "?activity=measure_blood_pressure&on="
    assert line(page(small, f"{asked}2024-01-09"), "Nadia Kerbrat") == "not yet"
    assert line(page(small, f"{asked}2024-01-10"), "Nadia Kerbrat") == "does"


def test_what_is_missing_is_said_with_the_way_to_get_it(small: Small) -> None:
    row = PracticeRow.objects.get()
    row.settings = {**row.settings, "devices": []}
    row.revision += 1
    row.save()
    in_english(small)
    mine = page(small, "mine?member=m3")
    assert "Not yet for Nadia Kerbrat" in mine
    assert "Equip the practice with a fully automatic device" in mine


def test_a_day_that_is_none_is_today(small: Small) -> None:
    assert f'value="{small.today}"' in page(small, "mine?on=yesterday")


def test_a_refusal_on_the_board_leads_to_who_may(small: Small) -> None:
    story = book(small, "v1")
    press(small.signed_in("m4"), story, "arrive", 2)
    form = {"number": "3", "key": "k", "step": "preparation", "room": "r1"}
    refused = small.signed_in("m4").post(f"/p/brehan/visits/{story}/start", form)
    assert refused.status_code == 409
    assert 'href="/p/brehan/delegation/?activity=settle_patient"' in refused.content.decode()
    at_once = press(small.signed_in("m4"), story, "start", 3, step="preparation", room="r1")
    assert at_once["X-Who-May"] == "/p/brehan/delegation/?activity=settle_patient"


def test_the_ground_stamped_on_an_event_leads_to_the_same_question_that_day(small: Small) -> None:
    story = book(small, "v1")
    press(small.signed_in("m4"), story, "arrive", 2)
    visit = small.signed_in("m1").get(f"/p/brehan/visits/{story}/").content.decode()
    assert f"/p/brehan/delegation/?activity=welcome_patient&amp;on={small.today}" in visit


def test_what_would_change_is_seen_and_nothing_is_kept(small: Small) -> None:
    in_english(small)
    before = small.house.practice
    told = page(small, "missing?if=m3:first_aid_training")
    assert "give_first_aid" in told.split('id="would-h"')[1]
    assert small.house.practice == before
    lost = page(small, "missing?if=without:device:measure_blood_pressure").split('id="would-h"')[1]
    assert "measure_blood_pressure" in lost
    assert "measure_heart_rate" not in lost
    bought = page(small, "missing?if=device:record_ecg").split('id="would-h"')[1]
    assert "record_ecg" in bought
    assert "help_in_teleconsultation" not in bought
    for nonsense in ("device:fly", "device:", "without:device:fly", "practice:automatic_device"):
        assert "Nothing would change." in page(small, f"missing?if={nonsense}")
    assert "Nothing would change." in page(small, "missing?if=nobody:nothing")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("?activity=measure_blood_pressure", 6),
        ("mine", 6),
        ("missing", 6),
        ("trainings", 7),
        ("ours", 7),
        ("papers", 7),
    ],
)
def test_a_page_costs_few_questions(small: Small, path: str, most: int, django_assert_max_num_queries: object) -> None:
    client = small.signed_in("m1")
    client.get(f"/p/brehan/delegation/{path}")
    with django_assert_max_num_queries(most):  # type: ignore[operator]
        assert client.get(f"/p/brehan/delegation/{path}").status_code == 200

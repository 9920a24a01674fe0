"""The pages of the pulse: asked once, told to everybody alike, and a person's own score to nobody else."""

import csv
import io
import re
from collections.abc import Callable
from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binome.web.store.models import PulseBoxRow
from binome.web.store.pulse import settle
from binome.web.store.pulse_figures import pulse_figures
from tests.web.board.small import Small
from tests.web.pulse.team import APRIL, EVERYBODY, MARCH, all_answer, well

AT = "2026-04-10T10:00+02:00"


@pytest.fixture(autouse=True)
def in_april():
    with time_machine.travel(datetime.fromisoformat(AT), tick=False):
        yield


def page(small: Small, path: str = "", who: str = "m3") -> str:
    answer = small.signed_in(who).get(f"/p/brehan/pulse/{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def send(small: Small, code: str, form: dict[str, str], who: str = "m3"):
    return small.signed_in(who).post(f"/p/brehan/pulse/answer/{code}", form)


def test_each_member_is_asked_and_then_no_more(small: Small) -> None:
    assert 'href="/p/brehan/pulse/answer/who5"' in page(small)

    assert send(small, "who5", well(3)).status_code == 200

    assert 'href="/p/brehan/pulse/answer/who5"' not in page(small)
    assert 'href="/p/brehan/pulse/answer/who5"' in page(small, who="m4")
    assert "pulse-form" not in page(small, "answer/who5")


def test_a_second_sheet_of_the_same_round_is_refused_in_words(small: Small) -> None:
    send(small, "who5", well(3))

    again = send(small, "who5", well(5))

    assert again.status_code == 409
    assert 'role="alert"' in again.content.decode()
    assert PulseBoxRow.objects.get(round__instrument="who5").sheets == [[3] * 5]


def test_a_sheet_with_gaps_is_shown_once_more_with_what_was_answered(small: Small) -> None:
    some = {"spirits": "4", "calm": "2"}

    shown = send(small, "who5", some)

    assert shown.status_code == 422
    text = shown.content.decode()
    assert len(re.findall(r'name="spirits" value="4" checked', text)) == 1
    assert text.count("pulse-missing") == 3
    assert not PulseBoxRow.objects.filter(round__instrument="who5").exists()

    assert send(small, "who5", {**some, "anyway": "yes"}).status_code == 200
    assert PulseBoxRow.objects.get(round__instrument="who5").sheets == [[4, 2, None, None, None]]


@pytest.mark.parametrize("form", [{"anyway": "yes"}, {**well(3), "calm": "9"}, {**well(3), "calm": "quite"}])
def test_nonsense_is_refused_and_keeps_nothing(small: Small, form: dict[str, str]) -> None:
    assert send(small, "who5", form).status_code == 409
    assert not PulseBoxRow.objects.filter(round__instrument="who5").exclude(sheets=[]).exists()


def test_what_is_not_asked_now_is_refused(small: Small) -> None:
    assert send(small, "delegation", {"known": "3", "anyway": "yes"}).status_code == 409
    assert small.signed_in("m3").get("/p/brehan/pulse/answer/nothing").status_code == 409


@pytest.mark.parametrize(("value", "after"), [(1, "low"), (2, "fin")])
def test_a_low_well_being_shows_help_to_that_person_and_alerts_nobody(small: Small, value: int, after: str) -> None:
    """20 of 100 is at 28 or under; 40 is not. Nothing of it is on anybody's page afterwards, their own included."""
    told = send(small, "who5", well(value)).content.decode()

    assert f'data-after="{after}"' in told
    assert "3114" in told
    for who in ("m1", "m3"):
        assert "data-after" not in page(small, who=who)


def test_the_two_endings_are_of_one_length(small: Small) -> None:
    """A log of sizes tells nothing: the page is the same, one word of three letters apart."""
    low = send(small, "who5", well(1), who="m3").content.decode()
    fine = send(small, "who5", well(4), who="m7").content.decode()

    assert abs(len(_bare(low)) - len(_bare(fine))) <= 4  # the figures themselves: 20 or 80, twice


def _bare(text: str) -> str:
    text = re.sub(r"Nadia Kerbrat|Membre m7|m[37]", "", text)
    return re.sub(r'(name="csrf-token" content|name="csrfmiddlewaretoken" value|data-roles)="[^"]*"', "", text)


def test_what_was_answered_is_on_nobody_s_screen_while_the_round_is_open(small: Small) -> None:
    """Not even how many have answered."""
    before = page(small, who="m1")
    all_answer(small, EVERYBODY[1:], APRIL)

    assert _text(page(small, who="m1")) == _text(before)


def _text(html: str) -> str:
    return re.sub(r'(name="csrf-token" content|value)="[^"]*"', "", html)


def test_a_round_that_is_over_is_told_with_its_spread(small: Small) -> None:
    all_answer(small, EVERYBODY, MARCH)

    shown = page(small)

    assert re.search(r"mars 2026.*?<b>30</b>.*?15 et 65.*?8 sur 8", shown, re.DOTALL)


def test_everybody_reads_the_same(small: Small) -> None:
    """The doctors too."""
    all_answer(small, EVERYBODY, MARCH)
    series = re.compile(r'<section class="card pulse-series".*?</section>', re.DOTALL)

    assert series.findall(page(small, who="m1")) == series.findall(page(small, who="m4"))
    assert series.findall(page(small))


def test_a_hidden_round_says_why_and_nothing_else(small: Small) -> None:
    all_answer(small, EVERYBODY[:4], MARCH)

    shown = page(small)

    assert "moins de 5 personnes ont répondu" in shown
    assert "sur 8" not in shown


def test_the_file_hides_what_the_screen_hides(small: Small) -> None:
    all_answer(small, EVERYBODY[:7], date_in(2))
    all_answer(small, EVERYBODY, MARCH)

    lines = list(csv.DictReader(io.StringIO(page(small, "pulse.csv"))))

    wellbeing = [it for it in lines if it["instrument"] == "who5"]
    assert [(it["since"], it["n"], it["hidden"]) for it in wellbeing] == [
        ("2026-02-01", "7", ""),
        ("2026-03-01", "", "one_apart"),
    ]
    assert wellbeing[1]["median"] == ""


def date_in(month: int):
    return MARCH.replace(month=month)


def test_the_figures_of_the_dashboard_are_those_of_the_page(small: Small) -> None:
    """One line a round and scale that is told, on the round's last day; none for what is hidden."""
    all_answer(small, EVERYBODY, MARCH)

    [line] = pulse_figures(small.house, MARCH, APRIL)

    assert (line.code, line.day.isoformat(), line.n, line.above / line.below) == ("wellbeing", "2026-03-31", 8, 30)


def test_the_team_may_read_and_answer_the_doctors_choose(small: Small) -> None:
    client = small.signed_in("m4")
    assert client.get("/p/brehan/pulse/choose/").status_code == 403
    assert client.post("/p/brehan/pulse/choose/", {"who5": ""}).status_code == 403
    assert page(small, "about/cbi", who="m4")
    assert "3114" in page(small, "help", who="m4")


def choose(small: Small, **form: str):
    return small.signed_in("m1").post("/p/brehan/pulse/choose/", form)


def test_the_practice_chooses_what_and_how_often(small: Small) -> None:
    assert choose(small, rtlx="month").status_code == 302

    shown = page(small)

    assert re.findall(r"pulse/answer/(\w+)", shown) == ["rtlx"]


def test_an_unknown_cadence_is_refused(small: Small) -> None:
    assert choose(small, rtlx="hourly").status_code == 409
    assert "answer/who5" in page(small)


def sentences(small: Small, form: str, *lines: str, **more: str):
    said = {"sentence": list(lines), "right": "Accord des auteurs, mai 2026", **more}
    return small.signed_in("m1").post(f"/p/brehan/pulse/choose/{form}/sentences", said)


def test_a_practice_brings_the_sentences_of_a_form_it_has_the_right_to(small: Small) -> None:
    assert sentences(small, "mini_z", *(f"Ma phrase {n}" for n in range(10))).status_code == 302
    choose(small, mini_z="month")

    assert "Ma phrase 7" in page(small, "answer/mini_z")
    assert "Accord des auteurs" in page(small, "about/mini_z")
    answers = {f"{scale}_{n}": "4" for scale in ("support", "pace") for n in range(1, 6)}
    assert send(small, "mini_z", answers).status_code == 200

    sentences(small, "mini_z", away="yes")
    assert "mini_z" not in page(small)


@pytest.mark.parametrize("form", ["mbi", "europep", "rtlx"])
def test_what_may_not_be_used_or_is_not_for_the_team_takes_no_sentences(small: Small, form: str) -> None:
    assert sentences(small, form, "Une phrase").status_code == 409


@pytest.mark.parametrize("case", [lambda n: n[:9], lambda n: [*n[:9], " "]])
def test_a_form_half_filled_in_is_refused_and_what_was_typed_is_kept(small: Small, case: Callable) -> None:
    refused = sentences(small, "mini_z", *case([f"Ma phrase {n}" for n in range(10)]))

    assert refused.status_code == 409
    assert "Ma phrase 3" in refused.content.decode()


def test_a_small_team_is_told_that_its_figures_will_never_be_shown(small: Small) -> None:
    from binome.web.store.models import MemberRow, SeatRow
    from binome.web.store.practice import changed

    SeatRow.objects.filter(member__code__in=EVERYBODY[4:]).delete()
    MemberRow.objects.filter(code__in=EVERYBODY[4:]).delete()
    changed(small.house.id)

    assert "ses chiffres ne seront jamais montrés" in page(small)


def test_the_page_asks_few_questions_of_the_database(small: Small) -> None:
    for month in range(1, 4):
        all_answer(small, EVERYBODY, date_in(month))
    settle(small.house, APRIL)
    client = small.signed_in("m3")
    client.get("/p/brehan/pulse/")

    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get("/p/brehan/pulse/")

    assert len(seen) <= 8


def test_the_team_s_own_state_stands_beside_quantity_on_the_dashboard(small: Small) -> None:
    """Once it is told, and with what half of the team answered."""
    all_answer(small, EVERYBODY[:4], date_in(2))
    assert "pulse-h" not in _measures(small)
    all_answer(small, EVERYBODY, MARCH)

    assert re.search(r'id="pulse-h".*?Bien-être.*?<b class="num">30</b>.*?mars 2026', _measures(small), re.DOTALL)


def _measures(small: Small) -> str:
    return small.signed_in("m3").get("/p/brehan/measures/").content.decode()


@pytest.mark.parametrize(("day", "said"), [("2026-04-10", False), ("2026-04-24", True), ("2026-04-30", True)])
def test_the_morning_page_says_to_everybody_alike_that_a_round_is_about_to_end(
    small: Small, day: str, said: bool
) -> None:
    """Whoever has answered reads it too: nobody is looked for."""
    send(small, "who5", well(3))

    for who in ("m3", "m4"):
        html = small.signed_in(who).get(f"/p/brehan/huddle/{day}/").content.decode()
        assert ("se ferme le 30 avril" in html) == said

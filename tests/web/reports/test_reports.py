"""A report says on paper what the dashboard says: ranges, guardrails, what happened, the pulse, how it is counted."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.translation import override

from binome.measures.catalogue import CATALOGUE
from binome.web.reports.chapters import CHAPTERS
from binome.web.reports.paper import report_told
from binome.web.reports.spans import MONTH, YEAR, Span, span_named, span_of
from binome.web.reports.told import breakable
from binome.web.store import clock
from binome.web.store.measured_notes import annotate, begin_loop, close_loop
from binome.web.store.models import MeasuredMonthRow
from tests.web.board.small import Small

MARCH = span_of(MONTH, date(2026, 3, 1))
NOON = datetime(2026, 3, 20, 12, tzinfo=UTC)


def told(small: Small, span: Span = MARCH, language: str = "fr") -> dict[str, Any]:
    with override(language):
        return report_told(small.house, span, clock.now())


def chapter(small: Small, place: int, span: Span = MARCH) -> dict[str, Any]:
    return dict(told(small, span)["chapters"][place])


def row(rows: list[dict[str, Any]], code: str) -> dict[str, Any]:
    name = CATALOGUE[code].words("fr").name
    return next(it for it in rows if it["name"] == name)


def test_every_figure_of_a_report_is_in_the_catalogue() -> None:
    for it in CHAPTERS:
        assert set(it.figures) <= set(CATALOGUE)
        assert it.drawn in ("", *it.figures)


def test_a_figure_stands_with_its_range_and_the_time_before(small: Small) -> None:
    found = row(chapter(small, 0)["rows"], "wait_min")

    assert (found["value"], found["before"]) == ("18,1 min", "9,1 min")
    assert re.fullmatch(r"(de )?17,\d+ à 18,\d+", found["range"])
    assert found["verdict"] == "moins bien"


def test_what_differs_clearly_is_said_first_and_nothing_else(small: Small) -> None:
    """One waits twice as long in March; the rest moved by chance."""
    names = [it["name"] for it in told(small)["briefly"]]

    assert names == [CATALOGUE["wait_min"].words("fr").name]


def test_quantity_never_stands_without_its_guardrails_and_the_team_s_own_load(small: Small) -> None:
    time = chapter(small, 1)

    assert row(time["rows"], "medical_min_per_visit")["value"] == "12,1 min"
    for code in ("held_min_per_visit", "wait_min"):
        assert row(time["rails"], code)["value"]


def test_what_is_not_shown_says_why(small: Small) -> None:
    names = dict(chapter(small, 3)["missing"])

    assert names[CATALOGUE["prevention_done_share"].words("fr").name]


def test_what_is_too_small_is_hidden_on_paper_too(small: Small) -> None:
    told_rows = [it["name"] for part in told(small)["chapters"] for it in part["rows"]]

    assert CATALOGUE["left_unseen_share"].words("fr").name not in told_rows


def test_a_chart_is_drawn_of_the_months_and_numbers_what_happened(small: Small) -> None:
    annotate(small.house, date(2026, 3, 2), "Une assistante est arrivée", by="m1", at=NOON)

    found = told(small)

    assert [it[:3] for it in found["happened"]] == [["1", "2 mars 2026", "Une assistante est arrivée"]]
    assert found["chapters"][0]["chart"].startswith("<svg")
    assert "Inter" not in found["chapters"][0]["chart"]


def test_the_pulse_is_told_as_on_its_page(small: Small) -> None:
    [wellbeing] = [it for it in told(small)["pulse"] if it["name"] == "Bien-être"]

    assert [it["median"] for it in wellbeing["scales"][0]["rows"]] == ["30", "30"]
    hidden = [it for it in told(small)["pulse"] if it["name"] != "Bien-être"]
    assert all(line["hidden"] for it in hidden for scale in it["scales"] for line in scale["rows"])


def test_the_loops_of_that_time_are_there_with_their_result(small: Small) -> None:
    facts = {
        "code": "wait_min", "since": date(2026, 1, 1), "until": date(2026, 2, 1), "start": 9.0, "target": 7.0,
        "action": "Préparer deux patients d’avance", "who": "m3", "begins": date(2026, 2, 2),
        "meeting": date(2026, 3, 30),
    }  # fmt: skip
    number = begin_loop(small.house, facts, by="m1", at=datetime(2026, 2, 1, 12, tzinfo=UTC))
    close_loop(small.house, number, result={"value": 18.0}, lesson="Pas assez de salles", by="m1", at=NOON)

    [loop] = told(small)["loops"]
    assert (loop["start"], loop["target"], loop["result"], loop["lesson"]) == (
        "9,0 min",
        "7,0 min",
        "18,0 min",
        "Pas assez de salles",
    )
    assert told(small, span_of(MONTH, date(2026, 1, 5)))["loops"] == []


def test_a_loop_under_way_says_what_there_is_so_far(small: Small) -> None:
    """The meeting reads the report: what moved since the action stands there before anybody ends the loop."""
    facts = {
        "code": "wait_min", "since": date(2026, 2, 1), "until": date(2026, 3, 1), "start": 9.0, "target": 7.0,
        "action": "Préparer deux patients d’avance", "who": "m3", "begins": date(2026, 3, 2),
        "meeting": date(2026, 4, 30),
    }  # fmt: skip
    begin_loop(small.house, facts, by="m1", at=datetime(2026, 3, 1, 12, tzinfo=UTC))

    [loop] = told(small)["loops"]
    assert loop["so_far"]
    assert loop["result"].startswith("18,")


def test_a_word_that_no_line_can_hold_may_be_broken() -> None:
    """And nothing that was typed is lost."""
    told_ = breakable("x" * 120 + " et le reste")
    assert max(map(len, re.split("[ \N{ZERO WIDTH SPACE}]", told_))) < 30
    assert told_.replace("\N{ZERO WIDTH SPACE}", "") == "x" * 120 + " et le reste"
    assert breakable("Une assistante de plus, anticonstitutionnellement") == (
        "Une assistante de plus, anticonstitutionnellement"
    )


def test_without_a_time_before_nothing_is_set_beside_it(small: Small) -> None:
    assert told(small)["compared"]
    assert not told(small, span_of(YEAR, date(2025, 6, 1)))["compared"]


def test_a_month_that_is_not_over_says_so(small: Small) -> None:
    assert "provisoires" in told(small, span_of(MONTH, date(2026, 4, 2)))["cautions"][0]
    assert told(small)["cautions"] == []


def test_a_year_is_told_against_the_year_before(small: Small) -> None:
    found = told(small, span_of(YEAR, date(2025, 6, 1)))

    assert (found["period"], found["before"]) == ("2025", "2024")
    assert found["briefly"] == []
    assert found["nothing_clear"] == "Il n’y a rien de 2024 à quoi comparer."
    assert row(found["chapters"][1]["rows"], "medical_min_per_visit")["before"] == "–"


@pytest.mark.parametrize(
    ("kind", "slug", "since"),
    [(MONTH, "2026-03", date(2026, 3, 1)), (YEAR, "2025", date(2025, 1, 1)), (MONTH, "2026-13", None)]
    + [(kind, slug, None) for kind, slug in ((MONTH, "2026"), (YEAR, "0001"), ("week", "2026-03"), (YEAR, "2026-03"))],
)
def test_an_address_names_a_month_or_a_year(kind: str, slug: str, since: date | None) -> None:
    found = span_named(kind, slug)
    assert (found and found.since) == since


def get(small: Small, path: str, who: str = "m3"):
    return small.signed_in(who).get(f"/p/brehan/reports/{path}")


def test_every_month_and_year_there_is_something_of_is_offered_in_both_languages(small: Small) -> None:
    html = get(small, "").content.decode()

    assert html.count("/month/") == 2 * 15
    assert html.count("/year/") == 2 * 2
    assert "Avril 2026" in html
    assert html.count("en cours") == 2


def test_an_address_of_no_report_is_not_found(small: Small) -> None:
    assert get(small, "month/2026-19.pdf").status_code == 404


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Rapport de l’équipe – mars 2026"), ("en", "Report of the team – March 2026")]
)
def test_it_is_printed_in_the_language_asked_for(small: Small, language: str, words: str) -> None:
    """Whatever the language of whoever prints it."""
    answer = get(small, f"month/2026-03.pdf?language={language}")

    assert answer.headers["Content-Disposition"] == 'inline; filename="rapport-2026-03.pdf"'
    assert answer.content.startswith(b"%PDF-")
    # The title stands in the file's own description, which is plain text.
    assert words.encode() in answer.content


def test_a_year_with_a_month_that_was_opened_again_may_still_move(small: Small) -> None:
    """Though its last month is frozen."""
    may_move = "Tous les mois ne sont pas encore figés"
    year = span_of(YEAR, date(2025, 6, 1))
    assert not any(may_move in it for it in told(small, year)["cautions"])
    MeasuredMonthRow.objects.filter(month=date(2025, 6, 1)).update(frozen_at=None)
    assert any(may_move in it for it in told(small, year)["cautions"])


def test_a_day_is_the_practice_s_own(small: Small) -> None:
    """At eleven in the evening in London it is tomorrow here."""
    asked = {"code": "wait_min", "since": date(2026, 2, 1), "until": date(2026, 3, 1), "start": 9.0, "target": 5.0}
    asked |= {"action": "Deux places", "who": "m1", "begins": date(2026, 3, 1), "meeting": date(2026, 3, 20)}
    number = begin_loop(small.house, asked, by="m1", at=NOON)
    close_loop(small.house, number, result=None, lesson="", by="m1", at=datetime(2026, 3, 20, 23, 30, tzinfo=UTC))
    assert [it["closed"] for it in told(small)["loops"]] == ["21 mars 2026"]


def test_a_chapter_whose_own_figure_is_not_known_draws_another(small: Small) -> None:
    """Continuity is told of no young practice; who left without being served is."""
    found = chapter(small, 3)
    assert CATALOGUE["continuity_upc"].words("fr").name in dict(found["missing"])
    assert found["drawn"] == f"{CATALOGUE['not_served_share'].words('fr').name} (%)"
    assert found["chart"]

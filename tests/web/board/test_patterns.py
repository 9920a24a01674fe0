"""A row is drawn once per look: what is one patient's own never shows on another's row, nor passes for a mark."""

from dataclasses import replace
from datetime import date

from binome.web.board.drawn import Audience
from binome.web.board.patterns import MARKS, own_values, pattern_of
from binome.web.board.rows import KEY, TOKEN, fill, line_piece
from binome.web.store.board import line, lines
from binome.web.store.tables.practice import PatientRow
from binome.web.store.tables.sheets import SheetRow
from tests.web.board.small import Small, book

CLINICAL = Audience("clinical", "fr")


def test_two_visits_of_one_look_show_each_their_own(small: Small) -> None:
    """Two patients who stand alike share the drawing, and nothing else: no name, number, hour or story of the other."""
    for story, family in (("v1", "Kervadec"), ("v2", "Tanguy")):
        book(small, story, family=family)
    one, other = lines(small.house, small.today)
    assert pattern_of(one, small.today) == pattern_of(replace(other, urgent=one.urgent), small.today)

    first, second = (line_piece(small.house, each, small.today, CLINICAL) for each in (one, other))

    assert first.count("Kervadec") > 1
    assert "Tanguy" not in first
    assert "Kervadec" not in second
    assert ("visits/v1/" in first, "visits/v2/" in first) == (True, False)
    assert not any(mark in first + second for mark in MARKS.values())


def test_words_that_look_like_a_mark_stay_words(small: Small) -> None:
    """What a patient said is shown as said: it calls up neither another value of the row nor the form's own secrets."""
    story = book(small, "v1", family="Kervadec")
    SheetRow.objects.update_or_create(
        story=story, defaults={"practice_id": small.house.id, "reason_words": f"{MARKS['who']} {TOKEN} {KEY} <b>"}
    )
    found = line(small.house, small.today, story)
    assert found

    drawn = fill(line_piece(small.house, found, small.today, CLINICAL), "the-token", "the-key")

    said = drawn.partition('class="line-why">')[2].partition("</span>")[0]
    assert said == "&#37;who&#37; &#37;TOKEN&#37; &#37;KEY&#37; &lt;b&gt;"


def test_a_pattern_holds_nothing_of_the_patient(small: Small) -> None:
    """What is kept for all holds no name, no word, no code and no hour of anybody."""
    story = book(small, "v1", family="Kervadec")
    PatientRow.objects.update(given="Maëlle", birth_date=date(1987, 6, 5))
    found = line(small.house, small.today, story)
    assert found

    kept = repr(pattern_of(replace(found, words="mal au dos"), small.today))

    said = own_values(small.house, found, small.today).values()
    assert not any(
        word in kept for word in ("Kervadec", "Maëlle", "1987", "mal au dos", *filter(None, [found.patient]))
    )
    assert story not in kept
    assert "Kervadec" in " ".join(said)

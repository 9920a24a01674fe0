"""Documents in the database: what is read is what is signed, a picture that follows the journal, words forgotten."""

from datetime import UTC, datetime, timedelta

import pytest

from binome.desk import drafts
from binome.desk.drafts import Paper
from binome.practice.refusal import MoveRefused, NotDelegated, NumberTaken
from binome.practice.template import templates
from binome.web.store.checking import checked
from binome.web.store.draft_lessons import lessons
from binome.web.store.drafts import draft, perform_draft
from binome.web.store.models import DraftRow, DraftWordsRow, EventRow
from binome.web.store.patients import forget
from binome.web.store.practice import house as house_named
from binome.web.store.templates import as_written, editions_of, retire, templates_of, word
from binome.web.store.tray import Chosen, changed_since, how_many_wait, line_of, tray, words_of
from tests.practice.refused import refused
from tests.web.board.small import Small
from tests.web.tray.preparing import LETTER, act, deed, patient, prepared, signed, words

both = pytest.mark.both_databases
EVERY = frozenset(templates())


@both
def test_a_document_is_a_line_of_the_picture(small: Small) -> None:
    """Prepared, signed and issued, it says what its story says; its words are the patient's."""
    story = prepared(small)
    signed(small, story)
    act(small, story, lambda hall: drafts.issue(hall, deed(small, story, "m3")), by="m3")
    line = line_of(small.house, story)
    assert (line.state, line.drafted_by, line.signed_by, line.issued_by, line.number) == ("issued", "m3", "m1", "m3", 3)
    said = words_of(small.house, [line])[story]
    assert "Rémi RAULT" in said.text
    assert "Avis demandé" in said.text
    assert checked(small.house).differences == ()


@both
def test_what_was_read_is_what_is_signed(small: Small) -> None:
    """A document corrected meanwhile refuses the signature of its older words."""
    story = prepared(small)
    fresh = words(small, to="Dr Petit")
    act(small, story, lambda hall: drafts.correct(hall, deed(small, story, "m3"), fresh), by="m3")
    with pytest.raises(NumberTaken) as caught:
        signed(small, story, number=2)
    assert caught.value.facts["by"] == "m3"
    signed(small, story, number=3)
    assert "Dr Petit" in words_of(small.house, [line_of(small.house, story)])[story].text


@both
def test_the_same_form_does_it_once(small: Small) -> None:
    """Prepared twice, signed twice, with the same key: one document, one signature."""
    story = prepared(small, key="k1")
    assert prepared(small, key="k1") == story
    signed(small, story, key="k2")
    signed(small, story, key="k2")
    assert [event.moment for event in EventRow.objects.order_by("number")] == ["drafted", "signed"]


@both
def test_a_batch_is_signed_whole_or_not_at_all(small: Small) -> None:
    """One document that changed meanwhile stops them all."""
    stories = [prepared(small) for _ in range(3)]
    deeds = [deed(small, story, "m1", 2) for story in stories]
    signed(small, stories[2], by="m2")
    with pytest.raises(NumberTaken):
        perform_draft(small.house, deeds, lambda hall: drafts.sign_many(hall, deeds), key="k")
    assert how_many_wait(small.house) == 2
    perform_draft(small.house, deeds[:2], lambda hall: drafts.sign_many(hall, deeds[:2]), key="k")
    perform_draft(small.house, deeds[:2], lambda hall: drafts.sign_many(hall, deeds[:2]), key="k")
    assert how_many_wait(small.house) == 0
    with refused("draft.nothing_to_sign"):
        perform_draft(small.house, [], lambda hall: None, key="k")


def test_preparing_alone_and_signing_are_two_acts(small: Small) -> None:
    """Also in one gesture; and whoever may not sign leaves nothing behind."""
    paper, wording = Paper(LETTER, patient(small)), words(small)
    with pytest.raises(NotDelegated):
        act(
            small,
            "draft-a",
            lambda hall: drafts.draft_and_sign(hall, deed(small, "draft-a", "m3", 1), paper, wording),
            by="m3",
            number=1,
        )
    assert not DraftRow.objects.exists()
    act(
        small,
        "draft-b",
        lambda hall: drafts.draft_and_sign(hall, deed(small, "draft-b", "m1", 1), paper, wording),
        number=1,
    )
    assert [(event.moment, event.by) for event in EventRow.objects.order_by("number")] == [
        ("drafted", "m1"),
        ("signed", "m1"),
    ]


@both
def test_an_undone_correction_gives_the_words_back(small: Small) -> None:
    """As they were before, without rewriting them."""
    story = prepared(small)
    act(small, story, lambda hall: drafts.correct(hall, deed(small, story, "m1"), words(small, to="Dr Petit")))
    act(small, story, lambda hall: drafts.withdraw(hall, deed(small, story, "m1"), reason="mistake"))
    line = line_of(small.house, story)
    assert (line.wording, line.corrections, line.number) == (1, 0, 3)
    assert "Dr Petit" not in words_of(small.house, [line])[story].text
    assert checked(small.house).differences == ()


@both
def test_an_undone_preparing_leaves_no_word(small: Small) -> None:
    """The journal keeps that it happened; the day remembers that it left."""
    story = prepared(small)
    act(small, story, lambda hall: drafts.withdraw(hall, deed(small, story, "m3"), reason="mistake"), by="m3")
    assert not DraftRow.objects.exists()
    assert not DraftWordsRow.objects.exists()
    assert checked(small.house).differences == ()


@both
def test_the_check_finds_what_differs_from_the_journal(small: Small) -> None:
    """A column the story determines, a line without a story, a story without a line."""
    stories = [prepared(small) for _ in range(3)]
    DraftRow.objects.filter(story=stories[0]).update(signed_by="m1", state="signed")
    DraftRow.objects.filter(story=stories[1]).update(story="draft-none")
    DraftRow.objects.filter(story=stories[2]).delete()
    found = {(one.story, one.what) for one in checked(small.house).differences}
    assert found == {
        (stories[0], "signed_by"),
        (stories[0], "state"),
        (stories[1], "line"),
        ("draft-none", "line"),
        (stories[2], "line"),
    }


@both
def test_forgetting_a_patient_takes_the_words_of_their_documents(small: Small) -> None:
    """Not while one waits; then the line and the journal keep the pseudonym alone."""
    story, code = prepared(small), patient(small)
    with refused("patient.has_open_drafts"):
        forget(small.house, code, at=datetime.now(UTC))
    act(small, story, lambda hall: drafts.discard(hall, deed(small, story, "m1"), reason="not_needed"))
    forget(small.house, code, at=datetime.now(UTC))
    assert not DraftWordsRow.objects.exists()
    line = line_of(small.house, story)
    assert (line.patient, line.family) == (code, "")
    assert words_of(small.house, [line]) == {}
    assert checked(small.house).differences == ()


def test_another_practice_s_document_is_unknown(small: Small) -> None:
    """Its name is no way in."""
    story = prepared(small)
    DraftRow.objects.update(story="draft-elsewhere")
    with refused("draft.unknown"):
        signed(small, story)
    with refused("draft.unknown"):
        draft(small.house, "visit-1")
    with refused("draft.unknown"):
        line_of(small.house, "draft-nowhere")


def test_the_tray_lists_by_what_is_to_be_done(small: Small) -> None:
    """What waits, what came back, what is signed and not out; of the kinds somebody reads; the oldest first."""
    waiting = [prepared(small), prepared(small, "sick_leave")]
    back = prepared(small)
    act(small, back, lambda hall: drafts.send_back(hall, deed(small, back, "m1"), reason="facts_wrong"))
    ready = prepared(small)
    signed(small, ready)
    found = tray(small.house, "m1", Chosen(), EVERY)
    assert [line.story for line in found.lines] == waiting
    assert found.counts == {"sign": 2, "back": 1, "signed": 1, "over": 0}
    assert found.by_kind == {LETTER: 1, "sick_leave": 1}
    assert found.around(waiting[0]) == ("", waiting[1])
    assert found.around(ready) == ("", waiting[0])
    assert [line.story for line in tray(small.house, "m1", Chosen(kind="sick_leave"), EVERY).lines] == waiting[1:]
    assert [line.reason for line in tray(small.house, "m3", Chosen("back", mine=True), EVERY).lines] == ["facts_wrong"]
    assert tray(small.house, "m4", Chosen("back", mine=True), EVERY).lines == ()
    assert [line.story for line in tray(small.house, "m1", Chosen(), frozenset({LETTER})).lines] == waiting[:1]


def test_today_s_channel_says_that_the_tray_changed(small: Small) -> None:
    """After a version, and not before."""
    prepared(small)
    seen = DraftRow.objects.get().version
    assert not changed_since(small.house, small.today, seen)
    prepared(small)
    assert changed_since(small.house, small.today, seen)
    assert how_many_wait(small.house) == 2


def test_corrections_teach_by_template(small: Small) -> None:
    """Others' corrections alone; the fields they touched; what was undone counts not; a share only from ten on."""
    since = datetime.now(UTC) - timedelta(days=1)
    stories = [prepared(small) for _ in range(10)]
    own, put_right, undone, returned = stories[:4]
    act(small, own, lambda hall: drafts.correct(hall, deed(small, own, "m3"), words(small, to="A")), by="m3")
    act(
        small, put_right, lambda hall: drafts.correct(hall, deed(small, put_right, "m1"), words(small, to="B", why="C"))
    )
    act(small, undone, lambda hall: drafts.correct(hall, deed(small, undone, "m1"), words(small, to="D")))
    act(small, undone, lambda hall: drafts.withdraw(hall, deed(small, undone, "m1"), reason="mistake"))
    act(small, returned, lambda hall: drafts.send_back(hall, deed(small, returned, "m1"), reason="facts_wrong"))
    lesson = lessons(small.house, since)[0]
    assert (lesson.kind, lesson.prepared, lesson.as_prepared, lesson.percent_as_prepared) == (LETTER, 10, 8, 80)
    assert (lesson.corrected, lesson.returned) == ({put_right}, {returned})
    assert lesson.worst == [("to", 1), ("why", 1)]
    assert lesson.reasons == {"facts_wrong": 1}
    prepared(small, "sick_leave")
    few = next(lesson for lesson in lessons(small.house, since) if lesson.kind == "sick_leave")
    assert few.percent_as_prepared is None


def test_a_practice_words_its_templates(small: Small) -> None:
    """Whoever signs and whose act it is stay as the law has it; each wording is kept."""
    at, by = datetime.now(UTC), small.house.practice.member("m1")
    said = {**as_written(templates()["sick_leave"]), "body": "Arrêt pour {patient} du {first_day}.", "signs": "x"}
    said["activity"] = "welcome_patient"
    now = word(small.house, "sick_leave", said, by=by, at=at, seen=0)
    assert (now.activity, now.signs, now.edition) == ("draft_sick_leave", "sign_care", 1)
    assert templates_of(small.house)["sick_leave"].body == "Arrêt pour {patient} du {first_day}."
    with refused("draft.template_changed"):
        word(small.house, "sick_leave", said, by=by, at=at, seen=0)
    own = {**said, "activity": "draft_letter", "fr": "Mot pour l'école", "en": "Note for school"}
    assert word(small.house, "school_note", own, by=by, at=at, seen=0).signs == "sign_care"
    with refused("draft.template_activity"):
        word(small.house, "odd", {**own, "activity": "sign_care"}, by=by, at=at, seen=0)
    with refused("draft.template_names_nothing"):
        word(small.house, "odd", {**own, "body": "{nobody}"}, by=by, at=at, seen=0)
    retire(small.house, "school_note", by=by, at=at)
    assert "school_note" not in templates_of(small.house)
    assert "school_note" in templates_of(small.house, retired=True)
    assert [edition.number for edition in editions_of(small.house, "sick_leave")] == [1, 0]
    assert house_named("brehan") is not None


def test_a_document_keeps_the_words_it_was_prepared_with(small: Small) -> None:
    """A template worded anew changes what comes next alone."""
    story = prepared(small)
    said = {**as_written(templates()[LETTER]), "body": "Autre texte pour {patient}."}
    word(small.house, LETTER, said, by=small.house.practice.member("m1"), at=datetime.now(UTC), seen=0)
    line = line_of(small.house, story)
    assert "Chère consœur" in words_of(small.house, [line])[story].text
    later = prepared(small)
    found = words_of(small.house, [line_of(small.house, later)])[later]
    assert (found.text, found.edition) == ("Autre texte pour Rémi RAULT.", 1)


def test_a_text_rewritten_by_hand_stands(small: Small) -> None:
    """Its fields no longer say what it says: it is changed by hand again."""
    story = prepared(small)
    own = words(small)
    own = type(own)(own.values, own.known, "Un autre texte.\r\nEt voilà.")
    act(small, story, lambda hall: drafts.correct(hall, deed(small, story, "m1"), own))
    assert DraftWordsRow.objects.get(number=2).changed == ["text"]
    with pytest.raises(MoveRefused, match="rewritten"):
        act(small, story, lambda hall: drafts.correct(hall, deed(small, story, "m1"), words(small, to="Dr Petit")))
    with refused("draft.nothing_changed"):
        act(small, story, lambda hall: drafts.correct(hall, deed(small, story, "m1"), own))

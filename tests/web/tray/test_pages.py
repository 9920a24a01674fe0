"""The pages of documents, without a browser: what each person finds, may do, and is told."""

from datetime import UTC, datetime
from urllib.parse import unquote

import pytest

from binome.desk import drafts
from binome.practice.template import templates
from binome.web.store.models import DraftRow, DraftWordsRow, EventRow, ReadRow, TemplateRow
from tests.web.board.small import Small, book
from tests.web.tray.preparing import LETTER, act, deed, patient, prepared, signed

HOME = "/p/brehan/tray/"
IN_PLACE = {"HTTP_X_IN_PLACE": "1"}


def _sign(small: Small, story: str, member: str = "m1", number: int = 2, **more: str):  # type: ignore[no-untyped-def]
    said = {"number": number, "key": f"k-{story}", "whose": "sign"}
    return small.signed_in(member).post(f"{HOME}{story}/sign", said | more, **IN_PLACE)


def test_the_doctor_finds_what_waits(small: Small) -> None:
    """One list, one document in hand, with its words, what to look at, and who prepared it; the reading is noted."""
    story = prepared(small, said="Avis sur le genou")
    page = small.signed_in("m1").get(HOME).content.decode()
    assert "Avis sur le genou" in page
    assert "Nadia Kerbrat" in page
    assert f"{story}/sign" in page
    read = ReadRow.objects.get()
    assert (read.kind, read.story, read.patient, read.by) == ("tray", story, "p1", "m1")


def test_each_finds_the_documents_of_their_trade(small: Small) -> None:
    """The secretary prepares letters and reads no sick leave, whatever the address; nobody signs who may not."""
    letter, leave = prepared(small), prepared(small, "sick_leave", said="Grippe")
    page = small.signed_in("m4").get(f"{HOME}?whose=sign&doc={leave}").content.decode()
    assert f'id="correct-{leave}"' not in page
    assert f"{leave}/" not in page
    assert "Grippe" not in page
    assert letter in page
    assert small.signed_in("m4").get(f"{HOME}{leave}/document.pdf").status_code == 409
    page = small.signed_in("m3").get(f"{HOME}?whose=sign&doc={leave}").content.decode()
    assert "Grippe" in page
    assert f"{leave}/sign" not in page
    assert f"{leave}/correct" in page


@pytest.mark.parametrize("member", ["m3", "m4", "m5"])
def test_who_prepares_does_not_sign(small: Small, member: str) -> None:
    """Whatever they send."""
    story = prepared(small)
    assert _sign(small, story, member).status_code == 403
    assert small.signed_in(member).post(f"{HOME}together", {"seen": f"{story}:2"}).status_code == 403
    assert DraftRow.objects.get().state == "prepared"


def test_how_far_one_is_with_signing_is_told_to_those_who_sign(small: Small) -> None:
    """An assistant is not told that she signed none."""
    prepared(small)
    assert "data-done" in small.signed_in("m1").get(f"{HOME}?whose=sign").content.decode()
    assert "data-done" not in small.signed_in("m3").get(f"{HOME}?whose=sign").content.decode()


def test_one_key_signs_and_brings_the_next(small: Small) -> None:
    """The answer in place holds the list, the next document, how far one is and the way back."""
    first, second = prepared(small), prepared(small, said="Avis sur la hanche")
    answer = _sign(small, first, next=second)
    body = answer.content.decode()
    assert answer.status_code == 200
    for piece in ('id="tray-list"', 'id="tray-doc"', 'id="tray-progress"', '<b id="count-tray">1</b>'):
        assert piece in body
    assert "Avis sur la hanche" in body
    assert f"{first}/withdraw" in body
    assert DraftRow.objects.get(story=first).signed_by == "m1"
    assert ReadRow.objects.get().patient == "p1"
    assert "<b data-done>1</b> / <b data-all>2</b>" in body


def test_a_page_without_scripts_goes_to_the_next(small: Small) -> None:
    """And the same form sent twice signs once."""
    first, second = prepared(small), prepared(small)
    for _ in range(2):
        said = {"number": 2, "key": "k1", "whose": "sign", "next": second}
        answer = small.signed_in("m1").post(f"{HOME}{first}/sign", said)
        assert answer.status_code == 302
        assert answer["Location"] == f"{HOME}?whose=sign&doc={second}"
    assert EventRow.objects.filter(story=first).count() == 2


def test_the_loser_is_told_and_sees_the_document_as_it_is(small: Small) -> None:
    """A colleague was faster."""
    story = prepared(small)
    signed(small, story, by="m2")
    answer = _sign(small, story)
    assert answer.status_code == 409
    assert "Dr Morvan" in unquote(answer["X-Sentence"])


def test_a_document_signed_meanwhile_says_so_under_the_eyes_of_who_has_it_open(small: Small) -> None:
    """The counts of the lists, its state, since when, and the way to it; never its words, and no reading is noted."""
    story, hers = prepared(small, said="Avis sur le genou"), small.signed_in("m3")
    page = hers.get(f"{HOME}?whose=sign").content.decode()
    assert f'data-story="{story}" data-number="1"' in page
    assert '<span class="num" id="tray-n-sign">1</span>' in page
    now = f"{HOME}now?whose=sign&doc={story}&number=1"
    assert "tray-news" not in hers.get(now).content.decode()
    signed(small, story)
    reads = ReadRow.objects.count()
    told = hers.get(now).content.decode()
    assert '<span class="num" id="tray-n-sign">0</span>' in told
    assert '<span id="tray-state" class="tag tag-green">signé</span>' in told
    assert f"doc={story}" in told.partition("tray-news")[2]
    assert "genou" not in told
    assert ReadRow.objects.count() == reads
    leave = prepared(small, "sick_leave", said="Grippe")
    assert "tray-news" not in small.signed_in("m4").get(f"{HOME}now?doc={leave}&number=0").content.decode()


def test_a_doctor_puts_right_and_signs(small: Small) -> None:
    """In place; only what changed is a correction; an unchanged form is refused."""
    story = prepared(small)
    fields = {f"field-{field.code}": "Avis demandé" for field in templates()[LETTER].fields}
    said = {**fields, "field-to": "Dr Petit", "number": 2, "key": "k"}
    answer = small.signed_in("m1").post(f"{HOME}{story}/correct-and-sign", said, **IN_PLACE)
    assert answer.status_code == 200
    assert DraftWordsRow.objects.get(number=2).changed == ["to"]
    assert DraftRow.objects.get().state == "signed"
    other = prepared(small)
    again = small.signed_in("m1").post(f"{HOME}{other}/correct", {**fields, "number": 2, "key": "k2"}, **IN_PLACE)
    assert again.status_code == 409


def test_a_text_rewritten_by_hand_is_changed_by_hand(small: Small) -> None:
    """Its form shows the text alone."""
    story = prepared(small)
    client = small.signed_in("m1")
    client.post(f"{HOME}{story}/correct", {"text": "Tout autre.", "number": 2, "key": "a"}, **IN_PLACE)
    page = client.get(f"{HOME}?doc={story}").content.decode()
    assert "field-to" not in page
    client.post(f"{HOME}{story}/correct", {"text": "Encore autre.", "number": 3, "key": "b"}, **IN_PLACE)
    assert [row.text for row in DraftWordsRow.objects.order_by("number")][1:] == ["Tout autre.", "Encore autre."]


def test_sent_back_it_is_before_the_preparers_first(small: Small) -> None:
    """With why; prepared again, it waits again."""
    story = prepared(small)
    said = {"number": 2, "key": "k", "reason": "facts_missing", "whose": "sign"}
    assert small.signed_in("m1").post(f"{HOME}{story}/send-back", said, **IN_PLACE).status_code == 200
    odd = {**said, "number": 3, "key": "k2", "reason": "because"}
    assert small.signed_in("m1").post(f"{HOME}{story}/send-back", odd, **IN_PLACE).status_code == 409
    client = small.signed_in("m3")
    page = client.get(HOME).content.decode()
    assert story in page
    assert f"{story}/again" in page
    form = client.get(f"{HOME}{story}/again").content.decode()
    assert "Avis demandé" in form
    fields = {f"field-{field.code}": "Avis revu" for field in templates()[LETTER].fields}
    assert client.post(f"{HOME}{story}/again", {**fields, "number": 3, "key": "z"}).status_code == 302
    line = DraftRow.objects.get()
    assert (line.state, line.returned, line.wording) == ("prepared", 1, 3)
    assert client.post(f"{HOME}{story}/again", {**fields, "number": 3, "key": "y"}).status_code == 422


def test_a_document_is_prepared_from_a_visit(small: Small) -> None:
    """Its patient, its doctor and its day are there already."""
    book(small, "v1", doctor="m2")
    client = small.signed_in("m3")
    assert "sick_leave" in client.get(f"{HOME}new?visit=v1").content.decode()
    page = client.get(f"{HOME}new?visit=v1&template=school_absence").content.decode()
    assert "Rault" in page
    assert f'value="{datetime.now(UTC).year}' in page
    said = {"template": "school_absence", "visit": "v1", "field-day": "2026-03-10", "doctor": "m2", "key": "k"}
    assert client.post(f"{HOME}new", said).status_code == 302
    words, line = DraftWordsRow.objects.get(), DraftRow.objects.get()
    assert (words.visit, line.doctor, line.patient_id) == ("v1", "m2", "p-v1")
    assert "le 10/03/2026" in words.text


def test_a_patient_is_found_or_chosen(small: Small) -> None:
    """By the beginning of a name; when several may be meant, one is chosen; nobody is refused in a sentence."""
    patient(small, "p1", "Rault")
    patient(small, "p2", "Raulin")
    client = small.signed_in("m4")
    said = {"template": "information_form", "field-form": "MDPH", "field-answers": "x", "key": "k"}
    assert client.post(f"{HOME}new", {**said, "about": "rau"}).status_code == 422
    assert "Raulin" in client.post(f"{HOME}new", {**said, "about": "rau"}).content.decode()
    assert client.post(f"{HOME}new", {**said, "about": "zzz"}).status_code == 422
    assert client.post(f"{HOME}new", {**said, "patient": "p2"}).status_code == 302
    assert DraftRow.objects.get().patient_id == "p2"
    lacking = {"template": "information_form", "patient": "p2", "key": "k9"}
    assert client.post(f"{HOME}new", lacking).status_code == 422


def test_a_secretary_is_not_offered_a_sick_leave(small: Small) -> None:
    """Nor a nurse's order; and the address alone offers the list."""
    page = small.signed_in("m4").get(f"{HOME}new?template=sick_leave").content.decode()
    assert 'value="letter_to_correspondent"' in page
    assert 'value="sick_leave"' not in page
    assert 'value="renewal"' not in small.signed_in("m3").get(f"{HOME}new").content.decode()
    assert 'value="renewal"' in small.signed_in("m5").get(f"{HOME}new").content.decode()


def test_a_doctor_alone_prepares_and_signs(small: Small) -> None:
    """One gesture, two lines of the journal."""
    said = {"template": "visit_report", "patient": patient(small), "field-day": "2026-03-10", "key": "k", "sign": "1"}
    assert small.signed_in("m1").post(f"{HOME}new", {**said, "field-said": "RAS"}).status_code == 302
    assert list(EventRow.objects.order_by("number").values_list("moment", flat=True)) == ["drafted", "signed"]
    assert small.signed_in("m3").post(f"{HOME}new", {**said, "field-said": "RAS", "key": "k2"}).status_code == 422
    assert DraftRow.objects.count() == 1


def test_all_of_a_kind_are_looked_at_and_signed(small: Small) -> None:
    """Those that stay ticked; none if one changed meanwhile."""
    stories = [prepared(small) for _ in range(3)]
    other = prepared(small, "sick_leave")
    client = small.signed_in("m1")
    page = client.get(f"{HOME}together?whose=sign&kind={LETTER}").content.decode()
    assert all(f"{story}:2" in page for story in stories)
    assert other not in page
    signed(small, stories[2], by="m2")
    ticked = {"seen": [f"{story}:2" for story in stories], "key": "k", "kind": LETTER}
    assert client.post(f"{HOME}together", ticked).status_code == 409
    assert DraftRow.objects.filter(state="signed").count() == 1
    ticked["seen"] = [f"{story}:2" for story in stories[:2]]
    assert client.post(f"{HOME}together", ticked).status_code == 302
    assert DraftRow.objects.filter(state="signed", signed_by="m1").count() == 2
    assert client.post(f"{HOME}together", {"key": "k3", "kind": LETTER}).status_code == 409


def test_only_what_is_signed_goes_out(small: Small) -> None:
    """Alone or together; what went out stays out, and is printed again as it was."""
    first, second, third = (prepared(small) for _ in range(3))
    client = small.signed_in("m3")
    assert client.post(f"{HOME}{first}/issue", {"number": 2, "key": "a"}, **IN_PLACE).status_code == 409
    signed(small, first)
    signed(small, second)
    answer = client.post(f"{HOME}hand-over", {"seen": [f"{first}:3", f"{second}:3"], "key": "b"})
    assert answer.status_code == 302
    printed = client.get(answer["Location"])
    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")
    assert client.post(f"{HOME}hand-over", {"seen": [f"{third}:2"], "key": "c"}).status_code == 409
    assert DraftRow.objects.filter(state="issued").count() == 2
    undo = client.post(f"{HOME}{first}/withdraw", {"number": 4, "key": "d"}, **IN_PLACE)
    assert undo.status_code == 409
    assert client.get(f"{HOME}signed.pdf?story={third}").status_code == 409


def test_the_reading_of_a_printed_document_is_noted(small: Small) -> None:
    """With its patient; a draft is printed too, marked."""
    story = prepared(small)
    answer = small.signed_in("m1").get(f"{HOME}{story}/document.pdf")
    assert answer.status_code == 200
    assert "p1" not in answer["Content-Disposition"]
    read = ReadRow.objects.get()
    assert (read.kind, read.story, read.patient) == ("draft", story, "p1")


def test_what_corrections_teach_is_shown_with_its_documents(small: Small) -> None:
    """A share only when there are enough; each figure opens what it counts."""
    story = prepared(small)
    act(small, story, lambda hall: drafts.send_back(hall, deed(small, story, "m1"), reason="facts_wrong"))
    page = small.signed_in("m1").get(f"{HOME}lessons").content.decode()
    assert f"?doc={story}" in page
    assert " %</b>" not in page
    for _ in range(9):
        prepared(small)
    assert "<b>90 %</b>" in small.signed_in("m1").get(f"{HOME}lessons").content.decode()


def test_the_doctors_word_the_templates(small: Small) -> None:
    """Everybody sees them, with who prepares and who signs."""
    assert "Hugo" not in small.signed_in("m4").get(f"{HOME}templates").content.decode()
    assert small.signed_in("m4").get(f"{HOME}templates/{LETTER}").status_code == 403
    client = small.signed_in("m1")
    page = client.get(f"{HOME}templates/{LETTER}").content.decode()
    assert "visit_reason" in page
    said = {"fr": "Lettre", "body": "Bonjour {to}, {patient}", "fields": "to : Destinataire / To [line] *", "seen": "0"}
    assert client.post(f"{HOME}templates/{LETTER}", said).status_code == 302
    assert client.post(f"{HOME}templates/{LETTER}", said).status_code == 422
    for odd in ({"fields": "???"}, {"body": "{nobody}"}, {"fr": ""}):
        assert client.post(f"{HOME}templates/new", {**said, "activity": "draft_letter", **odd}).status_code == 422
    assert client.post(f"{HOME}templates/new", {**said, "activity": "draft_letter"}).status_code == 302
    own = TemplateRow.objects.get(code__startswith="own_")
    assert own.said["fields"][0]["required"] is True
    assert own.code in small.signed_in("m3").get(f"{HOME}new").content.decode()
    assert client.post(f"{HOME}templates/{own.code}/retire").status_code == 302
    assert own.code not in small.signed_in("m3").get(f"{HOME}new").content.decode()


@pytest.mark.parametrize(
    "odd", ["?whose=nobody&kind=x&mine=2", "?doc=v1", "?whose=over", "?whose=signed", "?whose=back&mine=1"]
)
def test_an_odd_address_shows_a_list_or_says_so(small: Small, odd: str) -> None:
    """Never an error of ours."""
    prepared(small)
    assert small.signed_in("m1").get(HOME + odd).status_code in (200, 409)


def test_the_tray_costs_few_queries(small: Small, django_assert_max_num_queries: object) -> None:
    """However many documents there are."""
    for _ in range(30):
        prepared(small)
    client = small.signed_in("m1")
    client.get(HOME)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        client.get(HOME)

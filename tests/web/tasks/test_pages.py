"""The pages of tasks, without a browser: what each person sees and may do."""

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest

from binome.web.store.models import EventRow, PatientRow, ReadRow, TaskRow, TaskWordsRow
from binome.web.store.patients import forget
from tests.web.board.small import Small
from tests.web.tasks.asking import ONE_PAGE, asked, claimed, patient

HOME = "/p/brehan/tasks/"
IN_PLACE = {"HTTP_X_IN_PLACE": "1"}


def _file(written: bytes = ONE_PAGE, name: str = "rault.pdf"):  # type: ignore[no-untyped-def]
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, written, "application/pdf")


def _ask(small: Small, member: str, said: str, **fields: object):  # type: ignore[no-untyped-def]
    return small.signed_in(member).post(f"{HOME}new", {"said": said, "key": "k1", **fields})


def test_each_sees_what_is_before_them(small: Small) -> None:
    """The secretary's list, the assistant's, everybody's; with who asked, and by when."""
    asked(small, "document_to_file", title="Courriers du 3")
    page = small.signed_in("m4").get(HOME).content.decode()
    assert "Courriers du 3" in page
    assert "Sophie Hamon" in page
    assert "Courriers du 3" not in small.signed_in("m3").get(HOME).content.decode()
    assert "Courriers du 3" in small.signed_in("m3").get(f"{HOME}?whose=all").content.decode()
    assert "Courriers du 3" in small.signed_in("m4").get(f"{HOME}?whose=asked&kind=document_to_file").content.decode()
    assert "Courriers du 3" not in small.signed_in("m4").get(f"{HOME}?whose=all&late=1").content.decode()


@pytest.mark.parametrize("odd", ["?whose=nobody&kind=x&page=0", "?page=99", "?page=٣", "?patient=%00x"[:9], "?late=2"])
def test_an_odd_address_shows_a_list(small: Small, odd: str) -> None:
    """Never an error."""
    asked(small)
    assert small.signed_in("m4").get(HOME + odd).status_code == 200


def test_a_line_is_enough_to_ask(small: Small) -> None:
    """To whom, when and how pressing are understood; the rest is the title."""
    patient(small, "p1", "rault")
    _ask(small, "m4", "rappeler le laboratoire @nadia demain 10h !", about="rault")
    row = TaskRow.objects.get()
    assert (row.kind, row.person, row.role, row.level, row.patient_id) == ("call_back", "m3", "assistant", "high", "p1")
    local = small.house.practice.local(row.due)
    assert (local.date() - small.house.practice.local(datetime.now(UTC)).date(), local.hour) == (timedelta(days=1), 10)
    assert TaskWordsRow.objects.get().title == "rappeler le laboratoire"


def test_a_question_is_asked_with_a_question_mark(small: Small) -> None:
    """Of a doctor, between two patients; a word that is no name stays in it."""
    _ask(small, "m3", "? peut-on doubler la dose @morvan @personne")
    row = TaskRow.objects.get()
    assert (row.kind, row.person, row.level) == ("question", "m2", "between")
    assert TaskWordsRow.objects.get().title == "peut-on doubler la dose @personne"


def test_the_same_form_asks_once(small: Small) -> None:
    """However often it is sent."""
    for _ in range(2):
        assert _ask(small, "m4", "commander des draps").status_code == 302
    assert TaskRow.objects.get().kind == "to_buy"


def test_what_cannot_be_asked_is_said_and_nothing_is_lost(small: Small) -> None:
    """The sentence, and what was typed; with those who may be meant, to choose from."""
    patient(small, "p1", "rault")
    PatientRow.objects.create(practice_id=small.house.id, code="p2", family="Rault", given="Anne", sought="rault anne")
    answer = _ask(small, "m4", "ordonnance @secretaire")
    assert answer.status_code == 422
    assert "ordonnance @secretaire" in answer.content.decode()
    answer = _ask(small, "m4", "rappeler", about="raul")
    assert (answer.status_code, TaskRow.objects.count()) == (422, 0)
    assert "Anne" in answer.content.decode()
    assert {row.patient for row in ReadRow.objects.all()} >= {"p1", "p2"}
    assert _ask(small, "m4", "rappeler", about="raul", patient=["", "p2"]).status_code == 302
    assert TaskRow.objects.get().patient_id == "p2"
    assert _ask(small, "m4", "!", key="k9").status_code == 422


def test_a_gesture_in_place_answers_with_the_fresh_line(small: Small) -> None:
    """And the loser reads who was faster."""
    story = asked(small)
    form = {"number": "2", "key": "k1"}
    answer = small.signed_in("m3").post(f"{HOME}{story}/claim", form, **IN_PLACE)
    assert answer.status_code == 200
    assert f'id="{story}"' in answer.content.decode()
    assert 'data-state="claimed"' in answer.content.decode()
    late = small.signed_in("m1").post(f"{HOME}{story}/claim", {"number": "2", "key": "k2"}, **IN_PLACE)
    assert late.status_code == 409
    assert "Nadia Kerbrat" in unquote(late["X-Sentence"])
    assert 'data-state="claimed"' in late.content.decode()
    again = small.signed_in("m3").post(f"{HOME}{story}/claim", form, **IN_PLACE)
    assert again.status_code == 200
    assert EventRow.objects.filter(story=story).count() == 2


def test_every_gesture_has_its_address(small: Small) -> None:
    """Without a script, each goes back to the list."""
    client, day = small.signed_in("m3"), (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    story = asked(small, "call_back", person="m3")
    gestures = [
        ("decline", {"reason": "no_time"}),
        ("claim", {}),
        ("hand-back", {}),
        ("postpone", {"day": day, "reason": "no_time"}),
        ("not-reached", {}),
        ("pass-on", {"to": "role:secretary", "reason": "passed_on"}),
        ("pass-on", {"to": "m3", "reason": "passed_on"}),
        ("end", {"outcome": "done", "note": "Vu"}),
        ("resume", {"reason": "not_over"}),
        ("withdraw", {"reason": "mistake"}),
    ]
    for number, (name, fields) in enumerate(gestures, 2):
        answer = client.post(f"{HOME}{story}/{name}", {**fields, "number": str(number), "key": "k1"})
        assert (name, answer.status_code) == (name, 302)
    assert [e.moment for e in EventRow.objects.filter(story=story).order_by("number")][1:] == [
        "declined",
        "claimed",
        "handed_back",
        "postponed",
        "postponed",
        "passed_on",
        "passed_on",
        "ended",
        "resumed",
        "withdrawn",
    ]


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("decline", {"reason": "<b>"}),
        ("postpone", {"day": "2026-99-99", "reason": "no_time"}),
        ("postpone", {"day": "", "reason": "no_time"}),
        ("postpone", {"day": "9999-12-31", "reason": "no_time"}),
        ("postpone", {"day": "0001-01-01", "time": "00:00", "reason": "no_time"}),
        ("pass-on", {"to": "role:king", "reason": "passed_on"}),
        ("pass-on", {"to": "", "reason": "passed_on"}),
        ("pass-on", {"to": "m99", "reason": "passed_on"}),
        ("end", {"outcome": "somehow"}),
        ("fly", {}),
    ],
)
def test_what_no_form_of_ours_says_is_refused(small: Small, name: str, fields: dict[str, str]) -> None:
    """With a sentence, and no line in the journal."""
    story = asked(small, person="m3")
    answer = small.signed_in("m3").post(f"{HOME}{story}/{name}", {**fields, "number": "2"}, **IN_PLACE)
    assert answer.status_code == 409
    assert EventRow.objects.filter(story=story).count() == 1


def test_a_task_tells_its_story_with_its_legal_grounds(small: Small) -> None:
    """Who, when, under which text; and what may be done now."""
    story = asked(small, title="IRM", patient=patient(small))
    claimed(small, story)
    page = small.signed_in("m1").get(f"{HOME}{story}/").content.decode()
    assert "IRM" in page
    assert "Nadia Kerbrat" in page
    assert "end-for" in page
    assert page.count("<tr>") >= 3
    assert ReadRow.objects.filter(story=story, kind="task", patient="p1").exists()
    assert small.signed_in("m1").get(f"{HOME}task-none/").status_code in (404, 409)


def test_what_was_prepared_for_a_doctor_is_said_until_it_is_over(small: Small) -> None:
    story, waits = asked(small), "préparée, à terminer par un médecin"
    TaskRow.objects.filter(story=story).update(to_sign=True)
    assert waits in small.signed_in("m1").get(f"{HOME}{story}/").content.decode()
    TaskRow.objects.filter(story=story).update(state="ended", ended_by="m1", ended_as="done")
    assert waits not in small.signed_in("m1").get(f"{HOME}{story}/").content.decode()


def test_a_message_goes_where_its_reason_says(small: Small) -> None:
    """With who called, and the number to call back."""
    form = {"reason": "renewal", "said": "Levothyrox", "caller": "Sa fille", "phone": "06 00 00 00 00", "key": "k1"}
    assert small.signed_in("m4").post(f"{HOME}call", form).status_code == 302
    row = TaskRow.objects.get()
    assert (row.kind, row.role) == ("prescription_renewal", "physician")
    page = small.signed_in("m1").get(HOME).content.decode()
    assert "Sa fille" in page
    assert "06 00 00 00 00" in page
    assert small.signed_in("m4").post(f"{HOME}call", {"reason": "x", "said": "y"}).status_code == 422


def test_who_called_about_a_carer_s_question_is_for_carers(small: Small) -> None:
    """As the words are: in the lists too."""
    form = {"reason": "advice", "said": "A maigri", "caller": "Sa fille", "phone": "06 00 00 00 00", "key": "k1"}
    small.signed_in("m3").post(f"{HOME}call", form)
    for member, reads in (("m1", True), ("m3", True), ("m4", False)):
        assert ("Sa fille" in small.signed_in(member).get(f"{HOME}?whose=all").content.decode()) is reads


def test_a_year_that_no_calendar_means_is_refused(small: Small) -> None:
    """A slip of the hand asks for nothing."""
    for due in ("0026-03-11T10:00", "9999-12-31T23:59", "0001-01-01T00:00"):
        assert _ask(small, "m4", "rappeler", due=due).status_code == 422
    assert not TaskRow.objects.exists()


def test_the_page_offers_what_one_may_say(small: Small) -> None:
    """Who prepares a letter says it is done; who may not read a result does not close it."""
    letter, result = asked(small, "letter_to_write", key="k1"), asked(small, "result_to_read", key="k2")
    assert 'value="done"' in small.signed_in("m3").get(f"{HOME}{letter}/").content.decode()
    assert 'action="end"' not in small.signed_in("m3").get(f"{HOME}{result}/").content.decode()
    assert 'action="end"' in small.signed_in("m1").get(f"{HOME}{result}/").content.decode()
    assert 'action="postpone"' not in small.signed_in("m3").get(f"{HOME}{result}/").content.decode()
    assert 'action="postpone"' in small.signed_in("m1").get(f"{HOME}{result}/").content.decode()


def test_who_takes_a_colleague_s_task_says_why(small: Small) -> None:
    """The page asks it of them, not of who has it; without a reason of ours it stays where it is."""
    story = asked(small, "call_back")
    small.signed_in("m3").post(f"{HOME}{story}/claim", {"number": "2"})
    page = small.signed_in("m4").get(f"{HOME}{story}/").content.decode()
    assert 'value="agreed"' in page
    assert 'value="agreed"' not in small.signed_in("m3").get(f"{HOME}{story}/").content.decode()
    form = {"to": "m4", "reason": "passed_on", "number": "3"}
    assert small.signed_in("m4").post(f"{HOME}{story}/pass-on", form, **IN_PLACE).status_code == 409
    answer = small.signed_in("m4").post(f"{HOME}{story}/pass-on", {**form, "reason": "agreed"}, **IN_PLACE)
    assert answer.status_code == 200


def test_a_document_too_large_is_not_even_read(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is refused by its size."""
    monkeypatch.setattr("binome.web.tasks.incoming.MOST_BYTES", len(ONE_PAGE) - 1)
    answer = small.signed_in("m4").post(f"{HOME}document", {"file": _file(), "kind": "result", "key": "k1"})
    assert answer.status_code == 422
    assert not TaskRow.objects.exists()


def test_a_document_is_dropped_read_and_fetched_by_the_doctor_alone(small: Small) -> None:
    """The secretary who brought a result sees that it is there, and no more."""
    form = {"file": _file(), "kind": "result", "to": "m2", "key": "k1"}
    assert small.signed_in("m4").post(f"{HOME}document", form).status_code == 302
    story = TaskRow.objects.get().story
    answer = small.signed_in("m2").get(f"{HOME}{story}/document.pdf")
    assert answer.content == ONE_PAGE
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert ReadRow.objects.filter(kind="document", story=story).count() == 1
    assert small.signed_in("m4").get(f"{HOME}{story}/document.pdf").status_code in (403, 409)
    assert "rault.pdf" not in small.signed_in("m4").get(f"{HOME}{story}/").content.decode()


@pytest.mark.parametrize("written", [b"", b"hello", ONE_PAGE.replace(b"/Size 4", b"/Encrypt 5 0 R")])
def test_what_is_no_safe_pdf_is_refused_in_a_sentence(small: Small, written: bytes) -> None:
    """And nothing is asked."""
    answer = small.signed_in("m4").post(f"{HOME}document", {"file": _file(written), "kind": "result", "key": "k1"})
    assert answer.status_code == 422
    assert "data-errors" in answer.content.decode()
    assert not TaskRow.objects.exists()


def test_no_word_of_a_result_is_in_a_list(small: Small) -> None:
    """Whatever a doctor wrote on it: a list is drawn once for several roles."""
    asked(small, "result_to_read", by="m1", title="INR à 5")
    for member in ("m1", "m3", "m4"):
        assert "INR" not in small.signed_in(member).get(f"{HOME}?whose=all").content.decode()
    story = TaskRow.objects.get().story
    assert "INR" in small.signed_in("m1").get(f"{HOME}{story}/").content.decode()
    assert "INR" not in small.signed_in("m3").get(f"{HOME}{story}/").content.decode()


def test_a_list_costs_few_questions_of_the_database(small: Small, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    """Ten at most, page and sign-in included."""
    for n in range(12):
        asked(small, key=f"k{n}")
    client = small.signed_in("m3")
    client.get(HOME)
    with django_assert_max_num_queries(10):
        client.get(HOME)


def test_what_changed_is_told_to_whoever_lost_the_stream(small: Small) -> None:
    """The version, and the lines since."""
    story = asked(small)
    client, day = small.signed_in("m3"), small.today.isoformat()
    version = int(client.get(f"{HOME}{day}/version").content)
    claimed(small, story)
    answer = client.get(f"{HOME}{day}/changes?since={version}")
    assert int(answer["X-Version"]) == version + 1
    assert f'id="{story}"' in answer.content.decode()
    assert client.get(f"{HOME}{day}/changes?since={version + 1}").content == b""


def test_the_board_carries_tasks_and_questions(small: Small) -> None:
    """The count for everybody, the questions in the doctors' place, both on the day's own channel."""
    story = asked(small, "question", title="Doubler la dose ?")
    page = small.signed_in("m1").get("/p/brehan/board/").content.decode()
    assert "Doubler la dose" in page
    assert '<b id="count-tasks">1</b>' in page
    day = small.today.isoformat()
    pieces = small.signed_in("m1").get(f"/p/brehan/board/{day}/changes?since=0").content.decode()
    assert f'id="ask-{story}"' in pieces
    claimed(small, story, by="m1")
    small.signed_in("m1").post(f"{HOME}{story}/end", {"number": "3", "outcome": "done", "note": "Oui"})
    pieces = small.signed_in("m1").get(f"/p/brehan/board/{day}/changes?since=1").content.decode()
    assert f'<li id="ask-{story}" data-gone></li>' in pieces
    assert '<b id="count-tasks">0</b>' in pieces


def test_who_asked_comes_back_to_the_answer(small: Small) -> None:
    """What a colleague ended today stays in her list; what she ended herself, and what others asked, does not."""
    answered, own, other = (
        asked(small, "question", title="La faire venir ?"),
        asked(small, title="Cardiologue", key="own"),
        asked(small, "question", by="m3", title="Doubler la dose ?"),
    )
    for story, by in ((answered, "m1"), (own, "m4"), (other, "m1")):
        small.signed_in(by).post(f"{HOME}{story}/claim", {"number": "2"})
        small.signed_in(by).post(f"{HOME}{story}/end", {"number": "3", "outcome": "done", "note": "Oui"})
    listed = small.signed_in("m4").get(f"{HOME}?whose=asked").content.decode()
    assert f'id="{answered}"' in listed
    assert f'id="{own}"' not in listed
    assert f'id="{other}"' not in listed
    assert f'id="{answered}"' not in small.signed_in("m4").get(f"{HOME}?whose=asked&late=1").content.decode()


def test_who_asked_is_told_on_the_board_until_the_answer_is_opened(small: Small) -> None:
    """On the day's channel as on the page; nobody else's screen keeps it, and an answer undone is a question again."""
    story = asked(small, "question", title="La faire venir ?")
    hers, board, day = small.signed_in("m4"), "/p/brehan/board/", small.today.isoformat()
    told = f'id="told-{story}"'
    hers.get(f"{HOME}{story}/")
    small.signed_in("m1").post(f"{HOME}{story}/claim", {"number": "2"})
    small.signed_in("m1").post(f"{HOME}{story}/end", {"number": "3", "outcome": "done", "note": "Oui"})
    assert f'{told} class="ask"' in hers.get(board).content.decode()
    assert 'data-holder="m4"' in hers.get(f"{board}{day}/changes?since=0").content.decode().partition(told)[2]
    assert told not in small.signed_in("m1").get(board).content.decode()
    small.signed_in("m1").get(f"{HOME}{story}/")
    assert told in hers.get(board).content.decode()
    hers.get(f"{HOME}{story}/")
    assert told not in hers.get(board).content.decode()
    small.signed_in("m1").post(f"{HOME}{story}/withdraw", {"number": "4", "reason": "mistake"})
    assert f"<li {told} data-gone></li>" in hers.get(f"{board}{day}/changes?since=0").content.decode()


def test_a_carer_s_question_is_for_carers(small: Small) -> None:
    """The secretary sees that it is asked, and of whom; what she writes herself everybody reads."""
    carers, hers = (
        asked(small, "question", by="m3", title="A maigri de 4 kg"),
        asked(small, "question", title="Rappeler ?"),
    )
    for member, reads in (("m1", True), ("m3", True), ("m5", True), ("m4", False)):
        client = small.signed_in(member)
        for address in (f"{HOME}?whose=all", f"{HOME}{carers}/", f"{HOME}{small.today.isoformat()}/changes?since=0"):
            assert ("A maigri" in client.get(address).content.decode()) is reads, (member, address)
        assert "Rappeler ?" in client.get(f"{HOME}{hers}/").content.decode()
    board = f"/p/brehan/board/{small.today.isoformat()}/changes?since=0"
    assert "A maigri" not in small.signed_in("m4").get(board).content.decode()
    assert "A maigri" in small.signed_in("m1").get(board).content.decode()
    claim = small.signed_in("m4").post(f"{HOME}{carers}/claim", {"number": "2"}, **IN_PLACE)
    assert "A maigri" not in claim.content.decode()


def test_one_asks_about_the_patient_of_a_page(small: Small) -> None:
    """Whose name is there already; typed over, it is somebody else."""
    patient(small, "p1", "rault")
    PatientRow.objects.create(
        practice_id=small.house.id, code="p2", family="Le Gall", given="Anne", sought="le gall anne"
    )
    form = small.signed_in("m3").get(f"{HOME}new?patient=p1&dialog=1").content.decode()
    assert 'value="rault Rémi"' in form
    assert "<html" not in form
    assert ReadRow.objects.filter(kind="search", patient="p1").count() == 1
    _ask(small, "m3", "relancer", about="rault Rémi", patient="p1", key="k1")
    _ask(small, "m3", "relancer", about="le gall", patient="p1", key="k2")
    _ask(small, "m3", "relancer", about="", patient="p1", key="k3")
    assert list(TaskRow.objects.order_by("id").values_list("patient_id", flat=True)) == ["p1", "p2", None]
    assert "rault" not in small.signed_in("m3").get(f"{HOME}new?patient=p9").content.decode()


def test_whoever_was_forgotten_is_said_to_be(small: Small) -> None:
    """A task that ended says that it was about somebody, and no name."""
    story = asked(small, patient=patient(small), title="IRM")
    small.signed_in("m4").post(f"{HOME}{story}/end", {"number": "2", "outcome": "not_needed"})
    forget(small.house, "p1", at=datetime.now(UTC))
    page = small.signed_in("m4").get(f"{HOME}?whose=ended").content.decode()
    assert "Personne oubliée" in page
    assert "IRM" not in page


def test_the_tasks_about_a_patient_are_a_list(small: Small) -> None:
    """Theirs alone."""
    asked(small, patient=patient(small), title="About them")
    asked(small, title="About nobody")
    page = small.signed_in("m3").get(f"{HOME}?whose=all&patient=p1").content.decode()
    assert "About them" in page
    assert ReadRow.objects.get(kind="tasks").patient == "p1"
    assert "About nobody" not in page

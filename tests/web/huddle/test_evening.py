"""The evening round: tasks settled from one list, a note for the morning, a day that closes on nothing left alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binome.web.store.board import is_closed
from binome.web.store.hand_over import KEPT, leave_note, notes_for, notes_left
from binome.web.store.models import AttentionRow, HandOverRow, PatientRow, ReadRow, TaskRow, VisitRow
from binome.web.store.patients import forget
from tests.web.board.small import Small, book
from tests.web.tasks.asking import asked, claimed

pytestmark = [pytest.mark.both_databases]

NOW = datetime(2026, 3, 10, 18, tzinfo=UTC)


def _today(small: Small):  # type: ignore[no-untyped-def]
    return small.house.practice.local(datetime.now(UTC)).date()


def _home(small: Small) -> str:
    return f"/p/brehan/board/{_today(small)}"


def _soon() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=5)


def _settle(small: Small, story: str, chosen: str, member: str = "m4", number: int = 1, key: str = "k"):  # type: ignore[no-untyped-def]
    form = {f"what-{story}": chosen, f"number-{story}": str(number), "key": key}
    return small.signed_in(member).post(f"{_home(small)}/settle", form)


def test_a_day_closes_once_each_of_its_tasks_has_a_name_another_day_or_its_end(small: Small) -> None:
    """Refused, with how many; each way of settling one is enough."""
    stories = [asked(small, "appointment_to_make", key=f"k{n}", due=_soon()) for n in range(3)]
    secretary = small.signed_in("m4")
    kept = secretary.post(f"{_home(small)}/close")
    assert kept.status_code == 409
    assert 'name="words"' in kept.content.decode(), "the refusal is read on the page where it is put right"
    for story, chosen in zip(stories, ("to:m3", "later:no_time", "end:not_needed"), strict=True):
        assert _settle(small, story, chosen).status_code == 302
    assert secretary.post(f"{_home(small)}/close").status_code == 302
    assert is_closed(small.house, _today(small))
    rows = {row.story: row for row in TaskRow.objects.all()}
    assert rows[stories[0]].person == "m3"
    assert small.house.practice.local(rows[stories[1]].due).date() > _today(small)
    assert rows[stories[2]].ended_as == "not_needed"


def test_what_somebody_took_stays_theirs_and_lets_the_day_close(small: Small) -> None:
    story = asked(small, "appointment_to_make", due=_soon())
    claimed(small, story)
    assert small.signed_in("m4").post(f"{_home(small)}/close").status_code == 302


def test_what_is_due_another_day_does_not_keep_this_one_open(small: Small) -> None:
    asked(small, due=datetime.now(UTC) + timedelta(days=3))
    assert small.signed_in("m4").post(f"{_home(small)}/close").status_code == 302


def test_what_cannot_be_is_said_and_the_rest_is_done(small: Small) -> None:
    """Nobody is given what no text lets them do: the law is asked again."""
    kept, refused = (
        asked(small, "appointment_to_make", due=_soon()),
        asked(small, "letter_to_read", due=_soon(), key="o"),
    )
    form = {f"what-{kept}": "to:m3", f"number-{kept}": "1", f"what-{refused}": "to:m4", f"number-{refused}": "1"}
    answer = small.signed_in("m4").post(f"{_home(small)}/settle", form)
    assert answer.status_code == 409
    assert TaskRow.objects.get(story=kept).person == "m3"
    assert TaskRow.objects.get(story=refused).person is None


@pytest.mark.parametrize("odd", ["", "to:", "later:whim", "end:nothing", "throw:away"])
def test_an_odd_choice_changes_nothing(small: Small, odd: str) -> None:
    story = asked(small, due=_soon())
    assert _settle(small, story, odd).status_code in (302, 409)
    assert TaskRow.objects.get().number == 1


def test_the_same_form_sent_twice_settles_once(small: Small) -> None:
    story = asked(small, due=_soon())
    assert _settle(small, story, "to:m3").status_code == 302
    assert _settle(small, story, "to:m3").status_code == 302
    assert TaskRow.objects.get().number == 2


def test_the_page_lists_the_tasks_and_who_carries_what(small: Small) -> None:
    """Titles that few may read stay unread."""
    asked(small, "appointment_to_make", title="Cardiologue", due=_soon())
    asked(small, "result_to_read", by="m1", title="Créatinine", key="r", due=_soon())
    book(small, "v1", family="Kervadec")
    page = small.signed_in("m4").get(f"{_home(small)}/round").content.decode()
    assert "Cardiologue" in page
    assert "Créatinine" not in page
    assert "Kervadec" in page
    assert ReadRow.objects.filter(kind="round", by="m4").exists()
    assert small.signed_in("m4").get(f"{_home(small)}/round.pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize(("member", "reads"), [("m1", True), ("m3", True), ("m4", False)])
def test_what_a_carer_asked_is_read_by_carers_alone_morning_and_evening(
    small: Small, member: str, *, reads: bool
) -> None:
    """A secretary sees that a question is open and whose it is, and not what was noticed of the patient."""
    asked(small, "question", by="m3", title="A maigri de 4 kg", due=_soon())
    for page in (f"{_home(small)}/round", f"/p/brehan/huddle/{_today(small)}/"):
        said = small.signed_in(member).get(page).content.decode()
        assert ("A maigri" in said) is reads, page
        assert "Question au médecin" in said


def test_the_round_costs_few_questions(small: Small) -> None:
    """The same for ten visits and ten tasks as for two."""
    costs = []
    for number in range(10):
        book(small, f"v{number}")
        asked(small, key=f"k{number}", due=_soon())
        if number in (1, 9):
            client = small.signed_in("m4")
            client.get(f"{_home(small)}/round")
            with CaptureQueriesContext(connection) as asked_of:
                client.get(f"{_home(small)}/round")
            costs.append(len(asked_of))
    assert costs[1] <= costs[0] <= 16


def test_the_note_of_the_evening_is_read_the_next_morning(small: Small) -> None:
    """Its author and its day with it; whoever wrote it takes it back, nobody else."""
    book(small, "v1", family="Kervadec")
    form = {"words": "Frigo à vérifier", "key": "n1", "patient": "p-v1"}
    for _ in range(2):
        assert small.signed_in("m4").post(f"{_home(small)}/notes", form).status_code == 302
    after = _today(small) + timedelta(days=1)
    page = small.signed_in("m3").get(f"/p/brehan/huddle/{after}/").content.decode()
    assert page.count("Frigo à vérifier") == 1
    assert "Sophie Hamon" in page
    assert "Kervadec Rémi" in page
    note = HandOverRow.objects.get()
    assert small.signed_in("m3").post(f"{_home(small)}/notes/{note.pk}/take-back").status_code == 409
    assert small.signed_in("m4").post(f"{_home(small)}/notes/{note.pk}/take-back").status_code == 302
    assert not HandOverRow.objects.exists()


@pytest.mark.parametrize(("words", "patient"), [("  ", ""), ("x" * 1001, ""), ("Bien", "p-none")])
def test_a_note_that_cannot_be_is_refused_in_a_sentence(small: Small, words: str, patient: str) -> None:
    answer = small.signed_in("m4").post(f"{_home(small)}/notes", {"words": words, "patient": patient})
    assert answer.status_code == 409
    assert not HandOverRow.objects.exists()


def test_the_morning_reads_the_last_evening_that_said_something(small: Small) -> None:
    """Not one of more than a week ago; after a month what is about nobody is thrown away."""
    day = NOW.date()
    leave_note(small.house, day - timedelta(days=3), "vendredi", by="m4", at=NOW)
    leave_note(small.house, day - timedelta(days=4), "jeudi", by="m4", at=NOW)
    assert [note.words for note in notes_for(small.house, day)] == ["vendredi"]
    assert notes_for(small.house, day + timedelta(days=5)) == []
    leave_note(small.house, day - timedelta(days=4) + KEPT + timedelta(days=1), "plus tard", by="m4", at=NOW)
    assert notes_left(small.house, day - timedelta(days=4)) == []


def test_forgetting_somebody_forgets_their_marks_and_every_note_that_names_them(small: Small) -> None:
    """The others stay: a name that is only part of a word is another word."""
    book(small, "v1", family="Le Goff")
    PatientRow.objects.create(practice_id=small.house.id, code="p9", family="Rault", given="Anne", sought="rault anne")
    day = NOW.date()
    leave_note(small.house, day, "Rappeler demain", by="m4", at=NOW, patient="p-v1")
    leave_note(small.house, day, "Mme LE  GOFF a oublié sa carte", by="m4", at=NOW)
    leave_note(small.house, day, "x" * 300 + " le goff", by="m4", at=NOW)
    leave_note(small.house, day, "Voir M. Le Goffic", by="m4", at=NOW)
    leave_note(small.house, day, "Rappeler Rault", by="m4", at=NOW, patient="p9")
    for code in ("p-v1", "p9"):
        AttentionRow.objects.create(practice_id=small.house.id, patient_id=code, reason="falls", by="m1", at=NOW)
    VisitRow.objects.update(state="done")
    forget(small.house, "p-v1", at=NOW)
    assert sorted(row.words for row in HandOverRow.objects.all()) == ["Rappeler Rault", "Voir M. Le Goffic"]
    assert [row.patient_id for row in AttentionRow.objects.all()] == ["p9"]

"""What the practice agreed on counts at once, has an author and a day, and can be ended."""

from datetime import timedelta
from urllib.parse import unquote

import pytest

from binome.practice.powers import Verdict, stance
from binome.practice.reminding import reminders
from binome.practice.words import Role
from binome.web.store import narrowings, trainings
from binome.web.store.agreed import Author, trace
from binome.web.store.models import AgreementRow, MemberRow, VisitRow
from binome.web.store.practice import today
from tests.web.board.small import EVERY_DAY, Small, book
from tests.web.board.test_gestures import press
from tests.web.delegation.asking import does, now_at, post

NURSES = ("m6", "Klervi Le Roux", "health_nurse")


def a_nurse(small: Small) -> None:
    code, name, role = NURSES
    row = MemberRow.objects.get(code="m1").practice
    MemberRow.objects.create(practice=row, code=code, name=name, posts=[{"role": role, "hours": EVERY_DAY}])
    row.revision += 1
    row.save()


def test_a_training_passes_and_opens_what_it_opens(small: Small) -> None:
    """Under way it opens nothing; obtained, it does, from its day on."""
    post(small, "trainings/note", member="m3", kind="AFGSU", started=small.today)
    assert does(small, "m3", "give_first_aid") is Verdict.NOT_YET
    [noted] = trace(small.house, "training")
    post(small, "trainings/obtain", record=noted.number, obtained=small.today, valid_until="")
    assert does(small, "m3", "give_first_aid") is Verdict.DOES
    [held] = [it for it in small.house.practice.member("m3").qualifications if it.kind == "AFGSU"]
    assert (held.started, held.obtained) == (small.today, small.today)


def test_a_training_noted_by_mistake_never_counted(small: Small) -> None:
    post(small, "trainings/note", member="m3", kind="AFGSU", obtained=small.today)
    [noted] = trace(small.house, "training")
    post(small, "trainings/remove", record=noted.number)
    assert does(small, "m3", "give_first_aid") is Verdict.NOT_YET
    assert post(small, "trainings/remove", record=noted.number).status_code == 409


def test_who_noted_and_who_ended_stays(small: Small) -> None:
    post(small, "trainings/note", member="m3", kind="AFGSU", obtained=small.today)
    post(small, "trainings/remove", who="m2", record=AgreementRow.objects.get().pk)
    row = AgreementRow.objects.get()
    assert (row.noted_by, row.ended_by, row.words["kind"]) == ("m1", "m2", "AFGSU")


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("trainings/note", {"member": "m3", "kind": "MAGIC", "obtained": "2024-01-01"}),
        ("trainings/note", {"member": "m3", "kind": "CQP"}),
        ("trainings/note", {"member": "m3", "kind": "CQP", "started": "2025-01-01", "obtained": "2024-01-01"}),
        ("trainings/note", {"member": "m3", "kind": "CQP", "obtained": "one day"}),
        ("trainings/note", {"member": "nobody", "kind": "CQP", "obtained": "2024-01-01"}),
        ("trainings/post", {"member": "m4", "role": "assistant", "taken": "2024-01-01"}),
        ("protocols/note", {"fields": "diabetes", "physicians": "m1", "signed_on": "2024-01-01"}),
        ("structure", {"structure": "CASTLE", "since": "2024-01-01"}),
        ("ours/narrow", {"role": "assistant", "activity": "take_blood", "reason": "x"}),
        ("ours/narrow", {"role": "assistant", "activity": "measure_weight", "reason": " "}),
        ("ours/narrow", {"role": "assistant", "activity": "measure_weight", "reason": "x", "physician": "m4"}),
        ("ours/narrow", {"role": "assistant", "activity": "measure_weight", "reason": "x", "member": "m4"}),
        ("ours/mode", {"member": "m1", "pathway": "on_horseback"}),
        ("ours/mode", {"member": "m3", "pathway": "single_room"}),
        ("ours/mode", {"member": "m1", "pathway": "single_room", "days": "1", "since": "noon"}),
    ],
)
def test_nonsense_is_refused_in_words_and_nothing_is_kept(small: Small, path: str, wrong: dict[str, str]) -> None:
    before = small.house.practice
    refused = post(small, path, **wrong)
    assert refused.status_code == 409
    assert 'role="alert"' in refused.content.decode()
    assert small.house.practice == before
    assert not AgreementRow.objects.exists()


@pytest.mark.parametrize("path", ["trainings/note", "protocols/note", "structure", "ours/narrow", "ours/mode"])
@pytest.mark.parametrize("who", ["m3", "m4", "m5"])
def test_only_a_doctor_writes_here(small: Small, path: str, who: str) -> None:
    assert post(small, path, who=who).status_code == 403


def test_deadlines_that_disagree_are_both_shown_and_reminded(small: Small) -> None:
    """The contract says two years for the FAE, the order of 2019 says three."""
    taken = small.today - timedelta(days=2 * 365 - 30)
    by = Author("m1", now_at(small))
    trainings.note_training(small.house, by, "m3", "DEAS", obtained=taken)
    [old] = [it for it in small.house.settings["qualifications"]["m3"] if "record" not in it]
    assert old["kind"] == "CQP"
    trainings.note_post(small.house, by, "m3", "assistant", taken)
    practice = small.house.practice
    assert practice.member("m3").taken(Role.ASSISTANT) == taken
    assert reminders(practice, small.today) == ()
    row = MemberRow.objects.get(code="m3").practice
    row.settings = {**row.settings, "qualifications": {"m3": [{"kind": "DEAS", "obtained": taken.isoformat()}]}}
    row.revision += 1
    row.save()
    assert [(it.code, it.effect) for it in reminders(small.house.practice, small.today)] == [
        ("convention_2024_fae_held", "reminds")
    ]
    shown = small.signed_in("m1").get("/p/brehan/delegation/trainings").content.decode()
    first, last = (
        f"{day:%d/%m/%Y}" for day in (taken.replace(year=taken.year + 2), taken.replace(year=taken.year + 3))
    )
    assert first in shown
    assert last in shown


def test_a_protocol_is_signed_and_ends(small: Small) -> None:
    a_nurse(small)
    asked = {"fields": ["diabetes"], "nurses": ["m6"], "physicians": ["m1"], "signed_on": small.today}
    assert does(small, "m6", "prescribe_hba1c") is Verdict.NOT_YET
    post(small, "protocols/note", **asked)
    assert does(small, "m6", "prescribe_hba1c") is Verdict.DOES
    post(small, "protocols/end", record=AgreementRow.objects.get().pk, until=small.today)
    assert does(small, "m6", "prescribe_hba1c") is Verdict.NOT_YET
    assert does(small, "m6", "prescribe_hba1c", on=small.today - timedelta(days=1)) is Verdict.NOT_YET


def test_an_end_of_protocol_is_reminded_before_it_comes(small: Small) -> None:
    a_nurse(small)
    until = small.today + timedelta(days=40)
    asked = {"fields": ["diabetes"], "nurses": ["m6"], "physicians": ["m1"], "signed_on": small.today, "until": until}
    post(small, "protocols/note", **asked)
    [notice] = reminders(small.house.practice, small.today)
    assert (notice.member, notice.on, notice.code) == ("m6", until, "protocol_ends")
    assert reminders(small.house.practice, small.today, within_days=30) == ()


def test_a_coordinated_structure_opens_what_it_opens(small: Small) -> None:
    post(small, "structure", structure="MSP", since=small.today)
    assert "coordinated_structure" in small.house.practice.given(small.house.practice.member("m3"), now_at(small))
    post(small, "structure", structure="ESP", since=small.today)
    assert "coordinated_structure" not in small.house.practice.given(small.house.practice.member("m3"), now_at(small))


def test_a_narrowing_is_told_with_its_reason_wherever_it_refuses(small: Small) -> None:
    """For one doctor's patients: with Dr Le Goff the assistant does not, with Dr Morvan she does."""
    reason = "Je préfère installer moi-même"
    post(small, "ours/narrow", role="assistant", activity="settle_patient", physician="m1", reason=reason)
    for story, doctor, status in (("v1", "m1", 409), ("v2", "m2", 200)):
        press(small.signed_in("m4"), book(small, story, doctor=doctor), "arrive", 2)
        done = press(small.signed_in("m3"), story, "start", 3, step="preparation")
        assert done.status_code == status
        assert (reason in unquote(done.headers.get("X-Sentence", ""))) is (status == 409)
    asked = small.signed_in("m3").get("/p/brehan/delegation/?activity=settle_patient").content.decode()
    assert reason in asked


def test_what_is_given_back_holds_again_and_yesterday_stays_refused(small: Small) -> None:
    past = small.today - timedelta(days=10)
    post(small, "ours/narrow", role="assistant", activity="measure_weight", reason="Balance en panne", since=past)
    assert does(small, "m3", "measure_weight") is Verdict.NO
    post(small, "ours/lift", record=AgreementRow.objects.get().pk)
    assert does(small, "m3", "measure_weight") is Verdict.DOES
    house, yesterday = small.house, small.today - timedelta(days=1)
    then = narrowings.practice_on(house, yesterday, today(house.practice, now_at(small)))
    assert stance(then, then.member("m3"), "measure_weight", yesterday).verdict is Verdict.NO
    before = past - timedelta(days=1)
    then = narrowings.practice_on(house, before, small.today)
    assert stance(then, then.member("m3"), "measure_weight", before).verdict is Verdict.DOES


def test_a_doctor_keeps_the_whole_visit_in_one_click_and_a_booking_proposes_it(small: Small) -> None:
    post(small, "ours/mode", member="m1", pathway="single_room", label="Garde toute la visite")
    form = small.signed_in("m4").get("/p/brehan/agenda/book/?doctor=m1").content.decode()
    assert '<option value="single_room" selected' in form
    other = small.signed_in("m4").get("/p/brehan/agenda/book/?doctor=m2").content.decode()
    assert '<option value="single_room" selected' not in other
    post(small, "ours/mode/end", record=AgreementRow.objects.get().pk)
    again = small.signed_in("m4").get("/p/brehan/agenda/book/?doctor=m1").content.decode()
    assert '<option value="single_room" selected' not in again


def test_a_mode_with_hours_is_proposed_at_those_hours_only(small: Small) -> None:
    day = small.today + timedelta(days=1)
    hours = {"days": [day.weekday()], "since": "08:00", "until": "12:00"}
    post(small, "ours/mode", member="m1", pathway="single_room", **hours)
    client = small.signed_in("m4")
    for since, there in (("09:00", True), ("15:00", False)):
        form = client.get(f"/p/brehan/agenda/book/?doctor=m1&day={day}&since={since}").content.decode()
        assert ('<option value="single_room" selected' in form) is there


def test_whoever_walks_in_is_seen_as_the_doctor_consults_then(small: Small) -> None:
    """Unless the desk says otherwise for this visit."""
    post(small, "ours/mode", member="m1", pathway="single_room", label="Garde toute la visite")
    wanted = {"family": "Rault", "given": "Rémi", "birth_date": "1950-01-02", "doctor": "m1", "key": "k", "words": ""}
    for key, pathway, expected in (("a", "", "single_room"), ("b", "twin_rooms", "twin_rooms")):
        form = {**wanted, "key": key, "pathway": pathway}
        small.signed_in("m4").post(f"/p/brehan/board/{small.today}/walk-in", form)
        assert VisitRow.objects.latest("id").pathway == expected

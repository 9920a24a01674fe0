"""The checklist on the sheet: chosen by the words or by hand, ticked by whoever may, else the doctor's, visibly."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binome.journal.sheets import sheet_story
from binome.web.store.journal import DatabaseJournal
from binome.web.store.models import EntryRow, PatientRow, PracticeRow, VisitRow
from binome.web.store.patients import forget
from tests.web.board.small import Small, book

SHEET = "/p/brehan/prepare/v1/"


@pytest.fixture
def visit(small: Small) -> Small:
    book(small, "v1")
    write(small, "m3", "words", words="Renouvellement pour la tension")
    return small


def write(small: Small, member: str, what: str, **form: object):
    return small.signed_in(member).post(f"{SHEET}{what}", form)


def page(small: Small, member: str = "m1") -> str:
    return small.signed_in(member).get(SHEET).content.decode()


def item(shown: str, code: str) -> str:
    found = re.search(rf'<li data-done="[^"]*" data-item="{code}">.*?</li>', shown, re.S)
    return found[0] if found else ""


def born(small: Small, years: int) -> None:
    day = small.house.practice.local(VisitRow.objects.get(story="v1").due).date()
    PatientRow.objects.filter(code="p-v1").update(birth_date=day.replace(year=day.year - years, month=1, day=1))


def test_the_words_choose_the_lists_until_somebody_does(visit: Small) -> None:
    """By hand, what was chosen stays, whatever the words become."""
    assert item(page(visit), "pressure")
    write(visit, "m3", "lists", list=["any_visit", "certificate"])
    write(visit, "m3", "words", words="La tension, finalement")
    shown = page(visit)
    assert item(shown, "what_for")
    assert not item(shown, "home_pressure")


def test_an_unknown_list_is_refused(visit: Small) -> None:
    assert write(visit, "m3", "lists", list=["fly"]).status_code == 409


def test_an_item_is_ticked_alone_under_its_text(visit: Small) -> None:
    """Another item of the same activity stays to be done."""
    write(visit, "m3", "tick", item="medicines")
    shown = page(visit)
    assert 'data-done="yes"' in item(shown, "medicines")
    assert 'data-done="no"' in item(shown, "history")
    last = DatabaseJournal(visit.house.id).of_story(sheet_story("v1"))[-1]
    assert (last.kind, last.activity, last.delegation) == (
        "medicines", "collect_history", "assistant:collect_history@cpam_mayenne",
    )  # fmt: skip


def test_an_item_that_is_not_on_the_sheet_is_refused(visit: Small) -> None:
    assert write(visit, "m3", "tick", item="booklet").status_code == 409


def test_the_pressure_is_taken_twice_both_kept_and_the_mean_shown(visit: Small) -> None:
    write(visit, "m3", "measures", systolic="150", diastolic="86")
    once = page(visit)
    write(visit, "m3", "measures", systolic="138", diastolic="82")
    twice = page(visit)

    assert "à reprendre" in once
    assert 'data-done="part"' in item(once, "pressure")
    assert "144 <small>mmHg</small>" in twice
    assert "150 · 138" in twice
    assert 'data-done="yes"' in item(twice, "pressure")
    assert EntryRow.objects.filter(kind="measure", code="systolic").count() == 2


def test_the_doctor_is_told_first_what_a_source_says(visit: Small) -> None:
    """With its source; at the mean of what was taken; never for a child or an age nobody knows."""
    write(visit, "m3", "measures", systolic="150", diastolic="86")
    assert "à confirmer par des mesures à la maison" not in page(visit)
    born(visit, 60)
    shown = page(visit)
    assert "à confirmer par des mesures à la maison" in shown
    assert "hypertension-arterielle.md" in shown
    write(visit, "m3", "measures", systolic="120", diastolic="70")
    assert "à confirmer par des mesures à la maison" not in page(visit)


def test_an_unusual_value_and_a_note_to_be_seen_first_are_at_the_top(visit: Small) -> None:
    write(visit, "m3", "measures", temperature="41", sure="yes")
    write(visit, "m3", "note", words="Pâle", alert="yes")
    top = page(visit).partition('<div class="sheet">')[0]
    assert "hors des valeurs plausibles" in top
    assert "Pâle" in top


def test_what_is_not_prepared_is_said_with_its_reason_and_its_author(visit: Small) -> None:
    write(visit, "m3", "tick", item="medicines", reason="no_time")
    top = page(visit).partition('<div class="sheet">')[0]
    assert "Pas le temps, Nadia Kerbrat" in top


def test_what_nobody_present_may_do_falls_back_to_the_doctor(visit: Small) -> None:
    """Here the assistant's training is gone: the pressure is the doctor's, and it is said."""
    row = PracticeRow.objects.get()
    row.settings = {**row.settings, "qualifications": {}, "devices": []}
    row.revision += 1
    row.save()
    fallen = item(page(visit), "pressure")
    assert "personne ici ne le peut" in fallen


def test_who_wants_the_doctor_alone_is_met_by_nobody_else(visit: Small) -> None:
    """Said at the top; the visit's way is the doctor's alone; clinical items are the doctor's."""
    answered = write(visit, "m3", "consent", answer="refused")
    shown = page(visit)
    assert answered.status_code == 302
    assert "souhaite voir le médecin seul" in shown.partition('<div class="sheet">')[0]
    assert VisitRow.objects.get(story="v1").pathway == "single_room"
    assert "Une salle, un médecin" in visit.signed_in("m1").get("/p/brehan/visits/v1/").content.decode()
    assert "personne ici ne le peut" in item(shown, "pressure")
    write(visit, "m3", "consent", answer="given")
    assert VisitRow.objects.get(story="v1").pathway == "twin_rooms"


def test_the_patient_s_list_is_written_by_the_secretary_and_ticked_by_the_doctor(visit: Small) -> None:
    """In its order; she reads it back and nothing else; what is left goes to the closing page."""
    said = visit.signed_in("m4").post(f"{SHEET}topics", {"topics": "Mon genou\n\nLe vaccin\nDormir"})
    read_back = visit.signed_in("m4").get(f"{SHEET}topics").content.decode()
    assert said.status_code == 302
    assert visit.signed_in("m4").get(SHEET).status_code == 403
    assert read_back.index("Mon genou") < read_back.index("Le vaccin") < read_back.index("Dormir")

    assert write(visit, "m3", "deal", topic="t1", state="dealt").status_code == 409
    write(visit, "m1", "deal", topic="t1", state="dealt")
    write(visit, "m1", "deal", topic="t2", state="later")
    left = visit.signed_in("m1").get(f"{SHEET}closing/").content.decode()
    assert "Mon genou" not in left
    assert "Le vaccin" in left
    assert "Dormir" in left


def test_something_for_one_patient_comes_back_at_each_visit(visit: Small) -> None:
    write(visit, "m3", "item", words="Demander la canne", part="before", activity="collect_lifestyle")
    EntryRow.objects.filter(kind="item").update(story="an-earlier-visit")
    assert "Demander la canne" in page(visit)
    [own] = EntryRow.objects.filter(kind="item").values_list("code", flat=True)
    write(visit, "m3", "drop-item", item=own)
    assert "Demander la canne" not in page(visit)


def test_what_is_known_of_the_patient_brings_its_list(visit: Small) -> None:
    write(visit, "m3", "known", known=["type_2_diabetes"])
    assert item(page(visit), "foot_examination")
    write(visit, "m3", "known")
    assert not item(page(visit), "foot_examination")


def test_growth_is_drawn_with_its_table_behind(visit: Small) -> None:
    """From two days on, never from two values of one visit; without any reference curve."""
    write(visit, "m3", "measures", weight="70")
    write(visit, "m3", "measures", weight="70,5")
    assert 'class="growth"' not in page(visit)
    first = EntryRow.objects.filter(code="weight").order_by("id").first()
    first.at = first.at.replace(year=first.at.year - 1)
    first.save()
    shown = page(visit)
    assert 'class="growth"' in shown
    assert "70,0 kg" in shown.partition('class="growth"')[2]


def test_a_forgotten_patient_leaves_no_topic_decision_or_item(visit: Small) -> None:
    """Whatever was written, on this visit or for good; the journal keeps codes alone."""
    write(visit, "m3", "topics", topics="Mon genou")
    write(visit, "m3", "item", words="La canne", part="before", activity="collect_lifestyle")
    write(visit, "m3", "known", known=["copd"])
    write(visit, "m1", "closing/say", words="Buvez de l'eau.")
    write(visit, "m1", "closing/decide", kind="tests", to="patient", words="prise de sang")
    assert set(EntryRow.objects.values_list("kind", flat=True)) == {"topic", "item", "known", "said", "decision"}
    visit.signed_in("m4").post("/p/brehan/visits/v1/miss", {"key": "k"})

    forget(visit.house, "p-v1", at=datetime.now(UTC))

    assert not EntryRow.objects.exists()
    told = str(DatabaseJournal(visit.house.id).of_story(sheet_story("v1")))
    assert not any(words in told for words in ("genou", "canne", "sang", "eau."))


def test_the_sheet_costs_few_questions_whatever_is_on_it(visit: Small) -> None:
    """The same with one value as with many: no question for each item, each topic or each measurement."""
    browser = visit.signed_in("m1")
    browser.get(SHEET)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            browser.get(SHEET)
        return len(asked)

    few = questions()
    for _ in range(3):
        write(visit, "m3", "measures", systolic="130", diastolic="80", weight="70")
    write(visit, "m3", "topics", topics="\n".join(f"sujet {n}" for n in range(12)))
    assert questions() == few <= 8


def test_the_practice_changes_a_list_and_the_sheet_follows(visit: Small) -> None:
    """Left out, put in another order, its own added; a doctor only."""
    form = {"place-pressure": "2", "place-medicines": "1", "words": "Offrir un verre d'eau", "part": "before",
            "activity": "welcome_patient", "minutes": "1"}  # fmt: skip
    assert visit.signed_in("m3").post("/p/brehan/prepare/lists/renewal", form).status_code == 403
    kept = visit.signed_in("m1").post("/p/brehan/prepare/lists/renewal", form)
    write(visit, "m3", "lists", list=["renewal"])
    shown = page(visit)
    assert kept.status_code == 302
    assert re.findall(r'data-item="([^"]+)"', shown)[:2] == ["medicines", "pressure"]
    assert "Offrir un verre d&#x27;eau" in shown
    assert not item(shown, "tests_due")


def test_a_list_that_makes_no_sense_is_refused(visit: Small) -> None:
    form = {"words": "Voler", "part": "before", "activity": "fly"}
    refused = visit.signed_in("m1").post("/p/brehan/prepare/lists/renewal", form)
    assert refused.status_code == 409
    assert visit.house.practice.checklists == {}

"""Whom an iCalendar event is for, with whom, where and why."""

from datetime import date

from tests.interop.agendas import event, read


def test_the_title_says_who_and_why() -> None:
    visit = read(event(summary="DUPONT Marie - suivi HTA")).visits[0]
    assert (visit.family, visit.given, visit.reason) == ("DUPONT", "Marie", "suivi HTA")


def test_labels_in_the_description_are_read_in_french_and_in_english() -> None:
    said = r"DESCRIPTION:Patient: HUET Paul\nTél. : 06 12 34 56 78\nDate of birth: 1950-01-02\nMotif : toux"
    visit = read(event(said, summary="RDV 12")).visits[0]
    assert (visit.family, visit.given, visit.phone) == ("HUET", "Paul", "06 12 34 56 78")
    assert (visit.birth_date, visit.reason) == (date(1950, 1, 2), "toux")


def test_names_in_columns_of_their_own_are_put_together() -> None:
    visit = read(
        event(r"DESCRIPTION:Nom : LE GOFF\nPrénom : Yann\nNom de naissance : RIOU", summary="Consultation")
    ).visits[0]
    assert (visit.family, visit.given, visit.birth_name) == ("LE GOFF", "Yann", "RIOU")


def test_the_practitioner_is_the_label_else_the_organizer_else_the_calendar() -> None:
    owner, organizer, label = (
        "X-WR-CALNAME:Dr Abgrall",
        'ORGANIZER;CN="Dr Kerbrat":mailto:k@example.org',
        "DESCRIPTION:Praticien : Dr Coz",
    )
    assert read(owner, event()).visits[0].practitioner == "Dr Abgrall"
    assert read(owner, event(organizer)).visits[0].practitioner == "Dr Kerbrat"
    assert read(owner, event(organizer, label)).visits[0].practitioner == "Dr Coz"


def test_the_place_and_the_category_are_kept() -> None:
    visit = read(event("LOCATION:Salle 2\\, rez-de-chaussée", "CATEGORIES:Vaccin")).visits[0]
    assert (visit.place, visit.reason) == ("Salle 2, rez-de-chaussée", "Vaccin")


def test_the_guest_is_the_patient_when_the_title_names_nobody() -> None:
    visit = read(event('ATTENDEE;CN="DUPONT Marie":mailto:m@example.org', summary="")).visits[0]
    assert (visit.family, visit.given, visit.email) == ("DUPONT", "Marie", "m@example.org")


def test_the_title_is_kept_whole_whatever_was_understood_of_it() -> None:
    assert read(event(summary="xx ?? 12")).visits[0].title == "xx ?? 12"

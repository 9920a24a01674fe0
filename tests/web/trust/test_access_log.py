"""Every reading of a record is written down, in one place, and can be looked up."""

from datetime import timedelta

import pytest
import time_machine
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils import timezone

from binome.web.rights import allow, read_about
from binome.web.store.models import AccountRow, PatientRow, ReadRow
from binome.web.urls import urlpatterns as real_pages
from tests.web.people.building import Built, build

pytestmark = pytest.mark.both_databases


@pytest.fixture
def built(db: None) -> Built:
    return build()


@allow("read_preparation", reads="preparation")
def sheet(request: HttpRequest, practice: str, story: str) -> HttpResponse:
    read_about(request, patient="p7")
    return HttpResponse("Jeanne Duval", status=410 if story == "gone" else 200)


@allow("see_board", reads="board")
def board(request: HttpRequest, practice: str, day: str) -> HttpResponse:
    return HttpResponse("everybody")


urlpatterns = [
    path("p/<slug:practice>/s/<slug:story>", sheet),
    path("p/<slug:practice>/b/<slug:day>", board),
    *real_pages,
]
pages = override_settings(ROOT_URLCONF=__name__)


@pages
def test_a_reading_is_written_with_who_what_whom_and_when(built: Built) -> None:
    """The view does not write it: its decision does."""
    built.client("m2").get(built.at("s/v1"))
    read = ReadRow.objects.get()
    assert (read.by, read.kind, read.story, read.patient) == ("m2", "preparation", "v1", "p7")
    assert (read.practice_id, read.account_id) == (built.practice.pk, built.accounts["m2"].pk)
    assert timezone.now() - read.at < timedelta(seconds=20)


@pages
def test_a_list_is_written_with_its_day(built: Built) -> None:
    built.client("m3").get(built.at("b/2026-11-23"))
    assert ReadRow.objects.get().about == "2026-11-23"


@pages
def test_what_was_not_shown_is_not_written(built: Built) -> None:
    """Refused, or not there: nobody read anything."""
    assert built.client("m3").get(built.at("s/v1")).status_code == 403
    assert built.client("m2").get(built.at("s/gone")).status_code == 410
    assert not ReadRow.objects.exists()


def test_a_kind_of_reading_without_a_name_is_found_when_the_house_is_built() -> None:
    with pytest.raises(LookupError, match="not a kind of reading"):
        allow("see_board", reads="everything")


def reads(built: Built, *patients: str) -> None:
    PatientRow.objects.create(practice=built.practice, code="p7", family="Duval", given="Jeanne", sought="duval jeanne")
    for n, patient in enumerate(patients):
        ReadRow.objects.create(
            practice=built.practice, account=built.accounts["m2"], by="m2", kind="visit", patient=patient,
            at=timezone.now() - timedelta(days=n),
        )  # fmt: skip


def test_the_log_shows_names_to_those_who_may_and_writes_their_visit(built: Built) -> None:
    """A doctor sees who read what about whom; the visit to the log is itself in the log."""
    reads(built, "p7")
    page = built.client("m1").get(built.at("trust/"))
    assert "Duval Jeanne" in page.text
    assert "Maëlle Kervran" in page.text
    assert ReadRow.objects.filter(kind="access_log", by="m1").exists()
    assert built.client("m2").get(built.at("trust/")).status_code == 403


def test_a_patient_is_found_by_name_without_a_name_in_an_address(built: Built) -> None:
    reads(built, "p7", "somebody-else")
    doctor = built.client("m1")
    found = doctor.post(built.at("trust/find/"), {"words": "jeanne duv"})
    assert found["Location"] == built.at("trust/?patient=p7")
    page = doctor.get(found["Location"])
    assert page.context["page"].paginator.count == 1
    assert "somebody-else" not in page.text


def test_a_forgotten_patients_readings_are_found_by_code(built: Built) -> None:
    """The name is gone for good; the readings remain."""
    reads(built, "p7")
    PatientRow.objects.all().delete()
    doctor = built.client("m1")
    assert doctor.post(built.at("trust/find/"), {"words": "p7"})["Location"].endswith("?patient=p7")
    assert "Duval" not in doctor.get(built.at("trust/?patient=p7")).text
    assert doctor.post(built.at("trust/find/"), {"words": "Duval"}).status_code == 200


def test_readings_of_a_day_are_those_of_the_practices_own_day(built: Built) -> None:
    """23:30 UTC in winter is half past midnight in Paris: the next day."""
    reads(built)
    ReadRow.objects.create(
        practice=built.practice,
        account=built.accounts["m2"],
        by="m2",
        kind="visit",
        patient="p7",
        at="2026-01-14T23:30Z",
    )
    doctor = built.client("m1")
    assert doctor.get(built.at("trust/?since=2026-01-15&until=2026-01-15")).context["page"].paginator.count == 1
    assert doctor.get(built.at("trust/?until=2026-01-14")).context["page"].paginator.count == 0


def test_an_export_bears_codes_only_and_is_written(built: Built) -> None:
    reads(built, "p7", "p8")
    answer = built.client("m1").get(built.at("trust/export/?patient=p7"))
    lines = b"".join(answer.streaming_content).decode().split("\r\n")
    assert lines[0] == "at,by,kind,story,patient,about"
    assert len(lines) == 3
    assert ",m2,visit,,p7," in lines[1]
    assert ReadRow.objects.filter(kind="export").exists()


def test_the_log_next_door_stays_next_door(built: Built) -> None:
    """Neither its readings nor its patients."""
    other = build("josselin", "Cabinet de Josselin")
    reads(other, "p7")
    doctor = built.client("m1")
    assert doctor.get(built.at("trust/")).context["page"].paginator.count == 0
    assert doctor.post(built.at("trust/find/"), {"words": "Duval"}).context["found"] == []


def test_dormant_accounts_are_shown_and_closed(built: Built) -> None:
    """Ninety days without coming in; closing leaves the member in the team, ready for an invitation."""
    AccountRow.objects.update(last_login=timezone.now() - timedelta(days=10))
    AccountRow.objects.filter(pk=built.accounts["m3"].pk).update(last_login=timezone.now() - timedelta(days=91))
    doctor = built.client("m1")
    page = doctor.get(built.at("trust/dormant/"))
    assert [line.code for line in page.context["lines"]] == ["m3"]
    doctor.post(built.at("team/m3/close/"))
    assert doctor.get(built.at("trust/dormant/")).context["lines"] == ()
    assert built.client("m3").get(built.at("board/")).status_code == 403


def known(built: Built) -> None:
    for code, family, given in (("p7", "Duval", "Jeanne"), ("p8", "Duval", "Paul")):
        sought = f"{family} {given}".lower()
        PatientRow.objects.create(practice=built.practice, code=code, family=family, given=given, sought=sought)


@pytest.mark.parametrize("page", ["patients/", "patients/found", "agenda/book/", "agenda/waiting/"])
def test_whom_a_search_showed_is_written_and_what_was_typed_is_not(built: Built, page: str) -> None:
    """A line per person shown, with how many there were, by pseudonym."""
    known(built)
    built.client("m3").post(built.at(page), {"who": "duval", "seek": "1"})
    lines = list(ReadRow.objects.filter(kind="search").order_by("patient").values_list("by", "patient", "about"))
    assert lines == [("m3", "p7", "2"), ("m3", "p8", "2")]
    assert not ReadRow.objects.filter(about__icontains="duv").exists()


def test_a_form_filled_in_with_somebody_is_a_reading(built: Built) -> None:
    """Even when what was sent with it is refused: the name was shown."""
    known(built)
    secretary = built.client("m3")
    secretary.get(built.at("agenda/book/?patient=p7"))
    assert ReadRow.objects.filter(kind="search", by="m3", patient="p7").count() == 1
    refused = secretary.post(built.at("agenda/book/"), {"patient": "p8"})
    assert (refused.status_code, ReadRow.objects.filter(kind="search", patient="p8").count()) == (422, 1)


def test_a_search_that_shows_nobody_is_no_reading(built: Built) -> None:
    secretary = built.client("m3")
    secretary.get(built.at("patients/"))
    secretary.get(built.at("agenda/book/"))
    secretary.post(built.at("patients/found"), {"who": "nobody of that name"})
    assert not ReadRow.objects.filter(kind="search").exists()


def test_the_letters_of_one_name_are_one_reading(built: Built) -> None:
    """The list answers while somebody types; a minute later it is another reading."""
    known(built)
    for seconds in (0, 2, 4, 90):
        with time_machine.travel(f"2026-11-23T08:0{seconds // 60}:{seconds % 60:02}Z", tick=False):
            built.client("m3").post(built.at("patients/found"), {"who": "duval p"})
    assert ReadRow.objects.filter(kind="search", patient="p8").count() == 2


def test_the_log_names_a_search_in_words(built: Built) -> None:
    known(built)
    built.client("m3").post(built.at("patients/found"), {"who": "duval p"})
    page = built.client("m1").get(built.at("trust/?patient=p8"))
    assert "une recherche de patients (1)" in page.text

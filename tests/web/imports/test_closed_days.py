"""What a file says of a closed day is named, and left alone when one says so; the rest is done, or nothing is."""

from datetime import date

import pytest

from binome.desk import days
from binome.web.store.hall import hall_of
from binome.web.store.models import ImportRow, VisitRow
from tests.web.board.small import Small
from tests.web.imports.test_agenda import AT, TABLE, bring
from tests.web.imports.test_screens import upload

CLOSED = date(2027, 3, 2)
NEXT_DAY = TABLE + "03/03/2027;09:00;15;HAMON;Lise;04/04/1970;Toux;Dr LE GOFF;Confirmé\n"


@pytest.fixture
def closed(small: Small) -> Small:
    """A file was brought; then its day was closed, with nobody left to see."""
    bring(small)
    VisitRow.objects.filter(day=CLOSED).update(state="done")
    with hall_of(small.house, CLOSED) as hall:
        days.close_day(hall, CLOSED, (), by=small.house.practice.member("m1"), at=AT)
    VisitRow.objects.filter(day=CLOSED).update(state="expected")
    return small


def moved(table: str = NEXT_DAY) -> bytes:
    return table.replace("02/03/2027;09:15;15;CARO", "02/03/2027;10:30;15;CARO").encode()


def test_the_check_page_names_the_closed_days_and_offers_the_rest(closed: Small) -> None:
    page = closed.signed_in("m4").get(upload(closed, moved()).url).content.decode()

    assert "mardi 2 mars 2027" in page
    assert 'name="leave_closed"' in page
    assert "HAMON" in page


def test_without_that_choice_nothing_is_written_and_the_days_are_named(closed: Small) -> None:
    """Nothing half done: the open day waits too, and the file goes on waiting."""
    kept = upload(closed, moved())

    refused = closed.signed_in("m4").post(f"{kept.url}accept")

    assert refused.status_code == 409
    assert "2 mars 2027" in refused.content.decode()
    assert 'name="leave_closed"' in refused.content.decode()
    assert VisitRow.objects.count() == 3
    assert ImportRow.objects.filter(state="pending").count() == 1


@pytest.mark.both_databases
def test_with_it_the_rest_is_done_and_the_report_says_what_was_left_alone(closed: Small) -> None:
    before = sorted(VisitRow.objects.filter(day=CLOSED).values_list("story", "due", "number"))
    kept = upload(closed, moved())
    secretary = closed.signed_in("m4")

    page = secretary.post(f"{kept.url}accept", {"leave_closed": "yes"}, follow=True).content.decode()

    assert VisitRow.objects.filter(day=date(2027, 3, 3)).count() == 1
    assert sorted(VisitRow.objects.filter(day=CLOSED).values_list("story", "due", "number")) == before
    told = ImportRow.objects.order_by("-id")[0].told
    assert (told["created"], told["changed"], told["left_alone"], told["closed_days"]) == (1, 0, 1, ["2027-03-02"])
    assert "02/03/2027" in page


@pytest.mark.parametrize(
    "change",
    [
        ("02/03/2027;09:15;15;CARO", "03/03/2027;09:15;15;CARO"),
        ("Toux;Dr LE GOFF", "Fièvre;Dr LE GOFF"),
        ("MOISAN;Maëlys;30/11/1934", "JAFFRÉ;Paul;01/01/1950"),
    ],
)
def test_whatever_touches_a_closed_day_is_left_alone(closed: Small, change: tuple[str, str]) -> None:
    """Moved away from it, other words, somebody else in the same place: a closed day stays as it was told."""
    kept = upload(closed, TABLE.replace(*change).encode())

    closed.signed_in("m4").post(f"{kept.url}accept", {"leave_closed": "yes"})

    told = ImportRow.objects.order_by("-id")[0].told
    assert told["left_alone"] >= 1
    assert told["created"] == told["changed"] == told["cancelled"] == 0


def test_the_same_file_again_asks_nothing_of_a_closed_day(closed: Small) -> None:
    """It changes nothing there."""
    page = closed.signed_in("m4").get(upload(closed, TABLE.encode()).url).content.decode()

    assert 'name="leave_closed"' not in page

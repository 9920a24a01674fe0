"""The demonstration has documents to sign: prepared at the desk, by whom a text lets prepare them."""

from datetime import UTC, datetime

import pytest

from binome.web.demo.documents import ENOUGH, prepare_since_morning
from binome.web.demo.making import found, the_house, the_patients
from binome.web.demo.working_days import working_day
from binome.web.store.checking import checked
from binome.web.store.models import DraftRow, DraftWordsRow


@pytest.mark.django_db
def test_a_morning_s_documents_are_there() -> None:
    """Enough for a doctor to sign thirty, one that came back, one to hand over; asked for again, no more come."""
    day = working_day(datetime.now(UTC).date())
    place = found("kermorwen", day)
    until = datetime.combine(day, datetime.min.time().replace(hour=10), place.practice.zone)
    for _ in range(2):
        prepare_since_morning(place, the_patients(place), until)
    states = list(DraftRow.objects.values_list("state", flat=True))
    assert states.count("prepared") >= 30 > ENOUGH
    assert (states.count("sent_back"), states.count("signed")) == (1, 1)
    assert all(row.text for row in DraftWordsRow.objects.all())
    assert checked(the_house("kermorwen")).differences == ()

"""Before and after a day, on what is counted: a month that nobody has counted yet is said to lack."""

from datetime import timedelta

from binome.measures.catalogue import CATALOGUE
from binome.web.dashboard.changed import Changed, before_and_after
from binome.web.store.measured_months import month_before
from binome.web.store.models import MeasuredMonthRow
from tests.web.board.small import Small
from tests.web.dashboard.conftest import over


def evaluated(small: Small) -> Changed:
    found = before_and_after(small.house, CATALOGUE["wait_min"], over(small), small.today, "en")
    assert found
    return found


def of_months(found: Changed) -> list[str]:
    return [it for it in found.cautions if "not counted yet" in it]


def test_a_month_that_is_not_counted_is_said_and_a_week_it_shares_is_not_taken_for_a_short_one(small: Small) -> None:
    before = evaluated(small)
    assert of_months(before) == []
    MeasuredMonthRow.objects.filter(month=over(small)).delete()
    after = evaluated(small)
    assert of_months(after) == [
        "Months of these weeks that are not counted yet: 1. They are missing here, and the answer may change once they "
        "are."
    ]
    assert sum(after.weeks) < sum(before.weeks)


def test_what_lies_before_the_first_visit_is_not_waited_for(small: Small) -> None:
    day = month_before(over(small)) - timedelta(days=200)
    found = before_and_after(small.house, CATALOGUE["wait_min"], day, small.today, "fr")
    assert found
    assert not any("ne sont pas encore comptés" in it for it in found.cautions)

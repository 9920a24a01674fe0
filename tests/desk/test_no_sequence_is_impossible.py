"""No sequence of deeds, by anybody, in any order, on clocks that disagree, reaches a day that could not be.

Sixty random days of forty deeds; `./run truth` lives many more.
"""

import pytest
from hypothesis import settings

from tests.desk.any_days import AnyDays

TestNoSequenceIsImpossible = pytest.mark.random_cases(AnyDays.TestCase)
if settings.get_current_profile_name() == "suite":
    TestNoSequenceIsImpossible.settings = settings(max_examples=60, stateful_step_count=40)

"""No sequence of deeds, by anybody, in any order, issues a document that nobody with the right to sign has signed.

Sixty random days of forty deeds; `./run truth` lives many more.
"""

import pytest
from hypothesis import settings

from tests.desk.any_drafts import AnyDrafts

TestNothingGoesOutUnsigned = pytest.mark.random_cases(AnyDrafts.TestCase)
if settings.get_current_profile_name() == "suite":
    TestNothingGoesOutUnsigned.settings = settings(max_examples=60, stateful_step_count=40)

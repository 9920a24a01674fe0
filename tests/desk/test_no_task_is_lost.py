"""No sequence of deeds, by anybody, in any order, whoever is away, leaves a task that nobody at work is shown.

Sixty random weeks of forty deeds; `./run truth` lives many more.
"""

import pytest
from hypothesis import settings

from tests.desk.any_tasks import AnyTasks

TestNoTaskIsLost = pytest.mark.random_cases(AnyTasks.TestCase)
if settings.get_current_profile_name() == "suite":
    TestNoTaskIsLost.settings = settings(max_examples=60, stateful_step_count=40)

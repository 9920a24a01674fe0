"""By when to be trained.

An assistant's training, counted in years from the day the post was taken. *CQP*: no diploma of the list is held. *FAE*: a
nurse's, an aide-soignant's or an auxiliaire de puériculture's diploma is held. *refuses*: from that day on the gestures
that rest on attested skills (what asks for `training_in_order`) are refused, unless the person is qualified. *reminds*: a
contract's term, told before it passes; what happens to the aid was not found in any source. For the FAE two texts
disagree since 2024, two years and three: the order's three are the outer limit.
"""
# ruff: noqa: E501  # a table is read across

from datetime import date, timedelta

import pytest

from binome.practice.qualification import Qualification, deadlines, reminders, training_in_order, years_after
from tests.spec.tables import rows

TABLE = """
| deadline                 | training | posts taken since | until      | must be | within years | then    | standing    |
| avenant_7_cqp_started    | CQP      | always            | 2024-06-22 | started | 2            | refuses | certain     |
| avenant_7_cqp_held       | CQP      | always            | 2024-06-22 | held    | 3            | refuses | certain     |
| convention_2024_cqp_held | CQP      | 2024-06-22        |            | held    | 2            | refuses | certain     |
| avenant_7_fae_started    | FAE      | always            | 2024-06-22 | started | 2            | reminds | certain     |
| convention_2024_fae_held | FAE      | 2024-06-22        |            | held    | 2            | reminds | conflicting |
| order_2019_fae_held      | FAE      | always            |            | held    | 3            | refuses | certain     |
"""

LINES = rows(TABLE)
DIPLOMAS = {"CQP": (), "FAE": (Qualification("DEI", obtained=date(2015, 1, 1)),)}


def a_post_for(line: dict[str, str]) -> date:
    """The first day of the posts it is for; or the last, when they have no first."""
    if line["posts taken since"] != "always":
        return date.fromisoformat(line["posts taken since"])
    return date.fromisoformat(line["until"]) - timedelta(days=1) if line["until"] else date(2022, 5, 2)


def test_the_table_is_whole() -> None:
    """Every deadline of the data, as the data has it."""
    told = [
        (it.code, it.path, it.what, str(it.years), it.effect, it.standing, str(it.posts_since or "always"))
        for it in deadlines()
    ]
    columns = ("deadline", "training", "must be", "within years", "then", "standing", "posts taken since")
    assert [tuple(line[column] for column in columns) for line in LINES] == told


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["deadline"])
def test_it_is_told_before_it_passes(line: dict[str, str]) -> None:
    """To whoever has not met it yet, with its date."""
    taken = a_post_for(line)
    falls = years_after(taken, int(line["within years"]))
    told = reminders(DIPLOMAS[line["training"]], taken, falls - timedelta(days=60), within_days=60)
    assert (line["deadline"], falls) in [(it.code, it.on) for it in told]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["deadline"])
def test_it_is_for_the_posts_of_its_time(line: dict[str, str]) -> None:
    """Not for those taken the day before, nor from its end on."""
    found = next(it for it in deadlines() if it.code == line["deadline"])
    if line["posts taken since"] != "always":
        since = date.fromisoformat(line["posts taken since"])
        assert (found.is_for_a_post_of(since - timedelta(days=1)), found.is_for_a_post_of(since)) == (False, True)
    if line["until"]:
        until = date.fromisoformat(line["until"])
        assert (found.is_for_a_post_of(until - timedelta(days=1)), found.is_for_a_post_of(until)) == (True, False)


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["deadline"])
def test_what_refuses_does_and_what_reminds_does_not(line: dict[str, str]) -> None:
    """On the day itself, for who has begun the training and nothing more; held that day, it is in order."""
    taken = a_post_for(line)
    falls = years_after(taken, int(line["within years"]))
    diploma, kind = DIPLOMAS[line["training"]], line["training"]
    begun = Qualification(kind, started=taken + timedelta(days=1)) if line["must be"] == "held" else Qualification(kind)
    assert training_in_order((*diploma, begun), taken, falls - timedelta(days=1))
    assert training_in_order((*diploma, begun), taken, falls) is (line["then"] == "reminds")
    assert training_in_order((*diploma, Qualification(kind, obtained=falls)), taken, falls)

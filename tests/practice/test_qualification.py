"""An assistant's training: held, under way, out of date; its deadlines, the day before and the day itself."""

from datetime import date, timedelta

import pytest

from binome.practice.conditions import conditions
from binome.practice.qualification import (
    GIVES,
    KINDS_OF_TRAINING,
    Qualification,
    deadlines,
    path_of,
    qualified,
    reminders,
    trained,
    training_in_order,
    years_after,
)
from tests.spec.tables import rows

DAY = timedelta(days=1)
BEFORE_2024, SINCE_2024 = date(2024, 6, 21), date(2024, 6, 22)
HELD = date(2020, 1, 1)
NURSE = Qualification("DEI", obtained=HELD)


@pytest.fixture(autouse=True)
def _read_again() -> None:
    """Nothing that an earlier test read is taken for granted."""
    deadlines.cache_clear()


def test_a_training_is_held_from_its_day_to_the_eve_of_its_end() -> None:
    """And one without a day is not held."""
    first, last = date(2024, 5, 1), date(2028, 5, 1)
    held = Qualification("AFGSU", obtained=first, valid_until=last)
    assert [held.held_on(it) for it in (first - DAY, first, last - DAY, last)] == [False, True, True, False]
    assert not Qualification("CQP", started=first).held_on(last)
    assert Qualification("CQP", obtained=first).held_on(date.max)


@pytest.mark.parametrize(
    ("held", "begun"),
    [
        (Qualification("CQP", started=date(2024, 5, 1)), True),
        (Qualification("CQP", started=date(2024, 5, 2)), False),
        (Qualification("CQP", obtained=date(2024, 5, 1)), True),
        (Qualification("CQP", started=date(2024, 1, 1), obtained=date(2025, 1, 1)), True),
        (Qualification("CQP"), False),
    ],
)
def test_a_training_obtained_was_begun(held: Qualification, begun: bool) -> None:
    """Whether or not somebody noted when."""
    assert held.begun_by(date(2024, 5, 1)) is begun


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["CQP"], True),
        (["FAE"], False),
        (["DEI", "FAE"], True),
        (["DEAS", "FAE"], True),
        (["DEAP", "FAE"], True),
        (["DEI"], False),
        (["AFGSU", "FAE"], False),
        ([], False),
    ],
)
def test_who_is_qualified(kinds: list[str], expected: bool) -> None:
    """The CQP, or one of the three caring diplomas and the FAE (order of 7 November 2019)."""
    assert qualified(tuple(Qualification(kind, obtained=HELD) for kind in kinds), HELD) is expected
    assert not qualified(tuple(Qualification(kind, obtained=HELD) for kind in kinds), HELD - DAY)


@pytest.mark.parametrize(("kind", "path"), [("DEI", "FAE"), ("DEAS", "FAE"), ("DEAP", "FAE"), ("AFGSU", "CQP")])
def test_a_caring_diploma_leaves_the_shorter_training(kind: str, path: str) -> None:
    """From the day it is held."""
    held = (Qualification(kind, obtained=HELD),)
    assert (path_of(held, HELD), path_of(held, HELD - DAY)) == (path, "CQP")


TABLE = """
| post taken | diploma | training begun | last day in order |
| 2024-06-21 | none    | -              | 2026-06-20        |
| 2024-06-21 | none    | 2026-06-20     | 2027-06-20        |
| 2024-06-22 | none    | -              | 2026-06-21        |
| 2024-06-22 | none    | 2024-09-01     | 2026-06-21        |
| 2024-06-21 | DEI     | -              | 2027-06-20        |
| 2024-06-22 | DEAS    | -              | 2027-06-21        |
"""


@pytest.mark.parametrize("line", rows(TABLE), ids=lambda line: " ".join(line.values()))
def test_gestures_are_refused_from_the_outer_limit_on(line: dict[str, str]) -> None:
    """Not the day before: the contract's two years of 2024 bind the CQP, the order's three the FAE."""
    taken, last = date.fromisoformat(line["post taken"]), date.fromisoformat(line["last day in order"])
    path = "CQP" if line["diploma"] == "none" else "FAE"
    begun = None if line["training begun"] == "-" else date.fromisoformat(line["training begun"])
    diploma = () if line["diploma"] == "none" else (Qualification(line["diploma"], obtained=HELD),)
    held = (*diploma, Qualification(path, started=begun))
    assert [training_in_order(held, taken, it) for it in (taken - DAY, taken, last, last + DAY)] == [
        False,
        True,
        True,
        False,
    ]


def test_without_a_post_nor_a_training_nothing_is_in_order() -> None:
    """Deny by default."""
    assert not training_in_order((), None, HELD)
    assert training_in_order((Qualification("CQP", obtained=HELD),), None, HELD)


def test_a_certificate_that_ends_is_asked_for_again() -> None:
    """The post was taken long ago: the outer limit has passed."""
    held = (Qualification("CQP", obtained=HELD, valid_until=date(2026, 1, 1)),)
    assert training_in_order(held, HELD, date(2025, 12, 31))
    assert not training_in_order(held, HELD, date(2026, 1, 1))


def test_trainings_meet_conditions() -> None:
    """The assistant's by its rule, the others by being held."""
    held = (Qualification("AFGSU", obtained=HELD, valid_until=date(2024, 1, 1)), Qualification("VACCINATION", HELD))
    assert trained(held, None, HELD) == {"first_aid_training", "vaccination_training"}
    assert trained(held, None, date(2024, 1, 1)) == {"vaccination_training"}
    assert trained((Qualification("CQP", HELD),), None, HELD) == {"training_in_order"}
    assert trained((), HELD, HELD) == {"training_in_order"}
    assert {*GIVES.values(), "training_in_order"} <= set(conditions())
    assert set(GIVES) < set(KINDS_OF_TRAINING)


def test_what_approaches_is_told_before_it_passes() -> None:
    """The contract's term first, then the order's; each with its date and whether it refuses."""
    told = reminders((NURSE,), SINCE_2024, date(2026, 4, 1), within_days=90)
    assert [(it.code, it.on, it.effect) for it in told] == [("convention_2024_fae_held", date(2026, 6, 22), "reminds")]
    assert "FAE" in told[0].labels["fr"]
    far = reminders((NURSE,), SINCE_2024, date(2026, 4, 1), within_days=500)
    assert [it.code for it in far] == ["convention_2024_fae_held", "order_2019_fae_held"]


def test_what_has_passed_unmet_is_still_told() -> None:
    """And nothing is, once it is met or the person qualified."""
    late = date(2027, 7, 1)
    assert [it.code for it in reminders((NURSE,), SINCE_2024, late, within_days=0)] == [
        "convention_2024_fae_held",
        "order_2019_fae_held",
    ]
    fae = Qualification("FAE", started=date(2026, 1, 1), obtained=date(2026, 6, 1))
    assert reminders((NURSE, fae), SINCE_2024, late, within_days=0) == []
    begun = Qualification("CQP", started=date(2026, 6, 20))
    told = reminders((begun,), BEFORE_2024, date(2026, 6, 21), within_days=400)
    assert [it.code for it in told] == ["avenant_7_cqp_held"]


def test_the_last_day_of_the_window_counts() -> None:
    """The day after does not."""
    on = date(2026, 6, 22)
    for within, told in ((10, 1), (9, 0)):
        assert len(reminders((), SINCE_2024, on - 10 * DAY, within_days=within)) == told


def test_the_end_of_a_validity_is_told_too() -> None:
    """Of what is held; what ended already is no news, nor what has no end."""
    held = (
        Qualification("AFGSU", HELD, valid_until=date(2024, 1, 1)),
        Qualification("CQP", HELD),
        Qualification("VACCINATION", HELD, valid_until=date(2020, 6, 1)),
    )
    told = reminders(held, None, date(2023, 12, 1), within_days=60)
    assert [(it.code, it.on, it.effect) for it in told] == [("end_of_AFGSU", date(2024, 1, 1), "refuses")]
    assert told[0].labels == {"fr": "Fin de validité : AFGSU", "en": "No longer valid: AFGSU"}
    assert reminders((), None, HELD, within_days=9999) == []


def test_reminders_come_nearest_first() -> None:
    """Whatever they are of."""
    held = (NURSE, Qualification("AFGSU", HELD, valid_until=date(2027, 1, 1)))
    told = reminders(held, SINCE_2024, date(2026, 6, 1), within_days=400)
    assert [it.on for it in told] == [date(2026, 6, 22), date(2027, 1, 1), date(2027, 6, 22)]


def test_the_twenty_ninth_of_february_becomes_the_first_of_march() -> None:
    """When the year has none."""
    assert years_after(date(2024, 2, 29), 2) == date(2026, 3, 1)
    assert years_after(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert years_after(date(2024, 2, 28), 2) == date(2026, 2, 28)


def test_every_deadline_says_whom_it_is_for_and_what_it_does() -> None:
    """In both languages."""
    for it in deadlines():
        assert (it.path in ("CQP", "FAE"), it.what in ("started", "held")) == (True, True)
        assert it.effect in ("refuses", "reminds")
        assert it.standing in ("certain", "conflicting")
        assert all(it.labels[tongue] for tongue in ("fr", "en"))
        assert it.years in (2, 3)

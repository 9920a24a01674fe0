"""The activities of a practice, as data."""

import pytest

from binome.practice.activities import activities

DOMAINS = {"administrative", "consultation", "coordination", "nurse", "doctor"}


@pytest.mark.parametrize("activity", list(activities().values()), ids=lambda activity: activity.code)
def test_every_activity_has_a_domain_and_a_name_in_both_languages(activity: object) -> None:
    """One of the three official mission domains, or the nurse's or the doctor's own."""
    assert activity.domain in DOMAINS
    assert set(activity.labels) == {"fr", "en"}
    assert all(activity.labels.values())


def test_no_two_activities_bear_one_name() -> None:
    """In either language."""
    for language in ("fr", "en"):
        names = [activity.labels[language] for activity in activities().values()]
        assert len(names) == len(set(names))


def test_the_list_is_read_only() -> None:
    """What is law is not changed while the product runs."""
    with pytest.raises(TypeError):
        activities()["fly"] = activities()["prescribe"]  # type: ignore[index]

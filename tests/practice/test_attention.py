"""Whom the team is attentive to: reasons from a list, the clinical ones for those who read them; ages as data."""

import pytest

from binome.practice.attention import age_bands, attention_reason, attention_reasons, band_of
from tests.practice.refused import refused


def test_every_reason_has_its_words_in_both_tongues() -> None:
    for reason in attention_reasons().values():
        assert set(reason.labels) == {"fr", "en"}
        assert all(reason.labels.values())
    assert {it.clinical for it in attention_reasons().values()} == {True, False}


def test_a_clinical_reason_is_not_for_whoever_does_not_read_them() -> None:
    assert attention_reason("falls", clinical=True).code == "falls"
    assert attention_reason("help_to_move", clinical=False).code == "help_to_move"
    with refused("attention.unknown_reason", reason="falls"):
        attention_reason("falls", clinical=False)
    with refused("attention.unknown_reason", reason="tall"):
        attention_reason("tall", clinical=True)


@pytest.mark.parametrize(
    ("age", "band"), [(0, "infant"), (1, "infant"), (2, None), (74, None), (75, "old"), (103, "old")]
)
def test_an_age_is_in_one_band_at_most(age: int, band: str | None) -> None:
    found = band_of(age)
    assert (found.code if found else None) == band
    assert sum(it.since <= age < it.until for it in age_bands()) == (band is not None)

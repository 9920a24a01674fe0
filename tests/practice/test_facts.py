"""Facts said one by one, and the conditions they meet on a day."""

from datetime import date

import pytest

from binome.practice.conditions import conditions
from binome.practice.facts import BELONGS_TO, CHOICES, KEYS, facts_from, given_by
from tests.practice.refused import refused

ON = date(2026, 7, 1)


def met(*pairs: str, activity: str = "dress_wound", on: date = ON) -> frozenset[str]:
    return given_by(facts_from([tuple(pair.split("=")) for pair in pairs]), activity, on)  # type: ignore[misc]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], set()),
        (["automatic_device=yes"], {"automatic_device"}),
        (["automatic_device=no"], set()),
        (["training=CQP"], {"training_in_order"}),
        (["training=CQP", "obtained=2026-07-01"], {"training_in_order"}),
        (["training=CQP", "obtained=2026-07-02"], set()),
        (["obtained=2026-07-02", "training=CQP"], set()),
        (["training=CQP", "started=2026-01-01"], set()),
        (["training=CQP", "started=2026-01-01", "post_since=2026-01-01"], {"training_in_order"}),
        (["training=AFGSU", "obtained=2020-01-01", "valid_until=2026-07-01"], set()),
        (["training=AFGSU", "training=CQP"], {"first_aid_training", "training_in_order"}),
        (["training=DEI", "training=FAE", "obtained=2026-07-02"], set()),
        (["training=AFGSU", "training=CQP", "obtained=2026-07-02"], {"first_aid_training"}),
        (["training=DEI", "obtained=2020-01-01", "training=FAE"], {"training_in_order"}),
        (["post_since=2026-07-01"], {"training_in_order"}),
        (["post_since=2020-01-01", "post_since=2026-07-01"], {"training_in_order"}),
        (["structure=MSP"], {"coordinated_structure"}),
        (["structure=MSP", "structure=ESP"], set()),
        (["protocol=diabetes"], {"signed_protocol", "protocol_diabetes"}),
        (["protocol=diabetes", "signed=2026-07-02"], set()),
        (["protocol=diabetes", "protocol_until=2026-07-01"], set()),
        (["protocol=organisation"], {"organisation_protocol"}),
        (["protocol=diabetes", "signed=2026-07-02", "protocol=copd"], {"signed_protocol", "protocol_copd"}),
        (["order=2026-07-01"], {"patient_order"}),
        (["order=2026-07-02"], set()),
        (["order=2026-06-01", "revoked=2026-07-01"], set()),
        (["entrusted=2026-07-01"], {"entrusted_patient"}),
        (["entrusted=2026-07-02"], set()),
        (["concertation=2026-07-01"], {"dated_concertation"}),
        (["concertation=2026-07-02"], set()),
        (["structure=MSP", "coordinated_structure=no"], set()),
    ],
)
def test_what_facts_meet(pairs: list[str], expected: set[str]) -> None:
    """On 1 July 2026, for a wound to dress."""
    assert met(*pairs) == expected


@pytest.mark.parametrize(
    ("pair", "code", "facts"),
    [
        ("trainin=CQP", "given.unknown", {"key": "trainin"}),
        ("training=BAC", "given.unreadable", {"key": "training", "value": "BAC"}),
        (
            "protocol=asthma",
            "given.unreadable",
            {"expected": "diabetes or cardiovascular or copd or cognitive or organisation"},
        ),
        ("structure=HOSPITAL", "given.unreadable", {"key": "structure", "value": "HOSPITAL"}),
        (
            "post_since=soon",
            "given.unreadable",
            {"key": "post_since", "value": "soon", "expected": "a day like 2026-03-01"},
        ),
        (
            "automatic_device=perhaps",
            "given.unreadable",
            {"key": "automatic_device", "value": "perhaps", "expected": "yes or no"},
        ),
        ("obtained=2024-01-01", "given.alone", {"key": "obtained", "after": "training"}),
        ("signed=2024-01-01", "given.alone", {"key": "signed", "after": "protocol"}),
        ("revoked=2024-01-01", "given.alone", {"key": "revoked", "after": "order"}),
    ],
)
def test_what_makes_no_sense_is_refused(pair: str, code: str, facts: dict[str, str]) -> None:
    """With what was expected."""
    with refused(code, **facts):
        met(pair)


def test_keys_and_conditions_never_bear_one_name() -> None:
    """And what belongs to something belongs to a key."""
    assert not set(KEYS) & set(conditions())
    assert set(BELONGS_TO) | set(BELONGS_TO.values()) | set(CHOICES) <= set(KEYS)

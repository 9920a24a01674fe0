"""Facts said one by one (training=CQP, obtained=2024-05-01…), and the conditions they meet on a day.

For whoever asks about a person and a patient that no practice knows: the command line, a what-changes-if.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from binome.practice.agreements import (
    ENTRUSTS,
    FIELDS,
    ORGANISATION,
    Concertation,
    PatientOrder,
    SignedProtocol,
    met_by_concertations,
    met_by_orders,
    met_by_protocols,
)
from binome.practice.conditions import Circumstance, conditions, met_by_structure, structures
from binome.practice.qualification import KINDS_OF_TRAINING, Qualification, trained
from binome.practice.refusal import Refused

SOMEBODY, A_DOCTOR, THIS_PATIENT = "somebody", "a_doctor", "this_patient"

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "training": "a training",
        "obtained": "a day",
        "started": "a day",
        "valid_until": "a day",
        "post_since": "a day",
        "structure": "a kind of practice",
        "protocol": "a field",
        "signed": "a day",
        "protocol_until": "a day",
        "order": "a day",
        "revoked": "a day",
        "entrusted": "a day",
        "concertation": "a day",
    }
)
"""What may be said beside a condition, and what is expected after it."""

BELONGS_TO: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("obtained", "started", "valid_until"), "training")
    | {"signed": "protocol", "protocol_until": "protocol", "revoked": "order"}
)
"""What says more of the thing said before it."""

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"training": KINDS_OF_TRAINING, "protocol": (*FIELDS, ORGANISATION), "structure": tuple(structures())}
)


OF_THE_PERSON = frozenset({"training", "post_since"})
"""One of these said, and the person is judged by what was said."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was said of a person, a practice and a patient. `things`: each with the days said after it."""

    holds: Circumstance = frozenset()
    denied: Circumstance = frozenset()
    things: tuple["Thing", ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """One training, protocol, order…: its kind, its value, its days."""

    kind: str
    value: Any
    days: Mapping[str, date] = field(default_factory=dict)


def facts_from(pairs: Iterable[tuple[str, str]]) -> Facts:
    """The facts, in the order they were said; refused when a key or a value makes no sense.

    A day belongs to the thing said before it, or to the next one when none was.
    """
    facts, early = Facts(), {}
    for key, value in pairs:
        kind = BELONGS_TO.get(key)
        if kind and not any(it.kind == kind for it in facts.things):
            early[key] = value
            continue
        facts = _and_also(facts, key, value)
        for waiting in [name for name in early if BELONGS_TO[name] == key]:
            facts = _and_also(facts, waiting, early.pop(waiting))
    for key in early:
        raise Refused("given.alone", key=key, after=BELONGS_TO[key])
    return facts


def given_by(facts: Facts, activity: str, on: date) -> Circumstance:
    """The conditions met on that day for this activity. What is denied is not given, whatever else says so."""
    said = {kind: [it for it in facts.things if it.kind == kind] for kind in KEYS}
    taken = next((it.value for it in reversed(said["post_since"])), None)
    kind_of_practice = next((it.value for it in reversed(said["structure"])), "")
    given = (
        facts.holds
        | trained(tuple(_qualification(it) for it in said["training"]), taken, on)
        | met_by_structure(kind_of_practice)
        | met_by_protocols([_protocol(it) for it in said["protocol"]], SOMEBODY, on)
        | met_by_orders(
            [*_orders(said["order"], activity), *_orders(said["entrusted"], ENTRUSTS)], THIS_PATIENT, activity, on
        )
        | met_by_concertations(
            [Concertation(THIS_PATIENT, A_DOCTOR, it.value) for it in said["concertation"]], THIS_PATIENT, on
        )
    )
    return given - facts.denied


def presumed(facts: Facts, role: str) -> Circumstance:
    """What whoever lawfully holds the role meets, as long as nothing was said of the person."""
    if any(it.kind in OF_THE_PERSON for it in facts.things):
        return frozenset()
    return frozenset(code for code, it in conditions().items() if it.makes == role) - facts.denied


def _and_also(facts: Facts, key: str, value: str) -> Facts:
    if key in conditions():
        wanted = {"yes": "holds", "no": "denied"}.get(value)
        if wanted is None:
            raise Refused("given.unreadable", key=key, value=value, expected="yes or no")
        more = getattr(facts, wanted) | {key}
        return replace(facts, holds=more) if wanted == "holds" else replace(facts, denied=more)
    if key not in KEYS:
        raise Refused("given.unknown", key=key)
    read = _value(key, value)
    if key not in BELONGS_TO:
        return replace(facts, things=(*facts.things, Thing(key, read)))
    last = next(it for it in reversed(facts.things) if it.kind == BELONGS_TO[key])
    more = replace(last, days={**last.days, key: read})
    return replace(facts, things=tuple(more if it is last else it for it in facts.things))


def _value(key: str, value: str) -> Any:
    if key in CHOICES:
        if value not in CHOICES[key]:
            raise Refused("given.unreadable", key=key, value=value, expected=" or ".join(CHOICES[key]))
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Refused("given.unreadable", key=key, value=value, expected="a day like 2026-03-01") from None


def _qualification(said: Thing) -> Qualification:
    """Held ever since, when neither its day nor its beginning was said."""
    ever = {} if {"obtained", "started"} & set(said.days) else {"obtained": date.min}
    return Qualification(said.value, **ever, **said.days)


def _protocol(said: Thing) -> SignedProtocol:
    """Signed ever since, when no day was said."""
    signed, until = said.days.get("signed", date.min), said.days.get("protocol_until")
    return SignedProtocol(
        said.value, signed, frozenset({said.value}), frozenset({SOMEBODY}), frozenset({A_DOCTOR}), until
    )


def _orders(said: list[Thing], activity: str) -> list[PatientOrder]:
    return [PatientOrder(activity, THIS_PATIENT, A_DOCTOR, it.value, revoked=it.days.get("revoked")) for it in said]

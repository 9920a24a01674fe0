"""What is known of whoever would sign, said one by one (sector=1, registered=900…)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any

from binome.contract.agreement import KINDS
from binome.contract.eligibility import Candidate
from binome.contract.forms import near
from binome.practice.toml_faults import NotSo

YES_NO = {"yes": True, "no": False}
EXCEPTIONS = ("new_installer", "rqth", "long_illness", "young_list", "mixed_activity", "exceptional_case")
CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "kind": KINDS,
        "share": ("1/3", "1/2", "1", "3/2", "2"),
        "sector": ("1", "2_optam", "2"),
        "zone": ("zip", "zac", "other"),
        "legal_form": ("SCP", "SCM", "SISA", "SEL", "other"),
        "exceptions": EXCEPTIONS,
    }
)
"""What may be said of these and no other; a specialty is any word, for every other than those named is alike."""


def candidate_from(pairs: Iterable[tuple[str, str]]) -> Candidate:
    """In the order they were said; refused (NotSo) when a key or its value makes no sense."""
    known = {it.name: str(it.type) for it in fields(Candidate)}
    told: dict[str, Any] = {}
    for key, value in pairs:
        if key not in known:
            raise NotSo("key.unknown", key=key, near=near(key, known))
        read = _value(key, value, known[key])
        told[key] = told.get(key, frozenset()) | {read} if key == "exceptions" else read
    return Candidate(**told)


def _value(key: str, value: str, kind: str) -> Any:
    if key in CHOICES:
        if value not in CHOICES[key]:
            raise NotSo("value.not_among", found=value, choices=", ".join(CHOICES[key]))
        return value
    reads: dict[str, Callable[[str], Any]] = {"bool": YES_NO.__getitem__, "int": int, "float": float, "str": str}
    try:
        return next(read for name, read in reads.items() if name in kind)(value)
    except (ValueError, KeyError):
        expected = "yes, no" if "bool" in kind else "1, 2, 3…"
        raise NotSo("value.not_among", found=value, choices=expected) from None

"""What must not get worse in exchange for more: the limits a change is held against.

The limits are a choice of this house, not a finding; whoever compares may say others. Why these figures, and why the
doctor's own minutes are not among them: docs/reasons/what-must-not-get-worse.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from binome.twin.intervals import Mean

MIN_TIMES = 1e-12


class Kept(StrEnum):
    """Where the change stands: its whole interval within the limit, its mean beyond it, or neither."""

    KEPT = "kept"
    CROSSED = "crossed"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class Guardrail:
    """`limit`: how far the figure may go the wrong way; of its first value when `relative`."""

    figure: str
    falls: bool
    limit: float
    relative: bool = False

    def verdict(self, before: Mean, change: Mean) -> Kept:
        allowed = self.limit * abs(before.mean) if self.relative else self.limit
        worst = -change.low if self.falls else change.high
        mean = -change.mean if self.falls else change.mean
        if worst <= allowed:
            return Kept.KEPT
        return Kept.CROSSED if mean > allowed + MIN_TIMES else Kept.UNSETTLED


GUARDRAILS = (
    Guardrail("contact_min", falls=True, limit=0.10, relative=True),
    Guardrail("whole_consultation_min", falls=True, limit=0.10, relative=True),
    Guardrail("continuity_share", falls=True, limit=0.05),
    Guardrail("wait_over_30_share", falls=False, limit=0.05),
    Guardrail("overtime_min_per_doctor_day", falls=False, limit=10.0),
    Guardrail("overtime_min_per_team_day", falls=False, limit=10.0),
    Guardrail("heaviest_load_share", falls=False, limit=0.10),
)


def with_limits(limits: Mapping[str, float]) -> tuple[Guardrail, ...]:
    """The guardrails, some with another limit. Unknown names are refused."""
    known = {it.figure for it in GUARDRAILS}
    for name in limits:
        if name not in known:
            raise KeyError(name)
    return tuple(Guardrail(it.figure, it.falls, limits.get(it.figure, it.limit), it.relative) for it in GUARDRAILS)

"""A row of the validation: what was expected, what came out, how far apart they may be and why, and the verdict."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from binome.twin.validate.expected import Expected

STANDARD_ERRORS = 3.0
LONGER = 4


class Verdict(StrEnum):
    """Only one of them makes the command fail."""

    WITHIN = "within"
    SHORT = "falls short"
    TOLD = "told, not required"


@dataclass(frozen=True)
class Row:
    """`tolerance` is None where nothing is required; `reason` says where the tolerance comes from."""

    level: str
    table: str
    row: str
    expected: float | str
    obtained: float | str
    tolerance: float | None
    verdict: Verdict
    reason: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Estimate(NamedTuple):
    """A mean over independent batches, its standard error, and over how much it was taken."""

    mean: float
    standard_error: float
    taken_over: str


def judged(
    of: Expected, row: str, expected: float, obtained: float, tolerance: float | None = None, besides: str = ""
) -> Row:
    """Within the tolerance of the file of expected values (or the one given, of the same reason), or short of it."""
    allowed = of.tolerance if tolerance is None else tolerance
    # A comparison of printed digits must not fail by the binary rounding of its own tolerance.
    verdict = Verdict.WITHIN if abs(obtained - expected) <= allowed * (1 + 1e-9) else Verdict.SHORT
    reason = f"{of.reason}; {besides}" if besides else of.reason
    return Row(of.level, of.table, row, expected, obtained, allowed, verdict, reason)


def told(of: Expected, row: str, expected: float | str, obtained: float | str, reason: str = "") -> Row:
    """Shown beside the source, whatever it says: the reason tells why nothing can be required."""
    return Row(of.level, of.table, row, expected, obtained, None, Verdict.TOLD, reason or of.reason)


def simulated(
    of: Expected, row: str, expected: float, sample: Callable[[int, int], Estimate], allowed: float = 0
) -> Row:
    """Within three standard errors of the expected value, or of what is `allowed` around it where it is no theory.

    `sample` is given its luck and how many times longer than usual to run. One row in 370 is beyond three standard
    errors by chance: it is run once more, with other luck and four times longer, and that run alone decides.
    """
    estimate = sample(0, 1)
    again = ""
    if not _near(estimate, expected, allowed):
        again = (
            f"; run again, {LONGER} times longer: the first gave {estimate.mean:.6g} ± {estimate.standard_error:.2g}"
        )
        estimate = sample(1, LONGER)
    verdict = Verdict.WITHIN if _near(estimate, expected, allowed) else Verdict.SHORT
    besides = f"{of.reason} ({allowed:.3g}); and " if allowed else ""
    reason = f"{besides}3 standard errors of {estimate.standard_error:.3g} over {estimate.taken_over}{again}"
    tolerance = allowed + STANDARD_ERRORS * estimate.standard_error
    return Row(of.level, of.table, f"{row} · twin", expected, estimate.mean, tolerance, verdict, reason)


def _near(estimate: Estimate, expected: float, allowed: float) -> bool:
    return abs(estimate.mean - expected) <= allowed + STANDARD_ERRORS * estimate.standard_error

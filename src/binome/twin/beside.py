"""Two scenarios lived under the same luck, until their difference is known well enough."""

import math
from collections.abc import Callable
from typing import Any

from binome.twin.experiment import FEWEST, LOOKS_EVERY, Precision, run
from binome.twin.guardrails import GUARDRAILS, Guardrail
from binome.twin.model import Scenario
from binome.twin.outcome import Outcome
from binome.twin.paired import Paired


def compare(
    before: Scenario,
    after: Scenario,
    *,
    replications: int = 100,
    precision: Precision | None = None,
    guardrails: tuple[Guardrail, ...] = GUARDRAILS,
    texts: tuple[str, str] = ("", ""),
    files: tuple[str, str] = ("", ""),
    on_progress: Callable[[int, int], None] | None = None,
    **asked: Any,
) -> Paired:
    """Replications of each (at most, when a precision is asked: of the difference, then), and what lies between."""
    wanted = FEWEST if precision else replications
    sides: tuple[Outcome | None, Outcome | None] = (None, None)
    while True:
        lived = []
        for n, scenario in enumerate((before, after)):
            show = _half(on_progress, n)
            said: dict[str, Any] = {"text": texts[n], "file": files[n], "so_far": sides[n], "on_progress": show} | asked
            lived.append(run(scenario, replications=min(wanted, replications), **said))
        pair = Paired(lived[0], lived[1], guardrails, precision=precision.said if precision else "")
        if not (precision and pair.complete and wanted < replications) or _known(pair, precision):
            return pair
        wanted = _more(pair, precision)
        sides = lived[0], lived[1]


def _half(on_progress: Callable[[int, int], None] | None, side: int) -> Callable[[int, int], None] | None:
    """Each scenario is half of the way."""
    return (lambda done, of: on_progress(done + side * of, 2 * of)) if on_progress else None


def _known(pair: Paired, precision: Precision) -> bool:
    return pair.difference(precision.figure).half_width <= precision.within


def _more(pair: Paired, precision: Precision) -> int:
    """As many as the spread so far asks for, at most twice as many: the spread is itself a guess."""
    times = min(2.0, (pair.difference(precision.figure).half_width / precision.within) ** 2)
    return LOOKS_EVERY * math.ceil(max(pair.replications * times, pair.replications + 1) / LOOKS_EVERY)

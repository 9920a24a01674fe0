"""Charts of what a group answered, in the look of web/charts: medians along rounds, half of the answers round each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from binome.web.charts import BAND, LINE, axis, inline, svg_of

SPREAD_WIDTH, SPREAD_HEIGHT = 420, 160
_BETWEEN = "|"


@dataclass(frozen=True, slots=True)
class Told:
    """One round: `name` as its axis says it, `under` beneath it (a year, where it changes); None when it is hidden."""

    name: str
    under: str
    median: float | None
    lower: float | None = None
    upper: float | None = None


def spread(
    rounds: Sequence[Told],
    bounds: tuple[float, float],
    *,
    language: str,
    width: int = SPREAD_WIDTH,
    height: int = SPREAD_HEIGHT,
) -> str:
    """The whole scale is drawn, from its lowest to its highest answer: no difference looks larger than it is."""
    import altair as alt

    lines = [_line(n, it) for n, it in enumerate(rounds)]
    # Every round has its place, a hidden one too: where it stood stays empty.
    along = alt.Scale(domain=[it["at"] for it in lines], padding=0.3)
    named = axis(grid=False, labelAngle=0, labelExpr=_LABEL)
    base = alt.Chart(inline(lines)).encode(x=alt.X("at:N", sort=None, axis=named, scale=along))
    whole = alt.Scale(domain=list(bounds), nice=False, clamp=True)
    y = alt.Y("median:Q", axis=axis(tickCount=4), scale=whole)
    half = base.mark_bar(color=BAND, stroke=LINE, strokeWidth=0.8, cornerRadius=3, width={"band": 0.6}).encode(
        y=alt.Y("lower:Q", axis=axis(tickCount=4), scale=whole), y2="upper:Q"
    )
    line = base.mark_line(color=LINE, strokeWidth=2.2, invalid="break-paths-show-domains").encode(y=y)
    dots = base.transform_filter("isValid(datum.median)").mark_circle(color=LINE, size=46, opacity=1).encode(y=y)
    return svg_of(alt.layer(half, line, dots).properties(width=width, height=height), language)


_LABEL = f"slice(split(datum.label, '{_BETWEEN}'), 1)"


def _line(place: int, it: Told) -> dict[str, Any]:
    name = _BETWEEN.join((str(place), it.name, it.under))
    return {"at": name, "median": it.median, "lower": it.lower, "upper": it.upper}

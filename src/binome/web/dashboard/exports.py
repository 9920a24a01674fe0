"""The figures as files: CSV for a spreadsheet, Parquet for a researcher. What is hidden on screen is hidden here."""

from io import BytesIO
from typing import Any

import polars as pl
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from binome.measures.answers import Answer
from binome.measures.catalogue import CATALOGUE
from binome.web.asked import Asked
from binome.web.dashboard.along import shown_periods
from binome.web.dashboard.looking import Looking, looking
from binome.web.dashboard.one import by_of, measure_of
from binome.web.dashboard.periods import Period
from binome.web.dashboard.questions import ORDER, question
from binome.web.figures import sums_of
from binome.web.rights import allow

COLUMNS: dict[str, Any] = {
    "code": pl.String,
    "since": pl.Date,
    "last": pl.Date,
    "value": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "above": pl.Float64,
    "below": pl.Float64,
    "days": pl.Int64,
    "hidden": pl.String,
    "unit": pl.String,
    "simulated": pl.Boolean,
}
KINDS = {"csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet"}


@allow("export_measures")
@require_GET
def export(request: Asked, practice: str, kind: str) -> HttpResponse:
    """The figures of the days looked at; with `code`, one figure period by period."""
    if kind not in KINDS:
        raise Http404(kind)
    it = looking(request)
    code = request.GET.get("code", "")
    rows = _along(request, it, code) if code else _all(it, request.GET.get("question", ""))
    table = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    named = f"binome-{code or 'measures'}-{it.period.since}-{it.period.last}.{kind}"
    return HttpResponse(
        _written(table, kind),
        content_type=KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{named}"'},
    )


def _all(it: Looking, asked: str) -> list[tuple[Any, ...]]:
    """Of one question when it is named, and of the days compared with as well."""
    wanted = {m.code for m in question(asked).measures} if asked in ORDER else set(CATALOGUE)
    both = [(it.period, it.desk.now), *([(it.other, it.desk.then)] if it.other else [])]
    return [_row(it, period, one) for period, found in both for code, one in found.items() if code in wanted]


def _along(request: Asked, it: Looking, code: str) -> list[tuple[Any, ...]]:
    measure_of(code)
    periods = shown_periods(by_of(request, it), it.period.last)
    sums = sums_of(it.house, periods[0].since, periods[-1].last)
    found = sums.along(code, [(one.since, one.last) for one in periods])
    return [_row(it, period, answer) for period, answer in zip(periods, found, strict=True)]


def _row(it: Looking, period: Period, one: Answer) -> tuple[Any, ...]:
    told = (one.value, one.low, one.high, one.above, one.below, one.days, one.hidden)
    return (one.code, period.since, period.last, *told, CATALOGUE[one.code].unit, it.house.is_demo)


def _written(table: pl.DataFrame, kind: str) -> bytes:
    out = BytesIO()
    if kind == "csv":
        table.write_csv(out)
    else:
        table.write_parquet(out)
    return out.getvalue()

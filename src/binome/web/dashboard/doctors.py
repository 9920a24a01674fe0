"""One figure by doctor: a band for each, in the order of the team. Never a rank, never for those who may not."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from binome.measures.answers import Answer
from binome.measures.catalogue import Measure
from binome.web.asked import Asked
from binome.web.charts import Bar, on_screen
from binome.web.charts import bands as drawn_bands
from binome.web.dashboard.cards import tongue
from binome.web.dashboard.looking import Looking, around, looking
from binome.web.dashboard.one import measure_of
from binome.web.figures import said, unit_name, why_hidden, written
from binome.web.rights import allow

WIDE = 900


@dataclass(frozen=True, slots=True)
class Band:
    """Of one doctor, or of the practice: its name, its band in words, how it lies beside the practice's own."""

    name: str
    answer: Answer
    band: str
    beside: str
    ours: bool


@allow("see_by_doctor")
@require_GET
def by_doctor(request: Asked, practice: str, code: str) -> HttpResponse:
    measure, it = measure_of(code), looking(request)
    rows = bands(it, measure)
    drawn = [Bar(row.name, *_ends(row.answer), ours=row.ours) for row in rows if row.answer.low is not None]
    svg = on_screen(drawn_bands(drawn, language=tongue(), width=WIDE)) if drawn else ""
    told = {"measure": measure, "words": measure.words(tongue()), "rows": rows, "svg": svg}
    told["unit"] = unit_name(measure.unit)
    return render(request, "dashboard/doctors.html", around(it) | told)


def bands(it: Looking, measure: Measure) -> list[Band]:
    """The practice first, then whoever has anything to count, in the order of the team."""
    days = (it.period.since, it.period.last)
    whole = it.desk.now[measure.code]
    counted = set(it.sums.doctors(measure.code)) | _seen_by(it)
    found = [(code, it.sums.one(measure.code, days, code)) for code in it.house.practice.members if code in counted]
    practice = Band(_("The practice"), whole, _band(whole, measure), "", ours=True)
    each = [_one(it.house.people.get(code, code), answer, whole, measure) for code, answer in found]
    return [practice, *each]


def _seen_by(it: Looking) -> set[str]:
    """For the figures of patients, which are not counted day by day."""
    return {code for month in it.sums.held for code in month.attendance["doctor"].unique()}


def _one(name: str, answer: Answer, whole: Answer, measure: Measure) -> Band:
    return Band(name, answer, _band(answer, measure), _beside(answer, whole), ours=False)


def _band(answer: Answer, measure: Measure) -> str:
    """The range alone: a single number would be read as a rank."""
    if answer.hidden:
        return why_hidden(answer.hidden, measure)
    if answer.low is None or answer.high is None:
        return said(answer, measure).value
    facts = {"low": written(answer.low, measure.unit), "high": written(answer.high, measure.unit)}
    return _("%(low)s to %(high)s") % facts


def _beside(answer: Answer, whole: Answer) -> str:
    """Two bands that overlap are not different: what the page says of them, a word beside one never unsays."""
    if answer.low is None or answer.high is None or whole.value is None or answer.hidden:
        return ""
    low, high = (whole.value if end is None else end for end in (whole.low, whole.high))
    if answer.low <= high and answer.high >= low:
        return _("as the practice")
    return _("above the practice") if answer.low > high else _("below the practice")


def _ends(answer: Answer) -> tuple[float, float | None, float | None]:
    return answer.value or 0.0, answer.low, answer.high

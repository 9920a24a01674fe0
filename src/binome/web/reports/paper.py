"""A report, whole: what its page is made of."""

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from binome.measures.catalogue import CATALOGUE
from binome.web.figures import sums_of
from binome.web.pulse_told import BESIDE, latest
from binome.web.reports.chapters import CHAPTERS
from binome.web.reports.spans import MONTH, Span
from binome.web.reports.team import pulse_told
from binome.web.reports.told import briefly, chapter_told, happened, loop_told, method_told
from binome.web.store.measured_months import months
from binome.web.store.measured_notes import Annotation, Improvement, annotations, improvements
from binome.web.store.practice import House


def report_told(house: House, span: Span, now: datetime) -> dict[str, Any]:
    """Everything is counted once; the chapters read it."""
    here = house.practice.local(now).date()
    tried = _tried(house, span)
    sums = sums_of(house, min(span.months()[0].since, span.before().since, *(it.begins for it in tried)), span.last)
    notes = _noted(house, span)
    beside = latest(house, min(span.last, here), BESIDE[:1])
    chapters = [chapter_told(it, sums, span, notes, beside, here) for it in CHAPTERS]
    return {
        "practice": house.name,
        "demo": house.is_demo,
        "language": get_language(),
        "printed": timezone.localtime(now).strftime("%d/%m/%Y %H:%M"),
        "title": _title(span),
        "period": span.named(),
        "before": span.before().named(),
        "cautions": _cautions(house, span, here),
        "briefly": briefly(chapters),
        "nothing_clear": _nothing_clear(chapters, span),
        "compared": _compared(chapters),
        "chapters": chapters,
        "happened": happened(notes, house),
        "loops": [loop_told(it, house, sums, min(span.last, here)) for it in tried],
        "pulse": pulse_told(house, span),
        "method": method_told(CHAPTERS),
        "words": _words(span),
    }


def _title(span: Span) -> str:
    return _("Report of the team") if span.kind == MONTH else _("Yearly report of the team")


def _cautions(house: House, span: Span, here: date) -> list[str]:
    """What must be known before a figure is read."""
    told = [_("Demonstration: every figure of this report is simulated.")] if house.is_demo else []
    if span.last >= here:
        told.append(_("These days are not over: the figures are provisional, and will move."))
    elif not _frozen(house, span):
        told.append(_("Not every month is frozen yet: the figures may still move a little."))
    return told


def _nothing_clear(chapters: list[dict[str, Any]], span: Span) -> str:
    """Nothing to compare with is not the same as no difference."""
    said = {"before": span.before().named()}
    if _compared(chapters):
        return _("No figure differs clearly from %(before)s.") % said
    return _("There is nothing of %(before)s to compare with.") % said


def _compared(chapters: list[dict[str, Any]]) -> bool:
    return any(row["tone"] for it in chapters for row in (*it["rows"], *it["rails"]))


def _frozen(house: House, span: Span) -> bool:
    """Every month of it that was counted, the last among them: one that was opened again moves."""
    own = {it["month"]: it["frozen_at"] for it in months(house) if span.since <= it["month"] <= span.last}
    return span.last.replace(day=1) in own and all(own.values())


def _noted(house: House, span: Span) -> list[Annotation]:
    """What happened in the months of the charts, the oldest first: its number is its number there."""
    since = span.months()[0].since
    return sorted((it for it in annotations(house) if since <= it.day <= span.last), key=lambda it: it.day)


def _tried(house: House, span: Span) -> list[Improvement]:
    """What the team was trying in that time, or ended in it."""
    after = span.last + timedelta(days=1)
    return [
        it
        for it in improvements(house)
        if it.code in CATALOGUE
        and it.begins < after
        and (it.closed_at is None or house.practice.local(it.closed_at).date() >= span.since)
    ]


def _words(span: Span) -> dict[str, str]:
    before = span.before()
    then = date_format(before.since, "F Y") if span.kind == MONTH else f"{before.since:%Y}"
    return {
        "printed": _("Printed"),
        "demo": _("DEMONSTRATION – simulated data"),
        "briefly": _("In short"),
        "figure": _("Figure"),
        "value": _("Value"),
        "range": _("95 % range"),
        "before": then,
        "change": pgettext("figure", "Change"),
        "rails": _("Beside them, and not to get worse"),
        "missing": _("Not shown:"),
        "caption": _("month by month; the band is the 95 % range of each month"),
        "marks": _("the numbers are those of What happened"),
        "method": _("How it is counted"),
        "method_about": _method(),
        "definition": _("Definition"),
        "numerator": _("Numerator"),
        "denominator": _("Denominator"),
        "exclusions": _("Left out"),
        **_words_of_the_team(),
    }  # fmt: skip


def _words_of_the_team() -> dict[str, str]:
    return {
        "happened": _("What happened"),
        "nothing": _("Nothing was noted in these months."),
        "loops": _("What we try"),
        "no_loop": _("Nothing is being tried: choose one figure, one action, one date."),
        "indicator": _("Indicator"),
        "action": _("Action"),
        "from_to": _("From, wanted"),
        "result": _("Result"),
        "meeting": _("Looked at again"),
        "so_far": _("so far"),
        "closed": _("ended"),
        "pulse": _("The team’s pulse"),
        "pulse_about": _("Rounds that are over, anonymous: the median, and between what half of the answers lie."),
        "no_pulse": _("No round is over yet."),
        "simulated": _("simulated"),
        "median": _("Median"),
        "half": _("Half of the answers between"),
        "answers": _("Answers"),
        "round": pgettext("pulse", "Round"),
    }


def _method() -> str:
    return _(
        "Figures are counted from the journal, the same way on lived and on simulated days. A value is a ratio of sums "
        "over the days; its range comes from how the days differ, and says how far chance alone could have moved it. "
        "“Better” and “worse” are said only when the difference keeps clear of chance; why it moved, a comparison "
        "of two periods does not say. What rests on too few visits or people is not shown."
    )

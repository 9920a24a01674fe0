"""The drawings of a contract: where each quantity goes, and the money by year. Each stands beside its table."""

from django.utils.translation import gettext as _

from binome.contract.agreement import QUANTITIES
from binome.contract.projected import CashFlow, Outlook
from binome.web.charts import WIDTH
from binome.web.charts_ahead import Ahead, Goal, Year, fan, flow
from binome.web.contract.cockpit import tongue
from binome.web.contract.numbers import whole
from binome.web.contract.standing import Stood


def fans(it: Stood, width: int = WIDTH) -> dict[str, str]:
    """A drawing for each quantity."""
    return {code: _fan(it, code, width) for code in QUANTITIES}


def flow_of(it: Stood) -> str:
    """Against the first cost of the post; nothing where no amount is known."""
    return _flow(it.projection.cash[0])


def _fan(it: Stood, code: str, width: int) -> str:
    start, check = it.contract.goal(code).start, it.projection.next_check
    target = it.projection.standings[code].target
    words = _("target: %(n)s") % {"n": whole(target)}
    return fan(
        tuple((day, float(count)) for day, count in it.readings(code)),
        tuple(_ahead(one) for one in it.way(code)),
        Goal(it.contract.starts_on, start, check.on if check else None, target, words),
        today=it.on,
        language=tongue(),
        width=width,
    )


def _ahead(it: Outlook) -> Ahead:
    return Ahead(it.on, it.middle, it.low_80, it.high_80, it.low_95, it.high_95)


def _flow(told: CashFlow) -> str:
    years = tuple(
        Year(
            _("Year %(n)s") % {"n": one.year},
            float(one.aid.middle),
            float(one.aid.low),
            float(one.aid.high),
            float(one.cost),
        )
        for one in told.years
        if one.aid
    )
    return flow(years, language=tongue()) if years else ""

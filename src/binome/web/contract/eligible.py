"""May this doctor, or this group, sign on that day? Criterion by criterion, with its text; never the fund's answer."""

from fractions import Fraction
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from binome.contract.agreement import COLLECTIVE, QUANTITIES, STANDARD
from binome.contract.eligibility import ADAPTED, MET, NOT_KNOWN, NOT_MET, CriterionMet, eligibility, may_sign
from binome.contract.objectives import collective_growth, growth_asked, newcomer
from binome.contract.regimes import amount, regime_for
from binome.contract.stated import Stated
from binome.web.asked import Asked
from binome.web.contract import cockpit
from binome.web.contract.asking import Question
from binome.web.contract.numbers import euros, share, whole
from binome.web.contract.views import SEE
from binome.web.rights import allow
from binome.web.store import clock, contracts
from binome.web.store.practice import house_of, today
from binome.web.task_words import labelled

TONES = {MET: "green", NOT_MET: "red", ADAPTED: "amber", NOT_KNOWN: ""}
ORDER = (NOT_MET, NOT_KNOWN, ADAPTED, MET)
"""What is in the way comes first."""


@allow(SEE)
@require_GET
def eligible(request: Asked, practice: str) -> HttpResponseBase:
    """Nothing is kept: the answers are in the address."""
    house = house_of(request.seat)
    form = Question(house, contracts.contracts(house), today(house.practice, clock.now()), request.GET)
    told: dict[str, Any] = {"p": practice, "form": form, "answer": None}
    if form.is_bound and form.is_valid():
        told |= {"answer": answer(form), "ahead": ahead(form)}
    return render(request, "contract/eligible.html", told, status=422 if form.is_bound and form.errors else 200)


def answer(form: Question) -> dict[str, Any]:
    found = eligibility(form.candidate(), form.cleaned_data["on"])
    may = may_sign(found)
    return {
        "may": may,
        "said": {
            True: _("Yes, by these criteria"),
            False: _("No, by these criteria"),
            None: _("It cannot be told here"),
        }[may],
        "tone": {True: "green", False: "red", None: "amber"}[may],
        "none": not found,
        "criteria": sorted((_criterion(it) for it in found), key=lambda it: ORDER.index(it["verdict"])),
    }


def _criterion(it: CriterionMet) -> dict[str, Any]:
    names = {
        MET: pgettext("criterion", "met"),
        NOT_MET: _("not met"),
        ADAPTED: _("for the fund to adapt"),
        NOT_KNOWN: _("not known"),
    }
    return {"verdict": it.verdict, "name": names[it.verdict], "tone": TONES[it.verdict], **cockpit.unsettled(it.datum)}


# --- what it would pay and ask ----------------------------------------------------------------------


def ahead(form: Question) -> dict[str, Any] | None:
    """The amounts of the regime of that day, and what growth it asks where a source says it."""
    said = form.cleaned_data
    regime, part = regime_for(said["kind"], said["on"]), said.get("share")
    if regime is None or not part:
        return None
    amounts = [(year, amount(regime.code, part, STANDARD, year)) for year in (1, 2, 3)]
    return {
        "regime": labelled(regime.words),
        "share": share(part),
        "amounts": [(year, euros(datum.value)) for year, datum in amounts],
        "unknown": next((cockpit.unsettled(it) for _year, it in amounts if it.value is None), None),
        "by_band": said["kind"] != COLLECTIVE,
        "asked": _asked(form, regime.code, part),
        "newcomer": cockpit.unsettled(newcomer(regime.code)) if "new_installer" in said.get("exceptions", ()) else None,
    }


def _asked(form: Question, regime: str, part: Fraction) -> dict[str, Any]:
    if form.cleaned_data["kind"] == COLLECTIVE:
        asked: Stated = collective_growth()
        more = [(cockpit.quantity_name(it), whole(float(asked.value[it] * part))) for it in QUANTITIES]
        return {"more": more, **cockpit.unsettled(asked)}
    return {"more": [], **cockpit.unsettled(growth_asked(regime, part, LOWEST))}


LOWEST = 30
"""The lowest percentile that may sign: the sources give a growth by percentile, and a list's own is not published."""

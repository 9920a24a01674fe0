"""An amendment to a contract: what it changes, from which day; entered, or taken away when it was a mistake."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from binome.contract.agreement import QUANTITIES, AssistantPost
from binome.contract.calendar import over_on
from binome.contract.faults import faults_of
from binome.contract.rules import rules
from binome.practice.refusal import MoveRefused
from binome.practice.words import Role
from binome.web.asked import Asked, whole_number
from binome.web.contract import cockpit
from binome.web.contract.amended import amendments
from binome.web.contract.entered import people, typed
from binome.web.contract.fields import Euros, Patients, Share, day_field
from binome.web.contract.numbers import share
from binome.web.contract.standing import Stood
from binome.web.contract.views import KEEP, author, standing
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import contracts
from binome.web.store.contracts import Words


class Amend(forms.Form):
    """What stays empty stays as it was; the assistants are shown as they are."""

    on = day_field(gettext_lazy("Takes effect on"), help_text=gettext_lazy("The first day, as the amendment says it."))
    share = Share(
        label=gettext_lazy("Share of a full-time post, from then on"),
        required=False,
        help_text=gettext_lazy("Empty: it does not change."),
    )
    registered_start = Patients(label=gettext_lazy("Registered patients: start"), required=False)
    registered_target = Patients(label=gettext_lazy("Registered patients: target"), required=False)
    active_start = Patients(label=gettext_lazy("Active list: start"), required=False)
    active_target = Patients(label=gettext_lazy("Active list: target"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, it: Stood, data: Any = None) -> None:
        already = tuple(post.code for post in it.contract.assistants)
        self.it, self.assistants = it, dict(people(it.house, Role.ASSISTANT, it.on, already))
        now = {post.code: post for post in it.contract.posts_on(date.max)}
        super().__init__(data, initial={"version": it.kept.version, **_as_they_are(now)})
        for code in self.assistants:
            self.fields[f"etp-{code}"] = Share(required=False, label=pgettext_lazy("post", "Share of a post"))
            self.fields[f"cost-{code}"] = Euros(required=False, label=gettext_lazy("Cost a year, charges included"))

    @property
    def quantities(self) -> list[tuple[str, Any, Any]]:
        return [(cockpit.quantity_name(it), self[f"{it}_start"], self[f"{it}_target"]) for it in QUANTITIES]

    @property
    def posts(self) -> list[tuple[str, Any, Any]]:
        return [(who, self[f"etp-{code}"], self[f"cost-{code}"]) for code, who in self.assistants.items()]

    # --- what cannot be ----------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if self.errors or not said.get("on"):
            return said
        self._targets(said)
        if not self.errors and not self._changes(said):
            self.add_error("share", _("Say what the amendment changes: the share, a target, or the assistants."))
        if not self.errors:
            self._possible()
        return said

    def _targets(self, said: dict[str, Any]) -> None:
        for quantity in QUANTITIES:
            start, target = self._goal(quantity, said) or (0, 0)
            if target < start:
                facts = {"start": start}
                self.add_error(f"{quantity}_target", _("A target is not below its start (%(start)s).") % facts)

    def _possible(self) -> None:
        """What the core refuses, beside the field it is about."""
        for fault in faults_of(contracts.with_amendment(self.it.house, self.it.contract, self.words())):
            if fault.place[:1] != ("amendments",):
                continue
            place, said = ("on", _not_that_day(fault.why, self.it)) if fault.place[-1] == "on" else ("share", "")
            self.add_error(
                place, said or _("Such a contract is for 1/3, 1/2, 1, 1,5 or 2 posts; a group's, for halves.")
            )

    def _changes(self, said: dict[str, Any]) -> bool:
        goals = any(self._goal(quantity, said) for quantity in QUANTITIES)
        return bool(said["share"] or goals or self._posts(said) is not None)

    # --- to the store ------------------------------------------------------------------------------

    def words(self) -> Words:
        said = self.cleaned_data
        return {
            "on": said["on"].isoformat(),
            "share": str(said["share"]) if said["share"] else None,
            **{quantity: self._goal(quantity, said) for quantity in QUANTITIES},
            "posts": self._posts(said),
        }

    def _goal(self, quantity: str, said: dict[str, Any]) -> list[int] | None:
        """One number alone keeps the other as it was."""
        start, target = said[f"{quantity}_start"], said[f"{quantity}_target"]
        was = self.it.contract.goal_on(quantity, said["on"])
        return [start or was.start, target or was.target] if start or target else None

    def _posts(self, said: dict[str, Any]) -> list[Words] | None:
        """All of them from then on, when they are not as they were."""
        before = self.it.contract.posts_on(said["on"])
        now = {code: (said[f"etp-{code}"], said[f"cost-{code}"]) for code in self.assistants if said[f"etp-{code}"]}
        if now == {post.code: (post.etp, post.cost_per_year) for post in before}:
            return None
        return [
            {"code": code, "etp": str(etp), "cost_per_year": str(cost) if cost else None}
            for code, (etp, cost) in now.items()
        ]


@allow(KEEP)
def amend(request: Asked, practice: str, code: str) -> HttpResponseBase:
    it = standing(request, code)
    form = Amend(it, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, it, form)
    kept = [*it.kept.words.get("amendments", ()), form.words()]
    try:
        contracts.change(it.house, author(request), code, form.cleaned_data["version"] or 0, {"amendments": kept})
    except MoveRefused as refusal:
        form.add_error(None, sentence_of(refusal, it.house))
        form.data = request.POST.copy()
        form.data["version"] = str(it.kept.version)
        return _page(request, it, form, status=409)
    messages.success(request, _("Amendment noted: the page is counted with it from its day on."))
    return HttpResponseRedirect(f"/p/{practice}/contract/{code}/")


@require_POST
@allow(KEEP)
def take_away(request: Asked, practice: str, code: str) -> HttpResponseBase:
    """Entered by mistake: the versions of the contract keep who noted it and who took it away."""
    it = standing(request, code)
    said, version = request.POST.get("on", ""), whole_number(request.POST.get("version", "")) or 0
    there = it.kept.words.get("amendments", ())
    left = [one for one in there if one["on"] != said]
    if len(left) == len(there):
        raise Http404(said)
    contracts.change(it.house, author(request), code, version, {"amendments": left})
    messages.success(request, _("Removed: it no longer counts."))
    return HttpResponseRedirect(f"/p/{practice}/contract/{code}/")


def _as_they_are(now: dict[str, AssistantPost]) -> dict[str, Any]:
    etp = {f"etp-{code}": typed(str(post.etp)) for code, post in now.items()}
    return etp | {f"cost-{code}": post.cost_per_year or "" for code, post in now.items()}


def _not_that_day(why: str, it: Stood) -> str:
    if why == "amendment.twice":
        return _("An amendment takes effect on that day already.")
    days = {
        "first": f"{it.contract.starts_on:%d/%m/%Y}",
        "last": f"{over_on(it.contract) - timedelta(days=1):%d/%m/%Y}",
    }
    return _("It takes effect within the contract, after its first day (%(first)s) and by its last (%(last)s).") % days


def _page(request: Asked, it: Stood, form: Amend, *, status: int = 200) -> HttpResponse:
    rule = rules()["share_change"]
    more = {
        "p": it.house.practice.code,
        "form": form,
        "kept": it.kept,
        "amendments": amendments(it),
        "now": share(it.contract.share_on(it.on)),
        "unsettled": cockpit.unsettled(rule),
    }
    return render(request, "contract/amend.html", more, status=422 if form.errors and status == 200 else status)

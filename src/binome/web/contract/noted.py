"""The small forms beside a contract: a reading, money that came in, an absence, what is chosen where texts are open."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from binome.contract.agreement import COLLECTIVE, Paid, PostAbsence, Reading
from binome.contract.calendar import over_on, years_of
from binome.contract.rules import topics
from binome.web.contract.cockpit import SOURCES, source_name, ways_of
from binome.web.contract.fields import Euros, Patients, day_field
from binome.web.contract.foretold import TREND, offered
from binome.web.contract.standing import Stood

REASONS = {
    "illness": gettext_lazy("illness"),
    "maternity": gettext_lazy("maternity"),
    "resignation": gettext_lazy("resignation"),
    "other": pgettext_lazy("reason of an absence", "other"),
}
"""The three that the source names, and whatever else."""


class Read(forms.Form):
    """What amelipro shows: one of the two counts is enough."""

    on = day_field(gettext_lazy("Read on"))
    registered = Patients(label=gettext_lazy("Registered patients"), required=False)
    active = Patients(label=gettext_lazy("Active list"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("Read in"))
    doctor = forms.ChoiceField(label=pgettext_lazy("aid contract", "Of"), required=False)

    def __init__(self, it: Stood, data: Any = None) -> None:
        super().__init__(data, initial={"on": it.on}, auto_id="read-%s")
        self.it = it
        self.fields["source"].choices = [(code, source_name(code)) for code in SOURCES]  # type: ignore[attr-defined]
        people = [(one.code, it.house.people.get(one.code, one.code)) for one in it.contract.signatories]
        whole = [("", _("the whole contract"))]
        self.fields["doctor"].choices = whole + (people if it.contract.kind == COLLECTIVE else [])  # type: ignore[attr-defined]

    @property
    def by_doctor(self) -> bool:
        return self.it.contract.kind == COLLECTIVE

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if {"registered", "active"} <= said.keys() and not said["registered"] and not said["active"]:
            self.add_error("registered", _("Type at least one of the two counts."))
        return said

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        starts = self.it.contract.starts_on
        if on > self.it.on:
            raise forms.ValidationError(_("This day is still to come: a count is read on its day, or before."))
        if on < starts:
            raise forms.ValidationError(
                _("The contract begins on %(day)s: where it started is already in it.") % {"day": f"{starts:%d/%m/%Y}"}
            )
        return on

    def reading(self) -> Reading:
        said = self.cleaned_data
        return Reading(said["on"], said["registered"], said["active"], said["source"], said["doctor"])


class Received(forms.Form):
    """Money of the fund, for one of the contract's years."""

    on = day_field(gettext_lazy("Received on"))
    year = forms.TypedChoiceField(label=gettext_lazy("For the contract's year"), coerce=int)
    amount = Euros(label=gettext_lazy("Amount (€)"))

    def __init__(self, it: Stood, data: Any = None) -> None:
        super().__init__(data, initial={"on": it.on, "year": it.projection.year or 1}, auto_id="paid-%s")
        self.it = it
        self.fields["year"].choices = [(n, str(n)) for n in years_of(it.contract)]  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.it.on:
            raise forms.ValidationError(_("This day is still to come."))
        if on < self.it.contract.signed - timedelta(days=31):
            raise forms.ValidationError(_("That is before the contract was signed."))
        return on

    def paid(self) -> Paid:
        said = self.cleaned_data
        return Paid(said["on"], said["year"], said["amount"])


class Away(forms.Form):
    """An absence of an assistant that suspends the objectives once it is told to the fund."""

    post = forms.ChoiceField(label=gettext_lazy("Who"))
    since = day_field(pgettext_lazy("day", "From"))
    last = day_field(gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty: not known yet."))
    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=list(REASONS.items()))
    declared_on = day_field(
        gettext_lazy("Told to the fund on"), required=False, help_text=gettext_lazy("Empty: still to be told.")
    )

    def __init__(self, it: Stood, data: Any = None) -> None:
        super().__init__(data, auto_id="away-%s")
        self.it = it
        posts = [(one.code, it.house.people.get(one.code, one.code)) for one in it.contract.assistants]
        self.fields["post"].choices = posts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        since, last, told = (said.get(name) for name in ("since", "last", "declared_on"))
        if since and last and last < since:
            self.add_error("last", _("The last day comes after the first."))
        if since and not self.it.contract.starts_on <= since < over_on(self.it.contract):
            self.add_error("since", _("That day is outside the contract."))
        if told and told > self.it.on:
            self.add_error("declared_on", _("This day is still to come."))
        return said

    def absence(self) -> PostAbsence:
        """The last day is not included in the core's terms."""
        said = self.cleaned_data
        until = said["last"] + timedelta(days=1) if said["last"] else None
        return PostAbsence(said["since"], until, said["reason"], said["declared_on"], said["post"])


class Choices(forms.Form):
    """What no text settles, and what only the practice knows: it changes what is projected, nothing that was noted."""

    method = forms.ChoiceField(label=gettext_lazy("If the objective is partly attained, count the aid"))
    attainment = forms.ChoiceField(label=gettext_lazy("Count as attained"))
    check = forms.ChoiceField(label=gettext_lazy("The fund reads the counts"))
    suspension = forms.ChoiceField(label=gettext_lazy("An absence that was told to the fund"))
    amendment = forms.ChoiceField(label=gettext_lazy("In the year of an amendment, count the aid"))
    outlook = forms.ChoiceField(label=gettext_lazy("Registered patients will go on"), required=False)
    fee = Euros(label=gettext_lazy("Fee of a visit (€)"), required=False)
    days_worked = forms.IntegerField(
        label=gettext_lazy("Days worked a year"), required=False, min_value=1, max_value=366
    )
    cost_per_year = Euros(
        label=gettext_lazy("Cost of a full-time post a year (€)"),
        required=False,
        help_text=gettext_lazy("Used when the contract does not say what each assistant's post costs."),
    )

    def __init__(self, it: Stood, data: Any = None) -> None:
        super().__init__(data, initial=_chosen(it), auto_id="choice-%s")
        if not it.contract.amendments:
            del self.fields["amendment"]
        for topic in topics().keys() & self.fields.keys():
            self.fields[topic].choices = list(ways_of(topic))  # type: ignore[attr-defined]
        self.fields["outlook"].choices = [  # type: ignore[attr-defined]
            ("", _("as the newest what-if that tells it, else the trend")),
            (TREND, _("as the trend of the readings")),
            *((code, _("as the what-if %(name)s") % {"name": name}) for code, name in offered(it.house)),
        ]

    def choices(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {name: str(it) if name in ("fee", "cost_per_year") and it else it for name, it in said.items() if it}


def _chosen(it: Stood) -> dict[str, Any]:
    first = {code: topic.first for code, topic in topics().items()}
    return {**first, **it.kept.choices}

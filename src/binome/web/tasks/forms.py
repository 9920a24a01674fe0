"""What is typed to ask for a task, to note a call, to bring a document; the words as their fields name them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from binome.practice.refusal import MoveRefused
from binome.practice.task_kind import routes, task_kinds
from binome.practice.words import Role
from binome.web.rights import read_found
from binome.web.store.patients import Person, found, person
from binome.web.store.practice import House
from binome.web.task_words import LEVEL_NAMES, kind_name, labelled
from binome.web.thread import whom

REPEATS = {
    "": _("never"),
    "weekly": _("every week"),
    "every_14_days": _("every two weeks"),
    "monthly": _("every month"),
    "every_91_days": _("every three months"),
}


CALENDAR = (
    MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC)),
    MaxValueValidator(datetime(2200, 1, 1, tzinfo=UTC)),
)
"""A year of two figures is a slip of the hand; beyond the last year, no delay can be counted."""


class AboutSomebody(forms.Form):
    """A form that may be about a patient: a name begun, a birth date, or one chosen among those found."""

    about = forms.CharField(
        label=_("Patient"),
        max_length=120,
        required=False,
        help_text=_("The beginning of the name, or the date of birth; nobody if left empty."),
    )
    patient = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    key = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, house: House, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.house = house
        self.meant: list[Person] = []
        known = person(house, self.initial.get("patient", "")) if self.initial.get("patient") else None
        self.initial["about"] = called(known) if known else ""

    def somebody(self, request: Any) -> str | None:
        """The patient meant, if any; refused when several may be, or nobody is."""
        said = self.cleaned_data["about"].strip()
        chosen = person(self.house, self.cleaned_data["patient"]) if self.cleaned_data["patient"] else None
        if chosen and (said == called(chosen) or len(request.POST.getlist("patient")) > 1):
            return chosen.code
        if not said:
            return None
        self.meant = found(self.house, said)
        read_found(request, [one.code for one in self.meant])
        if len(self.meant) == 1:
            return self.meant[0].code
        raise MoveRefused("task.patient_unclear")


class Ask(AboutSomebody):
    """A line, and what it does not say."""

    said = forms.CharField(label=_("What is to be done"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    to = forms.ChoiceField(label=_("Before whom"), required=False)
    level = forms.ChoiceField(label=_("How pressing"), required=False)
    due = forms.DateTimeField(
        label=_("By when"),
        required=False,
        validators=CALENDAR,
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
    )
    repeats = forms.ChoiceField(label=_("Comes back"), required=False, choices=list(REPEATS.items()))
    body = forms.CharField(label=_("More words"), max_length=4000, required=False, widget=forms.Textarea({"rows": 2}))
    field_order = ("said", "about", "kind", "to", "level", "due", "repeats", "body")

    def __init__(self, house: House, *args: Any, **named: Any) -> None:
        super().__init__(house, *args, **named)
        as_usual = ("", _("as usual"))
        kinds = [(code, kind_name(code)) for code in task_kinds()]
        self.fields["kind"].choices = [("", _("as the words say")), *kinds]  # type: ignore[attr-defined]
        self.fields["to"].choices = [as_usual, *whom(house, Role)]  # type: ignore[attr-defined]
        self.fields["level"].choices = [as_usual, *LEVEL_NAMES.items()]  # type: ignore[attr-defined]
        self.fields["said"].widget.attrs |= {"autofocus": True, "autocomplete": "off"}


class Call(AboutSomebody):
    """Who called, about whom, why: whom it is before and by when follow."""

    reason = forms.ChoiceField(label=_("Why they call"), widget=forms.RadioSelect)
    said = forms.CharField(label=pgettext_lazy("call", "What they say"), max_length=200)
    caller = forms.CharField(label=_("Who called"), max_length=120, required=False)
    phone = forms.CharField(label=_("Number to call back"), max_length=40, required=False)
    body = forms.CharField(
        label=pgettext_lazy("call", "For the team"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    field_order = ("caller", "phone", "about", "reason", "said", "body")

    def __init__(self, house: House, *args: Any, **named: Any) -> None:
        super().__init__(house, *args, **named)
        self.fields["reason"].choices = _listed("calls")  # type: ignore[attr-defined]
        self.fields["phone"].widget.attrs |= {"inputmode": "tel", "autocomplete": "off"}


class Document(AboutSomebody):
    """A PDF, what it is, whom it is about, and perhaps which doctor it is for."""

    file = forms.FileField(label=_("PDF"), widget=forms.FileInput({"accept": "application/pdf,.pdf"}))
    kind = forms.ChoiceField(label=_("What it is"))
    to = forms.ChoiceField(label=_("For whom"), required=False)
    field_order = ("file", "kind", "about", "to")

    def __init__(self, house: House, *args: Any, **named: Any) -> None:
        super().__init__(house, *args, **named)
        self.fields["kind"].choices = _listed("documents")  # type: ignore[attr-defined]
        doctors = [(m.code, house.people[m.code]) for m in house.practice.members.values() if Role.PHYSICIAN in m.roles]
        self.fields["to"].choices = [("", _("whoever it is usually for")), *doctors]  # type: ignore[attr-defined]


def called(one: Person) -> str:
    return f"{one.family} {one.given}".strip()


def _listed(way: str) -> Iterable[tuple[str, str]]:
    return [(code, labelled(found.labels)) for code, found in routes(way).items()]

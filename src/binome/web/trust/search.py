"""What one may ask of the access log."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from binome.web.days import DayField


class Filter(forms.Form):
    """In the address: codes and days only."""

    patient = forms.SlugField(required=False, max_length=64, widget=forms.HiddenInput)
    by = forms.ChoiceField(label=_("Read by"), required=False)
    since = DayField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = DayField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, people: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["by"].choices = [("", _("anybody")), *people]  # type: ignore[attr-defined]


class Named(forms.Form):
    """Sent in a form's body, never in an address: a name stays out of histories and logs."""

    words = forms.CharField(label=_("Patient (name or code)"), max_length=120)

"""The fields of this face's forms: each says in a sentence what it could not read, and keeps what was typed."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from binome.web.contract.numbers import share_in
from binome.web.days import DayField

MOST_PATIENTS = 20_000
MOST_EUROS = Decimal(1_000_000)
_GROUPS = re.compile(r"[\s.,\u202f\u00a0](?=\d{3}(?:\D|$))")
_MONEY = re.compile(r"\d{1,7}(?:[.,]\d{1,2})?")


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> DayField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return DayField(label=label, required=required, help_text=help_text, widget=widget)


class Patients(forms.CharField):
    """A number of patients, typed with or without a space between the thousands."""

    widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": "12"})

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        said = str(super().clean(value)).strip()
        if not said:
            return None
        told = _GROUPS.sub("", said)
        if not told.isascii() or not told.isdecimal():
            raise forms.ValidationError(_("“%(typed)s” is not a number of patients.") % {"typed": said[:12]})
        if not 0 < int(told) <= MOST_PATIENTS:
            facts = {"typed": said[:12], "most": MOST_PATIENTS}
            raise forms.ValidationError(
                _("“%(typed)s” cannot be right: expected between 1 and %(most)s patients.") % facts
            )
        return int(told)


class Euros(forms.CharField):
    """An amount, to the cent."""

    widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "maxlength": "14"})

    def clean(self, value: Any) -> Decimal | None:  # type: ignore[override]
        said = str(super().clean(value)).strip().removesuffix("€").strip()
        if not said:
            return None
        told = _GROUPS.sub("", said)
        if not _MONEY.fullmatch(told) or not told.isascii():
            raise forms.ValidationError(_("“%(typed)s” is not an amount in euros.") % {"typed": said[:14]})
        amount = Decimal(told.replace(",", "."))
        if amount > MOST_EUROS:
            raise forms.ValidationError(_("“%(typed)s” cannot be right: it is too much.") % {"typed": said[:14]})
        return amount


class Share(forms.CharField):
    """A share of a full-time post."""

    widget = forms.TextInput({"autocomplete": "off", "maxlength": "8", "list": "shares"})

    def clean(self, value: Any) -> Fraction | None:  # type: ignore[override]
        said = str(super().clean(value)).strip()
        found = share_in(said) if said else None
        if said and found is None:
            raise forms.ValidationError(
                _("“%(typed)s” is not a share of a post: write 1/2, 1 or 1,5.") % {"typed": said[:8]}
            )
        return found

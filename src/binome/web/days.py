"""Days in addresses and in forms."""

from datetime import date
from typing import Any

from django import forms
from django.urls import register_converter

YEARS = range(1900, 2200)
"""No visit is outside these, and days before and after each of them can be counted."""


def day_said(said: str) -> date | None:
    """The day that somebody wrote as 2026-11-22; None when it is none, or beyond every calendar of ours."""
    try:
        found = date.fromisoformat(said)
    except ValueError:
        return None
    return found if found.year in YEARS else None


class DayConverter:
    """2026-11-22 in an address, a date in the view; anything else is not found."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        day = date.fromisoformat(value)
        if day.year not in YEARS:
            raise ValueError(f"no practice has a day in the year {day.year}")
        return day

    def to_url(self, value: date) -> str:
        return value.isoformat()


class DayField(forms.DateField):
    """A day that a form asks for; one that no calendar of ours reaches is no valid date."""

    def to_python(self, value: Any) -> date | None:
        day: date | None = super().to_python(value)
        if day is not None and day.year not in YEARS:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


register_converter(DayConverter, "day")

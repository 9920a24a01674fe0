"""Days in addresses."""

from datetime import date

from django.urls import register_converter


class DayConverter:
    """2026-11-22 in an address, a date in the view; anything else is not found."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

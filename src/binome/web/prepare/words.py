"""The lists a sheet offers: ways to check an identity, things to look at, reasons to leave them out."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import pgettext_lazy

IDENTITY_CHECKS = {
    "document": pgettext_lazy("identity", "Identity document seen"),
    "health_card": pgettext_lazy("identity", "Health card, name and birth date said by the patient"),
    "said": pgettext_lazy("identity", "Name and birth date said by the patient"),
    "other_person": pgettext_lazy("identity", "Confirmed by another person"),
}
"""A code for the journal's sake, words for the screen. The last needs the person's name and relationship."""

CONSENTS = {
    "given": pgettext_lazy("consent", "Agrees to the assistant's presence"),
    "refused": pgettext_lazy("consent", "Wants the doctor alone"),
    "not_asked": pgettext_lazy("consent", "Not asked"),
}

OWN_ACTIVITIES = (
    "collect_history",
    "collect_lifestyle",
    "check_follow_up_tests",
    "check_vaccinations",
    "check_screenings",
    "note_for_doctor",
    "accompany_patient",
    "file_letters",
    "draft_letter",
    "conduct_consultation",
)
"""What an item added for one patient may stand for: who may do it follows."""

OMISSIONS = {
    "not_asked": pgettext_lazy("omission", "Not asked"),
    "patient_refused": pgettext_lazy("omission", "The patient prefers not"),
    "no_time": pgettext_lazy("omission", "No time"),
    "no_device": pgettext_lazy("omission", "Device missing"),
    "not_relevant": pgettext_lazy("omission", "Not for this visit"),
}


def figure(value: str | Decimal, decimals: int) -> str:
    """A measured value as the reader writes it: 77,0 in French, 77.0 in English. What is kept has a point."""
    return number_format(f"{Decimal(value):.{decimals}f}", decimal_pos=decimals)  # of a number it would cut the rest

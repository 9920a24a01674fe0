"""The reasons one may give, by gesture: codes for the journal, words for the screen. Never free text."""

from django.http import QueryDict
from django.utils.translation import pgettext_lazy

from binome.practice.refusal import MoveRefused

REASONS = {
    "withdraw": {
        "mistake": pgettext_lazy("reason", "Wrong gesture"),
        "wrong_patient": pgettext_lazy("reason", "Wrong patient"),
        "too_early": pgettext_lazy("reason", "Too early"),
        "import_undone": pgettext_lazy("reason", "Import taken back"),
    },
    "leave": {
        "left_waiting": pgettext_lazy("reason", "Tired of waiting"),
        "left_elsewhere": pgettext_lazy("reason", "Sent elsewhere"),
        "left_unknown": pgettext_lazy("reason", "Left without a word"),
    },
    "skip": {
        "assistant_away": pgettext_lazy("reason", "Assistant away"),
        "not_needed": pgettext_lazy("reason", "Not needed for this visit"),
        "patient_refused": pgettext_lazy("reason", "The patient prefers not"),
        "taken_directly": pgettext_lazy("reason", "Taken directly"),
    },
    "finish": {
        "colleague_closes": pgettext_lazy("reason", "Closed for a colleague"),
    },
    "cancel": {
        "by_patient": pgettext_lazy("reason", "Cancelled by the patient"),
        "by_practice": pgettext_lazy("reason", "Cancelled by the practice"),
        "duplicate": pgettext_lazy("reason", "Booked twice"),
        "import": pgettext_lazy("reason", "Gone from the imported agenda"),
    },
    "defer": {
        "results_awaited": pgettext_lazy("reason", "Results awaited"),
        "to_sign": pgettext_lazy("reason", "Signature to come"),
        "to_call_back": pgettext_lazy("reason", "To call back"),
        "ran_out_of_time": pgettext_lazy("reason", "No time left today"),
    },
}


def reason_in(form: QueryDict, gesture: str) -> str:
    """The reason the form gives; refused when it is not one of the gesture's own."""
    reason = form.get("reason", "")
    if reason not in REASONS[gesture]:
        raise MoveRefused("form.unknown_reason", reason=reason[:40])
    return reason

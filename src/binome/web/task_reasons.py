"""The reasons one may give, by gesture: codes for the journal, words for the screen. Never free text."""

from django.utils.translation import pgettext_lazy

from binome.practice.refusal import MoveRefused

REASONS = {
    "decline": {
        "no_time": pgettext_lazy("reason", "No time"),
        "not_mine": pgettext_lazy("reason", "Not for me"),
        "away": pgettext_lazy("reason", "Away on that day"),
        "cannot": pgettext_lazy("reason", "I do not know how"),
    },
    "postpone": {
        "results_awaited": pgettext_lazy("reason", "Results awaited"),
        "patient_asks": pgettext_lazy("reason", "The patient asks for it"),
        "no_time": pgettext_lazy("reason", "No time"),
        "somebody_awaited": pgettext_lazy("reason", "Somebody's answer is awaited"),
    },
    "pass-on": {
        "passed_on": pgettext_lazy("reason", "Passed on"),
        "away": pgettext_lazy("reason", "Away on that day"),
        "agreed": pgettext_lazy("reason", "Agreed between us"),
        "pressing": pgettext_lazy("reason", "It presses"),
    },
    "resume": {
        "not_over": pgettext_lazy("reason", "It was not over"),
        "mistake": pgettext_lazy("reason", "Wrong gesture"),
    },
    "withdraw": {"mistake": pgettext_lazy("reason", "Wrong gesture")},
}


def reason_for(said: str, gesture: str) -> str:
    """The reason a form gives; refused when it is not one of the gesture's own."""
    if said not in REASONS[gesture]:
        raise MoveRefused("form.unknown_reason", reason=said[:40])
    return said

"""What is refused about the pulse, in sentences."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Facts = dict[str, Any]


def _lines(facts: Facts) -> str:
    said = ngettext(
        "The form has %(lines)s line: fill it in, and say under which right you use it.",
        "The form has %(lines)s lines: fill each in, and say under which right you use it.",
        int(facts["lines"]),
    )
    return said % facts


PULSE_SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "pulse.empty": lambda facts: _("Nothing was answered: nothing was kept."),
    "pulse.no_such_answer": lambda facts: _("One of the answers is none of the list: nothing was kept."),
    "pulse.unknown": lambda facts: _("The practice has no such questionnaire."),
    "pulse.unknown_cadence": lambda facts: _("A questionnaire is asked each month, quarter or half-year, or never."),
    "pulse.form_incomplete": _lines,
    "pulse.not_asked": lambda facts: _("This questionnaire is not being asked now."),
    "pulse.answered_already": lambda facts: _("You have answered this round already; what you gave then stays."),
}  # fmt: skip

"""What is said of aid contracts outside their own pages: refusals, and the names of what the texts leave open."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

Facts = dict[str, Any]


def _already(facts: Facts) -> str:
    read = {name: "–" if facts.get(name) is None else number_format(facts[name]) for name in ("registered", "active")}
    return (
        _(
            "That day was already read: %(registered)s registered patients, active list %(active)s. Remove that line "
            "first if it is wrong."
        )
        % read
    )


CONTRACT_SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "contract.unknown": lambda f: _("This contract does not exist here any more."),
    "contract.changed_meanwhile": lambda f: (
        _(
            "%(by)s changed this contract at %(at)s, while you were writing. What you typed is still here: look again, "
            "then keep it."
        )
        % f
    ),
    "reading.already": _already,
    "reading.gone": lambda f: _("This line was already removed."),
    "absence.already": lambda f: _("An absence of this assistant is already noted on some of these days."),
    "letter.unknown": lambda f: _("There is no such letter."),
    "letter.no_absence": lambda f: _("Note the absence first: the letter tells of one that is noted here."),
    "letter.end_past": lambda f: _("Choose a day to come on which the contract is to end, before its own last day."),
    "let.nothing_to_open": lambda f: _("This person may already see it, by their role."),
    "let.already": lambda f: _("This person was already let in."),
}

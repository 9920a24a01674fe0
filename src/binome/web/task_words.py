"""Tasks in words: kinds, levels, what happened, refusals. One place for every face."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from binome.practice.task_kind import routes, task_kinds
from binome.web.role_names import ROLE_NAMES

Facts = dict[str, Any]

LEVEL_NAMES = {
    "can_wait": pgettext_lazy("level", "can wait"),
    "between": pgettext_lazy("level", "between two patients"),
    "now": pgettext_lazy("level", "now"),
    "low": pgettext_lazy("level", "low"),
    "normal": pgettext_lazy("level", "normal"),
    "high": pgettext_lazy("level", "high"),
}


def labelled(labels: Mapping[str, str]) -> str:
    """In the active language, French failing that."""
    return labels.get((get_language() or "fr")[:2], labels["fr"])


def kind_name(code: str) -> str:
    kind = task_kinds().get(code)
    return labelled(kind.labels) if kind else code


def route_name(way: str, code: str) -> str:
    found = routes(way).get(code)
    return labelled(found.labels) if found else code


TASK_EVENTS: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "asked": lambda f: _("task asked for"),
    "claimed": lambda f: _("task taken"),
    "declined": lambda f: _("task declined"),
    "handed_back": lambda f: _("task handed back"),
    "passed_on": lambda f: _("task passed on"),
    "postponed": lambda f: _("task postponed"),
    "escalated": lambda f: _("task shown to one more role"),
    "ended": lambda f: _("task ended"),
    "resumed": lambda f: _("task taken up again"),
}

TASK_SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "task.unknown": lambda f: _("This task does not exist here, or its asking was undone."),
    "task.unknown_kind": lambda f: _("Choose the kind of task from the list."),
    "task.unknown_level": lambda f: _("Choose from the list how pressing it is."),
    "task.unknown_rule": lambda f: _("A task comes back every week, every month, or every so many days (366 at most)."),
    "task.unknown_route": lambda f: _("Choose from the list what came."),
    "task.unknown_outcome": lambda f: _("Choose from the list how it ended."),
    "task.to_whom_and_when": lambda f: _("A task needs somebody, and a time."),
    "task.to_whom_else": lambda f: _("Choose somebody else than whom it is before now."),
    "task.nobody_of_that_role": lambda f: _("Nobody in the practice holds this role: %(role)s.") % _with_role(f),
    "task.not_of_that_role": lambda f: _("%(member)s does not hold this role: %(role)s.") % _with_role(f),
    "task.not_asked_of_you": lambda f: _("This task was not asked of you by name: leave it, or take it."),
    "task.held_by_another": lambda f: (
        _("%(holder)s has it since %(since)s: ask them, or end it for them on the task's page.") % f
    ),
    "task.needs_reason": lambda f: _("Say why."),
    "task.due_has_passed": lambda f: _("Choose a time to come."),
    "task.for_who_reads_it": lambda f: _("Only who may read it puts it off, sorts it or takes it from a colleague."),
    "task.postponed_too_far": lambda f: _("This may be put off to %(days)s at the latest.") % f,
    "task.why_take_it": lambda f: (
        _("%(holder)s has it since %(since)s: say on the task's page why it goes to somebody else.") % f
    ),
    "task.already_of_that_kind": lambda f: _("It is sorted so already."),
    "task.already_led_to_another": lambda f: _("It was sorted before, and became another task: look at that one."),
    "task.patient_forgotten": lambda f: _("This person was forgotten: nothing about them is opened again."),
    "task.only_the_last_can_be_withdrawn": lambda f: _(
        "Only the last gesture can be undone, and it is another one now."
    ),
    "task.not_your_gesture": lambda f: _("%(by)s did this: ask them, or do what should come next.") % f,
    "task.only_prepared": lambda f: (
        _("You may prepare this, not finish it: put it before a doctor. %(activity)s.") % f + f["help"]
    ),
    "task.note_needed": lambda f: _("A note is needed: %(holder)s will read what was done.") % f,
    "task.not_a_call": lambda f: _("There is nobody to reach on this kind of task."),
    "task.words_reserved": lambda f: _("Nothing is written here by others than:") + f" {f['who']}.",
    "task.patient_unclear": lambda f: _("Several people may be meant, or nobody: choose, or add the date of birth."),
    "task.no_words": lambda f: _("Say what is to be done."),
    "task.claimed_not_now": lambda f: _("Already taken or ended, by %(holder)s, at %(since)s.") % f,
    "task.*_now": lambda f: _("The task is no longer where this page shows it: look again."),
    "patient.has_open_tasks": lambda f: _("A task about this person is open: end it first."),
    "document.too_large": lambda f: _("This document is too large: %(most)s MB at most.") % f,
    "document.not_a_pdf": lambda f: _("This is not a PDF that can be read: scan it again, or save it as PDF."),
    "document.encrypted": lambda f: _("This PDF is locked: ask for one that opens without a password."),
    "document.hostile": lambda f: (
        _("This PDF holds programs or other files (%(what)s): it is not kept. Print it to a new PDF first.") % f
    ),
    "document.unknown": lambda f: _("There is no document here, or it was forgotten."),
    "document.none": lambda f: _("Choose a file first."),
}


def _with_role(facts: Facts) -> Facts:
    return {**facts, "role": ROLE_NAMES.get(str(facts.get("role")), "")}


def outcome_names() -> dict[str, str]:
    return {
        "done": pgettext("outcome", "Done"),
        "not_needed": pgettext("outcome", "No longer needed"),
        "done_elsewhere": pgettext("outcome", "Done elsewhere"),
        "duplicate": pgettext("outcome", "Asked twice"),
        "not_reached": pgettext("outcome", "Nobody answered"),
        "reclassified": pgettext("outcome", "Sorted otherwise"),
    }

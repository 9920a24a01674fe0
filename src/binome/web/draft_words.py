"""Documents in words: templates, reasons, what happened, refusals. One place for every face."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from binome.practice.refusal import MoveRefused
from binome.practice.template import Template, templates

Facts = dict[str, Any]

LIST_NAMES = {
    "sign": _lazy("To be signed"),
    "back": _lazy("Sent back"),
    "signed": _lazy("Signed, to be handed over"),
    "over": _lazy("Over"),
}

STATE_NAMES = {
    "prepared": _lazy("waits for a signature"),
    "sent_back": _lazy("sent back"),
    "signed": _lazy("signed"),
    "issued": _lazy("handed over"),
    "discarded": _lazy("thrown away"),
}

REASONS = {
    "send-back": {
        "facts_wrong": pgettext_lazy("reason", "Something is wrong in it"),
        "facts_missing": pgettext_lazy("reason", "Something is missing"),
        "wrong_patient": pgettext_lazy("reason", "Not this patient's"),
        "other_document": pgettext_lazy("reason", "Another document is needed"),
        "wording": pgettext_lazy("reason", "To be worded otherwise"),
        "see_me": pgettext_lazy("reason", "Come and see me about it"),
    },
    "discard": {
        "not_needed": pgettext_lazy("reason", "No longer needed"),
        "not_justified": pgettext_lazy("reason", "Not justified"),
        "official_form": pgettext_lazy("reason", "Done on the official form"),
        "twice": pgettext_lazy("reason", "Prepared twice"),
        "wrong_patient": pgettext_lazy("reason", "Not this patient's"),
    },
    "withdraw": {"mistake": pgettext_lazy("reason", "Wrong gesture")},
}
"""The reasons one may give, by gesture: codes for the journal, never free text."""


def reason_for(said: str, gesture: str) -> str:
    """The reason a form gives; refused when it is not one of the gesture's own."""
    if said not in REASONS[gesture]:
        raise MoveRefused("form.unknown_reason", reason=said[:40])
    return said


def reason_name(code: str | None) -> str:
    return str(next((words[code] for words in REASONS.values() if code in words), ""))


def labelled(labels: Mapping[str, str]) -> str:
    """In the active language, French failing that."""
    return labels.get((get_language() or "fr")[:2]) or labels["fr"]


def template_name(code: str, among: Mapping[str, Template] | None = None) -> str:
    found = (among or templates()).get(code)
    return labelled(found.labels) if found else code


def field_name(template: Template | None, code: str) -> str:
    """The field's own name; the whole text has none."""
    found = next((field for field in template.fields if field.code == code), None) if template else None
    return labelled(found.labels) if found else _("the text itself")


DRAFT_EVENTS: Mapping[str, Callable[[Mapping[str, str]], str]] = {
    "drafted": lambda f: _("document prepared"),
    "corrected": lambda f: _("document put right"),
    "sent_back": lambda f: _("document sent back"),
    "issued": lambda f: _("document handed over"),
    "discarded": lambda f: _("document thrown away"),
}


def _standing(facts: Facts) -> str:
    return str(STATE_NAMES.get(str(facts.get("state", "")), ""))


def _not_now(facts: Facts) -> str:
    return _("This document cannot be changed so any more: it is now “%(state)s”.") % {"state": _standing(facts)}


DRAFT_SENTENCES: dict[str, Callable[[Facts], str]] = {
    "draft.*_now": _not_now,
    "draft.issued_not_now": lambda f: (
        _("Nothing is handed over without a signature: this document is “%(state)s”.") % {"state": _standing(f)}
    ),
    "draft.withdrawn_not_now": lambda f: _("What was handed over stays handed over."),
    "draft.unknown": lambda f: _("There is no such document here."),
    "draft.unknown_template": lambda f: _("There is no such kind of document here."),
    "draft.another_patient": lambda f: _("A document stays that of its patient: prepare another."),
    "draft.waits_for_a_signature": lambda f: _("A document always waits for a signature."),
    "draft.signed_under_no_text": lambda f: _("No text lets you sign this."),
    "draft.not_signed": lambda f: _("Nothing is handed over without a signature."),
    "draft.needs_reason": lambda f: _("Say why."),
    "draft.only_the_last_can_be_withdrawn": lambda f: _("Only the last gesture can be undone."),
    "draft.not_your_gesture": lambda f: _("This was %(by)s's gesture: only they can undo it.") % f,
    "draft.only_prepares": lambda f: _("You may prepare this, not sign it.%(help)s") % f,
    "draft.not_a_doctor": lambda f: _("A document is prepared for a doctor's signature."),
    "draft.nothing_changed": lambda f: _("Nothing was changed."),
    "draft.nothing_to_sign": lambda f: _("No document was chosen."),
    "draft.fields_lack": lambda f: _("Something must still be filled in."),
    "draft.rewritten_by_hand": lambda f: _("This text was rewritten by hand: change the text itself."),
    "draft.words_forgotten": lambda f: _("The words of this document are no longer kept."),
    "draft.template_names_nothing": lambda f: (
        _("The text names what nobody fills in: %(words)s.") % {"words": ", ".join(f.get("words", ()))}
    ),
    "draft.template_field": lambda f: _("A field is a line, several lines or a day."),
    "draft.template_activity": lambda f: _("A document is one of those a practice may prepare."),
    "draft.template_changed": lambda f: _("%(by)s worded it anew meanwhile: look at it first.") % f,
    "patient.has_open_drafts": lambda f: _("A document of this patient's is not finished: finish it first."),
}

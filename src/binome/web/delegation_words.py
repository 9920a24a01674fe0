"""The words of the law that several faces and papers share: domains, trainings, standings, refusals."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binome.practice.activities import activities
from binome.practice.delegation import Delegation
from binome.practice.refusal import NotDelegated, Refused
from binome.web.role_names import ROLE_NAMES
from binome.web.task_words import labelled

Facts = dict[str, Any]

DOMAIN_NAMES = {
    "administrative": gettext_lazy("Administrative"),
    "consultation": gettext_lazy("Before, during and after the consultation"),
    "coordination": gettext_lazy("Coordination"),
    "nurse": gettext_lazy("Nurses' own"),
    "doctor": gettext_lazy("The doctor's own"),
}

TRAINING_NAMES = {
    "CQP": gettext_lazy("CQP, medical assistant"),
    "FAE": gettext_lazy("FAE (adaptation to the post)"),
    "DEI": gettext_lazy("Nurse's diploma"),
    "DEAS": gettext_lazy("Care assistant's diploma (aide-soignant)"),
    "DEAP": gettext_lazy("Childcare assistant's diploma (auxiliaire de puériculture)"),
    "AFGSU": gettext_lazy("AFGSU, emergency gestures"),
    "VACCINATION": gettext_lazy("Training in vaccination"),
}

STANDING_NAMES = {
    "single": gettext_lazy("one secondary source"),
    "conflicting": gettext_lazy("the sources disagree"),
    "to_check": gettext_lazy("to be checked"),
    "unsettled": gettext_lazy("the sources leave it open"),
}


def role_name(code: str) -> str:
    return str(ROLE_NAMES.get(code, code))


def device_name(activity: str) -> str:
    """A fully automatic device, with the act it is for."""
    act = labelled(activities()[activity].labels) if activity in activities() else activity
    return _("a fully automatic device (%(act)s)") % {"act": act[:1].lower() + act[1:]}


def standing_name(found: Delegation) -> str:
    return str(STANDING_NAMES.get(found.standing or found.basis.standing, ""))


def who_may_address(refusal: Refused, practice: str) -> str:
    """Where a refusal of the law leads: who may, and how to get what lacks; "" for a refusal of another kind."""
    activity = str(refusal.facts.get("activity", ""))
    if not isinstance(refusal, NotDelegated) or activity not in activities():
        return ""
    return f"/p/{practice}/delegation/?activity={activity}"


DELEGATION_SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    "agreement.gone": lambda f: _("Somebody ended this already: look again."),
    "training.unknown": lambda f: _("Choose the training from the list."),
    "training.no_day": lambda f: _("Say when it began, or when it was obtained."),
    "training.days_crossed": lambda f: _("These days are in the wrong order: what ends comes after what begins."),
    "post.not_theirs": lambda f: _("%(member)s does not hold this role here.") % f,
    "protocol.incomplete": lambda f: _("A protocol needs at least one field, one nurse and one doctor."),
    "structure.unknown": lambda f: _("Choose the kind of practice from the list."),
    "narrowing.nothing_to_take_back": lambda f: _(
        "No text gives this act to this role: there is nothing to keep back."
    ),
    "narrowing.no_reason": lambda f: _("Say why: the reason is told at each refusal."),
    "narrowing.not_a_doctor": lambda f: _("%(member)s is not a doctor of this practice.") % f,
    "mode.unknown_pathway": lambda f: _("Choose the kind of visit from the list."),
    "mode.not_a_doctor": lambda f: _("Only a doctor or a trainee has a way of consulting of their own."),
    "order.gone": lambda f: _("This order does not exist here, or it was revoked already."),
    "order.not_a_doctor": lambda f: _("An order is given by a doctor of this practice."),
    "concertation.to_come": lambda f: _("A concertation is noted once it was held."),
    "paper.signed_to_come": lambda f: _("A paper is kept once it was signed: not a day to come."),
    "paper.unknown": lambda f: _("This version is not kept here."),
    "form.not_a_day": lambda f: _("“%(text)s” is not a day: choose one in the calendar.") % f,
}

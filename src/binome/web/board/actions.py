"""What can be done next with a visit: one main gesture, and the others behind a menu."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from binome.practice.delegation import who_may
from binome.practice.pathway import pathways
from binome.web.places import place_of
from binome.web.store.board import Line


@dataclass(frozen=True, slots=True)
class Action:
    """A button. `roles` may press it (empty: whoever holds the visit, `holder`); `kind` is its look."""

    deed: str
    label: str
    roles: str = ""
    holder: str = ""
    kind: str = "main"
    fields: dict[str, str] = field(default_factory=dict)


def next_actions(line: Line, day: date) -> list[Action]:
    """The main gestures, most expected first. The law decides again when one is pressed."""
    if line.state == "expected":
        return [Action("arrive", _("Arrived"), _may("welcome_patient", day), kind="quiet")]
    if line.under_way:
        return [
            Action("finish", _finish_word(line.under_way), holder=line.holder or "", fields={"step": line.under_way})
        ]
    if line.state == "unsigned" or (line.to_sign and not line.awaits):
        return [Action("sign", _("Sign"), _may("sign_care", day), kind="doctor", fields={"step": _to_sign(line)})]
    return _starts(line, day) if line.state == "present" else []


def turn_of(line: Line, actions: list[Action]) -> Action | None:
    """Whose turn it is, and for what. A consultation waits for its own doctor; what an assistant may do, for her first.

    Doctors may settle a patient too, but nothing says to them that it is their turn.
    """
    if not actions or line.state == "expected":
        return None
    awaited = actions[0]
    if awaited.deed != "start":
        return awaited
    if awaited.fields["step"] in ("consultation", "education"):
        return replace(awaited, roles="", holder=line.doctor)
    others = [role for role in awaited.roles.split() if role not in ("physician", "trainee")]
    return replace(awaited, roles=" ".join(others) or awaited.roles)


def more_actions(line: Line) -> list[Action]:
    """The gestures behind the menu; those that need a choice live on the visit's page."""
    listed = []
    if line.under_way:
        listed.append(Action("pause", _("Pause"), holder=line.holder or "", fields={"step": line.under_way}))
    if line.state == "expected":
        listed.append(Action("miss", _("Did not come")))
    if line.state == "present" and place_of(line) != "consultation":
        listed.append(Action("leave", _("Left without being seen"), fields={"reason": "left_waiting"}))
    if line.standing > 1:
        listed.append(Action("withdraw", _("Undo the last gesture"), fields={"reason": "mistake"}))
    return listed


def _starts(line: Line, day: date) -> list[Action]:
    """The awaited step; and the consultation itself, when what stands before it may be skipped."""
    plan = {p.step: p for p in pathways()[line.pathway].steps}
    awaited = next((p for step, p in plan.items() if step == line.awaits), None)
    if awaited is None:
        return []
    found = [awaited]
    if awaited.may_skip and awaited.step in ("welcome", "preparation"):
        found += [p for p in plan.values() if p.step in ("consultation", "education") and p.step not in line.progress][
            :1
        ]
    return [
        Action("start", _start_word(p.step), _may(p.activity, day), kind=_kind(p.step), fields={"step": str(p.step)})
        for p in found
    ]


def _kind(step: str) -> str:
    return "doctor" if step in ("consultation", "education") else "main"


def _to_sign(line: Line) -> str:
    return next((step for step, stretch in line.progress.items() if stretch[4]), "consultation")


@lru_cache(maxsize=512)
def _may(activity: str, day: date) -> str:
    return " ".join(who_may(activity, on=day))


def _start_word(step: str) -> str:
    return {
        "welcome": pgettext("gesture", "Welcome"),
        "preparation": pgettext("gesture", "Settle"),
        "consultation": pgettext("gesture", "Go in"),
        "education": pgettext("gesture", "Begin the session"),
        "closing": pgettext("gesture", "Close"),
    }[step]


def _finish_word(step: str) -> str:
    return {
        "welcome": pgettext("gesture", "Welcomed"),
        "preparation": pgettext("gesture", "Ready"),
        "consultation": pgettext("gesture", "Finish"),
        "education": pgettext("gesture", "Finish"),
        "closing": pgettext("gesture", "Done"),
    }[step]

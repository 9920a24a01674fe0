"""Answers of the law in words: a sentence, what it stands on, what is asked each time, how to get what lacks."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from binome.practice.activities import activities
from binome.practice.conditions import conditions, duties
from binome.practice.delegation import Delegation
from binome.practice.powers import Stance, Verdict
from binome.web.delegation_words import role_name, standing_name
from binome.web.sentences import condition_name
from binome.web.store.practice import House
from binome.web.task_words import labelled

VERDICT_NAMES = {
    Verdict.DOES: pgettext_lazy("power", "does"),
    Verdict.PREPARES: pgettext_lazy("power", "prepares"),
    Verdict.NOT_YET: pgettext_lazy("power", "not yet"),
    Verdict.OPEN: pgettext_lazy("power", "left open"),
    Verdict.NO: pgettext_lazy("power", "no"),
}

VERDICT_TONES = {
    Verdict.DOES: "tag-green",
    Verdict.PREPARES: "tag-d",
    Verdict.NOT_YET: "tag-amber",
    Verdict.OPEN: "tag-amber",
    Verdict.NO: "",
}


def activity_name(code: str) -> str:
    found = activities().get(code)
    return labelled(found.labels) if found else code


def sentence_for(it: Stance, who: str) -> str:
    """What the answer is, with its subject: a person of the practice."""
    f = {"who": who, "role": role_name(it.role), "lacking": _and(condition_name(code) for code in it.lacking)}
    if it.answer.narrowing is not None or it.answer.because == "delegation.narrowed":
        return _("The practice keeps this from %(who)s.") % f
    return {
        Verdict.DOES: _("%(who)s does it, as %(role)s."),
        Verdict.PREPARES: _("%(who)s prepares it, as %(role)s; a doctor signs."),
        Verdict.NOT_YET: _("Not yet for %(who)s (%(role)s). Missing: %(lacking)s."),
        Verdict.OPEN: _("The texts leave it open for %(who)s (%(role)s), so it stays closed."),
        Verdict.NO: _("No text in force lets %(who)s do it (%(role)s)."),
    }[it.verdict] % f


def sentence_for_role(it: Stance) -> str:
    """The same, for the role: its conditions are those still to be met."""
    f = {"role": role_name(it.role).capitalize()}
    if it.answer.because == "delegation.narrowed":
        return _("%(role)s: the practice keeps it for others.") % f
    return {
        Verdict.DOES: _("%(role)s: does it."),
        Verdict.PREPARES: _("%(role)s: prepares it, a doctor signs."),
        Verdict.NOT_YET: _("%(role)s: not yet."),
        Verdict.OPEN: _("%(role)s: the texts leave it open, so it stays closed."),
        Verdict.NO: _("%(role)s: no text in force."),
    }[it.verdict] % f


def told(it: Stance, house: House, sentence: str) -> dict[str, Any]:
    """Everything a page shows of an answer."""
    found, narrowing = it.answer.delegation, it.answer.narrowing
    return {
        "stance": it,
        "role": role_name(it.role),
        "activity": it.activity,
        "name": activity_name(it.activity),
        "verdict": VERDICT_NAMES[it.verdict],
        "tone": VERDICT_TONES[it.verdict],
        "sentence": sentence,
        "ground": found if found and found.gives else None,
        "standing": standing_name(found) if found else "",
        "notes": labelled(found.notes) if found and found.notes.get("fr") else "",
        "each_time": [condition_name(code) for code in it.each_time],
        "duties": duty_names(found) if found and found.gives else [],
        "ways": [way_out(code) for code in it.lacking],
        "narrowing": narrowing,
        "narrowed_by": house.people.get(narrowing.by or "", "") if narrowing else "",
    }


def duty_names(found: Delegation) -> list[str]:
    return [labelled(duties()[code].labels) for code in found.duties if code in duties()]


def way_out(code: str) -> str:
    return labelled(conditions()[code].ways) if code in conditions() else code


def bare(words: str) -> str:
    """Without accents or case: how people type."""
    parts = unicodedata.normalize("NFKD", words.lower())
    return "".join(it for it in parts if not unicodedata.combining(it))


def found_activities(said: str) -> list[str]:
    """The activities whose French or English name, or what a practice calls them, holds every word said."""
    words = bare(said).split()
    return [
        code
        for code, it in activities().items()
        if words and all(word in bare(" ".join((*it.labels.values(), *it.also, code))) for word in words)
    ]


def _and(names: Iterable[str]) -> str:
    listed = list(names)
    return pgettext("list", " and ").join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)

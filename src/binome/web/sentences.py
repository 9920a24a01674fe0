"""Refusals in words: what happened, and who may help. One sentence per code."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from binome.practice.activities import activities
from binome.practice.conditions import conditions
from binome.practice.refusal import Refused
from binome.web.contract_words import CONTRACT_SENTENCES
from binome.web.delegation_words import DELEGATION_SENTENCES
from binome.web.draft_words import DRAFT_SENTENCES
from binome.web.event_words import step_name, what_happened
from binome.web.measure_words import MEASURE_SENTENCES
from binome.web.prepare_words import PREPARE_SENTENCES
from binome.web.pulse_words import PULSE_SENTENCES
from binome.web.role_names import role_names
from binome.web.store.practice import House
from binome.web.task_words import TASK_SENTENCES

Facts = dict[str, Any]


def sentence_of(refusal: Refused, house: House | None = None) -> str:
    """The refusal in the active language. Without `house`, people and rooms stay unnamed."""
    told = next((_SENTENCES[name] for name in _names(refusal.code) if name in _SENTENCES), None)
    if told is None:
        return _("This cannot be done now (%(code)s).") % {"code": refusal.code}
    return told(_named(refusal.facts, house))


def _names(code: str) -> tuple[str, ...]:
    """The sentences that may tell a refusal, the nearest first: its own, that of its kind, that of its ending."""
    return code, f"{code.partition('.')[0]}.*_{code.rpartition('_')[2]}", f"*{code.rpartition('_')[2]}"


def _named(facts: Mapping[str, Any], house: House | None) -> Facts:
    """The facts with names for codes: people, rooms, steps, roles, times."""
    people, places = (house.people, house.places) if house else ({}, {})
    named = dict(facts)
    somebody = _("a colleague")
    for key in ("by", "holder", "member", "doctor"):
        named[key] = people.get(str(facts.get(key)), somebody)
    named["room"] = places.get(str(facts.get("room")), _("This room"))
    named["free"] = ", ".join(places.get(code, code) for code in facts.get("free", ()))
    named["step"] = step_name(facts.get("step"))
    named["awaits"] = step_name(facts.get("awaits"))
    for key in ("at", "since", "due"):
        named[key] = clock(facts[key]) if isinstance(facts.get(key), datetime) else ""
    for key in ("low", "high"):
        named[key] = number_format(facts[key]) if isinstance(facts.get(key), Decimal) else ""
    named["days"] = ", ".join(date_format(day, "DATE_FORMAT") for day in facts.get("days", ()))
    named["who"] = _or(role_names(facts.get("who", ())))
    named["help"] = (" " + _("It can be done by: %(who)s.") % named) if named["who"] else ""
    named["activity"] = _activity(str(facts.get("activity", "")))
    named["what"] = what_happened(facts, house) if house and "moment" in facts else ""
    return named


def _overbooked(facts: Facts) -> str:
    """Who or what cannot be had twice: the doctor, the patient, an assistant or a room."""
    clashes = facts.get("clashes", ())
    over = clashes[0].over if clashes else "doctor"
    return {
        "doctor": _("%(doctor)s already has somebody at %(due)s."),
        "patient": _("The patient already comes at %(due)s."),
        "assistant": _("No assistant is free at %(due)s."),
        "room": _("No room is free at %(due)s."),
    }[over] % facts


def clock(at: datetime) -> str:
    return timezone.localtime(at).strftime("%H:%M")


def _or(names: list[str]) -> str:
    return pgettext("list", " or ").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _activity(code: str) -> str:
    activity = activities().get(code)
    return _said(activity.labels) if activity else code


def _said(words: Mapping[str, str]) -> str:
    """In the active language."""
    return words.get((get_language() or "fr")[:2], "")


def _missing(facts: Facts) -> str:
    """What lacks, text by text: any one of them would be enough."""
    lacking = facts.get("alternatives") or [facts.get("missing", ())]
    return _or(list(dict.fromkeys(_and([condition_name(code) for code in codes]) for codes in lacking)))


def condition_name(code: str) -> str:
    found = conditions().get(code)
    return _said(found.labels) if found else code


def _way_out(facts: Facts) -> str:
    """How to get the first thing that lacks."""
    lacking = next(iter(facts.get("alternatives") or [facts.get("missing", ())]), ())
    return " ".join(_said(conditions()[code].ways) for code in lacking if code in conditions())


def _and(names: list[str]) -> str:
    return pgettext("list", " and ").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _because(words: str) -> str:
    return f" {words}" if words else ""


_SENTENCES: Mapping[str, Callable[[Facts], str]] = {
    **CONTRACT_SENTENCES,
    **DRAFT_SENTENCES,
    **DELEGATION_SENTENCES,
    **MEASURE_SENTENCES,
    **PREPARE_SENTENCES,
    **PULSE_SENTENCES,
    **TASK_SENTENCES,
    "story.number_taken": lambda f: (
        _("Already done: %(what)s at %(at)s by %(by)s.") % f
        if f["what"]
        else _("Somebody did it first, at %(at)s.") % f
    ),
    "story.gap": lambda f: _("This page is behind the visit: reload it and look again."),
    "story.backwards": lambda f: _("The clock of the server went back: wait a moment and try again."),
    "visit.unknown": lambda f: _("This visit does not exist here, or it was undone."),
    "visit.under_way": lambda f: _("The %(step)s is already under way with %(holder)s since %(since)s.") % f,
    "visit.not_its_turn": lambda f: (
        _("The %(step)s cannot start now: the visit waits for the %(awaits)s.") % f
        if f["awaits"]
        else _("The %(step)s cannot start now.") % f
    ),
    "visit.not_under_way": lambda f: _("The %(step)s is not under way.") % f,
    "visit.held_by_another": lambda f: (
        _("%(holder)s holds the %(step)s since %(since)s: ask them, or finish it for them on the visit's page.") % f
    ),
    "visit.may_not_skip": lambda f: _("The %(step)s cannot be skipped on this kind of visit.") % f,
    "visit.nothing_to_sign": lambda f: _("Nothing waits for a signature here."),
    "visit.only_the_last_can_be_withdrawn": lambda f: _(
        "Only the last gesture can be undone, and it is another one now."
    ),
    "visit.withdraw_needs_reason": lambda f: _("Undoing needs a reason."),
    "visit.defer_needs_owner_and_reason": lambda f: _("Putting off needs somebody who takes it up, and a reason."),
    "visit.hand_over_to_whom": lambda f: _("Choose the colleague who takes over: somebody else than who holds it now."),
    "visit.not_on_pathway": lambda f: _("This kind of visit has no %(step)s.") % f,
    "visit.present_stays_today": lambda f: _("The patient is here: the visit stays on its day."),
    "visit.before_its_day": lambda f: _("This visit is on another day: it can only be moved or cancelled until then."),
    "visit.booking_incomplete": lambda f: _("A booking needs a person, a time and a length."),
    "booking.no_length": lambda f: _("A booking needs a length of at least one minute."),
    "booking.clash": lambda f: f"{_overbooked(f)} {_('Choose another time.')}",
    "booking.clash_warning": lambda f: f"{_overbooked(f)} {_('You may still book on top of it.')}",
    "booking.off_duty": lambda f: _("%(doctor)s is not there at %(due)s.") % f,
    "booking.not_theirs": lambda f: (
        _("%(doctor)s cannot be booked for this kind of visit: no text in force gives them this: %(activity)s.") % f
        + f["help"]
    ),
    "booking.past_midnight": lambda f: _("An appointment ends on the day it begins."),
    "booking.no_such_time": lambda f: _("There is no such time on that day: the clock is put forward over it."),
    "patient.unknown": lambda f: _("This person is not known here any more."),
    "patient.has_open_visits": lambda f: _(
        "This person has an appointment, or a visit to finish: end or cancel it first."
    ),
    "room.taken": lambda f: _("%(room)s is taken: choose another one, or wait until it is free.") % f,
    "room.none_free": lambda f: (
        _("No room is free for the %(step)s: finish a visit first, or choose a room on the visit's page.") % f
    ),
    "room.other_kind": lambda f: _("%(room)s is not meant for the %(step)s. Free and meant for it: %(free)s.") % f,
    "room.unknown": lambda f: _("This room does not exist in the practice."),
    "person.busy": lambda f: _("%(member)s is with another patient: finish or pause there first.") % f,
    "member.unknown": lambda f: _("This person is not in the team."),
    "day.closed": lambda f: _("This day is closed: reopen it from the end-of-day page.") + f["help"],
    "day.visits_open": lambda f: (
        _("%(count)s visits are still open: each needs to be finished, or put off with an owner and a reason.") % f
    ),
    "day.tasks_open": lambda f: (
        _("%(count)s tasks of the day are nobody's: each needs somebody's name, another day with a reason, or its end.")
        % f
    ),
    "hand_over.no_words": lambda f: _("Write the note first."),
    "hand_over.too_long": lambda f: _("A note holds %(most)s characters at most.") % f,
    "hand_over.not_yours": lambda f: _("Only whoever wrote a note takes it back."),
    "attention.unknown_reason": lambda f: _("Choose from the list why everybody should be attentive."),
    "routing.unknown_activity": lambda f: _("This activity is not routed in the practice."),
    "routing.nobody": lambda f: _("Choose at least one role."),
    "day.not_locked": lambda f: _("The visit was moved to another day meanwhile: reload the page."),
    "day.closed_not_now": lambda f: _("This day is already closed."),
    "day.reopened_not_now": lambda f: _("This day is not closed."),
    "delegation.no": lambda f: _("No text in force allows your role to do this: %(activity)s.") % f + f["help"],
    "delegation.no_role": lambda f: _("You have no role that may do this."),
    "delegation.unsettled": lambda f: (
        _("The texts leave this open, so it stays closed: %(activity)s.") % f
        + _because(_said(f.get("notes", {})))
        + f["help"]
    ),
    "delegation.narrowed": lambda f: (
        _("Your practice keeps this for others: %(activity)s.") % f
        + (_because(_("The reason given: %(reason)s.") % f) if f.get("reason") else "")
        + f["help"]
    ),
    "delegation.condition": lambda f: (
        _("%(activity)s: a condition is missing (%(missing)s).") % {**f, "missing": _missing(f)}
        + _because(_way_out(f))
        + f["help"]
    ),
    "given.unknown": lambda f: _("“%(key)s” says nothing of a person, a practice or a patient here.") % f,
    "given.unreadable": lambda f: _("“%(value)s” is not understood for %(key)s.") % f,
    "given.alone": lambda f: _("Say first which %(after)s the %(key)s is of.") % f,
    "form.unknown_reason": lambda f: _("Choose a reason from the list."),
    "form.unknown_step": lambda f: _("This step does not exist."),
    "form.unknown_gesture": lambda f: _("This gesture does not exist."),
    "sheet.no_visit_to_prepare": lambda f: _(
        "There is no visit to prepare any more: it was cancelled, or the patient did not come."
    ),
    "sheet.omitting_needs_reason": lambda f: _("Say why it was left out."),
    "activity.unknown": lambda f: _("This activity does not exist."),
    "measure.unknown": lambda f: _("This measurement does not exist."),
    "measure.not_a_number": lambda f: _("“%(typed)s” is not a number.") % f,
    "measure.out_of_bounds": lambda f: _("“%(typed)s” cannot be right: expected between %(low)s and %(high)s.") % f,
    "measure.crossed": lambda f: _("The first blood pressure figure must be above the second: were they swapped?"),
    "measure.nothing_typed": lambda f: _("No value was typed."),
    "measure.odd": lambda f: _("A value is unusual: check it, tick the box, and keep the measurements again."),
    "sheet.who_confirmed": lambda f: _("Say who confirmed the identity: the name, and who they are to the patient."),
    "sheet.empty_note": lambda f: _("The note is empty."),
    "import.unknown": lambda f: _("This import does not exist here."),
    "import.already_answered": lambda f: _("Somebody already accepted or refused this file."),
    "import.expired": lambda f: _("Nobody answered within a day: this file was thrown away. Bring it again."),
    "import.discarded": lambda f: _("Somebody was forgotten meanwhile, and this file was thrown away with them."),
    "import.another_is_read": lambda f: _("Another file of the practice is being read: wait a moment, then try again."),
    "import.closed_days": lambda f: (
        _("These days are closed: %(days)s. Reopen them, or leave them as they are and accept the rest.") % f
    ),
    "import.nothing_to_undo": lambda f: _("This import cannot be taken back: it was already, or never accepted."),
    "import.who_sees_them": lambda f: (
        _("Say who in the team these names are: %(names)s.")
        % {"names": ", ".join(n or _("(no name)") for n in f.get("names", ()))}
    ),
    "import.decide_doubles": lambda f: _(
        "Some people may already be known: say for each whether it is the same person."
    ),
    "room.no_name": lambda f: _("Give the room a name."),
    "room.unknown_kind": lambda f: _("Choose the kind of room from the list."),
    "room.in_use": lambda f: _("%(room)s is taken now: free it first.") % f,
    "hours.unreadable": lambda f: _("“%(text)s” is not a stretch of hours: write 08:30-12:30.") % f,
    "hours.overlap": lambda f: _("These hours overlap: “%(text)s”.") % f,
    "ground.minutes": lambda f: _("“%(text)s” is not a number of minutes between 1 and %(most)s.") % f,
    "ground.red_before_amber": lambda f: _("Red comes after amber: give it as many minutes, or more."),
    "replay.not_yet": lambda f: _("This day has not begun: there is nothing to replay yet."),
    "replay.no_typical_day": lambda f: _(
        "No day of this what-if has been simulated yet, or it is too old: run it again."
    ),
    "replay.untellable": lambda f: _(
        "This scenario has steps that no board knows: its days cannot be shown here. “binome twin trace --stamps” "
        "writes them."
    ),
    "trace.no_file": lambda f: _("Choose a file first."),
    "trace.too_long": lambda f: _("This file is larger than %(most)s MB: the trace of a replication is smaller.") % f,
    "trace.too_heavy": lambda f: _("This file takes too much memory or time to read: nothing of it was kept."),
    "trace.another": lambda f: _("Another trace is being read: try again in a moment."),
    "trace.not_one": lambda f: _(
        "This is not a trace, or it is damaged: “binome twin trace” writes one, as Parquet or CSV. Nothing was kept."
    ),
    "trace.columns": lambda f: _("This is not a trace: these columns are missing: %(missing)s. Nothing was kept.") % f,
    "trace.too_much": lambda f: _("This trace holds more than %(most)s events: trace fewer days.") % f,
    "trace.too_much_a_day": lambda f: (
        _("A day of this trace is too full for a board: at most %(most)s visits, and %(codes)s people and rooms.") % f
    ),
    "trace.lived": lambda f: _(
        "This file tells of lived days, not of simulated ones: replay them from the board of their day. "
        "Nothing was kept."
    ),
    "trace.several": lambda f: _("This file mixes several runs: bring one replication at a time. Nothing was kept."),
    "trace.strange": lambda f: _(
        "This file bears people, rooms or dates that no trace has: it was changed. Nothing was kept."
    ),
    "trace.impossible": lambda f: (
        _(
            "What this file tells could not have happened (story %(story)s): it is damaged, or was changed. "
            "Nothing was kept."
        )
        % f
    ),
    "trace.nobody": lambda f: _("Nobody comes in this trace: there is nothing to replay."),
    "trace.no_such_day": lambda f: _("Nobody comes on that day of the trace."),
    "trace.gone": lambda f: _("This trace is not kept here any more: bring the file again."),
    "whatif.unknown": lambda f: _("This what-if does not exist here any more."),
    "whatif.unknown_base": lambda f: _("Choose what to start from in the list."),
    "whatif.nobody_is_booked": lambda f: _(
        "Nobody in this practice has hours and an agenda yet: give hours to somebody, or start from a template."
    ),
    "whatif.no_name": lambda f: _("Give it a name."),
    "whatif.too_many": lambda f: _("%(most)s what-ifs are kept: remove one first.") % f,
    "whatif.nothing_found": lambda f: _("Nothing has been found yet: let some days be simulated first."),
    "whatif.freed_sum": lambda f: _("The three parts of the freed time make %(sum)s %%: they must make 100, or 0.") % f,
    "whatif.out_of_bounds": lambda f: (
        _("%(label)s: “%(typed)s” cannot be; expected a number between %(least)g and %(most)g %(unit)s.") % f
    ),
    "whatif.odd_run": lambda f: _("A run has a seed between 0 and %(most)s, and %(choices)s replications at most.") % f,
    "whatif.no_file": lambda f: _("Choose a file first."),
    "whatif.no_text": lambda f: _("This file is not a text in UTF-8."),
    "whatif.file_too_long": lambda f: _("This file is longer than %(most)s kB: a scenario is much shorter.") % f,
    "whatif.too_much_days": lambda f: (
        _("%(many)s days are too many here (%(most)s at most): run it on the command line.") % f
    ),
    "whatif.too_much_people": lambda f: (
        _("%(many)s people and rooms are too many here (%(most)s at most): run it on the command line.") % f
    ),
    "whatif.too_much_a_day": lambda f: (
        _("%(many)s visits and tasks a day are too many here (%(most)s at most): run it on the command line.") % f
    ),
    "*now": lambda f: _("The visit is no longer where this page shows it: look again."),
}

"""Preparing a visit: each activity done, or left out with a reason, is a line of the sheet's own story."""

from binome.desk.hall import Deed, Hall, Line, day_of, record_click, refuse_if_closed
from binome.desk.visits import about
from binome.journal.event import Event, utc
from binome.journal.replay import visit_from
from binome.journal.sheets import Sheet, sheet_from, sheet_story
from binome.practice.activities import activities
from binome.practice.pathway import pathway
from binome.practice.refusal import MoveRefused
from binome.practice.visit import Visit
from binome.practice.words import Moment, Power, State, Step

GIVEN, REFUSED, NOT_ASKED = "given", "refused", "not_asked"
CONSENTS = (GIVEN, REFUSED, NOT_ASKED)
CONSENT = "consent"
"""The item that says whether the patient agrees to the assistant's presence."""
AGREED = frozenset({"consent_to_presence"})
"""The condition that an agreement meets."""


def note(hall: Hall, deed: Deed, activity: str, *, item: str | None = None) -> Sheet:
    """This was done, now, by this person, under this text; refused when no text lets them.

    `item`: the one of a checklist that it is about, when it is not about the whole activity.
    """
    visit = visit_from(deed.story, hall.of_story(deed.story))
    true = about(hall.practice, visit, _known(activity), deed.at) | _agreed(hall, deed.story)
    delegation = hall.practice.delegation(deed.by, activity, deed.at, true, physician=visit.doctor)
    words = {"delegation": delegation.code, "to_sign": delegation.power is Power.PREPARES, "kind": item}
    return _tell(hall, deed, visit, Moment.NOTED, activity=activity, role=delegation.role, **words)


def omit(hall: Hall, deed: Deed, activity: str, *, reason: str, item: str | None = None) -> Sheet:
    """This was left out, and why: what was not done is said as plainly as what was."""
    delegation = hall.practice.delegation(deed.by, "enter_information", deed.at)
    words = {"delegation": delegation.code, "reason": reason, "kind": item}
    visit = visit_from(deed.story, hall.of_story(deed.story))
    return _tell(hall, deed, visit, Moment.OMITTED, activity=_known(activity), role=delegation.role, **words)


def write(hall: Hall, deed: Deed, item: str) -> Sheet:
    """Somebody wrote on the sheet what the patient said, or chose what is looked at: who may enter information may."""
    visit = visit_from(deed.story, hall.of_story(deed.story))
    delegation = hall.practice.delegation(deed.by, "enter_information", deed.at)
    words = {"delegation": delegation.code, "kind": item}
    return _tell(hall, deed, visit, Moment.NOTED, activity="enter_information", role=delegation.role, **words)


def consent(hall: Hall, deed: Deed, answer: str) -> Sheet:
    """Whether the patient agrees to the assistant's presence. Refused, the visit goes on with the doctor alone, and
    whoever was preparing ends there; agreed to after all, it takes again the way it was booked for.
    """
    if answer not in CONSENTS:
        raise MoveRefused("consent.unknown", answer=answer[:20])
    visit = visit_from(deed.story, hall.of_story(deed.story))
    delegation = hall.practice.delegation(deed.by, "enter_information", deed.at)
    words = {"delegation": delegation.code, "reason": answer, "kind": CONSENT}
    moment = Moment.OMITTED if answer == NOT_ASKED else Moment.NOTED
    sheet = _tell(hall, deed, visit, moment, activity="enter_information", role=delegation.role, **words)
    if answer != NOT_ASKED:
        _take_the_way(hall, deed, visit, alone=answer == REFUSED)
    return sheet


def _agreed(hall: Hall, story: str) -> frozenset[str]:
    """What the patient's last answer opens."""
    answer = sheet_from(sheet_story(story), hall.of_story(sheet_story(story))).items.get(CONSENT)
    return AGREED if answer is not None and answer.reason == GIVEN else frozenset()


def _take_the_way(hall: Hall, deed: Deed, visit: Visit, *, alone: bool) -> None:
    """Nothing changes once the visit is over, nor what is with the doctor already."""
    booked = hall.of_story(deed.story)[0].pathway or ""
    way = pathway(booked).alone if alone else booked
    held = visit.under_way()
    if not way or visit.pathway is None or visit.pathway.code == way or visit.state not in CHANGEABLE:
        return
    if held and held not in AROUND:
        return
    role = hall.practice.delegation(deed.by, "enter_information", deed.at)
    words = {"role": role.role, "delegation": role.code}
    lines: list[Line] = [(Moment.FINISHED, {**words, "step": held, "reason": WANTS_ALONE})] if held else []
    record_click(hall, visit, deed, [*lines, (Moment.MOVED, {**words, "pathway": way})])


WANTS_ALONE = "wants_doctor_alone"
CHANGEABLE = frozenset({State.EXPECTED, State.PRESENT})
AROUND = frozenset({Step.WELCOME, Step.PREPARATION})
"""The steps that end when the patient wants the doctor alone."""


def _known(activity: str) -> str:
    if activity not in activities():
        raise MoveRefused("activity.unknown", activity=activity)
    return activity


def _tell(hall: Hall, deed: Deed, visit: Visit, moment: Moment, **words: object) -> Sheet:
    if visit.state in (State.UNBORN, State.CANCELLED, State.MISSED):
        raise MoveRefused("sheet.no_visit_to_prepare", state=visit.state)
    refuse_if_closed(hall, day_of(hall.practice, visit))
    story = sheet_story(deed.story)
    sheet = sheet_from(story, hall.of_story(story))
    at = max(utc(deed.at), sheet.at or utc(deed.at))
    event = Event(story=story, number=sheet.number + 1, moment=moment, at=at, by=deed.by.code, **words)  # type: ignore[arg-type]
    then = sheet.after(event)
    hall.keep_note(event)
    return then

"""Preparing a visit: each activity done, or left out with a reason, is a line of the sheet's own story."""

from binome.desk.hall import Deed, Hall, day_of, refuse_if_closed
from binome.desk.visits import about
from binome.journal.event import Event, utc
from binome.journal.replay import visit_from
from binome.journal.sheets import Sheet, sheet_from, sheet_story
from binome.practice.activities import activities
from binome.practice.refusal import MoveRefused
from binome.practice.visit import Visit
from binome.practice.words import Moment, Power, State


def note(hall: Hall, deed: Deed, activity: str) -> Sheet:
    """This was done, now, by this person, under this text; refused when no text lets them."""
    visit = visit_from(deed.story, hall.of_story(deed.story))
    true = about(hall.practice, visit, _known(activity), deed.at)
    delegation = hall.practice.delegation(deed.by, activity, deed.at, true, physician=visit.doctor)
    words = {"delegation": delegation.code, "to_sign": delegation.power is Power.PREPARES}
    return _tell(hall, deed, visit, Moment.NOTED, activity=activity, role=delegation.role, **words)


def omit(hall: Hall, deed: Deed, activity: str, *, reason: str) -> Sheet:
    """This was left out, and why: what was not done is said as plainly as what was."""
    delegation = hall.practice.delegation(deed.by, "enter_information", deed.at)
    words = {"delegation": delegation.code, "reason": reason}
    visit = visit_from(deed.story, hall.of_story(deed.story))
    return _tell(hall, deed, visit, Moment.OMITTED, activity=_known(activity), role=delegation.role, **words)


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

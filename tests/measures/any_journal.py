"""Journals nobody lived: visits with pauses, hand-overs, undone gestures and patients who leave; pressing questions."""

from datetime import timedelta

import polars as pl
from hypothesis import strategies as st

from binome.journal.columns import columns
from binome.practice.words import Moment, Role, Step
from tests.measures.days import ANA, DOC, EVE, Telling, at

PEOPLE = {Step.PREPARATION: ANA, Step.CONSULTATION: DOC, Step.CLOSING: ANA}
DOCTORS = ("doc", "dan")
minute = st.integers(0, 40).map(lambda it: timedelta(minutes=it))


@st.composite
def visits(draw: st.DrawFn, number: int) -> Telling:
    """Booked, and then missed, cancelled, or lived step by step to its end or until the patient leaves."""
    day = draw(st.integers(0, 12))
    due = at(draw(st.integers(6, 16)), draw(st.sampled_from((0, 15, 45))), day)
    told = Telling(f"v{number}")
    doctor = draw(st.sampled_from(DOCTORS))
    told.booked(due - timedelta(hours=draw(st.integers(1, 200))), due, doctor, patient=f"p{draw(st.integers(0, 4))}")
    if draw(st.integers(0, 4)) == 0:
        told.say(
            Moment.MOVED, told.lines[-1].at, due=due + timedelta(minutes=30), to=draw(st.sampled_from((None, "dan")))
        )
    ending = draw(st.sampled_from(("missed", "cancelled", *["lived"] * 6)))
    if ending != "lived":
        return told.say(Moment.MISSED if ending == "missed" else Moment.CANCELLED, due)
    told.say(Moment.ARRIVED, due - timedelta(minutes=10) + draw(minute))
    for step in (Step.PREPARATION, Step.CONSULTATION, Step.CLOSING):
        if draw(st.integers(0, 9)) == 0:
            return told.say(Moment.LEFT, told.lines[-1].at + draw(minute))
        _step(draw, told, step)
    return told


def _step(draw: st.DrawFn, told: Telling, step: Step) -> None:
    who = PEOPLE[step] if step is not Step.CONSULTATION else (told.lines[0].to or "doc", Role.PHYSICIAN)
    if step is Step.PREPARATION and draw(st.booleans()):
        told.say(Moment.SKIPPED, _later(draw, told), who, step=step, reason="assistant_away")
        return
    told.say(Moment.STARTED, _later(draw, told), who, step=step, room=draw(st.sampled_from((None, "r1", "r2"))))
    turn = draw(st.sampled_from(("ends", "ends", "ends", "pauses", "hands over", "is undone")))
    if turn == "pauses":
        told.say(Moment.PAUSED, _later(draw, told), who, step=step).say(
            Moment.STARTED, _later(draw, told), who, step=step
        )
    if turn == "hands over":
        told.say(Moment.HANDED_OVER, _later(draw, told), who, step=step, to="eve", to_role=EVE[1])
        who = EVE
    told.say(Moment.FINISHED, _later(draw, told), who, step=step)
    if turn == "is undone":
        told.say(Moment.WITHDRAWN, _later(draw, told), who, withdraws=len(told.lines), reason="mistake")
        told.say(Moment.FINISHED, _later(draw, told), who, step=step)


def _later(draw: st.DrawFn, told: Telling):  # type: ignore[no-untyped-def]
    return told.lines[-1].at + draw(minute)


@st.composite
def questions(draw: st.DrawFn, number: int) -> Telling:
    """Asked now of a doctor, of one by name or of whoever consults; some are answered. Never on the minute at which a
    step begins or ends: which of the two came first would be anybody's guess.
    """
    when = at(draw(st.integers(6, 17)), draw(st.integers(0, 59)), draw(st.integers(0, 12))) + timedelta(seconds=30)
    words = {"to_role": Role.PHYSICIAN, "to": draw(st.sampled_from((None, *DOCTORS)))}
    level = draw(st.sampled_from(("now", "now", "can_wait")))
    told = Telling(f"task-{number}").say(
        Moment.ASKED, when, ANA, kind="question", level=level, due=when + timedelta(minutes=10), **words
    )
    if draw(st.booleans()):
        told.say(Moment.ENDED, when + draw(minute) * draw(st.integers(1, 60)), DOC, reason="done")
    return told


@st.composite
def journals(draw: st.DrawFn) -> pl.DataFrame:
    """The lines of some stories, in whatever order."""
    stories = [draw(visits(number)) for number in range(draw(st.integers(1, 12)))]
    stories += [draw(questions(number)) for number in range(draw(st.integers(0, 6)))]
    lines = [line for it in stories for line in it.lines]
    return columns(draw(st.permutations(lines)))

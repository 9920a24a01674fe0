"""Every line that could be told next of a document, possible or not: for the tests that must hold of any draft."""

from collections.abc import Iterator
from datetime import timedelta

from binome.journal.event import Event
from binome.practice.draft import Draft
from binome.practice.refusal import MoveRefused
from binome.practice.words import Moment, Role
from tests.journal.walks import NINE

PEOPLE = {"bob": Role.ASSISTANT, "martin": Role.PHYSICIAN}


def told(draft: Draft, moment: Moment, by: str = "martin", **words: object) -> Event:
    """What could be told next of this document, a minute later."""
    at = (draft.at or NINE) + timedelta(minutes=1)
    said = {"story": draft.story, "number": draft.number + 1, "moment": moment, "at": at, "by": by}
    return Event(**{**said, "role": PEOPLE[by], "delegation": "d", **words})  # type: ignore[arg-type]


def candidates(draft: Draft) -> Iterator[Event]:
    """Anything somebody could try to tell next."""
    for who in PEOPLE:
        yield told(draft, Moment.DRAFTED, who, kind="renewal", patient="p1", to_sign=True)
        yield told(draft, Moment.CORRECTED, who)
        yield told(draft, Moment.SENT_BACK, who, reason="facts_wrong")
        yield told(draft, Moment.SIGNED, who)
        yield told(draft, Moment.ISSUED, who)
        yield told(draft, Moment.DISCARDED, who, reason="not_needed")
    yield told(draft, Moment.WITHDRAWN, withdraws=draft.standing, reason="mistake")


def possible(draft: Draft) -> Iterator[tuple[Event, Draft]]:
    """Those of them that the document allows, with what they lead to."""
    for event in candidates(draft):
        try:
            yield event, draft.after(event)
        except MoveRefused:
            continue


def walked(*moments: Moment) -> Draft:
    """A document that these things happened to, in that order."""
    draft = Draft("draft-1")
    for moment in moments:
        draft = next(after for event, after in possible(draft) if event.moment is moment)
    return draft

"""What a deed on a draft needs of the house, and the one way it writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from binome.desk.hall import Deed, refuse_if_written
from binome.journal.event import Event, utc
from binome.journal.replay import draft_from
from binome.practice.draft import Draft, DraftState
from binome.practice.refusal import MoveRefused
from binome.practice.team import Practice
from binome.practice.template import Template
from binome.practice.words import Moment


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a document, never in the journal: they can be forgotten with the patient.

    `values` are its fields; `known` what is found without being filled in (the patient's name…). `text`, when not
    empty, is the whole document as somebody rewrote it, and stands instead of the template's.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    visit: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What is kept beside the line that wrote a wording: `changed` names what a correction touched.

    `rewritten`: somebody put their own text instead of the template's; its fields no longer say what it says.
    """

    template: Template
    values: Mapping[str, str]
    text: str
    visit: str = ""
    changed: tuple[str, ...] = ()
    rewritten: bool = False


WHOLE_TEXT = "text"
"""Among what a correction changed: the words themselves, beyond any field."""


class DraftHall(Protocol):
    """A practice's journal and the picture of its tray, written together or not at all."""

    @property
    def practice(self) -> Practice: ...

    def of_story(self, story: str) -> tuple[Event, ...]: ...

    def template(self, code: str | None) -> Template:
        """The template of that code as the practice words it now; refused when there is none."""
        ...

    def written(self, draft: Draft) -> Written:
        """The words a draft now bears; refused once they are forgotten."""
        ...

    def keep_draft(self, draft: Draft, event: Event, written: Written | None) -> None:
        """Append the event, redraw the draft's line, keep its words, and tell every screen."""
        ...


def draft_for(hall: DraftHall, deed: Deed) -> Draft:
    """The draft as it stands; raises NumberTaken when somebody wrote the deed's line first."""
    told = hall.of_story(deed.story)
    draft = draft_from(deed.story, told)
    refuse_if_written(deed, told)
    return draft


def known(hall: DraftHall, deed: Deed) -> Draft:
    draft = draft_for(hall, deed)
    if draft.state is DraftState.UNBORN:
        raise MoveRefused("draft.unknown", story=deed.story)
    return draft


def record(
    hall: DraftHall,
    draft: Draft,
    deed: Deed,
    moment: Moment,
    said: Mapping[str, Any],
    written: Written | None = None,
) -> Draft:
    """Write what happens next to a draft: the only road from a deed to the journal."""
    at = max(utc(deed.at), draft.at or utc(deed.at))  # two clocks may differ by a breath; a story never goes back
    event = Event(story=draft.story, number=draft.number + 1, moment=moment, at=at, by=deed.by.code, **said)
    then = draft.after(event)
    hall.keep_draft(then, event, written)
    return then

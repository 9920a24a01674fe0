"""A hall in memory that keeps documents too, with their words; and the shortest way to prepare one."""

from dataclasses import replace

from binome.desk import drafts
from binome.desk.draft_hall import Wording, Written
from binome.desk.drafts import Paper
from binome.journal.event import Event
from binome.practice.agreements import SignedProtocol
from binome.practice.draft import Draft, DraftState
from binome.practice.refusal import MoveRefused
from binome.practice.team import Practice
from binome.practice.template import Template, template
from tests.desk.hall import MemoryHall
from tests.desk.small_practice import PRACTICE, TODAY
from tests.desk.tasks_hall import on

NURSES, DOCTORS = frozenset({"elise"}), frozenset({"martin", "leroy"})
DIABETES = SignedProtocol("suivi", TODAY.replace(year=2025), frozenset({"diabetes"}), NURSES, DOCTORS)
WITH_PROTOCOL = replace(PRACTICE, protocols=(DIABETES,))
"""The small practice, once its education nurse and its doctors have signed."""


class DraftsHall(MemoryHall):
    """Satisfies binome.desk.draft_hall.DraftHall. `drafts` is the picture kept, `words` what is beside it."""

    def __init__(self, practice: Practice = PRACTICE) -> None:
        super().__init__(practice)
        self.drafts: dict[str, Draft] = {}
        self.words: dict[tuple[str, int], Written] = {}

    def template(self, code: str | None) -> Template:
        return template(code)

    def written(self, draft: Draft) -> Written:
        if (draft.story, draft.wording) not in self.words:
            raise MoveRefused("draft.words_forgotten", story=draft.story)
        return self.words[draft.story, draft.wording]

    def keep_draft(self, draft: Draft, event: Event, written: Written | None) -> None:
        self.journal.append(event)
        self.told.append(event)
        self.drafts[draft.story] = draft
        if written is not None:
            self.words[draft.story, event.number] = written

    def born(self) -> list[str]:
        return [story for story, draft in self.drafts.items() if draft.state is not DraftState.UNBORN]


def filled(code: str, said: str = "vu", **values: str) -> Wording:
    """Every field of a template filled in with the same words, save those that are said."""
    known = {"patient": "Mme Anne RAULT", "born": "née le 12/03/1954", "today": "10 mars 2026"}
    return Wording({**{field.code: said for field in template(code).fields}, **values}, known)


def prepared(
    hall: DraftsHall, code: str = "letter_to_correspondent", *, who: str = "bob", story: str = "draft-1"
) -> Draft:
    """A document that the assistant prepared at nine."""
    return drafts.draft(hall, on(who, "9:00", story), Paper(code, "p1"), filled(code))

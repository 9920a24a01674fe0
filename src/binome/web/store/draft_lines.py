"""From a draft to its line in the picture, and the words kept beside it."""

from datetime import date
from typing import Any

from binome.desk.draft_hall import Written
from binome.journal.event import Event
from binome.practice.draft import Draft, DraftState
from binome.practice.refusal import MoveRefused
from binome.practice.template import Template
from binome.web.store.practice import House
from binome.web.store.tables.drafts import DraftRow, DraftWordsRow


def draft_line_of(draft: Draft) -> dict[str, Any]:
    """The columns of DraftRow that the story determines."""
    signature = draft.signature
    return {
        "number": draft.number,
        "kind": draft.kind,
        "state": str(draft.state),
        "patient_id": draft.patient,
        "doctor": draft.doctor,
        "drafted_by": draft.drafted_by,
        "drafted_role": str(draft.drafted_role),
        "drafted_at": draft.drafted_at,
        "wording": draft.wording,
        "corrections": draft.corrections,
        "returned": draft.returned,
        "reason": draft.reason,
        "signed_by": signature.by if signature else None,
        "signed_role": str(signature.role) if signature else None,
        "signed_at": signature.at if signature else None,
        "signed_under": signature.delegation if signature else None,
        "issued_by": draft.issued_by,
        "issued_at": draft.issued_at,
        "since": draft.since,
        "standing": draft.standing,
    }


def keep_draft_line(house: House, draft: Draft, day: date, version: int) -> None:
    """Draw the draft's line again; a draft whose preparing was undone has none, nor words."""
    if draft.state is DraftState.UNBORN:
        for kept in (DraftRow, DraftWordsRow):
            kept.objects.filter(practice_id=house.id, story=draft.story).delete()  # type: ignore[attr-defined]
        return
    drawn = {**draft_line_of(draft), "told_on": day, "version": version}
    if not DraftRow.objects.filter(story=draft.story).update(**drawn):
        DraftRow.objects.create(practice_id=house.id, story=draft.story, **drawn)


def keep_words(house: House, draft: Draft, event: Event, written: Written) -> None:
    DraftWordsRow.objects.create(
        practice_id=house.id,
        story=draft.story,
        number=event.number,
        patient=draft.patient,
        visit=written.visit,
        template=written.template.code,
        edition=written.template.edition,
        values=dict(written.values),
        text=written.text,
        changed=list(written.changed),
        rewritten=written.rewritten,
    )


def words_of(house: House, draft: Draft, template: Template) -> Written:
    """The words a draft now bears; refused once they are forgotten."""
    row = DraftWordsRow.objects.filter(practice_id=house.id, story=draft.story, number=draft.wording).first()
    if row is None:
        raise MoveRefused("draft.words_forgotten", story=draft.story)
    return Written(template, row.values, row.text, row.visit, tuple(row.changed), row.rewritten)

"""A draft refuses what could not have happened, and remembers who signed what."""

from dataclasses import replace

import pytest

from binome.practice.draft import Draft, DraftState
from binome.practice.refusal import MoveRefused
from binome.practice.words import Moment, Role
from tests.journal.draft_walks import told, walked
from tests.practice.refused import refused

PREPARED, SIGNED = (Moment.DRAFTED,), (Moment.DRAFTED, Moment.SIGNED)


def test_a_signature_signs_the_words_as_they_stand() -> None:
    """After a correction, the corrected ones; with who, in which role, under which text."""
    draft = walked(Moment.DRAFTED, Moment.CORRECTED)
    assert (draft.wording, draft.corrections) == (2, 1)
    signed = draft.after(told(draft, Moment.SIGNED))
    assert signed.wording == 2
    assert signed.signature is not None
    assert (signed.signature.by, signed.signature.role, signed.signature.delegation) == ("martin", Role.PHYSICIAN, "d")
    assert signed.signature.at == signed.at == signed.since


@pytest.mark.parametrize("odd", [{"delegation": None}, {"to_sign": True}])
def test_a_signature_under_no_text_is_none(odd: dict[str, object]) -> None:
    """Nor one that itself waits for a signature."""
    draft = walked(*PREPARED)
    with refused("draft.signed_under_no_text"):
        draft.after(told(draft, Moment.SIGNED, **odd))


def test_a_draft_always_waits_for_a_signature() -> None:
    """Whoever prepared it; and it is of some kind."""
    unborn = Draft("draft-1")
    with refused("draft.waits_for_a_signature"):
        unborn.after(told(unborn, Moment.DRAFTED, kind="renewal", patient="p1"))
    with refused("draft.unknown_template"):
        unborn.after(told(unborn, Moment.DRAFTED, patient="p1", to_sign=True))


def test_prepared_again_it_stays_the_same_document() -> None:
    """Of the same kind, of the same patient, for the same doctor unless another is named; its reason is gone."""
    draft = walked(Moment.DRAFTED, Moment.SENT_BACK)
    assert (draft.reason, draft.returned) == ("facts_wrong", 1)
    again = {"kind": "renewal", "patient": "p1", "to_sign": True}
    with refused("draft.unknown_template"):
        draft.after(told(draft, Moment.DRAFTED, **{**again, "kind": "transport"}))
    with refused("draft.another_patient"):
        draft.after(told(draft, Moment.DRAFTED, **{**again, "patient": "p2"}))
    named = draft.after(told(draft, Moment.DRAFTED, **again, to="leroy"))
    assert (named.doctor, named.reason, named.wording, named.returned) == ("leroy", None, 3, 1)
    back = named.after(told(named, Moment.SENT_BACK, reason="wording"))
    assert back.after(told(back, Moment.DRAFTED, **again)).doctor == "leroy"


@pytest.mark.parametrize("moment", [Moment.SENT_BACK, Moment.DISCARDED, Moment.WITHDRAWN])
def test_some_gestures_need_a_reason(moment: Moment) -> None:
    """Sent back, thrown away, undone: why."""
    draft = walked(*PREPARED)
    with refused("draft.needs_reason"):
        draft.after(told(draft, moment, withdraws=1))


def test_only_the_last_gesture_is_undone() -> None:
    """And what was thrown away loses its signature, and finds it again."""
    draft = walked(*SIGNED)
    with refused("draft.only_the_last_can_be_withdrawn"):
        draft.after(told(draft, Moment.WITHDRAWN, withdraws=1, reason="mistake"))
    gone = draft.after(told(draft, Moment.DISCARDED, reason="not_needed"))
    assert (gone.signature, gone.is_open) == (None, False)
    back = gone.after(told(gone, Moment.WITHDRAWN, withdraws=3, reason="mistake"))
    assert back.signature == draft.signature
    assert (back.number, back.state) == (4, DraftState.SIGNED)


def test_a_story_has_no_gap_and_never_goes_back() -> None:
    """As every story."""
    draft = walked(*PREPARED)
    for code, event in (
        ("story.another", told(Draft("draft-2", number=1, at=draft.at), Moment.SIGNED)),
        ("story.gap", told(Draft("draft-1", number=4, at=draft.at), Moment.SIGNED)),
        ("story.backwards", told(Draft("draft-1", number=1, at=None), Moment.SIGNED, at=draft.at.replace(hour=1))),  # type: ignore[union-attr]
    ):
        with refused(code):
            draft.after(event)


def test_a_refusal_tells_the_facts_of_its_sentence() -> None:
    """All of them, and no other."""
    unborn, draft = Draft("draft-1"), walked(*PREPARED)
    assert draft.at is not None
    early, again = draft.at.replace(hour=1), {"kind": "transport", "patient": "p1", "to_sign": True}
    back = walked(Moment.DRAFTED, Moment.SENT_BACK)
    other = replace(draft, story="draft-2")
    cases = (
        (draft, told(other, Moment.SIGNED), "story.another", {"expected": "draft-1", "found": "draft-2"}),
        (draft, told(replace(draft, number=4), Moment.SIGNED), "story.gap", {"expected": 2, "found": 5}),
        (draft, told(draft, Moment.SIGNED, at=early), "story.backwards", {"at": early, "last": draft.at}),
        (
            draft,
            told(draft, Moment.ISSUED),
            "draft.issued_not_now",
            {"state": DraftState.PREPARED, "since": draft.since},
        ),
        (draft, told(draft, Moment.BOOKED), "draft.booked_not_now", {"state": DraftState.PREPARED, "since": draft.at}),
        (back, told(back, Moment.DRAFTED, **again), "draft.unknown_template", {"template": "transport"}),
        (unborn, told(unborn, Moment.DRAFTED, patient="p1"), "draft.unknown_template", {"template": None}),
        (draft, told(draft, Moment.WITHDRAWN, reason="x"), "draft.only_the_last_can_be_withdrawn", {"last": 1}),
        (draft, told(draft, Moment.DISCARDED), "draft.needs_reason", {"moment": Moment.DISCARDED}),
    )
    for before, event, code, facts in cases:
        with pytest.raises(MoveRefused) as caught:
            before.after(event)
        assert (caught.value.code, caught.value.facts) == (code, facts)


def test_a_draft_tells_who_prepared_it_and_who_handed_it_over() -> None:
    """In which role and when; two things may happen at the same instant."""
    draft = walked(*PREPARED)
    assert (draft.kind, draft.patient, draft.doctor) == ("renewal", "p1", None)
    assert (draft.drafted_by, draft.drafted_role, draft.drafted_at) == ("bob", Role.ASSISTANT, draft.at)
    assert draft.at is not None
    signed = draft.after(told(draft, Moment.SIGNED, at=draft.at))
    issued = signed.after(told(signed, Moment.ISSUED, "bob"))
    assert (issued.issued_by, issued.issued_at, issued.is_open) == ("bob", issued.at, False)
    undone = signed.after(told(signed, Moment.WITHDRAWN, withdraws=2, reason="mistake"))
    assert (undone.at, undone.number, undone.standing) == (told(signed, Moment.WITHDRAWN).at, 3, 1)
    back = draft.after(told(draft, Moment.SENT_BACK, reason="wording"))
    assert walked(Moment.DRAFTED, Moment.SENT_BACK, Moment.DRAFTED, Moment.SENT_BACK).returned == 2
    assert walked(Moment.DRAFTED, Moment.CORRECTED, Moment.CORRECTED).corrections == 2
    assert back.is_open


def test_a_document_that_says_it_is_signed_and_bears_no_signature_stays() -> None:
    """No story leads there; and if one did, nothing would be handed over."""
    odd = replace(walked(*SIGNED), signature=None)
    with refused("draft.not_signed"):
        odd.after(told(odd, Moment.ISSUED))

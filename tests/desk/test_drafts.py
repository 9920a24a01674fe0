"""What is asked of a document beyond its states: who signs what, whose words change, whose gesture is undone."""

import re
from dataclasses import replace

import pytest

from binome.desk import drafts
from binome.desk.draft_hall import WHOLE_TEXT, Wording
from binome.desk.drafts import Paper
from binome.practice.draft import DraftState
from binome.practice.template import Template, template
from binome.practice.words import Moment, Role
from tests.desk.drafts_hall import WITH_PROTOCOL, DraftsHall, filled, prepared
from tests.desk.tasks_hall import on
from tests.practice.refused import refused

LETTER = "letter_to_correspondent"


class _LaxHall(DraftsHall):
    """As if a template said that signing is no more than preparing."""

    def template(self, code: str | None) -> Template:
        return replace(template(code), signs="draft_letter")


def test_to_prepare_is_never_to_sign() -> None:
    """Even if a template were to say so: a text that lets prepare the act does not let sign."""
    hall = _LaxHall()
    prepared(hall)
    with refused("draft.only_prepares"):
        drafts.sign(hall, on("bob", "9:10", "draft-1"))
    assert drafts.sign(hall, on("martin", "9:10", "draft-1")).state is DraftState.SIGNED


def test_a_nurse_signs_under_her_protocol_alone() -> None:
    """For the patients of a doctor who signed it; without one, the order is nobody's but a doctor's."""
    hall = DraftsHall(WITH_PROTOCOL)
    paper = Paper("nurse_hba1c", "p1", "martin")
    signed = drafts.draft_and_sign(hall, on("elise", "9:00", "draft-1"), paper, filled("nurse_hba1c"))
    assert signed.signature is not None
    assert (signed.signature.by, signed.signature.role) == ("elise", Role.HEALTH_NURSE)
    with refused("delegation.condition"):
        drafts.draft(DraftsHall(), on("elise", "9:00", "draft-2"), paper, filled("nurse_hba1c"))
    lone = replace(WITH_PROTOCOL.protocols[0], physicians=frozenset({"leroy"}))
    with refused("delegation.condition"):
        only_leroy = DraftsHall(replace(WITH_PROTOCOL, protocols=(lone,)))
        drafts.draft(only_leroy, on("elise", "9:00", "draft-3"), paper, filled("nurse_hba1c"))


def test_each_act_says_who_in_which_role_under_which_text() -> None:
    """Prepared by the assistant, signed by the doctor, handed over by the secretary."""
    hall = DraftsHall()
    prepared(hall)
    drafts.sign(hall, on("martin", "9:10", "draft-1"))
    drafts.issue(hall, on("sophie", "9:20", "draft-1"))
    told = [(event.moment, event.by, event.role, bool(event.delegation), event.to_sign) for event in hall.told]
    assert told == [
        (Moment.DRAFTED, "bob", Role.ASSISTANT, True, True),
        (Moment.SIGNED, "martin", Role.PHYSICIAN, True, False),
        (Moment.ISSUED, "sophie", Role.SECRETARY, True, False),
    ]


def test_a_signed_document_is_thrown_away_by_who_could_sign_it() -> None:
    """A preparer throws away what is not signed; with a reason."""
    hall = DraftsHall()
    prepared(hall)
    drafts.sign(hall, on("martin", "9:10", "draft-1"))
    with refused("delegation.no"):
        drafts.discard(hall, on("bob", "9:20", "draft-1"), reason="twice")
    gone = drafts.discard(hall, on("leroy", "9:20", "draft-1"), reason="twice")
    assert (gone.state, gone.reason) == (DraftState.DISCARDED, "twice")


def test_one_undoes_one_s_own_gesture() -> None:
    """Another's stands."""
    hall = DraftsHall()
    prepared(hall)
    with refused("draft.not_your_gesture"):
        drafts.withdraw(hall, on("martin", "9:10", "draft-1"), reason="mistake")
    assert drafts.withdraw(hall, on("bob", "9:10", "draft-1"), reason="mistake").state is DraftState.UNBORN
    with refused("draft.unknown"):
        drafts.sign(hall, on("martin", "9:20", "draft-1"))


def test_what_a_correction_touched_is_kept_by_name() -> None:
    """A field, several, the text itself; nothing changed is refused, and so is a field left empty."""
    hall = DraftsHall()
    prepared(hall)
    drafts.correct(hall, on("martin", "9:10", "draft-1"), filled(LETTER, to="Dr Petit", asked="Rien"))
    assert hall.words["draft-1", 2].changed == ("to", "asked")
    assert hall.words["draft-1", 2].text.startswith("Dr Petit")
    for wording, code in (
        (filled(LETTER, to="Dr Petit", asked="Rien"), "draft.nothing_changed"),
        (filled(LETTER, to=" "), "draft.fields_lack"),
    ):
        with refused(code):
            drafts.correct(hall, on("martin", "9:20", "draft-1"), wording)
    same = filled(LETTER, to="Dr Petit", asked="Rien")
    own = Wording(same.values, same.known, "Tout autre.  \r\nEt voilà.\n")
    drafts.correct(hall, on("martin", "9:30", "draft-1"), own)
    assert hall.words["draft-1", 3].changed == (WHOLE_TEXT,)
    assert hall.words["draft-1", 3].text == "Tout autre.\nEt voilà."
    with refused("draft.rewritten_by_hand"):
        drafts.correct(hall, on("martin", "9:40", "draft-1"), filled(LETTER, to="Dr Grand"))


def test_a_document_is_for_a_doctor_s_signature() -> None:
    """Or any doctor's; nobody else can be named."""
    with refused("draft.not_a_doctor"):
        drafts.draft(DraftsHall(), on("bob", "9:00", "draft-1"), Paper(LETTER, "p1", "sophie"), filled(LETTER))


def test_corrected_and_signed_are_two_lines() -> None:
    """In one gesture; the line that somebody else wrote first stops both."""
    hall = DraftsHall()
    prepared(hall)
    drafts.correct_and_sign(hall, on("martin", "9:10", "draft-1", number=2), filled(LETTER, to="Dr Petit"))
    assert [event.moment for event in hall.told][1:] == [Moment.CORRECTED, Moment.SIGNED]
    with pytest.raises(Exception, match=re.escape("story.number_taken")):
        drafts.sign(hall, on("leroy", "9:20", "draft-1", number=2))
    with refused("story.gap"):
        drafts.sign(hall, on("leroy", "9:20", "draft-1", number=9))


def test_several_are_signed_or_none_is_named() -> None:
    """An empty choice is refused."""
    hall = DraftsHall()
    for number in (1, 2):
        prepared(hall, story=f"draft-{number}")
    signed = drafts.sign_many(hall, [on("martin", "9:10", f"draft-{number}") for number in (1, 2)])
    assert [draft.state for draft in signed] == [DraftState.SIGNED] * 2
    issued = drafts.issue_many(hall, [on("sophie", "9:20", f"draft-{number}") for number in (1, 2)])
    assert [draft.issued_by for draft in issued] == ["sophie"] * 2
    with refused("draft.nothing_to_sign"):
        drafts.sign_many(hall, [])

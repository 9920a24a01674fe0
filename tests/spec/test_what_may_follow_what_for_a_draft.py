"""What may follow what, for a document prepared for a signature.

A document stands in one state; what happens leads to another, or is refused (*-*). Nothing is issued that is not
signed; what was issued stays as it is. A withdrawal undoes the last gesture, by its author. The second table says who
may do what: it follows from the texts in force (whoever signs prepares too).
"""
# a table is read across

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from binome.desk import drafts
from binome.desk.draft_hall import Wording
from binome.desk.drafts import Paper
from binome.desk.hall import Deed
from binome.journal.event import Event
from binome.practice.draft import MAY_HAPPEN, Draft, DraftState
from binome.practice.refusal import MoveRefused, NotDelegated
from binome.practice.team import Member
from binome.practice.template import templates
from binome.practice.words import Moment, Role
from tests.desk.drafts_hall import WITH_PROTOCOL, DraftsHall, filled, prepared
from tests.desk.small_practice import at
from tests.desk.tasks_hall import on
from tests.journal.draft_walks import candidates, possible, told, walked
from tests.spec.tables import rows

TABLE = """
| what happens | unborn   | prepared  | sent_back | signed    | issued | discarded |
| drafted      | prepared | -         | prepared  | -         | -      | -         |
| corrected    | -        | prepared  | -         | -         | -      | -         |
| sent_back    | -        | sent_back | -         | -         | -      | -         |
| signed       | -        | signed    | -         | -         | -      | -         |
| issued       | -        | -         | -         | issued    | -      | -         |
| discarded    | -        | discarded | discarded | discarded | -      | -         |
"""

TABLE_OF_WHO = """
| what happens | physician | trainee | assistant | secretary | health_nurse | advanced_nurse | nurse |
| drafted      | yes       | yes     | yes       | yes       | -            | -              | -     |
| corrected    | yes       | yes     | yes       | yes       | -            | -              | -     |
| sent_back    | yes       | -       | -         | -         | -            | -              | -     |
| signed       | yes       | -       | -         | -         | -            | -              | -     |
| issued       | yes       | yes     | yes       | yes       | -            | -              | -     |
| discarded    | yes       | yes     | yes       | yes       | -            | -              | -     |
"""
"""For a letter to a colleague."""

TABLE_OF_DOCUMENTS = """
| document                | physician | trainee  | assistant | secretary | health_nurse | advanced_nurse | nurse |
| letter_to_correspondent | signs     | prepares | prepares  | prepares  | -            | -              | -     |
| sick_leave              | signs     | prepares | prepares  | -         | -            | -              | -     |
| transport               | signs     | prepares | prepares  | -         | -            | -              | -     |
| fitness_certificate     | signs     | prepares | prepares  | -         | -            | -              | -     |
| school_absence          | signs     | prepares | prepares  | -         | -            | -              | -     |
| test_request            | signs     | prepares | prepares  | -         | -            | -              | -     |
| renewal                 | signs     | prepares | -         | -         | -            | -              | -     |
| prevention_proposal     | signs     | prepares | prepares  | -         | -            | -              | -     |
| medical_summary         | signs     | prepares | prepares  | -         | -            | -              | -     |
| visit_report            | signs     | prepares | prepares  | prepares  | -            | -              | -     |
| information_form        | signs     | prepares | prepares  | prepares  | -            | -              | -     |
| nurse_hba1c             | signs     | -        | -         | -         | signs        | -              | -     |
| nurse_microalbuminuria  | signs     | -        | -         | -         | signs        | -              | -     |
| nurse_hdl_cholesterol   | signs     | -        | -         | -         | signs        | -              | -     |
| nurse_creatinine        | signs     | -        | -         | -         | signs        | -              | -     |
| nurse_eye_fundus        | signs     | -        | -         | -         | signs        | -              | -     |
| nurse_ecg               | signs     | -        | -         | -         | signs        | -              | -     |
| nurse_foot_examination  | signs     | -        | -         | -         | signs        | -              | -     |
"""
"""Whoever signs prepares too. In a practice whose education nurse works under a signed protocol for diabetes."""

ONE_OF_EACH = {role: next(m for m in WITH_PROTOCOL.members.values() if m.roles[0] is role) for role in Role}


def moves() -> Iterator[tuple[Draft, Event, Draft]]:
    """Every move that any document can make, found by trying everything everywhere."""
    seen, to_try = set(), [Draft("draft-1")]
    while to_try:
        draft = to_try.pop()
        if draft.state in seen:
            continue
        seen.add(draft.state)
        for event, after in possible(draft):
            if event.moment is not Moment.WITHDRAWN:
                yield draft, event, after
                to_try.append(after)


@pytest.fixture(scope="module")
def every_move() -> list[tuple[Draft, Event, Draft]]:
    return list(moves())


def test_a_document_goes_where_the_table_says_and_nowhere_else(every_move: list[tuple[Draft, Event, Draft]]) -> None:
    """Every move there is was tried on every document there is."""
    found = {(event.moment, draft.state): after.state for draft, event, after in every_move}
    every = [(row.pop("what happens"), row) for row in rows(TABLE)]
    assert found == {(m, now): to for m, row in every for now, to in row.items() if to != "-"}


def test_nothing_leads_to_issued_but_a_signature(every_move: list[tuple[Draft, Event, Draft]]) -> None:
    """And nothing leads away from it, not even an undoing."""
    assert {draft.state for draft, _, after in every_move if after.state is DraftState.ISSUED} == {DraftState.SIGNED}
    issued = walked(Moment.DRAFTED, Moment.SIGNED, Moment.ISSUED)
    assert list(possible(issued)) == []


@pytest.mark.parametrize("moment", list(MAY_HAPPEN))
def test_what_is_refused_names_the_state(moment: Moment) -> None:
    """Whatever cannot be now is refused with the state the document is in."""
    issued = walked(Moment.DRAFTED, Moment.SIGNED, Moment.ISSUED)
    for event in candidates(issued):
        if event.moment is moment:
            with pytest.raises(MoveRefused) as refused:
                issued.after(event)
            assert refused.value.code == f"draft.{moment}_not_now"
            assert refused.value.facts["state"] is DraftState.ISSUED


def test_a_withdrawal_leads_back_to_what_stood_before(every_move: list[tuple[Draft, Event, Draft]]) -> None:
    """Wherever a gesture stands, save what went out."""
    for draft, _, after in every_move:
        if after.state is not DraftState.ISSUED:
            back = after.after(told(after, Moment.WITHDRAWN, withdraws=after.standing, reason="mistake"))
            assert replace(back, number=0, at=None, standing=0) == replace(draft, number=0, at=None, standing=0)


Gesture = Callable[[DraftsHall, Deed], object]

GESTURES: dict[str, Gesture] = {
    "drafted": lambda hall, deed: drafts.draft(hall, deed, Paper("letter_to_correspondent", "p1"), _letter("vu")),
    "corrected": lambda hall, deed: drafts.correct(hall, deed, _letter("revu")),
    "sent_back": lambda hall, deed: drafts.send_back(hall, deed, reason="facts_wrong"),
    "signed": drafts.sign,
    "issued": drafts.issue,
    "discarded": lambda hall, deed: drafts.discard(hall, deed, reason="not_needed"),
}


def _letter(said: str) -> Wording:
    return filled("letter_to_correspondent", said)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("what", list(GESTURES))
def test_a_gesture_is_whose_the_table_says(what: str, role: Role) -> None:
    """Tried by one person of each trade, on a letter that stands where the gesture can be made."""
    hall = DraftsHall(WITH_PROTOCOL)
    if what != "drafted":
        prepared(hall)
    if what == "issued":
        drafts.sign(hall, on("martin", "9:05", "draft-1"))
    said = {row["what happens"]: row for row in rows(TABLE_OF_WHO)}[what][str(role)]
    assert _may(lambda: GESTURES[what](hall, Deed(ONE_OF_EACH[role], at("9:30"), "draft-1"))) is (said == "yes")


@pytest.mark.parametrize("row", rows(TABLE_OF_DOCUMENTS), ids=lambda row: row["document"])
@pytest.mark.parametrize("role", list(Role))
def test_each_document_is_prepared_and_signed_by_whom_the_table_says(row: dict[str, str], role: Role) -> None:
    """One person of each trade tries to prepare it, then to sign one that a doctor prepared."""
    member, code = ONE_OF_EACH[role], row["document"]
    prepares, signs = _may(lambda: _prepares(member, code)), _may(lambda: _signs(member, code))
    assert (prepares, signs) == {"signs": (True, True), "prepares": (True, False), "-": (False, False)}[row[str(role)]]


def test_every_document_is_in_the_table() -> None:
    """None is left to be presumed."""
    assert [row["document"] for row in rows(TABLE_OF_DOCUMENTS)] == list(templates())


def _prepares(member: Member, code: str) -> None:
    drafts.draft(DraftsHall(WITH_PROTOCOL), Deed(member, at("9:00"), "draft-1"), Paper(code, "p1"), filled(code))


def _signs(member: Member, code: str) -> None:
    hall = DraftsHall(WITH_PROTOCOL)
    prepared(hall, code, who="martin")
    drafts.sign(hall, Deed(member, at("9:30"), "draft-1"))


def _may(gesture: Callable[[], object]) -> bool:
    try:
        gesture()
    except NotDelegated:
        return False
    return True

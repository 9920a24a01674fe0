"""What is refused.

Everything the core can say no to. A code names the sentence a screen shows, the facts fill it; *who*, where there is
one, holds the roles that may help. A `*` stands for what was tried: `visit.arrived_not_now`, `day.closed_not_now`.
"""
# ruff: noqa: E501  # a table is read across

from pathlib import Path

import pytest

from tests.spec.refusals import refusals_raised
from tests.spec.tables import rows

TABLE = """
| code                                 | what happened                                                                       | facts                              |
| delegation.no                        | no text in force gives this activity to that role                                   | role, activity, who                |
| delegation.unsettled                 | the sources leave it open, so the answer is no                                      | role, activity, who, notes         |
| delegation.condition                 | a text gives it under a condition that is not met                                   | role, activity, who, missing, alternatives |
| delegation.narrowed                  | the practice has taken it away from that role, or from that person                  | role, activity, who, reason, by    |
| delegation.no_role                   | the member holds no post                                                            | member, activity                   |
| given.unknown                        | a fact said of a person or a patient bears no known name                            | key                                |
| given.unreadable                     | a fact was said in words that mean nothing here                                     | key, value, expected               |
| given.alone                          | a day was said of a training, a protocol or an order that nobody named              | key, after                         |
| right.missing                        | none of the person's roles may use that part of the product                         | action, who                        |
| checklist.unknown                    | the practice uses no list of that name                                              | checklist                          |
| checklist.empty_item                 | an item was added without words, or without saying when                             |                                    |
| checklist.minutes                    | an item is said to take more minutes than that, or less than none                   | most                               |
| consent.unknown                      | the answer about the assistant's presence is none of the list                       | answer                             |
| decision.unknown_kind                | what was decided is none of the kinds of the list                                   | kind                               |
| story.number_taken                   | somebody else wrote that line first: who, what, where, when                         | moment, step, at, by, role, room   |
| story.gap                            | the line is not the story's next                                                    | expected, found                    |
| story.backwards                      | the line is earlier than the one before it                                          | at, last                           |
| story.another                        | the line belongs to another story                                                   | expected, found                    |
| event.not_utc                        | a time is not in UTC                                                                | at                                 |
| day.closed                           | the day is closed                                                                   | day, who                           |
| day.visits_open                      | the day cannot close: some of its visits are open                                   | stories, count                     |
| day.tasks_open                       | the day cannot close: some tasks due by its evening are nobody's                    | stories, count                     |
| day.*_not_now                        | the day is already open, or already closed                                          | closed                             |
| visit.*_not_now                      | in the state it is in, that cannot happen to the visit                              | state                              |
| visit.unknown                        | there is no such visit, or its booking was undone                                   | story                              |
| visit.booking_incomplete             | a booking lacks its pathway, its time, its length or whom it is with                |                                    |
| visit.before_its_day                 | nobody arrives at, or misses, a visit of a day to come                              | day, today                         |
| visit.present_stays_today            | the patient is there: the visit keeps its day                                       |                                    |
| visit.under_way                      | somebody is with the patient: which step, who, where, since when                    | step, holder, room, since          |
| visit.not_its_turn                   | the visit waits for another step, or for none                                       | step, awaits                       |
| visit.not_on_pathway                 | that kind of visit has no such step                                                 | step, pathway                      |
| visit.not_under_way                  | nobody holds that step                                                              | step                               |
| visit.held_by_another                | a colleague holds that step: who, where, since when                                 | step, holder, room, since          |
| visit.may_not_skip                   | the pathway does not let that step go                                               | step                               |
| visit.which_step                     | the line does not say which step                                                    | moment                             |
| visit.hand_over_to_whom              | a step is handed over to somebody else, in a role of theirs                         |                                    |
| visit.nothing_to_sign                | that step waits for no signature                                                    | step                               |
| visit.defer_needs_owner_and_reason   | what is put off needs an owner and a reason                                         |                                    |
| visit.withdraw_needs_reason          | an undo needs a reason                                                              |                                    |
| visit.only_the_last_can_be_withdrawn | only the last line that stands can be undone                                        | last                               |
| booking.no_length                    | a visit lasts at least a minute                                                     | minutes                            |
| booking.no_such_time                 | the clock skips that hour on that day                                               | day, clock                         |
| booking.clash                        | the time is taken                                                                   | stories, due, doctor, clashes      |
| booking.clash_warning                | the time is taken; whoever has seen it may go on                                    | stories, due, doctor, clashes      |
| booking.not_theirs                   | no text in force lets the person who is booked hold that kind of visit              | doctor, activity, pathway, who     |
| room.taken                           | another visit is in that room                                                       | room, story                        |
| room.none_free                       | no suitable room is free                                                            | step, rooms                        |
| room.unknown                         | the practice has no such room                                                       | room                               |
| room.other_kind                      | the room named is of another kind, while one that suits the step is free            | room, step, free                   |
| person.busy                          | that person is with another patient                                                 | member, story                      |
| member.unknown                       | the practice has no such member                                                     | member                             |
| pathway.unknown                      | there is no such pathway                                                            | pathway                            |
| hours.nonsense                       | a stretch of the week begins before it ends, on one of seven days                   | weekday, since, until              |
| task.*_not_now                       | in the state it is in, that cannot happen to the task: who has it or ended it       | state                              |
| task.unknown                         | there is no such task, or its asking was undone                                     | story                              |
| task.unknown_kind                    | there is no such kind of task                                                       | kind                               |
| task.unknown_level                   | tasks of that kind have no such level                                               | kind, level                        |
| task.unknown_rule                    | a task comes back weekly, monthly, or every so many days up to 366                  | rule                               |
| task.unknown_route                   | there is no such kind of call or of document                                        | route                              |
| task.unknown_outcome                 | a task does not end in that way                                                     | outcome                            |
| task.to_whom_and_when                | a task is asked of a role, by some time                                             |                                    |
| task.to_whom_else                    | a task is passed on, or shown, to somebody else than before                         |                                    |
| task.nobody_of_that_role             | nobody in the practice holds that role                                              | role                               |
| task.not_of_that_role                | the person named does not hold that role                                            | member, role                       |
| task.not_asked_of_you                | only whom a task was asked of by name declines it                                   | person                             |
| task.held_by_another                 | a colleague has taken it: who, since when                                           | holder, since                      |
| task.needs_reason                    | that gesture needs a reason                                                         | moment                             |
| task.due_has_passed                  | a task is postponed to a time to come                                               | due                                |
| task.only_the_last_can_be_withdrawn  | only the last gesture that stands can be undone                                     | last                               |
| task.not_your_gesture                | one undoes one's own gestures                                                       | by                                 |
| task.only_prepared                   | who may only prepare it passes it on to a doctor                                    | activity, who                      |
| task.note_needed                     | a colleague's task is ended with a note                                             | holder                             |
| task.not_a_call                      | nobody can be reached, or not, on a task of that kind                               | kind                               |
| task.words_reserved                  | only some roles read and write words on that kind                                   | kind, who                          |
| task.for_who_reads_it                | only who may read it puts it off, sorts it again or takes it from a colleague       | kind                               |
| task.postponed_too_far               | what only some may read is put off a few days at a time                             | days                               |
| task.why_take_it                     | a colleague's task is passed on with a reason                                       | holder, since                      |
| task.already_of_that_kind            | what came is sorted so already                                                      | kind                               |
| task.already_led_to_another          | what came was sorted before, and is another task now                                | story                              |
| draft.*_not_now                      | in the state it is in, that cannot happen to the document: which, since when        | state, since                       |
| draft.unknown                        | there is no such document, or its preparing was undone                              | story                              |
| draft.unknown_template               | there is no such kind of document, or it is not this document's                     | template                           |
| draft.another_patient                | prepared again, a document stays that of its patient                                |                                    |
| draft.waits_for_a_signature          | a document is always prepared for a signature                                       |                                    |
| draft.signed_under_no_text           | a signature says under which text                                                   |                                    |
| draft.not_signed                     | nothing is handed over without a signature                                          |                                    |
| draft.only_prepares                  | a text lets them prepare the act, not do it                                         | role, activity, who                |
| draft.not_a_doctor                   | a document is prepared for a doctor's signature                                     | member                             |
| draft.fields_lack                    | what must be filled in is not                                                       | template, fields                   |
| draft.nothing_changed                | a correction changes something                                                      |                                    |
| draft.rewritten_by_hand              | a text rewritten by hand is changed by hand                                         | fields                             |
| draft.nothing_to_sign                | no document was chosen                                                              |                                    |
| draft.needs_reason                   | that gesture needs a reason                                                         | moment                             |
| draft.only_the_last_can_be_withdrawn | only the last gesture that stands can be undone                                     | last                               |
| draft.not_your_gesture               | one undoes one's own gestures                                                       | by                                 |
| draft.template_names_nothing         | the text of a template names what nobody fills in                                   | template, words                    |
| draft.template_field                 | a field is a line, several lines or a day                                           | field, kind                        |
| routing.unknown_activity             | the practice routes no such activity                                                | activity                           |
| routing.nobody                       | an activity is routed to one role at least                                          | activity                           |
| attention.unknown_reason             | the reason of a mark is on the list, and theirs to read                             | reason                             |
| activity.unknown                     | there is no such activity                                                           | activity                           |
| sheet.no_visit_to_prepare            | the visit was undone, cancelled or missed                                           | state                              |
| sheet.not_a_note                     | a preparation sheet holds what was done or left out, and nothing else               | moment                             |
| sheet.omitting_needs_reason          | what is left out of a preparation needs a reason                                    | activity                           |
| measure.unknown                      | there is no such measurement                                                        | kind                               |
| measure.not_a_number                 | what was typed is no number                                                         | kind, typed                        |
| measure.out_of_bounds                | what was typed cannot be that measurement                                           | kind, typed, low, high             |
| measure.crossed                      | two values of a pair were typed the wrong way round                                 | kind, other                        |
"""

LINES = {row["code"]: set(filter(None, row["facts"].split(", "))) for row in rows(TABLE)}


@pytest.fixture(scope="module")
def raised(repository: Path) -> dict[str, set[str]]:
    return refusals_raised(repository)


def test_every_refusal_is_there(raised: dict[str, set[str]]) -> None:
    """The core says no to nothing else, and to all of it."""
    assert set(raised) == set(LINES)


@pytest.mark.parametrize("code", list(LINES))
def test_a_refusal_gives_its_facts(raised: dict[str, set[str]], code: str) -> None:
    """And none that its line does not name."""
    assert raised.get(code, set()) <= LINES[code]

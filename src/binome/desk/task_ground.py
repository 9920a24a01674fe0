"""Under which text a task is asked, moved about and ended."""

from dataclasses import replace
from datetime import datetime

from binome.desk.hall import Deed
from binome.practice.delegation import Delegation
from binome.practice.refusal import MoveRefused, NotDelegated
from binome.practice.task import Task
from binome.practice.task_kind import TaskKind
from binome.practice.team import Member, Practice
from binome.practice.words import Power, Role

COORDINATION = "enter_information"
"""What moving a task about stands for, when its own activity is somebody else's."""

DONE = "done"

UNSAID = "passed_on"
"""What the journal bears when somebody passes on what is theirs, or nobody's: nothing more was asked."""


def addressee(
    practice: Practice, kind: TaskKind, role: Role | None, person: str | None, at: datetime, patient: str | None = None
) -> Delegation:
    """Under which text this role, or this person, may do or prepare what such a task is for; raises otherwise.

    What a doctor has ordered or entrusted for its patient counts.
    """
    known = practice.known_of(patient, kind.activity, at)
    if person is not None:
        member = practice.member(person)
        return practice.delegation(_in_role(member, role) if role else member, kind.activity, at, known)
    assert role is not None, "a task is before a role or a person"
    refused: NotDelegated | None = None
    for member in (_in_role(m, role) for m in practice.members.values() if role in m.roles):
        try:
            return practice.delegation(member, kind.activity, at, known)
        except NotDelegated as refusal:
            refused = refused or refusal
    raise refused or MoveRefused("task.nobody_of_that_role", role=role)


def usual_role(practice: Practice, kind: TaskKind, first: Role | None = None) -> Role:
    """Whom such a task is before when nobody says: the next of its roles that somebody here holds, a doctor at last.

    What the practice has routed otherwise comes before what is usual.
    """
    held = {role for member in practice.members.values() for role in member.roles}
    routed = practice.routing.get(kind.activity, ())
    wanted: list[Role] = [*([first] if first else ()), *routed, *kind.roles, Role.PHYSICIAN]
    return next((role for role in wanted if role in held), wanted[0])


def own_ground(practice: Practice, deed: Deed, kind: TaskKind, patient: str | None = None) -> Delegation:
    """Under which text the author acts: the task's own activity, else the coordination everybody shares in."""
    try:
        return practice.delegation(deed.by, kind.activity, deed.at, practice.known_of(patient, kind.activity, deed.at))
    except NotDelegated:
        return practice.delegation(deed.by, COORDINATION, deed.at)


def ground_to_end(practice: Practice, deed: Deed, task: Task, outcome: str) -> Delegation:
    """Who may not read what is asked does not close it: a result that nobody read, a carer's question."""
    asked_by = task.asked_role or Role.SECRETARY
    if outcome != DONE and task.its_kind.may_close(deed.by.roles, asked_by):
        return own_ground(practice, deed, task.its_kind, task.patient)
    known = practice.known_of(task.patient, task.its_kind.activity, deed.at)
    ground = practice.delegation(deed.by, task.its_kind.activity, deed.at, known)
    if ground.power is Power.PREPARES and not task.its_kind.preparing:
        raise MoveRefused("task.only_prepared", activity=task.its_kind.activity, who=(Role.PHYSICIAN,))
    return ground


def refuse_unless_reads(deed: Deed, task: Task) -> None:
    """Who may not read what is asked neither puts it off nor takes it from whoever has it."""
    if not task.its_kind.may_close(deed.by.roles, task.asked_role or Role.SECRETARY):
        raise MoveRefused("task.for_who_reads_it", kind=task.kind)


def refuse_too_far(practice: Practice, deed: Deed, task: Task, due: datetime) -> None:
    """A result is not put off for months, not even by whom it is for."""
    most = task.its_kind.postponed_at_most
    last = practice.local(most.after(deed.at, practice)).date() if most else None
    if last and practice.local(due).date() > last:
        raise MoveRefused("task.postponed_too_far", days=(last,))


def refuse_taking_away(deed: Deed, task: Task, reason: str | None) -> None:
    """A colleague's task is passed on by whoever may read it, who says why."""
    if task.holder in (None, deed.by.code):
        return
    refuse_unless_reads(deed, task)
    if reason in (None, UNSAID):
        raise MoveRefused("task.why_take_it", holder=task.holder, since=task.since)


def _in_role(member: Member, role: Role) -> Member:
    """The member in that one role: what another of theirs would allow does not count."""
    posts = tuple(post for post in member.posts if post.role is role)
    if not posts:
        raise MoveRefused("task.not_of_that_role", member=member.code, role=role)
    return replace(member, posts=posts)


def refuse_words_unless_read(kind: TaskKind, deed: Deed, words: bool) -> None:
    if words and not kind.may_read(deed.by.roles):
        raise MoveRefused("task.words_reserved", kind=kind.code, who=tuple(sorted(kind.read_by)))

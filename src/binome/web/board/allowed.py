"""What the law lets this person do of a visit now: a page offers nothing that would be refused."""

from datetime import datetime

from binome.desk.visits import about
from binome.practice.refusal import NotDelegated
from binome.practice.team import Member
from binome.practice.visit import Visit
from binome.practice.words import Step
from binome.web.board.actions import Action
from binome.web.store.practice import House


def may_hold(house: House, visit: Visit, step: Step, who: Member, at: datetime) -> bool:
    """May they do or prepare that step of this very visit?"""
    return may_do(house, visit, visit.plan_of(step).activity, who, at)


def may_do(house: House, visit: Visit, activity: str, who: Member, at: datetime) -> bool:
    try:
        true = about(house.practice, visit, activity, at)
        house.practice.delegation(who, activity, at, true, physician=visit.doctor)
    except NotDelegated:
        return False
    return True


def may_press(house: House, visit: Visit, action: Action, who: Member, at: datetime) -> bool:
    """Starting and signing ask the law; every other gesture is the team's."""
    if action.deed == "start":
        return may_hold(house, visit, Step(action.fields["step"]), who, at)
    return action.deed != "sign" or may_do(house, visit, "sign_care", who, at)

"""What happens to people beside what the twin knows: a slip of the hand, a lost patience, a pause, a colleague who
takes over. Told over a day, it changes nothing of when anybody is free.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from binome.practice.words import Moment, Role, Step
from binome.twin.deed import Deed
from binome.twin.from_practice import member_of
from binome.twin.model import Scenario
from binome.twin.retell import merged
from binome.web.demo.parts import Part

TOO_EARLY, NOTICED = timedelta(minutes=12), timedelta(seconds=40)
CALLED_OUT, LONG_ENOUGH = 0.04, timedelta(minutes=10)
"""Now and then a doctor is called out of a long consultation, and comes back to it."""
CALLED_AWAY, LEFT_TO_DO = 0.03, timedelta(minutes=2)
"""Or an assistant hands a preparation over: always, when her hours end in the middle of one."""


class Incidents:
    """Those of one day. `dice` are its own streams of chance."""

    def __init__(self, scenario: Scenario, dice: Callable[..., Random], zone: ZoneInfo) -> None:
        self.dice, self.zone = dice, zone
        self._assistants = {
            member_of(it.code): it.hours for it in scenario.members.values() if it.role == Role.ASSISTANT
        }

    def among(self, told: Iterable[Deed], parts: Mapping[str, Part]) -> list[Deed]:
        """The same deeds, with what else happens between them, in order."""
        stories: dict[str, list[Deed]] = {}
        for deed in told:
            stories.setdefault(deed.story, []).append(deed)
        lived = {story: self._story(own, parts.get(story)) for story, own in stories.items()}
        self._hand_over(lived)
        return list(merged(list(lived.values())))

    def _story(self, told: list[Deed], part: Part | None) -> list[Deed]:
        if part is not None:
            told = list(_slip(told, part))
            told = list(_tired(told, part))
        return [it for deed, after in _with_next(told) for it in self._paused(deed, after)]

    def _paused(self, deed: Deed, ends: Deed | None) -> Iterator[Deed]:
        yield deed
        if deed.kind is not Moment.STARTED or deed.step is not Step.CONSULTATION or ends is None:
            return
        dice, lasts = self.dice(deed.story, "called out"), ends.at - deed.at
        if dice.random() < CALLED_OUT and lasts >= LONG_ENOUGH:
            out = deed.at + lasts * dice.uniform(0.2, 0.6)
            yield replace(deed, at=out, kind=Moment.PAUSED, room=None)
            yield replace(deed, at=out + timedelta(seconds=dice.randint(50, 180)))

    # --- one assistant after the other

    def _hand_over(self, lived: dict[str, list[Deed]]) -> None:
        held = [it for told in lived.values() for it in _held(told)]
        for began, ended in [it for it in held if it[0].step is Step.PREPARATION and it[0].by in self._assistants]:
            at = self._hands_over_at(began, ended)
            taker = at and next((it for it in self._assistants if self._can_take(it, began.by, at, ended, held)), None)
            if at and taker:
                told = lived[began.story]
                there = told.index(ended)
                given = replace(began, at=at, kind=Moment.HANDED_OVER, room=None, to=taker)
                told[there : there + 1] = [given, replace(ended, by=taker)]
                held.append((replace(given, by=taker), ended))

    def _hands_over_at(self, began: Deed, ended: Deed) -> datetime | None:
        hours = self._ends(began.by, began.at)
        if any(began.at < it < ended.at for it in hours):
            return next(it for it in hours if began.at < it < ended.at)
        dice = self.dice(began.story, "called away")
        away = dice.random() < CALLED_AWAY and ended.at - began.at > 2 * LEFT_TO_DO
        return ended.at - LEFT_TO_DO if away else None

    def _can_take(self, who: str, giver: str, at: datetime, ended: Deed, held: list[tuple[Deed, Deed]]) -> bool:
        local = at.astimezone(self.zone)
        minute = local.hour * 60 + local.minute + local.second / 60
        on_duty = any(since <= minute < until for since, until in self._assistants[who][local.weekday()])
        busy = any(a.by == who and a.at <= ended.at and at <= b.at for a, b in held)
        return who != giver and on_duty and not busy

    def _ends(self, who: str, at: datetime) -> list[datetime]:
        local = at.astimezone(self.zone)
        midnight = datetime.combine(local.date(), time(), self.zone)
        return [midnight + timedelta(minutes=until) for _, until in self._assistants[who][local.weekday()]]


def _slip(told: list[Deed], part: Part) -> Iterator[Deed]:
    """The wrong patient is noted as arrived: whoever did it sees it within the minute."""
    for before, deed in zip([None, *told], told, strict=False):
        early = deed.at - TOO_EARLY
        if part.slip and deed.kind is Moment.ARRIVED and before is not None and before.at < early:
            yield replace(deed, at=early)
            yield replace(deed, at=early + NOTICED, kind=Moment.WITHDRAWN, reason="mistake")
        yield deed


def _tired(told: list[Deed], part: Part) -> Iterator[Deed]:
    """Some go home rather than wait for ever."""
    due = next((it.due for it in told if it.due), None)
    came = next((it for it in reversed(told) if it.kind is Moment.ARRIVED), None)
    begins = next((it for it in told if it.kind is Moment.STARTED), None)
    gone = max(came.at, due) + part.patience if came and due and part.patience else None
    if came is None or gone is None or begins is None or begins.at <= gone:
        yield from told
        return
    yield from told[: told.index(came) + 1]
    yield replace(came, at=gone, kind=Moment.LEFT, reason="left_waiting")


def _with_next(told: list[Deed]) -> Iterator[tuple[Deed, Deed | None]]:
    return zip(told, [*told[1:], None], strict=True)


def _held(told: list[Deed]) -> Iterator[tuple[Deed, Deed]]:
    """The stretches of one story in which somebody is with the patient, as they begin and end."""
    began: Deed | None = None
    for deed in told:
        if deed.kind is Moment.STARTED:
            began = deed
        elif began is not None and deed.kind in (Moment.FINISHED, Moment.PAUSED, Moment.LEFT):
            yield began, deed
            began = None

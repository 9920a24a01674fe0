"""What the practice takes back from the law, and how each doctor consults: with a reason, since a day, by somebody."""

from dataclasses import replace
from datetime import date, time

from binome.practice.activities import activities
from binome.practice.delegation import national_list
from binome.practice.narrowing import Narrowing
from binome.practice.pathway import pathways
from binome.practice.refusal import MoveRefused
from binome.practice.team import Practice
from binome.practice.words import Role
from binome.web.store.agreed import Author, Noted, as_words, end, note, trace, with_record, without
from binome.web.store.practice import House, Settings, hours_from, narrowing_from
from binome.web.store.tables.delegation import AgreementRow

LONGEST_REASON = 200
Stretch = tuple[int, time, time]


def narrow(
    house: House,
    author: Author,
    role: str,
    activity: str,
    *,
    member: str = "",
    physician: str = "",
    reason: str,
    since: date,
) -> int:
    """Keep an activity from a role; from one of its members, or for one doctor's patients, when named."""
    if activity not in activities():
        raise MoveRefused("activity.unknown", activity=activity)
    if role not in set(Role) or not any(it.gives for it in national_list().get((Role(role), activity), ())):
        raise MoveRefused("narrowing.nothing_to_take_back")
    if not reason.strip():
        raise MoveRefused("narrowing.no_reason")
    if member and Role(role) not in house.practice.member(member).roles:
        raise MoveRefused("post.not_theirs", member=member)
    if physician and Role.PHYSICIAN not in house.practice.member(physician).roles:
        raise MoveRefused("narrowing.not_a_doctor", member=physician)
    words = as_words(
        role=role,
        activity=activity,
        member=member,
        physician=physician,
        reason=reason.strip()[:LONGEST_REASON],
        since=since,
        by=author.by,
    )
    return note(house, author, "narrowing", words, _taken_back, about=member, since=since)


def lift(house: House, author: Author, number: int) -> Noted:
    """The law's answer holds again from today; what was refused until then stays so."""
    return end(house, author, "narrowing", number, _given_back)


def set_mode(
    house: House, author: Author, member: str, pathway: str, *, label: str = "", hours: tuple[Stretch, ...] = ()
) -> int:
    """How a doctor or a trainee consults in those hours, always when there are none: the newest is looked at first."""
    if pathway not in pathways():
        raise MoveRefused("mode.unknown_pathway", pathway=pathway[:40])
    if not {Role.PHYSICIAN, Role.TRAINEE} & set(house.practice.member(member).roles):
        raise MoveRefused("mode.not_a_doctor", member=member)
    listed = [[day, since.isoformat("minutes"), until.isoformat("minutes")] for day, since, until in hours]
    hours_from(listed)
    words = as_words(member=member, pathway=pathway, hours=listed, label=label.strip()[:80])
    return note(house, author, "mode", words, _consulted, about=member, since=author.day(house))


def end_mode(house: House, author: Author, number: int) -> Noted:
    return end(house, author, "mode", number, _no_longer_consulted)


def practice_on(house: House, day: date, today: date) -> Practice:
    """The practice with what stood on a past day: what was lifted or declared since is set aside."""
    if day >= today:
        return house.practice
    noted = trace(house, "narrowing", "structure")
    lifted = [it for it in noted if it.kind == "narrowing" and it.until and (it.since or day) <= day < it.until]
    kinds = [it for it in noted if it.kind == "structure"]
    then = replace(house.practice, narrowings=(*house.practice.narrowings, *map(_as_it_was, lifted)))
    if not kinds:
        return then
    stood = max((it for it in kinds if it.since and it.since <= day), key=_declared, default=None)
    return replace(then, structure=stood.words["code"] if stood else "")


def _declared(it: Noted) -> tuple[date, int]:
    return it.since or date.min, it.number


def _as_it_was(it: Noted) -> Narrowing:
    return narrowing_from(it.words)


def _taken_back(settings: Settings, row: AgreementRow) -> Settings:
    return {**settings, "narrowings": [*settings.get("narrowings", ()), with_record(row)]}


def _given_back(settings: Settings, row: AgreementRow) -> Settings:
    return {**settings, "narrowings": without(settings.get("narrowings", ()), row)}


def _consulted(settings: Settings, row: AgreementRow) -> Settings:
    """One with hours comes before one for always, which would hide it."""
    modes = [with_record(row), *settings.get("modes", ())]
    return {**settings, "modes": sorted(modes, key=lambda it: not it.get("hours"))}


def _no_longer_consulted(settings: Settings, row: AgreementRow) -> Settings:
    return {**settings, "modes": without(settings.get("modes", ()), row)}

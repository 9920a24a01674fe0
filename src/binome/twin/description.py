"""A scenario told aloud: what the model does in plain sentences, then every assumption with its standing."""

from collections.abc import Iterator
from dataclasses import dataclass

from binome.practice.activities import activities
from binome.twin.agendas import slots_of
from binome.twin.demand import rate_of
from binome.twin.freed import saved_min
from binome.twin.model import NOTHING, Absence, Member, Scenario, Search, Session, Step
from binome.twin.saying import Voice


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    sentences: tuple[str, ...]


def sections(scenario: Scenario, language: str) -> tuple[Section, ...]:
    """The whole model, in the order in which one would tell it."""
    voice = Voice(language)
    told = {
        "practice": _practice,
        "people": _people,
        "rooms": _rooms,
        "pathways": _visits,
        "agendas": _agendas,
        "demand": _demand,
        "attendance": _attendance,
        "work": _work,
        "run": _run,
    }
    all_told = ((code, tuple(tell(scenario, voice))) for code, tell in told.items())
    return tuple(Section(voice.say("sections", code), sentences) for code, sentences in all_told if sentences)


def _practice(scenario: Scenario, voice: Voice) -> Iterator[str]:
    yield scenario.name + (f" — {scenario.note}" if scenario.note else "")
    if scenario.holds:
        yield voice.told("holds", holds=", ".join(scenario.holds))
    if scenario.narrowed:
        yield voice.told("narrowed", narrowed=", ".join(scenario.narrowed))
    if scenario.run.law_on:
        yield voice.told("law_on", day=scenario.run.law_on)


def _people(scenario: Scenario, voice: Voice) -> Iterator[str]:
    for member in scenario.members.values():
        roles = ", ".join(map(voice.role, member.roles))
        yield voice.told("member", code=member.code, roles=roles, hours=voice.week(member.hours))
        yield from _particulars(member, voice)
        yield from _panel(member, voice)


def _particulars(member: Member, voice: Voice) -> Iterator[str]:
    code = member.code
    if member.is_professional:
        yield voice.told("member_agenda", code=code, agenda=voice.by_weekday(member.agenda))
    if member.planned is not None:
        yield voice.told("member_planned", code=code, hours=voice.week(member.planned))
    if member.until_done:
        yield voice.told("member_until_done", code=code)
    if member.pace != 1:
        yield voice.told("member_pace", code=code, pace=member.pace)
    if member.learning_days:
        extra = voice.share(member.learning_extra_share)
        yield voice.told("member_learning", code=code, extra=extra, days=member.learning_days)
    if member.move_min:
        yield voice.told("member_moves", code=code, minutes=member.move_min)
    if member.home_visits != NOTHING:
        yield voice.told("member_home_visits", code=code, hours=voice.week(member.home_visits))
    if member.away:
        yield voice.told("member_away", code=code, absences=voice.listed(_away(it, voice) for it in member.away))


def _away(away: Absence, voice: Voice) -> str:
    if away.since is not None:
        return voice.told("away_dates", since=away.since, until=away.until)
    if away.every_days:
        return voice.told("away_cycle", days=away.days, every=away.every_days, first=away.first_day)
    return voice.told("away_days", days=away.days, first=away.first_day)


def _panel(member: Member, voice: Voice) -> Iterator[str]:
    panel = member.panel
    if panel is not None:
        yield voice.told(
            "member_panel",
            code=member.code,
            patients=panel.patients,
            leaves=voice.share(panel.leaves_per_year_share),
            joins=panel.joins_per_day,
            within=panel.accepts_within_days,
            most=panel.most_patients,
            waiting=panel.waiting,
            begin=panel.begin_to_wait_per_day,
        )


def _rooms(scenario: Scenario, voice: Voice) -> Iterator[str]:
    if not scenario.rooms:
        yield voice.told("no_rooms")
    for room in scenario.rooms.values():
        used_by = ", ".join(room.used_by) or voice.told("everybody")
        yield voice.told("room", code=room.code, kind=room.kind, used_by=used_by, turnover=room.turnover_min)


def _visits(scenario: Scenario, voice: Voice) -> Iterator[str]:
    for visit in scenario.visits.values():
        code = visit.label or visit.code
        yield voice.told("visit", code=code, pathway=visit.pathway, priority=visit.priority)
        for number, step in enumerate(scenario.steps(visit.code), 1):
            yield _step(number, step, voice)


def _step(number: int, step: Step, voice: Voice) -> str:
    known = activities().get(step.activity)
    marks = ("not_before_session", "keeps_person", "joint", "interrupted")
    return voice.told(
        "step",
        number=number,
        name=step.name or voice.say("steps", step.step),
        by=", ".join(map(voice.role, step.by)),
        activity=voice.told("activity", activity=known.labels[voice.language].lower()) if known else "",
        minutes=voice.law(step.minutes),
        room=voice.told("room_in", room=step.room) if step.room else "",
        otherwise=voice.told(step.otherwise, share=voice.share(step.adds_share)),
        marks="".join(voice.told(mark) for mark in marks if getattr(step, mark)),
    )


def _agendas(scenario: Scenario, voice: Voice) -> Iterator[str]:
    for agenda in scenario.agendas.values():
        sessions = voice.listed(_session(it, voice) for it in agenda.sessions) or voice.told("no_session")
        yield voice.told("agenda", code=agenda.code, sessions=sessions, slots=len(slots_of(agenda)))


def _session(session: Session, voice: Voice) -> str:
    kinds = ", ".join(dict.fromkeys(session.kinds))
    hours = voice.stretch(session.hours)
    if session.slot_min is None:
        minutes = voice.listed(map(voice.number, session.at_min))
        return voice.told("session_at", hours=hours, minutes=minutes, kinds=kinds)
    return voice.told("session_every", hours=hours, every=session.slot_min, kinds=kinds)


def _demand(scenario: Scenario, voice: Voice) -> Iterator[str]:
    if scenario.population is not None:
        yield _population(scenario, voice)
    for code in scenario.requests:
        yield from _request(scenario, code, voice)
    if any(scenario.doors):
        yield voice.told("doors", hours=voice.week(scenario.doors))
    if scenario.calendar.weekday_factor:
        factors = scenario.calendar.weekday_factor.items()
        told = voice.listed(f"{voice.say('weekdays', day)} {voice.number(factor)}" for day, factor in factors)
        yield voice.told("weekdays", factors=told)


def _population(scenario: Scenario, voice: Voice) -> str:
    assert scenario.population is not None
    classes = voice.listed(
        voice.told(
            "patient_class",
            ages=it.ages,
            sex=voice.told(f"sex_{it.sex}"),
            share=voice.share(it.share),
            visits=it.visits_per_year,
        )
        for it in scenario.population.classes
    )
    visits = sum(it.share * it.visits_per_year for it in scenario.population.classes)
    return voice.told("population", classes=classes, visits=visits)


def _request(scenario: Scenario, code: str, voice: Voice) -> Iterator[str]:
    request = scenario.requests[code]
    visit = ", ".join(dict.fromkeys(request.visit.values()))
    name = request.label or code
    if request.search:
        rates = (
            voice.told("request_rate", rate=rate_of(scenario, code, it), member=it.code)
            for it in scenario.professionals
        )
        yield voice.told("request_booked", code=name, visit=visit, rates=", ".join(rates))
        yield voice.told("request_search", code=name, stages=voice.told("then").join(_stages(request.search, voice)))
    if request.open_per_hour:
        told = [(rate, who or voice.told("nobody_named")) for who, rate in request.open_per_hour.items()]
        rates_open = ", ".join(voice.told("open_rate", rate=rate, member=who) for rate, who in told)
        yield voice.told("request_open", code=name, visit=visit, rates=rates_open)
    if request.returns:
        back = request.returns
        share = voice.share(back.share)
        yield voice.told("request_returns", code=name, share=share, request=back.request, days=back.after_days)
    if request.season:
        yield voice.told("request_season", code=name, season=request.season)


def _stages(search: tuple[Search, ...], voice: Voice) -> Iterator[str]:
    for it in search:
        who = ", ".join(map(voice.role, it.who)) or voice.told("own_agenda")
        yield voice.told("stage", kinds=", ".join(it.kinds), from_day=it.from_day, to_day=it.to_day, who=who)


def _attendance(scenario: Scenario, voice: Voice) -> Iterator[str]:
    for code, request in scenario.requests.items():
        ways = scenario.attendance_for(code)
        if request.search and ways.accepts:
            yield voice.told("accepts", code=code, curve=voice.curve(ways.accepts))
        if request.search and ways.no_show:
            yield voice.told("no_show", code=code, curve=voice.curve(ways.no_show))
        if ways.rebooks_share and request.search:
            yield voice.told("rebooks", code=code, share=voice.share(ways.rebooks_share))
        if ways.cancels_share and request.search:
            share = voice.share(ways.cancels_share)
            yield voice.told("cancels", code=code, share=share, days=ways.cancels_from_days or 0)
        if ways.later_share and request.search:
            yield voice.told("later", code=code, share=voice.share(ways.later_share), days=ways.later_days or 0)
        if ways.punctuality and request.search:
            yield voice.told("punctuality", code=code, law=voice.law(ways.punctuality))


def _work(scenario: Scenario, voice: Voice) -> Iterator[str]:
    for task in scenario.tasks.values():
        by = ", ".join(map(voice.role, task.by))
        yield voice.told("task", code=task.code, per_day=task.per_day, minutes=voice.law(task.minutes), by=by)
    if scenario.tasks:
        yield voice.told(f"tasks_{scenario.tasks_left}")
    asked = scenario.interruptions
    if asked is not None:
        minutes = voice.law(asked.minutes)
        yield voice.told("interruptions", per_hour=asked.per_hour, minutes=minutes, restart=asked.restart_min)


def _run(scenario: Scenario, voice: Voice) -> Iterator[str]:
    run, calendar = scenario.run, scenario.calendar
    if calendar.first_day is None:
        yield voice.told("days_plain", days=run.days)
    else:
        closed = [calendar.public_holidays, *map(voice.day, calendar.closed)]
        open_days = ", ".join(voice.say("weekdays", it) for it in calendar.open_days)
        shut = ", ".join(filter(None, closed)) or "—"
        yield voice.told("days_dated", days=run.days, first_day=calendar.first_day, open_days=open_days, closed=shut)
    if run.warm_up_days:
        yield voice.told("warm_up", days=run.warm_up_days)
    yield voice.told(f"period_{run.period}", days=run.period_days)
    begin = scenario.beginning
    if begin is not None:
        kinds, booked = ", ".join(begin.kinds), voice.curve(begin.booked)
        yield voice.told("beginning", kinds=kinds, request=begin.request, booked=booked, until=begin.until_day)
    yield from _freed(scenario, voice)


def _freed(scenario: Scenario, voice: Voice) -> Iterator[str]:
    choice = scenario.freed_time
    if choice is not None:
        shares = (choice.more_patients_share, choice.longer_visits_share, choice.earlier_end_share)
        more, longer, earlier = map(voice.share, shares)
        yield voice.told("freed", more=more, longer=longer, earlier=earlier)
    for member in scenario.professionals:
        saved = saved_min(scenario, member)
        if saved:
            yield voice.told("freed_saved", member=member.code, saved=saved)

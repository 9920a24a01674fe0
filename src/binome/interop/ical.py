"""Agendas as most programs export them: iCalendar (.ics)."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta, tzinfo

from binome.interop.ical_events import USUAL_MINUTES, Doubts, Event, event_of, text_of
from binome.interop.ical_lines import Parts, take_apart
from binome.interop.ical_series import Purse, occurrences_of
from binome.interop.ical_words import visit_of
from binome.interop.ical_zones import Zones
from binome.interop.letters import decode, excerpt, within_size
from binome.interop.reading import ForeignVisit, NotUnderstood, Reading, Tongue, Unreadable, Window
from binome.interop.titles import is_block
from binome.interop.together import by_line, covered, in_order, told_apart

_DAY = timedelta(days=1)
_NEWS_ONLY = ("REQUEST", "CANCEL", "REPLY", "COUNTER", "ADD", "REFRESH", "DECLINECOUNTER")


def read_ical(data: bytes, zone: tzinfo, window: Window | None = None, usual: int = USUAL_MINUTES) -> Reading:
    """The visits of an iCalendar file. Single events are all read; repeated ones inside the window (without one:
    a year before and after the last event). Times without a zone are the practice's."""
    text, encoding = decode(within_size(data))
    parts = take_apart(text)
    if not parts.events and "BEGIN:VCALENDAR" not in text.upper():
        raise Unreadable(1, "file.calendar", excerpt(text))
    events, said = _events(parts, Zones(parts.zones, zone), usual)
    kept, older = _one_of_each(events)
    purse = Purse()
    visits, more = _visits(kept, window or _a_year_around(kept), purse)
    return Reading(
        Tongue.ICAL,
        _source(parts),
        encoding,
        visits=in_order(visits),
        not_understood=by_line([*parts.not_understood, *_others(parts), *said, *older, *more]),
        covers=None if _only_news(parts) else covered(visits, zone),
        beyond=purse.beyond,
    )


def _events(parts: Parts, zones: Zones, usual: int) -> tuple[list[Event], list[NotUnderstood]]:
    events, said = [], []
    for block in parts.events:
        event, doubts = event_of(block, zones, usual)
        why = None if event is None else _not_a_visit(event)
        if event is not None and why is None:
            events.append(event)
        said += [*doubts, *([why] if why else [])]
    return events, _zones_once(said)


def _zones_once(said: list[NotUnderstood]) -> list[NotUnderstood]:
    """An unknown zone is said the first time: a whole agenda may be written by it."""
    first: dict[str, NotUnderstood] = {}
    for one in said:
        if one.why == "zone.unknown":
            first.setdefault(one.facts["zone"], one)
    return [one for one in said if one.why != "zone.unknown" or first[one.facts["zone"]] is one]


def _not_a_visit(event: Event) -> NotUnderstood | None:
    described = event.title or text_of(event.block.first("DESCRIPTION")) or event.block.first("ATTENDEE")
    if not described:
        return NotUnderstood(event.line, "event.no_title")
    if is_block(event.title):
        return NotUnderstood(event.line, "event.not_a_visit", {"title": excerpt(event.title)})
    return None


def _one_of_each(events: list[Event]) -> tuple[list[Event], list[NotUnderstood]]:
    """One version of each event. Same identifier, same occurrence: the newest wins; but when nothing says which is
    newer and they start apart, the exporting program gave one identifier to two visits, and both are kept."""
    kept: dict[tuple[str, datetime | None], list[Event]] = {}
    said: list[NotUnderstood] = []
    for event in events:
        key = (event.uid or f"line {event.line}", event.occurrence)
        twins = kept.setdefault(key, [])
        if twins and _age(event) == _age(twins[0]) and all(event.starts != twin.starts for twin in twins):
            twins.append(event)
            said.append(NotUnderstood(event.line, "event.same_uid", kept=True))
        elif not twins or _age(event) >= _age(twins[0]):
            said += [NotUnderstood(twin.line, "event.older") for twin in twins]
            kept[key] = [event]
        else:
            said.append(NotUnderstood(event.line, "event.older"))
    return [event for twins in kept.values() for event in twins], said


def _age(event: Event) -> tuple[int, datetime]:
    return event.sequence, event.modified or datetime.min.replace(tzinfo=UTC)


def _visits(events: list[Event], window: Window, purse: Purse) -> tuple[list[ForeignVisit], list[NotUnderstood]]:
    visits: list[ForeignVisit] = []
    said: list[NotUnderstood] = []
    for group in _series(events):
        doubts = Doubts(group[0].line)
        repeated = any(event.repeats and event.occurrence is None for event in group)
        spelled = occurrences_of(group, window, purse, doubts) if repeated else group
        visits += [visit_of(event) for event in spelled]
        said += doubts.said
    return told_apart(visits), said


def _series(events: list[Event]) -> list[list[Event]]:
    """Events that belong together: a repeated one with its exceptions. All others stand alone."""
    by_uid: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_uid[event.uid or f"line {event.line}"].append(event)
    groups: list[list[Event]] = []
    for same in by_uid.values():
        cores = [event for event in same if event.occurrence is None]
        together = len(cores) == 1 and cores[0].repeats
        groups += [same] if together else [[event] for event in same]
    return groups


def _a_year_around(events: list[Event]) -> Window:
    starts = [event.starts.astimezone(UTC) for event in events] or [datetime(2000, 1, 1, tzinfo=UTC)]
    return max(starts) - 366 * _DAY, max(starts) + 366 * _DAY


def _others(parts: Parts) -> list[NotUnderstood]:
    facts = [{"count": str(count), "kind": excerpt(kind)} for kind, count in sorted(parts.others.items())]
    return [NotUnderstood(None, "kind.ignored", fact) for fact in facts]


def _only_news(parts: Parts) -> bool:
    """An invitation or a cancellation sent by mail says nothing of the visits it does not name."""
    return any(calendar.get("METHOD", "").strip().upper() in _NEWS_ONLY for calendar in parts.calendars)


def _source(parts: Parts) -> str:
    """Which agenda this is, as far as the file says: the same export next week must give the same words."""
    said = [calendar.get("X-WR-CALNAME") or calendar.get("PRODID", "") for calendar in parts.calendars]
    return "ical:" + excerpt(next((words for words in said if words), ""))

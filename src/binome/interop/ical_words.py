"""The people, the place and the reason that an iCalendar event speaks of."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC

from binome.interop.ical_events import Event, text_of
from binome.interop.moments import read_birth_date
from binome.interop.names import split_name
from binome.interop.reading import ForeignVisit
from binome.interop.titles import Who, who
from binome.interop.vocabulary import field_named

_LONGEST_TITLE = 300
_LABEL = re.compile(r"^[ \t*•-]*([^\W\d_][\w' ().-]{1,30}?)\s*:\s*(\S.*)$", re.M)


def visit_of(event: Event) -> ForeignVisit:
    """The event as a visit, in the words its author used."""
    labelled = _labelled(text_of(event.block.first("DESCRIPTION")))
    person = _person(event, labelled)
    return ForeignVisit(
        starts=event.starts.astimezone(UTC),
        minutes=event.minutes,
        line=event.line,
        uid=event.uid,
        recurrence_id=None if event.occurrence is None else f"{event.occurrence.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        title=event.title[:_LONGEST_TITLE],
        family=person.family,
        given=person.given,
        birth_name=labelled.get("birth_name", person.birth_name),
        birth_date=read_birth_date(labelled.get("birth_date", "")) or person.birth_date,
        phone=labelled.get("phone", person.phone),
        email=labelled.get("email", _email(event, person)),
        practitioner=labelled.get("practitioner") or _practitioner(event),
        place=" ".join((labelled.get("place") or text_of(event.block.first("LOCATION"))).split()),
        reason=labelled.get("reason") or person.reason or _category(event),
        standing=event.standing,
        sequence=event.sequence,
        modified=event.modified,
    )


def _labelled(description: str) -> dict[str, str]:
    """What a description says line by line: "Motif : certificat", "Tél. : 06 …"."""
    said: dict[str, str] = {}
    for label, words in _LABEL.findall(description[:10_000]):
        field = field_named(label)
        if field is not None:
            said.setdefault(field, " ".join(words.split()))
    return said


def _person(event: Event, labelled: Mapping[str, str]) -> Who:
    """From the labels, else from the title, else from the guest of the event."""
    titled = who(event.title[:_LONGEST_TITLE])
    if "family" in labelled or "birth_name" in labelled:
        family = labelled.get("family") or labelled.get("used_name") or labelled["birth_name"]
        return replace(titled, family=family, given=labelled.get("given", ""), reason=titled.reason)
    if "patient" in labelled:
        family, given = split_name(labelled["patient"])
        return replace(titled, family=family, given=given, reason=titled.reason or _other_words(event, labelled))
    if titled.family or not (guest := _guest(event)):
        return titled
    family, given = split_name(guest)
    return replace(titled, family=family, given=given)


def _other_words(event: Event, labelled: Mapping[str, str]) -> str:
    """The title, when the description already says who: it is then the reason, unless it repeats the name."""
    return "" if any(word in event.title for word in labelled["patient"].split()) else event.title


def _guest(event: Event) -> str:
    return next((line.params["CN"] for line in event.block.all("ATTENDEE") if line.params.get("CN")), "")


def _email(event: Event, person: Who) -> str:
    """The address of the guest who bears the patient's name; other guests may be anybody."""
    for line in event.block.all("ATTENDEE"):
        guest = split_name(line.params.get("CN", ""))
        if person.family and set(guest) == {person.family, person.given}:
            return line.value.strip().removeprefix("mailto:").removeprefix("MAILTO:")
    return ""


def _practitioner(event: Event) -> str:
    """The owner of the event, else of the calendar."""
    organizer = event.block.first("ORGANIZER")
    named = organizer.params.get("CN", "") if organizer else ""
    return named or " ".join(event.block.calendar.get("X-WR-CALNAME", "").split())


def _category(event: Event) -> str:
    return text_of(event.block.first("CATEGORIES"))

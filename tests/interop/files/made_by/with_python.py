"""Writes one week of the same practice with three libraries that know nothing of each other.

pip install icalendar==7.3.0 ics==0.7.3 vobject==0.9.9 openpyxl==3.1.5
python tests/interop/files/made_by/with_python.py
"""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

HERE = Path(__file__).parent.parent
PARIS = ZoneInfo("Europe/Paris")


def paris(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


def with_icalendar() -> bytes:
    """A VTIMEZONE, a weekly series with an exception moved, one cancelled and one removed, a single visit."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Agenda de test//icalendar//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Dr Yves Kerbrat")
    weekly = entry("weekly@test", "LE GOFF Anne - pansement", paris(14, 9, month=10), 20)
    weekly.add("rrule", {"freq": "weekly", "count": 6})
    weekly.add("exdate", paris(11, 9))
    moved = entry("weekly@test", "LE GOFF Anne - pansement", paris(5, 11), 20)
    moved.add("recurrence-id", paris(4, 9))
    gone = entry("weekly@test", "LE GOFF Anne - pansement", paris(18, 9), 20)
    gone.add("recurrence-id", paris(18, 9))
    gone.add("status", "CANCELLED")
    for event in (weekly, moved, gone, single_visit()):
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def entry(uid: str, summary: str, begin: datetime, minutes: int | None = None):
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("summary", summary)
    event.add("dtstart", begin)
    if minutes:
        event.add("dtend", begin + timedelta(minutes=minutes))
    event.add("dtstamp", datetime(2026, 11, 1, tzinfo=UTC))
    return event


def single_visit():
    """With a length instead of an end, labels in the description, a guest and an alarm."""
    from icalendar import Alarm, vCalAddress

    single = entry("single@test", "Mme DUPONT Marie (12/03/1957) : renouvellement", paris(23, 14))
    single.add("description", "Tél : 06 12 34 56 78\nMotif : renouvellement, tension à contrôler " + "très " * 30)
    single.add("duration", timedelta(minutes=15))
    single.add("location", "Salle 2")
    guest = vCalAddress("mailto:marie.dupont@example.org")
    guest.params["CN"] = "DUPONT Marie"
    single.add("attendee", guest)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(minutes=-10))
    alarm.add("description", "Rappel")
    single.add_component(alarm)
    return single


def with_ics() -> str:
    """All times in UTC, as this library writes them; one event has no end, one lasts a whole day."""
    from ics import Calendar, Event

    calendar = Calendar()
    for uid, name, begin, minutes in (
        ("ics-1", "BERNARD Paul - vaccin grippe", paris(23, 9), 10),
        ("ics-2", "BERNARD Paule - vaccin grippe", paris(23, 9), 10),
        ("ics-3", "HUET Jeanne", paris(24, 17, 30), None),
    ):
        event = Event(name=name, begin=begin, uid=uid, location="Cabinet de Bréhan")
        if minutes:
            event.duration = timedelta(minutes=minutes)
        calendar.events.add(event)
    away = Event(name="Congés", begin=paris(25, 0), uid="ics-4")
    away.make_all_day()
    calendar.events.add(away)
    return "".join(sorted_events(calendar.serialize_iter()))


def sorted_events(lines):
    """The library keeps events in a set: their order is put right so that the file is the same every time."""
    head, *events = "".join(lines).split("BEGIN:VEVENT")
    last = events[-1].rpartition("END:VCALENDAR")
    bodies = sorted([*events[:-1], last[0]], key=lambda body: body.split("UID:")[1])
    yield head + "".join("BEGIN:VEVENT" + body for body in bodies) + last[1] + last[2]


def with_vobject() -> str:
    """Writes its own VTIMEZONE, and folds lines its own way."""
    import vobject
    from dateutil.tz import gettz
    from vobject.icalendar import utc

    paris_zone = gettz("Europe/Paris")
    calendar = vobject.iCalendar()
    for uid, title, begin in (
        (
            "vobject-1",
            "MARTIN née DURAND Claire - suivi de grossesse, deuxième trimestre, avec l'assistante d'abord",
            paris(26, 9, 15),
        ),
        ("vobject-2", "Réunion d'équipe", paris(26, 12, 30)),
    ):
        event = calendar.add("vevent")
        event.add("uid").value = uid
        event.add("summary").value = title
        event.add("dtstart").value = begin.replace(tzinfo=paris_zone)
        event.add("dtend").value = begin.replace(tzinfo=paris_zone) + timedelta(minutes=30)
        event.add("dtstamp").value = datetime(2026, 11, 1, tzinfo=utc)
    event.add("organizer").value = "mailto:secretariat@example.org"
    return calendar.serialize()


def workbook() -> None:
    """Dates as a spreadsheet keeps them, under a title, with a second sheet nobody asked for."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Rendez-vous"
    sheet.append(["Agenda du cabinet, semaine 48"])
    sheet.append([])
    sheet.append(["Date", "Heure", "Durée", "Nom du patient", "Né(e) le", "Téléphone", "Praticien", "Statut"])
    sheet.append(
        [date(2026, 11, 23), time(9, 0), 15, "DUPONT Marie", date(1957, 3, 12), "0612345678", "Dr Kerbrat", "Confirmé"]
    )
    sheet.append(
        [
            datetime(2026, 11, 23),  # noqa: DTZ001  (a spreadsheet knows no zone)
            "9h15",
            "20 min",
            "LE GOFF Yann",
            "01/02/1960",
            "+33 6 98 76 54 32",
            "Dr Kerbrat",
            "Annulé",
        ]
    )
    sheet.append([46350, 0.40625, None, "HUET Paul", None, None, "Dr Kerbrat", "Absent non excusé"])
    book.create_sheet("Notes").append(["rien"])
    book.properties.created = book.properties.modified = datetime(2026, 11, 1)  # noqa: DTZ001
    book.save(HERE / "booking.xlsx")


if __name__ == "__main__":
    (HERE / "icalendar.ics").write_bytes(with_icalendar())
    (HERE / "ics_py.ics").write_bytes(with_ics().encode())
    (HERE / "vobject.ics").write_bytes(with_vobject().encode())
    workbook()

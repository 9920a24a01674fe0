"""An iCalendar file with faults in it: what can be read is read, what cannot is said with its line."""

import pytest

from binome.interop.ical import read_ical
from binome.interop.letters import LARGEST_MB, MOST_EVENTS
from binome.interop.reading import Standing, Unreadable
from tests.interop.agendas import AUTUMN, PARIS, calendar, event, read, starts, whys


def test_a_line_that_is_not_icalendar_costs_nothing_but_itself() -> None:
    reading = read(event("this is no property", "X-OK:1"), event(uid="2", start="DTSTART:20261123T100000"))
    assert starts(reading) == ["23/11 09:00", "23/11 10:00"]
    assert whys(reading.not_understood) == [(7, "line.unreadable")]


def test_folded_lines_are_put_back_together_even_inside_a_letter() -> None:
    folded = event().replace("SUMMARY:DUPONT Marie", "SUMMARY:DUPONT Ma\n rie\n\t-Laure")
    assert read_ical(calendar(folded), PARIS, AUTUMN).visits[0].title == "DUPONT Marie-Laure"


def test_empty_lines_do_not_cut_a_folded_line() -> None:
    spaced = event().replace("SUMMARY:DUPONT Marie", "SUMMARY\n\n :DUPONT Marie")
    assert read_ical(calendar(spaced), PARIS, AUTUMN).visits[0].title == "DUPONT Marie"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_lines_may_end_in_any_way(end: str) -> None:
    assert starts(read_ical(calendar(event(), end=end), PARIS, AUTUMN)) == ["23/11 09:00"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "latin-1"])
def test_any_usual_encoding_is_read(encoding: str) -> None:
    data = calendar(event(summary="LÉGER Zoé")).decode().encode(encoding)
    assert read_ical(data, PARIS, AUTUMN).visits[0].given == "Zoé"


def test_a_file_cut_in_the_middle_gives_what_came_before() -> None:
    whole = calendar(event(), event(uid="2", start="DTSTART:20261123T100000"))
    reading = read_ical(whole[: whole.rindex(b"END:VEVENT")], PARIS, AUTUMN)
    assert starts(reading) == ["23/11 09:00"]
    assert {(1, "file.cut"), (8, "event.unfinished")} == set(whys(reading.not_understood))


def test_an_event_never_closed_does_not_swallow_the_next() -> None:
    reading = read(event().removesuffix("END:VEVENT"), event(uid="2", start="DTSTART:20261123T100000"))
    assert starts(reading) == ["23/11 10:00"]
    assert whys(reading.not_understood) == [(3, "event.unfinished")]


def test_the_lines_of_an_alarm_are_not_those_of_the_visit() -> None:
    alarm = "BEGIN:VALARM\nTRIGGER:-PT10M\nDURATION:PT5M\nSUMMARY:Rappel\nDESCRIPTION:Patient : X Y\nEND:VALARM"
    reading = read(event(alarm, "DURATION:PT20M"))
    assert [(visit.family, visit.minutes) for visit in reading.visits] == [("DUPONT", 20)]


def test_tasks_and_journals_are_counted_not_read() -> None:
    task = "BEGIN:VTODO\nUID:t\nSUMMARY:rappeler\nEND:VTODO"
    reading = read(event(), task, task)
    assert [(one.why, one.facts["count"]) for one in reading.not_understood] == [("kind.ignored", "2")]


@pytest.mark.parametrize("lines", [["STATUS:CANCELLED"], ["STATUS:cancelled"]])
def test_a_cancelled_visit_is_read_as_cancelled(lines: list[str]) -> None:
    assert read(event(*lines)).visits[0].standing is Standing.CANCELLED


@pytest.mark.parametrize("title", ["Annulé : DUPONT Marie", "Cancelled: DUPONT Marie", "ANNULÉE - DUPONT Marie"])
def test_a_title_may_say_that_the_visit_is_cancelled(title: str) -> None:
    visit = read(event(summary=title)).visits[0]
    assert (visit.standing, visit.family, visit.given) == (Standing.CANCELLED, "DUPONT", "Marie")


def test_a_cancellation_by_mail_cancels() -> None:
    assert read("METHOD:CANCEL", event()).visits[0].standing is Standing.CANCELLED


def test_of_two_versions_of_an_event_the_newest_is_kept_and_the_other_said() -> None:
    older, newer = event("SEQUENCE:1"), event("SEQUENCE:2", start="DTSTART:20261123T100000")
    for order in ((older, newer), (newer, older)):
        reading = read(*order)
        assert starts(reading) == ["23/11 10:00"]
        assert [one.why for one in reading.not_understood] == ["event.older"]


def test_two_visits_under_one_identifier_are_two_visits_with_names_of_their_own() -> None:
    reading = read(event(), event(start="DTSTART:20261123T100000", summary="HUET Paul"))
    assert starts(reading) == ["23/11 09:00", "23/11 10:00"]
    assert len({(visit.uid, visit.recurrence_id) for visit in reading.visits}) == 2
    assert [one.why for one in reading.not_understood] == ["event.same_uid"]


def test_twins_at_the_same_hour_are_two_visits() -> None:
    reading = read(event(uid="1", summary="BERNARD Paul"), event(uid="2", summary="BERNARD Paule"))
    assert [visit.given for visit in reading.visits] == ["Paul", "Paule"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "file.not_empty"),
        (b" \r\n\x00", "file.not_empty"),
        (b"hello", "file.calendar"),
        (b"<html>", "file.calendar"),
        (b"BEGIN:VCALENDAR" + b" " * (LARGEST_MB * 1024 * 1024), "file.smaller"),
    ],
)
def test_what_is_no_calendar_is_refused_with_a_sentence(data: bytes, expected: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_ical(data, PARIS, AUTUMN)
    assert caught.value.expected == expected
    assert caught.value.say()


@pytest.mark.timeout(60)
def test_five_thousand_visits_are_read_in_seconds() -> None:
    many = [
        event(uid=str(n), start=f"DTSTART:202611{1 + n % 28:02d}T{8 + n % 10:02d}{n % 60:02d}00") for n in range(5_000)
    ]
    assert len(read(*many).visits) == 5_000


def test_a_file_made_to_exhaust_its_reader_is_refused_as_soon_as_it_shows() -> None:
    dates = ",".join(["20261124T090000"] * 10_001)
    bombs = {
        "file.too_nested": "BEGIN:VCALENDAR\n" + "BEGIN:VTODO\n" * 200_000,
        "file.too_many_dates": "\n".join(["BEGIN:VCALENDAR", event(f"RDATE:{dates}"), "END:VCALENDAR"]),
        "file.too_many_events": "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\nEND:VEVENT\n" * (MOST_EVENTS + 1),
    }
    for why, text in bombs.items():
        with pytest.raises(Unreadable) as refusal:
            read_ical(text.encode(), PARIS, AUTUMN)
        assert refusal.value.expected == why

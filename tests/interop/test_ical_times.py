"""When a visit of an iCalendar file is: the clock it was written by, and how long it lasts."""

import pytest

from tests.interop.agendas import event, read, starts, whys


@pytest.mark.parametrize(
    ("start", "on_our_clock"),
    [
        ("DTSTART:20261123T080000Z", "23/11 09:00"),
        ("DTSTART:20261123T090000", "23/11 09:00"),
        ("DTSTART;TZID=Europe/Paris:20261123T090000", "23/11 09:00"),
        ("DTSTART;TZID=Europe/London:20261123T090000", "23/11 10:00"),
        ('DTSTART;TZID="Romance Standard Time":20261123T090000', "23/11 09:00"),
        ("DTSTART;TZID=W. Europe Standard Time:20261123T090000", "23/11 09:00"),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20261123T090000", "23/11 09:00"),
        ("DTSTART;TZID=europe/paris:20261123T090000", "23/11 09:00"),
        ("DTSTART;TZID=Indian/Reunion:20261123T120000", "23/11 09:00"),
        ("DTSTART;VALUE=DATE-TIME:20261123T090000", "23/11 09:00"),
        ("DTSTART:2026-11-23T09:00:00", "23/11 09:00"),
    ],
)
def test_a_time_is_read_by_the_clock_it_was_written_by(start: str, on_our_clock: str) -> None:
    reading = read(event(start=start))
    assert starts(reading) == [on_our_clock]
    assert reading.not_understood == ()


def test_a_zone_the_file_defines_itself_is_followed_under_any_name() -> None:
    odd = """
        BEGIN:VTIMEZONE
        TZID:Customized Time Zone 1
        BEGIN:STANDARD
        DTSTART:16010101T030000
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        BEGIN:DAYLIGHT
        DTSTART:16010101T020000
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
        END:DAYLIGHT
        END:VTIMEZONE""".replace("        ", "")
    summer, winter = (f"DTSTART;TZID=Customized Time Zone 1:2026{md}T090000" for md in ("0908", "1123"))
    reading = read(odd, event(start=summer), event(start=winter, uid="2"))
    assert starts(reading) == ["08/09 09:00", "23/11 09:00"]


def test_two_files_may_give_one_name_to_two_clocks() -> None:
    def fixed(offset: str) -> str:
        return (
            "BEGIN:VTIMEZONE\nTZID:Mine\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
            f"TZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE"
        )

    nine = event(start="DTSTART;TZID=Mine:20261123T090000")
    assert starts(read(fixed("+0100"), nine)) == ["23/11 09:00"]
    assert starts(read(fixed("+0500"), nine)) == ["23/11 05:00"]


def test_an_unknown_zone_is_taken_for_the_practice_s_and_said_once() -> None:
    moon = "DTSTART;TZID=Lune/Tycho:20261123T090000"
    reading = read(event(start=moon), event(uid="2", start=moon.replace("T09", "T10")))
    assert starts(reading) == ["23/11 09:00", "23/11 10:00"]
    assert whys(reading.not_understood) == [(5, "zone.unknown")]


def test_an_hour_skipped_by_the_clocks_is_no_moment_at_all() -> None:
    reading = read(event(start="DTSTART;TZID=Europe/Paris:20260329T023000"))
    assert reading.visits == ()
    assert whys(reading.not_understood) == [(5, "time.never")]


def test_an_hour_that_comes_twice_is_the_first_and_said() -> None:
    reading = read(event(start="DTSTART;TZID=Europe/Paris:20261025T023000"))
    assert [visit.starts.hour for visit in reading.visits] == [0]
    assert whys(reading.not_understood) == [(5, "time.twice")]


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        (["DTEND:20261123T092000"], 20),
        (["DTEND;TZID=Europe/London:20261123T083000"], 30),
        (["DURATION:PT45M"], 45),
        (["DURATION:PT1H5M"], 65),
        ([], 15),
        (["DTEND:20261123T090000"], 15),
    ],
)
def test_a_length_comes_from_the_end_else_from_the_duration_else_is_the_usual_one(
    lines: list[str], minutes: int
) -> None:
    reading = read(event(*lines))
    assert [visit.minutes for visit in reading.visits] == [minutes]
    assert reading.not_understood == ()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("DTEND:20261123T080000", "event.ends_before"),
        ("DTEND:hier", "event.bad_end"),
        ("DURATION:long", "event.bad_end"),
    ],
)
def test_an_end_that_makes_no_sense_is_said_and_the_visit_kept(line: str, why: str) -> None:
    reading = read(event(line))
    assert [visit.minutes for visit in reading.visits] == [15]
    assert [one.why for one in reading.not_understood] == [why]


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (event(start="DTSTART;VALUE=DATE:20261123"), (3, "event.all_day")),
        (event("DTEND:20261125T090000"), (3, "event.too_long")),
        (event(start="DTSTART:demain"), (5, "event.bad_start")),
        (event(start="DTSTART:20261323T090000"), (5, "event.bad_start")),
        (event(start="DTSTART:99991231T235900"), (5, "event.bad_start")),
        (event(start="COMMENT:no date"), (3, "event.no_start")),
        (event(summary="Pause déjeuner"), (3, "event.not_a_visit")),
        (event(summary="CONGÉS Dr Kerbrat"), (3, "event.not_a_visit")),
        (event(summary=""), (3, "event.no_title")),
    ],
)
def test_what_is_no_visit_is_left_out_and_said(part: str, why: tuple[int, str]) -> None:
    reading = read(part)
    assert reading.visits == ()
    assert whys(reading.not_understood) == [why]


def test_a_file_speaks_for_its_days_from_midnight_to_midnight_by_our_clock() -> None:
    reading = read(event(), event(start="DTSTART:20261124T170000", uid="2"))
    assert reading.covers is not None
    assert [f"{at:%d/%m %H:%M}" for at in reading.covers] == ["22/11 23:00", "24/11 23:00"]


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "REPLY"])
def test_an_invitation_speaks_for_nothing_but_itself(method: str) -> None:
    assert read(f"METHOD:{method}", event()).covers is None

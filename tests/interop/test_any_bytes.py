"""Whatever the bytes, the answer is a reading or a refusal with a sentence, and the same one twice."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.interop.patients import read_patients
from binome.interop.reading import Reading, Unreadable
from binome.interop.sniff import read_agenda
from tests.interop.agendas import AUTUMN, PARIS, calendar, event

FILES = Path(__file__).parent / "files"
WORDS = [
    b"FREQ=DAILY;INTERVAL=0",
    b"RRULE:FREQ=WEEKLY\r\n",
    b"UNTIL=99991231T235959Z",
    b"COUNT=-1",
    b"BYDAY=53MO",
    b"99991231T235959",
    b"00010101T000000",
    b"RDATE:99991231T000000\r\n",
    b"EXDATE:00010101\r\n",
    b"DURATION:P999999999D\r\n",
    b"TZID=X",
    b"\x00",
    b"\xff",
    b":",
    b";",
    b"\n",
    b'"',
    b"=",
    b"BEGIN:VEVENT\r\n",
    b"END:VEVENT\r\n",
    b"BEGIN:VTIMEZONE\r\n",
    b"[",
    b"{",
    b"null",
    b"1e999",
    b"9" * 30,
    b"RECURRENCE-ID:20261123T080000Z\r\n",
    b"31/02/2026",
    b"46349.5",
    b"25:61",
]
SEEDS = [
    *(path.read_bytes()[:4_000] for path in sorted(FILES.glob("*.*")) if path.suffix != ".md"),
    calendar(event("RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20261130T090000")),
    b"Date;Heure;Nom;Duree\n23/11/2026;09:00;DUPONT Marie;15\n",
    b"09:00\nDUPONT Marie\nSuivi\n",
    b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Appointment","status":"booked",'
    b'"start":"2026-11-23T09:00:00Z","participant":[{"actor":{"reference":"Patient/1","display":"A B"}}]}}]}',
    b"BEGIN:VCARD\nN:Dupont;Marie\nBDAY:19570312\nEND:VCARD\n",
]
READERS: list[Callable[[bytes], Reading]] = [lambda data: read_agenda(data, PARIS, window=AUTUMN), read_patients]


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A good file with some of it cut, replaced or doubled, and words of trouble put in."""
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        put = draw(st.one_of(st.sampled_from(WORDS), st.binary(max_size=8), st.just(b""), st.just(data[start:end] * 2)))
        data = data[:start] + put + data[end:]
    return data


def answer(reader: Callable[[bytes], Reading], data: bytes) -> Reading | str:
    try:
        return reader(data)
    except Unreadable as refusal:
        return refusal.say()


@pytest.mark.random_cases
@pytest.mark.parametrize("reader", READERS, ids=["agenda", "patients"])
@given(data=st.one_of(spoiled(), st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_read_or_refused_and_twice_the_same(reader: Callable[[bytes], Reading], data: bytes) -> None:
    first = answer(reader, data)
    assert first == answer(reader, data)
    assert isinstance(first, str) or all(one.say() for one in first.not_understood)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7",
        b"<html><body>",
        b"<?xml version='1.0'?><Bundle/>",
        b"{\\rtf1",
        b"\x89PNG\r\n",
        b"\xff\xd8\xff\xe0",
        b"BEGIN:VCARD",
    ],
)
def test_a_file_of_another_kind_is_refused_by_what_it_is(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_agenda(data, PARIS)


@pytest.mark.parametrize("name", ["agenda.ics", "agenda.csv", "agenda", ""])
def test_a_file_is_recognised_by_what_it_says_not_by_its_name(name: str) -> None:
    assert len(read_agenda(calendar(event()), PARIS, name).visits) == 1

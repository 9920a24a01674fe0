"""A small practice with two months of visits behind it, counted."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from binome.web import figures
from binome.web.dashboard import looking
from binome.web.store import measured, measured_behind
from binome.web.store.measured_months import first_of, measure, month_before
from binome.web.store.models import EventRow, MeasuredMonthRow, PatientRow, VisitRow
from tests.web.board.small import Small, build

A_DAY, PATIENTS = 6, 12
HOME = "/p/brehan/measures/"


@pytest.fixture
def small(db: None, monkeypatch: pytest.MonkeyPatch) -> Small:
    """Counted here and now: no thread of the server's counts beside a test."""
    monkeypatch.setattr(looking, "wake", lambda practice: None)
    measured._known.clear()
    figures._known.clear()
    measured_behind._known.clear()
    found = build()
    write(found)
    keep_counted(found)
    return found


_counted: list[dict[str, Any]] = []


def keep_counted(small: Small) -> None:
    """The months as they were counted the first time: every test writes the same journal."""
    if not _counted:
        count(small)
        _counted.extend(MeasuredMonthRow.objects.values())
        return
    MeasuredMonthRow.objects.bulk_create(
        MeasuredMonthRow(**{**row, "id": None, "practice_id": small.house.id}) for row in _counted
    )


def count(small: Small) -> None:
    for _done in measure(small.house, datetime.now(UTC)):
        pass


def page(small: Small, path: str = "", member: str = "m1", *, status: int = 200, **asked: object) -> str:
    client = small.signed_in(member)
    client.cookies["binome_language"] = "en"
    answer = client.get(f"{HOME}{path}?{urlencode(asked)}")
    assert answer.status_code == status, answer.content.decode()[:500]
    return str(answer.content.decode())


def over(small: Small) -> date:
    """The first of the last month that is over."""
    return month_before(first_of(small.today))


def some_days(small: Small) -> list[date]:
    """Some days of the last two months that are over: twelve of each."""
    return [month + timedelta(days=2 * n) for month in (month_before(over(small)), over(small)) for n in range(1, 13)]


def write(small: Small) -> None:
    """As many lines of the journal as the journal would have; the later month waits longer."""
    practice = small.house.id
    PatientRow.objects.bulk_create(
        PatientRow(practice_id=practice, code=f"p{n}", family=f"Rault{n}", sought="rault", alias=f"Alias {n}")
        for n in range(PATIENTS)
    )
    write_on(small, *some_days(small))


def write_on(small: Small, *days: date) -> None:
    """Six visits on each of them."""
    told = [_visit(small, day, number) for day in days for number in range(A_DAY)]
    EventRow.objects.bulk_create(line for lines, _visit_row in told for line in lines)
    VisitRow.objects.bulk_create(row for _lines, row in told)


def _visit(small: Small, day: date, number: int) -> tuple[list[EventRow], VisitRow]:
    practice, story, doctor = small.house.id, f"v{day:%m%d}n{number}", ("m1", "m2")[number % 2]
    at = datetime.combine(day, time(8 + number), UTC)
    wait = (4 if day < over(small) else 12) + (day.day + number) % 5
    patient = f"p{(day.day + number) % PATIENTS}"
    return list(_lines(practice, story, doctor, patient, at, wait)), VisitRow(
        practice_id=practice, story=story, day=day, version=1, number=4, patient_id=patient, doctor=doctor, due=at,
        until=at + timedelta(minutes=15), minutes=15, pathway="single_room", state="done",
    )  # fmt: skip


def _lines(practice: int, story: str, doctor: str, patient: str, at: datetime, wait: int) -> Iterator[EventRow]:
    begun = at + timedelta(minutes=wait)
    booked = {"to": doctor, "due": at, "minutes": 15, "pathway": "single_room", "patient": patient, "reason": "booked"}
    worked = {"step": "consultation", "room": "r1"}
    moments: list[tuple[str, datetime, str, str, dict[str, Any]]] = [
        ("booked", at - timedelta(days=2), "m4", "secretary", booked),
        ("arrived", at, "m4", "secretary", {}),
        ("started", begun, doctor, "physician", worked),
        ("finished", begun + timedelta(minutes=12), doctor, "physician", worked),
    ]
    for number, (moment, when, by, role, more) in enumerate(moments, start=1):
        yield EventRow(
            practice_id=practice, story=story, number=number, moment=moment, at=when, by=by, role=role, origin="lived",
            **more,
        )  # fmt: skip

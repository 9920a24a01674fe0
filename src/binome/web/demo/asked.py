"""The demonstration's tasks, asked at the desk like anybody's since this morning: invented, and said to be."""

from collections.abc import Callable, Mapping
from datetime import datetime, time
from typing import Any

from binome.desk import tasks
from binome.desk.hall import Deed
from binome.desk.incoming import take_call
from binome.desk.task_asking import Wanted
from binome.desk.task_hall import TaskHall, Words
from binome.practice.task import Task
from binome.web.demo.cast import read
from binome.web.store.documents import Brought, receive_document
from binome.web.store.practice import House
from binome.web.store.seeding import NewPatient
from binome.web.store.task_lists import how_many_open
from binome.web.store.tasks import new_task, perform_task

ENOUGH = 8
"""A demonstration that goes on from yesterday keeps what is still to do, and gets no more."""

Said = Mapping[str, Any]

_AFTER: Mapping[str, Callable[[TaskHall, Deed, Said], Task]] = {
    "claim": lambda hall, deed, said: tasks.claim(hall, deed),
    "decline": lambda hall, deed, said: tasks.decline(hall, deed, reason=said["reason"]),
    "not-reached": lambda hall, deed, said: tasks.not_reached(hall, deed),
    "end": lambda hall, deed, said: tasks.end(hall, deed, note=said["note"]),
}


def ask_since_morning(place: House, patients: tuple[NewPatient, ...], until: datetime) -> None:
    """What was asked up to that moment of the day, by whoever is in the practice."""
    if how_many_open(place) >= ENOUGH:
        return
    for number, said in enumerate(read("tasks.toml")["task"]):
        if _at(place, until, said["at"]) <= until:
            _ask(place, patients, until, said, number)


def _ask(place: House, patients: tuple[NewPatient, ...], until: datetime, said: Said, number: int) -> None:
    key = f"demo-{until.date()}-{number}"
    story = new_task(place, place.practice.member(said["by"]), key)
    deed = _deed(place, until, said, story, 1)
    patient = patients[said["patient"]].code if "patient" in said else None
    if "document" in said:
        brought = Brought(said["name"], _page(said["name"]), said["document"], patient, said.get("person"))
        receive_document(place, deed, brought, key=key)
    else:
        due = _at(place, until, said["due"]) if "due" in said else None
        perform_task(place, deed, lambda hall: _asked(hall, deed, said, patient, due), key=key)
    for line in said.get("then", ()):
        if _at(place, until, line["at"]) <= until:
            _go_on(place, _deed(place, until, line, story, None), line)


def _asked(hall: TaskHall, deed: Deed, said: Said, patient: str | None, due: datetime | None) -> Task:
    words = Words(said["title"], "", said.get("caller", ""), said.get("phone", ""))
    if "call" in said:
        return take_call(hall, deed, reason=said["call"], words=words, patient=patient)
    wanted = Wanted(said["kind"], None, said.get("person"), patient, said.get("level"), due, said.get("repeats"))
    return tasks.ask(hall, deed, wanted, words)


def _go_on(place: House, deed: Deed, line: Said) -> None:
    perform_task(place, deed, lambda hall: _AFTER[line["deed"]](hall, deed, line), key="")


def _deed(place: House, until: datetime, said: Said, story: str, number: int | None) -> Deed:
    return Deed(place.practice.member(said["by"]), _at(place, until, said["at"]), story, number)


def _at(place: House, until: datetime, clock: str) -> datetime:
    return datetime.combine(place.practice.local(until).date(), time.fromisoformat(clock), place.practice.zone)


def _page(name: str) -> bytes:
    """A PDF of one page that says that it is invented."""
    words = f"BT /F1 14 Tf 60 760 Td (Demonstration: {name}, invented) Tj ET".encode("ascii")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
    ]
    written, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    ends = b"trailer\n<< /Root 1 0 R /Size 5 >>\nstartxref\n%d\n%%%%EOF\n" % len(written)
    return written + b"xref\n0 5\n0000000000 65535 f \n" + table + ends

"""The demonstration's documents, prepared at the desk like anybody's since this morning: invented, and said to be."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from binome.desk import drafts
from binome.desk.draft_hall import Wording
from binome.desk.drafts import Paper
from binome.desk.hall import Deed
from binome.practice.template import Template, templates
from binome.web.demo.cast import read
from binome.web.store.drafts import known_of, new_draft, perform_draft
from binome.web.store.practice import House
from binome.web.store.seeding import NewPatient
from binome.web.store.tray import how_many_wait

ENOUGH = 8
"""A demonstration that goes on from yesterday keeps what still waits, and gets no more."""

Said = Mapping[str, Any]


def prepare_since_morning(place: House, patients: tuple[NewPatient, ...], until: datetime) -> None:
    """What was prepared up to that moment of the day, by whoever is in the practice."""
    if how_many_wait(place) >= ENOUGH:
        return
    for number, said in enumerate(read("documents.toml")["document"]):
        for turn, whom in enumerate(said["patients"]):
            if _at(place, until, said["at"]) <= until:
                _prepare(place, patients[whom].code, until, said, f"demo-{until.date()}-{number}-{turn}")


def _prepare(place: House, patient: str, until: datetime, said: Said, key: str) -> None:
    by, at, doctor = place.practice.member(said["by"]), _at(place, until, said["at"]), said.get("doctor")
    template = templates()[said["template"]]
    story = new_draft(place, by, key)
    wording = Wording(_values(template, said["fields"], at), known_of(place, patient, doctor, at))
    deed = Deed(by, at, story, 1)
    paper = Paper(template.code, patient, doctor)
    perform_draft(place, [deed], lambda hall: drafts.draft(hall, deed, paper, wording), key=key)
    for line in said.get("then", ()):
        then = Deed(place.practice.member(line["by"]), _at(place, until, line["at"]), story)
        if then.at <= until:
            _go_on(place, then, line)


def _go_on(place: House, deed: Deed, line: Said) -> None:
    if line["deed"] == "sign":
        perform_draft(place, [deed], lambda hall: drafts.sign(hall, deed), key="")
    else:
        perform_draft(place, [deed], lambda hall: drafts.send_back(hall, deed, reason=line["reason"]), key="")


def _values(template: Template, fields: Mapping[str, str], at: datetime) -> dict[str, str]:
    """As written; a day that nothing says is today, "+3" three days on."""
    days = {
        field.code: (at + timedelta(days=int(fields.get(field.code) or 0))).date().isoformat()
        for field in template.fields
        if field.kind == "day" and (field.required or fields.get(field.code))
    }
    return {**fields, **days}


def _at(place: House, until: datetime, clock: str) -> datetime:
    return datetime.combine(place.practice.local(until).date(), time.fromisoformat(clock), place.practice.zone)

"""What the evening before told this morning, and whom the team is attentive to: invented, left by the usual verbs."""

from datetime import date, datetime, time, timedelta

from binome.web.demo.cast import read
from binome.web.store.ages import age_on
from binome.web.store.attention import set_mark
from binome.web.store.board import lines
from binome.web.store.hand_over import leave_note, notes_for
from binome.web.store.practice import House

OLD = 65
"""What is invented here is told of people of that age."""


def leave_traces(place: House, day: date) -> None:
    """For a morning that nobody has told anything yet."""
    if notes_for(place, day):
        return
    grown = [line for line in lines(place, day) if line.birth_date and age_on(line.birth_date, day) >= OLD]
    patients = list(dict.fromkeys(line.patient for line in grown if line.patient))
    told, evening = read("evening.toml"), day - timedelta(days=1)
    for number, said in enumerate(told["note"]):
        at = datetime.combine(evening, time(18, 40 + number), place.practice.zone)
        about = patients[said["visit"] % len(patients)] if "visit" in said and patients else None
        leave_note(place, evening, said["words"], by=said["by"], at=at, patient=about)
    for mark in told["mark"] if patients else ():
        at = datetime.combine(evening, time(12), place.practice.zone)
        patient = patients[mark["visit"] % len(patients)]
        set_mark(place, patient, mark["reason"], by=mark["by"], at=at, clinical=True)

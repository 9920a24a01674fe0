"""How a visit is counted.

Clock times of one visit each, in order: appointment, arrival, and each step as who:since-until (p the preparation,
c the consultation, e the closing; a pause and a resumption are two stretches). "left" is when the patient left.
Then what is counted: whether it was seen, the minutes waited in all (in the practice, with nobody), the minutes
before a room, before the professional, how late the practice began, and the physician's and the assistant's minutes.
"""
# ruff: noqa: E501  # a table is read across

from datetime import datetime
from typing import Any

import pytest

from binome.measures.told import told
from binome.practice.words import Moment, Role, Step
from tests.measures.days import Telling, at, journal
from tests.spec.tables import rows

TABLE = """
| what happens                          | due   | arrived | steps                                                    | left  | seen | wait | to room | for the professional | late | physician | assistant |
| prepared, then seen                   | 09:00 | 08:50   | p ana:09:00-09:10, c doc:09:15-09:30                     |       | yes  | 15   | 10      | 5                    | 15   | 15        | 10        |
| the doctor alone                      | 09:00 | 08:55   | c doc:09:04-09:20                                        |       | yes  | 9    | 9       | 9                    | 4    | 16        | 0         |
| the patient is late, the doctor waits | 09:00 | 09:20   | c doc:09:21-09:30                                        |       | yes  | 1    | 1       | 1                    | 1    | 9         | 0         |
| called in before the hour             | 09:00 | 08:40   | c doc:08:45-08:58                                        |       | yes  | 5    | 5       | 5                    | 0    | 13        | 0         |
| the doctor is called away and back    | 09:00 | 09:00   | c doc:09:00-09:05, c doc:09:12-09:20                     |       | yes  | 7    | 0       | 0                    | 0    | 13        | 0         |
| another doctor takes over at once     | 09:00 | 09:00   | c doc:09:00-09:05, c dan:09:05-09:20                     |       | yes  | 0    | 0       | 0                    | 0    | 20        | 0         |
| accompanied on the way out            | 09:00 | 09:00   | p ana:09:02-09:08, c doc:09:08-09:20, e ana:09:25-09:30  |       | yes  | 7    | 2       | 0                    | 8    | 12        | 11        |
| prepared, and then no one comes       | 09:00 | 09:00   | p ana:09:05-09:10                                        | 10:00 | no   |      |         |                      |      | 0         | 5         |
| nobody ever comes                     | 09:00 | 09:00   |                                                          | 09:40 | no   |      |         |                      |      | 0         | 0         |
"""

LINES = rows(TABLE)
STEPS = {"p": Step.PREPARATION, "c": Step.CONSULTATION, "e": Step.CLOSING}
ROLES = {"ana": Role.ASSISTANT, "doc": Role.PHYSICIAN, "dan": Role.PHYSICIAN}


def clock(said: str) -> datetime:
    hour, _, minute = said.partition(":")
    return at(int(hour), int(minute))


def telling(line: dict[str, str]) -> Telling:
    visit = Telling("v").booked(at(0, day=-1), clock(line["due"])).say(Moment.ARRIVED, clock(line["arrived"]))
    steps = [it.strip() for it in line["steps"].split(",") if it.strip()]
    for number, it in enumerate(steps):
        word, who, times = it[0], it[2:].partition(":")[0], it.partition(":")[2]
        since, until = (clock(moment) for moment in times.split("-"))
        again = any(other[0] == word for other in steps[number + 1 :])
        by = (who, ROLES[who])
        visit.say(Moment.STARTED, since, by, step=STEPS[word], room="r1")
        visit.say(Moment.PAUSED if again else Moment.FINISHED, until, by, step=STEPS[word])
    return visit.say(Moment.LEFT, clock(line["left"]), reason="left_waiting") if line["left"] else visit


def counted(line: dict[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = told(journal(telling(line))).visits.collect().to_native().row(0, named=True)
    return row


@pytest.mark.parametrize("line", LINES, ids=[line["what happens"] for line in LINES])
def test_a_visit_is_counted_so(line: dict[str, str]) -> None:
    """Being early counts as waiting; the practice is late only from the later of the appointment and the arrival; of whoever left before the end only the team's minutes are counted."""
    row = counted(line)
    assert row["seen"] is (line["seen"] == "yes")
    assert (row["physician_min"], row["assistant_min"]) == (float(line["physician"]), float(line["assistant"]))
    if row["seen"]:
        found = (row["wait_min"], row["to_room_min"], row["for_own_min"], max(0.0, row["started_late_min"]))
        said = (line["wait"], line["to room"], line["for the professional"], line["late"])
        assert found == tuple(float(it) for it in said)

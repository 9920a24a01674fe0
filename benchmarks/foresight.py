"""How long it takes to foresee the rest of a day: five doctors, 300 replications, the tables kept between calls.

python benchmarks/foresight.py [--json]
"""

import json
import os
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from binome.journal.replay import visits_from
from binome.practice.rooms import Room
from binome.practice.team import Hours, Member, Post, Practice
from binome.practice.words import Role
from binome.twin.chance import Key
from binome.twin.forecast import REPLICATIONS, forecast
from binome.twin.from_practice import Offer, scenario_of
from binome.twin.retell import events
from binome.twin.traced import traced_days
from tests.twin.small_practice import MONDAY, SESSIONS, SHORT_STEPS, practice

DOCTORS = 5
ROUNDS = 31
MOMENTS = (9, 11, 15)


def five_doctors() -> tuple[Practice, list[Offer]]:
    """Each with two rooms; three assistants and a secretary between them."""
    hours = practice().opening
    day = tuple(Hours(it.weekday, it.since, it.until) for it in hours)
    doctors = [f"d{n}" for n in range(1, DOCTORS + 1)]
    team = dict.fromkeys(doctors, Role.PHYSICIAN) | {f"a{n}": Role.ASSISTANT for n in range(1, 4)}
    members = {code: Member(code, (Post(role, day),)) for code, role in {**team, "s1": Role.SECRETARY}.items()}
    rooms = {f"{code}{side}": Room(f"{code}{side}", "consultation", code) for code in doctors for side in "ab"}
    offers = [Offer(code, "twin_rooms", 15.0, SESSIONS, walk_ins_per_hour=0.06) for code in doctors]
    return Practice("five", practice().zone, members, rooms, hours, holds=practice().holds), offers


def measured() -> dict[str, object]:
    """Milliseconds by moment of the day: the first call spells and loads, the others are what a click costs."""
    there, offers = five_doctors()
    scenario = scenario_of(there, offers, on=MONDAY, figures=SHORT_STEPS)
    told = events(next(traced_days(scenario, Key.of(1, 0, 0))), "run-0", zone=there.zone)
    rows, first = [], 0.0
    for hour in MOMENTS:
        now = datetime(MONDAY.year, MONDAY.month, MONDAY.day, hour - 1, 5, tzinfo=UTC)
        visits = visits_from(it for it in told if it.at <= now)
        times = []
        for number in range(ROUNDS + 1):
            since = time.perf_counter()
            forecast(there, visits, now, offers=offers, figures=SHORT_STEPS, seed=number)
            times.append(1_000 * (time.perf_counter() - since))
        first = first or times[0]
        rows.append({"hour": hour, "visits": len(visits), "median_ms": round(statistics.median(times[1:]), 1)})
    return {
        "doctors": DOCTORS,
        "replications": REPLICATIONS,
        "first_ms": round(first),
        "moments": rows,
        "load": round(os.getloadavg()[0], 2),
    }


if __name__ == "__main__":
    found = measured()
    if "--json" in sys.argv:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name}: {value}")

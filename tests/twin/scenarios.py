"""A small practice as a text, and the same with something changed."""

from pathlib import Path

from binome.twin.model import Scenario
from binome.twin.scenario import UnreadableScenario, read, read_file

HERE = Path(__file__).parents[2]
WRITTEN = sorted((HERE / "benchmarks/scenarios").glob("*.toml"))
TEMPLATES = sorted((HERE / "src/binome/twin/templates").glob("*.toml"))

SMALL = """\
name = "Small"
holds = ["automatic_device"]
doors = ["09:00-12:00"]

[run]
days = 5
law_on = 2027-01-04

[members]
d1 = { role = "physician", hours = ["08:00-13:00"], agenda = "day" }
a1 = { role = "assistant", hours = ["08:00-13:00"] }

[rooms]
r1 = {}

[[pathways.pair.steps]]
step = "preparation"
by = ["assistant"]
activity = "settle_patient"
room = "consultation"
otherwise = "skipped"
adds_share = 0.5
minutes = { mean_min = 6, cv = 0.4 }

[[pathways.pair.steps]]
step = "consultation"
by = ["own"]
activity = "conduct_consultation"
room = "consultation"
minutes = { prior = "consultation_acute" }

[visits.acute]
pathway = "pair"

[agendas.day]
sessions = [{ hours = "08:30-12:30", slot_min = 20, kinds = ["advance"] }]

[requests.acute]
visit = "acute"
per_day = 8
open_per_hour = 1
search = [{ kinds = ["advance"], from_day = 0, to_day = 10 }]
no_show = { prior = "no_show_france" }
"""


def small(*changes: tuple[str, str]) -> str:
    """The small practice with each first text replaced by the second; it must be there."""
    text = SMALL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def scenario(*changes: tuple[str, str]) -> Scenario:
    return read(small(*changes))


def refused(text: str) -> list[tuple[int | None, str]]:
    """The line and the code of everything that is wrong."""
    try:
        read(text)
    except UnreadableScenario as unreadable:
        return [(it.line, it.fault.why) for it in unreadable.refusals]
    return []


def line_of(text: str, words: str) -> int:
    return 1 + text[: text.index(words)].count("\n")


def every_scenario() -> list[Scenario]:
    return [read_file(path) for path in (*WRITTEN, *TEMPLATES)]

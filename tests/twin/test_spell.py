"""Words become the numbers that the tables document."""

from dataclasses import replace

import numpy as np
import pytest

from binome.twin.chance import quantile
from binome.twin.freed import saved_min, with_freed_time
from binome.twin.model import FreedTime
from binome.twin.quantiles import mean_of
from binome.twin.scenario import read, read_file
from binome.twin.spell import spell, spell_numbered
from binome.twin.tables import NEVER, NOBODY, Mark, Otherwise
from tests.twin.golden import golden_floor
from tests.twin.scenarios import HERE, TEMPLATES, WRITTEN, scenario

SAME_IN_GOLDEN = (
    "first",
    "count",
    "queue",
    "room",
    "marks",
    "priority",
    "otherwise",
    "adds",
    "may_choose",
    "moves_min",
    "pace",
)
SAME_IN_GOLDEN += ("persons_of", "serves", "rooms_of", "room_serves", "turnover_min", "person_of", "own_queue")


def _clinic(name: str):  # type: ignore[no-untyped-def]
    return read_file(HERE / f"benchmarks/scenarios/{name}.toml")


def test_the_reference_clinic_is_the_one_of_the_golden_days() -> None:
    """Its floor, table by table; the golden days bring their own minutes and hours."""
    floor, golden = spell(_clinic("r1")).floor, golden_floor(1)
    for name in SAME_IN_GOLDEN:
        np.testing.assert_array_equal(getattr(floor, name), getattr(golden, name), err_msg=name)
    asks = floor.room >= 0
    np.testing.assert_array_equal(floor.room_priority[asks], golden.room_priority[asks])
    assert (floor.hours[:, :, 0] == 495).all()
    assert (floor.hours[:, :, 1] == NEVER).all()


def test_the_reference_clinic_has_its_laws_and_its_book() -> None:
    """36 slots, doors and gates, unbooked arrivals per open minute, means of the laws."""
    tables, numbering = spell_numbered(_clinic("r1"))
    means = [mean_of(tables.laws.edges[law]) for law in tables.floor.step_law[:4]]
    assert means == pytest.approx([2, 5, 11, 3], abs=1e-6)
    book = tables.book
    assert book.slots.tolist() == [36]
    assert book.slot_at[0, [0, 15, 16, 35]].tolist() == [510, 735, 840, 1125]
    assert set(book.slot_door[0, :36]) == {495, 825}
    assert set(book.slot_gate[0, :36]) == {510, 840}
    assert book.door_hours.tolist() == [[510, 720, 840, 1110]]
    urgent, walk_in = (numbering.requests.index(it) for it in ("urgent", "walk_in"))
    assert book.door_rate[urgent].tolist() == [0, 0, 0.2 / 60]
    assert book.door_rate[walk_in].tolist() == [0, 0, 0.6 / 60]
    assert quantile(tables.laws.edges[book.punctuality[0]], 0.5) == pytest.approx(-5, abs=1e-6)


def test_the_backlog_clinic_has_its_absences_and_its_slots() -> None:
    """Doctor j is away on day d when (d + 22 j) mod 44 is 20 to 24; every sixth slot is for the same day."""
    tables, numbering = spell_numbered(_clinic("r2"))
    days = np.arange(len(tables.book.template))
    for j in range(2):
        away = ((days + 22 * j) % 44 >= 20) & ((days + 22 * j) % 44 <= 24)
        np.testing.assert_array_equal(tables.book.template[:, j] == NOBODY, away)
    kept = int(tables.book.slots_of[0, numbering.slot_kinds.index("same_day")])
    assert [slot for slot in range(36) if kept >> slot & 1] == list(range(5, 36, 6))
    assert tables.book.booked_before[0, :16] == pytest.approx([0.95 * (1 - k / 15) for k in range(15)] + [0])
    assert tables.book.rate.sum(axis=0) == pytest.approx([30, 30])


@pytest.mark.parametrize("path", [*WRITTEN, *TEMPLATES], ids=lambda path: path.stem)
def test_every_shipped_scenario_has_tables_of_one_shape(path) -> None:  # type: ignore[no-untyped-def]
    """Days, professionals, kinds and laws agree from one table to the next."""
    found = read_file(path)
    floor, book, _, laws = spell(replace(found, run=replace(found.run, days=30, warm_up_days=0)))
    longest = book.accepts.shape[1] - 1
    assert book.template.shape == (30 + longest + 1, len(floor.person_of))
    assert book.day_kind.max() < len(floor.hours) == len(floor.planned) == len(book.door_hours)
    assert floor.step_law.max() < len(laws.edges)
    assert (np.diff(laws.edges, axis=2) >= 0).all()
    assert ((book.accepts >= 0) & (book.accepts <= 1) & (book.misses >= 0) & (book.misses <= 1)).all()


def test_marks_follow_from_the_pathway() -> None:
    """The first step after the welcome chooses, the professional's last is her own, the last in the room frees it."""
    floor = spell(scenario()).floor
    assert floor.marks.tolist() == [Mark.CHOOSES, Mark.OWN | Mark.FREES_ROOM]
    assert floor.otherwise.tolist() == [Otherwise.SKIPPED, Otherwise.WAITS]
    assert floor.adds.tolist() == [0.5, 0]


def test_a_week_without_sunday_asks_as_much_in_a_year() -> None:
    """Requests per year are spread over the days on which the practice answers."""
    found = read_file(HERE / "src/binome/twin/templates/single_doctor.toml")
    book = spell(found).book
    year = book.factor[:364, 1] @ np.full(364, book.rate[1, 0])
    assert found.population is not None
    expected = 1600 * found.population.per_year("follow_up") * 364 / 365.25
    assert year == pytest.approx(expected, rel=0.05)  # the public holidays are lost


def test_what_delegation_saves_is_converted_as_declared() -> None:
    """Half of 3 minutes shortens the interval of 20, a third of them lengthens the consultation."""
    before = scenario()
    assert saved_min(before, before.members["d1"]) == pytest.approx(3)
    choice = FreedTime(more_patients_share=0.5, longer_visits_share=1 / 3, earlier_end_share=1 / 6)
    after = with_freed_time(replace(before, freed_time=choice))
    assert after.agendas["day_of_d1"].sessions[0].slot_min == pytest.approx(18.5)
    assert after.steps("acute")[1].minutes.mean_min == pytest.approx(15)
    assert spell(replace(before, freed_time=choice)).book.slots.max() == 12


def test_nothing_is_converted_unless_it_is_said() -> None:
    """No declaration, or all of it to an earlier end: the practice is as written."""
    before = scenario()
    assert with_freed_time(before) is before
    told = replace(before, freed_time=FreedTime(earlier_end_share=1.0))
    assert with_freed_time(told).agendas == before.agendas


def test_saved_minutes_count_only_while_the_assistant_is_there() -> None:
    """Half of the session covered saves half."""
    half = scenario(
        ('a1 = { role = "assistant", hours = ["08:00-13:00"] }', 'a1 = { role = "assistant", hours = ["08:30-10:30"] }')
    )
    assert saved_min(half, half.members["d1"]) == pytest.approx(1.5)


def test_home_visits_and_absences_take_hours_and_slots() -> None:
    """Out from 10 to 11, three slots of 20 minutes go; away, the whole day."""
    member = 'd1 = { role = "physician", hours = ["08:00-13:00"], agenda = "day"'
    out = scenario((member, f'{member}, home_visits = ["10:00-11:00"], away = [{{ first_day = 1, days = 1 }}]'))
    tables = spell(out)
    assert tables.book.slots.tolist() == [9]
    assert tables.book.template[:3, 0].tolist() == [0, NOBODY, 0]
    assert tables.floor.hours[tables.book.day_kind[0], 0].tolist() == [480, 600, 660, 780]
    assert tables.floor.hours[tables.book.day_kind[1], 0].tolist() == [NEVER] * 4


def test_a_stranger_s_line_of_stations_is_spelled() -> None:
    """The example of docs/howto/write-a-scenario.md: two stations of their own names, an empirical law and a gamma."""
    paper = (HERE / "docs/howto/write-a-scenario.md").read_text("utf-8")
    steps = paper.split("```toml\n")[1].split("```")[0]
    members = "\n".join(f'{code} = {{ role = "nurse", hours = ["00:00-"] }}' for code in ("tech_1", "tech_2", "reader"))
    rest = (
        'name = "Line"\ndoors = ["00:00-100:00"]\n[run]\ndays = 1\n[rooms]\nx = { kind = "scanner_room" }\n[members]\n'
    )
    visits = '[visits]\nscan = { pathway = "line" }\n[requests]\nscan = { visit = "scan", open_per_hour = 2 }\n'
    tables = spell(read(f"{rest}{members}\n{steps}\n{visits}"))
    assert tables.floor.queue.tolist() == [0, 1]
    assert tables.floor.persons_of.tolist() == [0b011, 0b100, 0b001, 0b010]  # then own queues, which nobody asks
    means = [mean_of(tables.laws.edges[law]) for law in tables.floor.step_law]
    assert means == pytest.approx([18.8, 8], abs=1e-6)

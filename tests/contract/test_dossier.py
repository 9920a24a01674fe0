"""A contract's file is read, or refused with its line, its key and what was expected there."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.contract import faults as faults_module
from binome.contract.agreement import Goal, Reading
from binome.contract.dossier import Dossier, UnreadableContract, read, read_file
from binome.contract.faults import faults_of
from binome.contract.projected import HANDED
from binome.contract.projection import project
from binome.contract.wording import LANGUAGES, refusal_in, sentences
from binome.practice import toml_faults
from tests.contract.making import contract, contracts

SMALL = """[[contract]]
code = "dr-a"
starts_on = 2024-09-01
share = "1/2"
registered = { start = 975, target = 1120 }
active = { start = 1500, target = 1620 }
"""


def refused(text: str) -> list[tuple[int | None, str, str]]:
    """Line, place and code of each fault."""
    with pytest.raises(UnreadableContract) as found:
        read(text)
    for tongue in LANGUAGES:
        assert all(refusal_in(tongue, it) for it in found.value.refusals)
    return [(it.line, ".".join(map(str, it.fault.place)), it.fault.why) for it in found.value.refusals]


def test_the_smallest_file_is_a_contract() -> None:
    """The four numbers, a day, a share: nothing else is asked."""
    found = read(SMALL)
    entry = found.entries[0]
    assert (entry.contract.share, entry.contract.registered) == (Fraction(1, 2), Goal(975, 1120))
    assert (entry.contract.signed, entry.readings) == (date(2024, 9, 1), ())


@pytest.mark.parametrize(
    ("line", "place", "why"),
    [
        ('band = "high"', "contract.0.band", "value.not_among"),
        ('kind = "solo"', "contract.0.kind", "value.not_among"),
        ('colour = "red"', "contract.0.colour", "key.unknown"),
        ('ends_on = "2026-01-01"', "contract.0.ends_on", "value.not_a_day"),
        ("ends_on = 2026-01-01T10:00:00", "contract.0.ends_on", "value.not_a_day"),
        ("ends_on = 0001-01-01", "contract.0.ends_on", "value.not_a_day"),
        ("ends_on = 2024-09-01", "contract.0.ends_on", "days.not_in_order"),
        ("signed_on = 2019-08-19", "contract.0.signed_on", "contract.before_any_regime"),
        ("readings = 3", "contract.0.readings", "value.not_a_list"),
        ("readings = [3]", "contract.0.readings.0", "value.not_a_table"),
        ("readings = [{ on = 2025-01-01 }]", "contract.0.readings.0", "reading.empty"),
        ("readings = [{ registered = 3 }]", "contract.0.readings.0", "key.missing"),
        ("readings = [{ on = 2025-01-01, registered = -1 }]", "contract.0.readings.0.registered", "value.not_whole"),
        ("readings = [{ on = 2025-01-01, registered = 1.5 }]", "contract.0.readings.0.registered", "value.not_whole"),
        ("readings = [{ on = 2025-01-01, active = true }]", "contract.0.readings.0.active", "value.not_whole"),
        ('readings = [{ on = 2025-01-01, active = 9, doctor = "x" }]', "contract.0.readings.0.doctor", "name.unknown"),
        ("absences = [{ since = 2025-02-01, until = 2025-02-01 }]", "contract.0.absences.0.until", "days.not_in_order"),
        ('absences = [{ since = 2025-02-01, post = "x" }]', "contract.0.absences.0.post", "name.unknown"),
        ('absences = [{ since = 2025-02-01, reason = "a\\u0007" }]', "contract.0.absences.0.reason", "value.not_text"),
        ("paid = [{ on = 2025-02-01, year = 6, amount = 1 }]", "contract.0.paid.0.year", "value.not_whole"),
        ("paid = [{ on = 2025-02-01, year = 1, amount = 1.234 }]", "contract.0.paid.0.amount", "value.not_money"),
        ("paid = [{ on = 2025-02-01, year = 1, amount = nan }]", "contract.0.paid.0.amount", "value.not_a_number"),
        ("paid = [{ on = 2025-02-01, year = 1, amount = -5 }]", "contract.0.paid.0.amount", "value.not_a_number"),
        ('posts = [{ code = "A B", etp = 1 }]', "contract.0.posts.0.code", "value.not_a_code"),
        ('posts = [{ code = "a", etp = 0 }]', "contract.0.posts.0.etp", "value.not_a_share"),
        ('posts = [{ code = "a", etp = "1/0" }]', "contract.0.posts.0.etp", "value.not_a_share"),
        ('posts = [{ code = "a", etp = 1e9 }]', "contract.0.posts.0.etp", "value.not_a_share"),
        ('posts = [{ code = "a", etp = 1 }, { code = "a", etp = 1 }]', "contract.0.posts.1.code", "name.twice"),
        ('signatories = [{ code = "a" }, { code = "b" }]', "contract.0.signatories.1", "contract.one_doctor"),
        ('signatories = [{ code = "a", trainer = 1 }]', "contract.0.signatories.0.trainer", "value.not_a_flag"),
        (
            'outlooks = [{ quantity = "active", on = 2026-09-01, middle = 9, low_95 = 1, told_by = "x" }]',
            "contract.0.outlooks.0",
            "outlook.not_rising",
        ),
        (
            'half_day = { registered_per_week = [2, 1], active_per_week = [0, 1], told_by = "x" }',
            "contract.0.half_day.registered_per_week",
            "effect.not_a_range",
        ),
    ],
)
def test_what_is_wrong_is_refused_where_it_stands(line: str, place: str, why: str) -> None:
    """With its line, and nothing else: one fault is one refusal."""
    assert refused(SMALL + line) == [(7, place, why)]


def test_a_near_word_is_proposed() -> None:
    """In the sentence."""
    with pytest.raises(UnreadableContract) as found:
        read(SMALL.replace("starts_on", "start_on"))
    assert "Line 3: contract.0.start_on: nothing is called “start_on” here. Perhaps “starts_on”?" in str(found.value)


def test_several_faults_are_told_at_once_in_the_order_of_the_lines() -> None:
    """Not one after the other is put right."""
    text = SMALL.replace('"1/2"', '"2/3"').replace("start = 975", "start = -1") + "[assumptions]\nmethod = 'best'\n"
    assert [(line, why) for line, _, why in refused(text)] == [(5, "value.not_whole"), (8, "value.not_among")]
    assert refused(SMALL.replace('"1/2"', '"2/3"')) == [(4, "contract.0.share", "contract.no_such_share")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "key.missing"),
        ("contract = []", "key.missing"),
        ("[[contract]\n", "file.not_toml"),
        ("x = " + "[" * 2000, "file.beyond"),
        ("x = " + "9" * 5000, "file.beyond"),
        (SMALL + "[assumptions]\nfee = 0\n", "value.nothing"),
        (SMALL + "[assumptions]\nfee = 0.00\n", "value.nothing"),
        ("a" + ".a" * 30 + " = 1", "file.too_deep"),
        ("#" * 1_000_001, "file.too_long"),
        (SMALL + SMALL, "name.twice"),
        (SMALL.replace("registered = { start = 975, target = 1120 }\n", ""), "contract.no_goal"),
        (SMALL.replace("975", "99999999999999999999"), "value.not_whole"),
    ],
)
def test_a_file_that_is_none_is_refused(text: str, why: str) -> None:
    """Empty, broken, hostile or without what a contract is."""
    assert why in {it for _, _, it in refused(text)}


@pytest.mark.parametrize("beyond", ["[" * 2000, "{a = " * 60 + "1", "9" * 5000])
def test_what_no_machine_reads_has_its_line(beyond: str) -> None:
    """Lists in lists without end, a number of thousands of digits."""
    assert refused(f"a = 1\nb = {beyond}")[0][0] == 2


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """A mark at its beginning and the line ends of another system are read."""
    file = tmp_path / "contract.toml"
    file.write_bytes(b"code = 1\n\xff\xfe\x00")
    with pytest.raises(UnreadableContract) as found:
        read_file(file)
    assert [it.line for it in found.value.refusals] == [2]
    file.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert read_file(file) == read(SMALL)


@given(st.text(alphabet='abcdet_s[]{}=".0123456789-/\n #', max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing else comes out."""
    assert {type(it) for it in map(read_or_refused, (text, SMALL + text))} <= {Dossier, UnreadableContract}


def read_or_refused(text: str) -> Dossier | UnreadableContract:
    try:
        return read(text)
    except UnreadableContract as refusal:
        return refusal


def test_everything_a_file_may_say_is_kept() -> None:
    """Cents, a handed outlook, what half a day brings, who leaves when, what one chooses."""
    found = read(
        SMALL.replace('"1/2"', "1.5")
        + """
paid = [{ on = 2024-10-01, year = 1, amount = 9500.10 }]
posts = [{ code = "a", etp = 0.5, cost_per_year = 14900, taken = 2024-09-01, trainings = [{ kind = "CQP" }] }]
readings = [{ on = 2025-03-01, registered = 1004, source = "amelipro" }]
signatories = [{ code = "dr-a", left = 2027-01-01 }]
half_day = { registered_per_week = [0, 0.25], active_per_week = [0, 0.5], told_by = "twin", cost_per_year = 3000 }
[[contract.outlooks]]
quantity = "active"
on = 2026-09-01
middle = 1600
low_80 = 1590
high_80 = 1610
low_95 = 1580
high_95 = 1620.5
told_by = "twin"
[assumptions]
method = "mean"
fee = 26.50
days_worked = 210
registrations_per_week = [4]
"""
    )
    entry = found.entries[0]
    assert entry.contract.paid[0].amount == Decimal("9500.10")
    assert entry.contract.posts[0].etp == Fraction(1, 2)
    assert entry.readings == (Reading(date(2025, 3, 1), 1004, None, "amelipro"),)
    handed, half_day = entry.assumptions.handed[0].outlook, entry.assumptions.half_day
    assert (handed.method, handed.high_95) == (HANDED, 1620.5)
    assert half_day is not None
    assert (half_day.registered_per_week, half_day.cost_per_year) == ((0.0, 0.25), Decimal(3000))
    assert (entry.assumptions.method, entry.assumptions.fee, entry.assumptions.days_worked) == (
        "mean",
        Decimal("26.5"),
        210,
    )


def test_a_collective_contract_may_leave_its_objective_to_the_rule() -> None:
    """When each doctor's start is there; one that is missing, and it is asked for."""
    head = '[[contract]]\ncode = "g"\nkind = "collective"\nstarts_on = 2026-04-01\nshare = 2\n'
    first = '{ code = "a", start_registered = 900, start_active = 1400 }'
    doctors = f'signatories = [{first}, {{ code = "b", start_registered = 800, start_active = 1300%s }}]\n'
    goals = read(head + doctors % ", gained_registered = 20").entries[0].contract
    assert (goals.registered, goals.active) == (Goal(1700, 2200), Goal(2700, 2920))
    assert [it for _, _, it in refused(head + doctors.replace(", start_active = 1300", "") % "")] == [
        "contract.no_goal"
    ]
    assert [it for _, _, it in refused((head + doctors % "").replace("share = 2", 'share = "1/3"'))] == [
        "contract.not_in_halves"
    ]


@given(contracts())
def test_what_can_be_signed_has_no_fault_and_is_projected(found: object) -> None:
    """The same check stands before a form on screen."""
    whole = contract() if not hasattr(found, "starts_on") else found
    ends = whole.ends_on is None or whole.ends_on > whole.starts_on  # type: ignore[attr-defined]
    assert (faults_of(whole) == ()) is ends  # type: ignore[arg-type]


def test_a_contract_signed_before_any_rules_is_our_fault_to_project() -> None:
    """Whoever asks has to look at its faults first."""
    early = contract(starts_on=date(2019, 8, 19))
    assert [it.why for it in faults_of(early)] == ["contract.before_any_regime"]
    with pytest.raises(ValueError, match="no regime"):
        project(early, (), date(2020, 1, 1))


def test_every_refusal_has_its_sentence() -> None:
    """And no sentence is without a refusal: each code stands in the code."""
    files = [*Path(faults_module.__file__).parent.glob("*.py"), Path(toml_faults.__file__)]
    source = "".join(it.read_text("utf-8") for it in files)
    codes = set(sentences()["refused"]) - {"line", "near"}
    assert sorted(it for it in codes if f'"{it}"' not in source) == []

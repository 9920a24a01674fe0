"""What is paid.

The most that the fund pays for an assistant's post, in euros a year, by the regime that each contract year is under, the
share of a full time and the column of amounts: *standard*, from the 90th national percentile to the 95th, from the 95th on.
*?*: no source gives the amount, and nothing is computed in its place. The two first years are paid without looking at the
counts; from the third on, *up to* that amount, by a formula that is not published. A collective contract's are for one
full-time equivalent. None of this is official: compare with amelipro.
"""
# ruff: noqa: E501  # a table is read across

from datetime import date
from fractions import Fraction

import pytest

from binome.contract.agreement import BANDS
from binome.contract.regimes import amount, regimes
from binome.contract.rules import rules, topics
from tests.spec.tables import rows

TABLE = """
| regime          | share | band          | year 1 | year 2 | year 3 and after | how sure  |
| avenant_7       | 1/3   | standard      | 12000  | 9000   | 7000   | certain   |
| avenant_7       | 1/3   | p90_to_p95    | 12000  | 9000   | 8350   | certain   |
| avenant_7       | 1/3   | p95_and_above | 12000  | 12000  | 12000  | certain   |
| avenant_7       | 1/2   | standard      | 18000  | 13500  | 10500  | certain   |
| avenant_7       | 1/2   | p90_to_p95    | 18000  | 13500  | 12500  | certain   |
| avenant_7       | 1/2   | p95_and_above | 18000  | 18000  | 18000  | certain   |
| avenant_7       | 1     | standard      | 36000  | 27000  | 21000  | certain   |
| avenant_7       | 1     | p90_to_p95    | 36000  | 27000  | 25000  | certain   |
| avenant_7       | 1     | p95_and_above | 36000  | 36000  | 36000  | certain   |
| arbitral_2023   | 1/2   | standard      | 18000  | 13500  | 10500  | certain   |
| arbitral_2023   | 1     | standard      | 36000  | 27000  | 21000  | certain   |
| convention_2024 | 1/3   | standard      | ?      | 9450   | 7350   | certain   |
| convention_2024 | 1/3   | p90_to_p95    | ?      | 9450   | 8767   | certain   |
| convention_2024 | 1/3   | p95_and_above | ?      | 12600  | 12600  | certain   |
| convention_2024 | 1/2   | standard      | 19000  | 14000  | 11000  | certain   |
| convention_2024 | 1/2   | p90_to_p95    | 19000  | 14000  | 13000  | certain   |
| convention_2024 | 1/2   | p95_and_above | 19000  | 19000  | 19000  | certain   |
| convention_2024 | 1     | standard      | 38000  | 28000  | 22000  | certain   |
| convention_2024 | 1     | p90_to_p95    | 38000  | 28000  | 26000  | certain   |
| convention_2024 | 1     | p95_and_above | 38000  | 38000  | 38000  | certain   |
| convention_2024 | 3/2   | standard      | ?      | ?      | ?      | not_found |
| convention_2024 | 2     | standard      | ?      | ?      | ?      | not_found |
| collective_2026 | 1     | standard      | 38000  | 28000  | 22000  | single    |
| collective_2026 | 1     | p90_to_p95    | ?      | ?      | ?      | not_found |
| collective_2026 | 1     | p95_and_above | ?      | ?      | ?      | not_found |
"""

TABLE_OF_REGIMES = """
| regime          | contracts of kind | signed since | until      | running contracts come under it | new contracts for |
| avenant_7       | individual        | 2019-08-20   | 2023-05-01 | no                              | 1/3, 1/2, 1       |
| arbitral_2023   | individual        | 2023-05-01   | 2024-06-22 | no                              | 1/2, 1            |
| convention_2024 | individual        | 2024-06-22   |            | at their next anniversary       | 1/2, 1            |
| collective_2026 | collective        | 2026-02-25   |            | no                              |                   |
"""

TABLE_OF_RULES = """
| rule                    | value | how sure    |
| term_years              | 5     | certain     |
| paid_in_full_years      | 2     | certain     |
| notice_months           | 2     | single      |
| collective_wait_years   | 2     | single      |
| group_mean_registered   | 775   | single      |
| trainer_etp             | 0.5   | single      |
| structure_etp           | 0.5   | single      |
| more_than_full_time_year | 3    | certain     |
| prorated                | ?     | not_found   |
| collective_prorated     | ?     | not_found   |
| recovery                | ?     | not_found   |
| not_qualified_in_time   | ?     | not_found   |
| other_aids              | ?     | not_found   |
| share_change            | ?     | not_found   |
| leaver_start            | ?     | not_found   |
| collective_term         | ?     | not_found   |
| renewal_objectives      | ?     | conflicting |
| taxed                   | ?     | conflicting |
"""

LINES = rows(TABLE)


def told(value: object) -> str:
    return "?" if value is None else f"{value:.0f}"  # type: ignore[str-format]


@pytest.mark.parametrize("line", LINES, ids=lambda it: f"{it['regime']}-{it['share']}-{it['band']}")
def test_each_year_is_paid_as_its_line_says(line: dict[str, str]) -> None:
    """And a year after the third as the third."""
    found = [amount(line["regime"], Fraction(line["share"]), line["band"], year) for year in (1, 2, 3, 5)]
    wanted = [line["year 1"], line["year 2"], line["year 3 and after"], line["year 3 and after"]]
    assert [told(it.value) for it in found] == wanted
    assert {it.mark for it in found} == {line["how sure"]}


def test_no_other_amount_is_shipped() -> None:
    """Whatever the regime, the share and the column: what the table does not hold has no amount."""
    drawn = {(line["regime"], line["share"], line["band"]) for line in LINES}
    kept = {("arbitral_2023", share, band) for share in ("1/3", "1/2", "1") for band in BANDS}
    asked = {
        (regime, share, band) for regime in regimes() for share in ("1/3", "1/2", "1", "3/2", "2") for band in BANDS
    }
    collective = {it for it in asked if it[0] == "collective_2026"}
    others = asked - drawn - kept - collective
    assert [it for it in others for year in (1, 2, 3) if amount(it[0], Fraction(it[1]), it[2], year).value] == []


@pytest.mark.parametrize("share", ["1/3", "1/2", "1"])
def test_the_reglement_arbitral_kept_the_amounts_of_avenant_7(share: str) -> None:
    """In every column and year."""
    for band in BANDS:
        for year in (1, 2, 3):
            kept, before = (amount(it, Fraction(share), band, year).value for it in ("arbitral_2023", "avenant_7"))
            assert kept == before


def test_the_regimes_are_those_of_the_table() -> None:
    """With their days and what they open."""
    drawn = [tuple(line.values()) for line in rows(TABLE_OF_REGIMES)]
    found = [
        (
            it.code,
            it.kind,
            str(it.datum.since),
            str(it.datum.until or ""),
            "at their next anniversary" if it.takes_over else "no",
            ", ".join(map(str, it.new_shares)),
        )
        for it in regimes().values()
    ]
    assert found == drawn


@pytest.mark.parametrize("line", rows(TABLE_OF_RULES), ids=lambda it: it["rule"])
def test_a_rule_that_no_source_settles_has_no_value(line: dict[str, str]) -> None:
    """And says so by its mark."""
    found = rules()[line["rule"]]
    assert ("?" if found.value is None else str(found.value), found.mark) == (line["value"], line["how sure"])
    assert found.unsettled is (line["value"] == "?")


def test_the_ways_to_count_a_part_are_said_to_be_unpublished() -> None:
    """Every topic that is left open offers ways, and none of them is a text's."""
    assert {it.datum.mark for it in topics().values()} == {"not_found"}
    assert all(len(it.ways) > 1 and it.datum.checked_on == date(2026, 11, 22) for it in topics().values())

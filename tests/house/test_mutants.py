"""What ./run mutants makes of the answers: counts by module, survivors with a reason, reasons without a survivor."""

from pathlib import Path

from tests.mutants import Change, Count, Wanted, change_of, counts, faults, module_of, statuses_in, table, wanted

ANSWER = """
    house.law.x_may__mutmut_1: killed
    house.law.x_may__mutmut_2: survived
    house.law.xǁAnswerǁgiven__mutmut_1: timeout
    house.task.x_after__mutmut_1: no tests
"""
DIFFERENCE = """--- src/house/law.py
+++ src/house/law.py
@@ -1,3 +1,3 @@
 def may(day):
-    return since <= day
+    return since < day
"""
SURVIVOR = Change("house.law", "return since <= day", "return since < day")


def test_each_mutant_counts_for_its_module() -> None:
    """What never ends is found too; what no test touches survives."""
    assert module_of("house.law.xǁAnswerǁgiven__mutmut_1") == "house.law"
    found = counts(statuses_in(ANSWER), ["house.law", "house.task"])
    assert found == [Count("house.law", 2, 1), Count("house.task", 0, 1)]
    assert [round(it.percent) for it in found] == [67, 0]


def test_a_survivor_is_known_by_its_lines() -> None:
    """Not by its number, which moves with every edit."""
    assert change_of("house.law", DIFFERENCE) == SURVIVOR


def test_what_is_wrong_is_said() -> None:
    """Too few killed, nothing changed, a survivor without a reason, a reason without a survivor."""
    told = Wanted({}, 90, {Change("house.law", "a", "b"): "it makes no difference"})
    found = [Count("house.law", 89, 11), Count("house.empty", 0, 0)]
    assert list(faults(found, [SURVIVOR], told)) == [
        "house.law: 89.0 % killed, 90 % are wanted",
        "house.empty: nothing was changed in it",
        "house.law: survives without a reason\n  was    return since <= day\n  became return since < day",
        "house.law: has a reason and survives no more\n  was    a\n  became b",
    ]
    assert list(faults([Count("house.law", 90, 10)], [SURVIVOR], Wanted({}, 90, {SURVIVOR: "why"}))) == []


def test_the_table_ends_with_the_whole() -> None:
    """Killed, survived, and the share."""
    lines = table([Count("house.law", 3, 1), Count("house.task", 1, 0)]).splitlines()
    assert lines[-1].split() == ["in", "all", "4", "1", "80.0", "%"]


def test_the_file_names_modules_and_tests_that_are_there(repository: Path) -> None:
    """And gives a reason for each survivor it lists."""
    told = wanted((repository / "tests/mutants.toml").read_text("utf-8"))
    assert [it for it in told.modules if not (repository / f"src/{it.replace('.', '/')}.py").exists()] == []
    assert [it for tests in told.modules.values() for it in tests if not (repository / it).exists()] == []
    assert all(reason.strip() for reason in told.reasons.values())
    assert {it.module for it in told.reasons} <= set(told.modules)

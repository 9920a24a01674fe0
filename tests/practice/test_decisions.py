"""Every decision of the law: (role × activity × day × condition), against what was written out and read."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from binome.practice import delegation, delegation_files
from binome.practice.activities import activities, read_data
from binome.practice.delegation import decide, delegation_for, may, national_list, stamped, who_may
from binome.practice.words import Power, Role
from tests.practice.decisions import asked_for, days, decisions, subsets
from tests.practice.refused import refused

PAIRS = [(role, activity) for role in Role for activity in activities()]
BEYOND = date(2030, 1, 1)


@pytest.fixture(autouse=True)
def _read_again() -> None:
    """Nothing that an earlier test sorted is taken for granted."""
    for sorted_out in (delegation._giving, delegation._by_activity, delegation_files._by_stamp):
        sorted_out.cache_clear()


def test_every_decision_is_as_it_was_read() -> None:
    """The file is whole, and nothing in it has changed unseen: python -m tests.practice.decisions writes it again."""
    written = Path(__file__).with_name("decisions.txt").read_text("utf-8").splitlines()
    assert list(decisions()) == written


def in_the_file(role: Role, activity: str, on: date, given: frozenset[str]) -> Power:
    """The same question put to the file itself, read as a person would, by no code of the product's."""
    file = read_data("delegations", f"{role}.toml")
    if on < file.get("since", date.min):
        return Power.NO
    for power in (Power.DOES, Power.PREPARES):
        lines = file.get(str(power), {}).get(activity, [])
        for line in lines if isinstance(lines, list) else [lines]:
            if _enough({"basis": line} if isinstance(line, str) else line, file, on, given):
                return power
    return Power.NO


def _enough(line: dict[str, Any], file: dict[str, Any], on: date, given: frozenset[str]) -> bool:
    text = file["basis"][line["basis"]]
    since = max(it.get("since", date.min) for it in (line, text))
    until = min(it.get("until", date.max) for it in (line, text))
    return since <= on < until and set(line.get("if", ())) <= given


@pytest.mark.parametrize("role", Role)
def test_the_answer_is_the_file_s(role: Role) -> None:
    """On the eve and on the day of every change, and long after, with every set of what is asked for."""
    for activity in activities():
        for day in {BEYOND, *days(role, activity), *(it - timedelta(days=1) for it in days(role, activity)[1:])}:
            for given in subsets(asked_for(role, activity, day)):
                assert may(role, activity, on=day, given=given) is in_the_file(role, activity, day, given)


@pytest.mark.parametrize("role", Role)
def test_the_three_voices_agree(role: Role) -> None:
    """What decides, what answers and what raises."""
    for activity in activities():
        for given in subsets(asked_for(role, activity, BEYOND)):
            answer = decide(role, activity, on=BEYOND, given=given)
            assert answer.power is may(role, activity, on=BEYOND, given=given)
            assert answer.given is (answer.power is not Power.NO)
            if answer.given:
                assert delegation_for(role, activity, on=BEYOND, given=given) is answer.delegation
                continue
            with refused(answer.because, role=role, activity=activity, who=who_may(activity, on=BEYOND)) as caught:
                delegation_for(role, activity, on=BEYOND, given=given)
            assert caught.value.facts.get("missing", ()) == answer.missing
            assert caught.value.facts.get("alternatives", ()) == answer.alternatives
            assert (answer.who, answer.narrowing) == (who_may(activity, on=BEYOND), None)


@pytest.mark.parametrize("role", Role)
def test_the_reason_is_the_line_s(role: Role) -> None:
    """Given, lacking, open or closed: each by the line that says so, and a silence by none."""
    for activity in activities():
        answer = decide(role, activity, on=BEYOND)
        lines = [it for it in national_list().get((role, activity), ()) if it.holds_on(BEYOND)]
        assert answer.delegation in lines or (not lines and answer.delegation is None)
        if not lines:
            assert (answer.because, answer.unsettled) == ("delegation.no", False)
        elif lines[0].unsettled:
            assert (answer.because, answer.unsettled) == ("delegation.unsettled", True)
        elif not lines[0].gives:
            assert (answer.because, answer.unsettled) == ("delegation.no", False)
        else:
            expected = "delegation.given" if answer.given else "delegation.condition"
            assert (answer.because, answer.unsettled) == (expected, False)


def test_what_is_open_tells_what_the_sources_say() -> None:
    """In both languages, on the refusal too."""
    answer = decide(Role.ASSISTANT, "perform_rapid_test", on=BEYOND)
    assert answer.delegation is not None
    with refused("delegation.unsettled", notes=answer.delegation.notes):
        delegation_for(Role.ASSISTANT, "perform_rapid_test", on=BEYOND)


def test_a_narrowed_act_is_no_and_leaves_the_role_out_of_who_can_help() -> None:
    """Whatever was given; another role's narrowing leaves the reason of this one as it is."""
    weight, glucose = (Role.ASSISTANT, "measure_weight"), (Role.ASSISTANT, "measure_capillary_glucose")
    answer = decide(*weight, on=BEYOND, given=frozenset({"training_in_order"}), narrowed=frozenset({weight}))
    assert (answer.power, answer.because, answer.delegation) == (Power.NO, "delegation.narrowed", None)
    assert Role.ASSISTANT not in answer.who
    kept = decide(*glucose, on=BEYOND, narrowed=frozenset({(Role.NURSE, "measure_capillary_glucose")}))
    assert kept.because == "delegation.unsettled"
    assert Role.NURSE not in kept.who
    assert Role.HEALTH_NURSE in kept.who


def test_only_what_is_given_is_stamped() -> None:
    """Each stamp finds its line again; a line that says no has none."""
    every = [it for found in national_list().values() for it in found]
    assert [it.code for it in every if (stamped(it.code) is it) is not it.gives] == []
    assert stamped("assistant:fly@nothing") is None


@pytest.mark.parametrize("role", Role)
def test_what_a_refusal_asks_for_is_enough_and_no_less_is(role: Role) -> None:
    """Each alternative, added to what was given, opens the act; take one of it away and it stays closed."""
    for activity in activities():
        for given in subsets(asked_for(role, activity, BEYOND)):
            for way in decide(role, activity, on=BEYOND, given=given).alternatives:
                assert may(role, activity, on=BEYOND, given=given | set(way)) is not Power.NO
                for one in way:
                    assert may(role, activity, on=BEYOND, given=given | (set(way) - {one})) is Power.NO


@pytest.mark.parametrize("activity", list(activities()))
def test_those_who_can_help_are_those_to_whom_a_text_gives_it(activity: str) -> None:
    """Conditions apart, in the order of the roles."""
    every = frozenset(code for found in national_list().values() for it in found for code in it.conditions)
    able = tuple(role for role in Role if may(role, activity, on=BEYOND, given=every) is not Power.NO)
    assert who_may(activity, on=BEYOND) == able

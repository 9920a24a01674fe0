"""The demonstration's pulse shows a trend, hides what is too small, and says that nobody answered it."""

from datetime import date

from binome.web.store.models import PulseBoxRow, PulseRoundRow, PulseWhoRow
from binome.web.store.practice import House
from binome.web.store.pulse import pulse_rounds
from binome.web.store.pulse_plan import plan_of
from tests.web.demo.playing import FOUNDED

LONG_AGO = date(2000, 1, 1)


def test_every_round_is_simulated_and_names_nobody(place: House) -> None:
    told = pulse_rounds(place, LONG_AGO, FOUNDED)

    assert {it.instrument for it in told} == set(plan_of(place))
    assert all(it.simulated for it in told)
    assert not PulseWhoRow.objects.exclude(members=[]).exists()


def test_no_round_of_the_present_is_made_up(place: House) -> None:
    assert not PulseRoundRow.objects.filter(until__gt=FOUNDED).exists()


def test_the_load_goes_down_and_one_round_is_hidden(place: House) -> None:
    load = [it for it in pulse_rounds(place, LONG_AGO, FOUNDED) if it.instrument == "rtlx"]

    assert [it.hidden for it in load].count("too_few") == 1
    seen = [it.spreads["load"].median for it in load if it.spreads]
    assert seen[0] - seen[-1] > 10
    assert not PulseBoxRow.objects.filter(round__outcome="too_few").exclude(sheets=[]).exists()

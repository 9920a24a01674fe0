"""The what-ifs of a practice: begun, turned, lived, stopped, kept, put beside each other, removed."""

import json
from typing import Any
from urllib.parse import unquote

import pytest

from binome.web.store import whatifs
from binome.web.store.models import WhatIfRow
from binome.web.whatif.dials import dials_of
from binome.web.whatif.views import scenario_of
from tests.web.board.small import Small
from tests.web.whatif.conftest import SHORT, Begin, lived

TWIN = {
    "assistant_hours": "35",
    "rooms": "2",
    "preparation": "assistant",
    "closing": "assistant",
    "paperwork": "assistant",
    "more_patients": "50",
    "longer_visits": "20",
    "earlier_end": "30",
}


def at(row: WhatIfRow, what: str = "") -> str:
    return f"/p/brehan/whatif/{row.code}/{what}"


def turn(small: Small, row: WhatIfRow, **dials: str) -> Any:
    answer = small.signed_in("m1").post(at(row, "turn"), dials)
    WhatIfRow.objects.filter(pk=row.pk).update(wanted=SHORT)
    row.refresh_from_db()
    return answer


def page(small: Small, row: WhatIfRow) -> str:
    return small.signed_in("m1").get(at(row)).content.decode()


def test_it_begins_with_today_simulated(small: Small, begin: Begin) -> None:
    """Before anything is changed one sees what the model makes of today; both sides are one."""
    row = lived(begin("single_doctor"))

    assert (row.state, row.lived) == ("done", SHORT)
    assert row.found["figures"]["medical_min_per_visit"]["difference"]["mean"] == 0
    assert "C’est aujourd’hui" in page(small, row) or "aujourd" in page(small, row)


def test_it_may_begin_with_the_practice_itself(small: Small, begin: Begin) -> None:
    """The people, rooms and agendas are the practice's own, under their own names."""
    row = lived(begin("practice"))
    told = page(small, row)

    assert set(scenario_of(row.before).members) >= {"m1", "m2", "m3"}
    assert "Dr Le Goff" in told
    assert "Dr Le Goff" not in row.before


def test_a_turned_dial_changes_the_one_side_and_leaves_the_other(small: Small, begin: Begin) -> None:
    row = begin("single_doctor")
    before = row.before
    assert turn(small, row, **TWIN).status_code == 302
    row = lived(row)
    now = dials_of(scenario_of(row.after))

    assert row.before == before
    assert (now.assistant_hours, now.rooms, now.preparation, now.freed) == (35.0, 2, "assistant", (50, 20, 30))
    assert row.found["figures"]["freed_min_per_week"]["difference"]["mean"] > 0
    assert row.found["guardrails"]


def test_quantity_never_stands_without_its_guardrails(small: Small, begin: Begin) -> None:
    """The card with the gains holds the limits too, and says in words which is crossed."""
    row = begin("single_doctor")
    turn(small, row, slot_min="8", patients="4000")
    told = page(small, lived(row))
    card = told[told.index('class="gains"') : told.index('id="side-h"')]

    assert "guard-crossed" in card
    assert "franchi" in card or "crossed" in card


@pytest.mark.parametrize(
    "wrong",
    [
        {"assistant_hours": "1e9"},
        {"assistant_hours": "-1"},
        {"slot_min": "0"},
        {"rooms": "nan"},
        {"patients": "999999"},
        {"preparation": "nobody"},
        {"more_patients": "80", "longer_visits": "80", "earlier_end": "0"},
        {"more_patients": "50"},
    ],
)
def test_a_hostile_value_is_refused_in_words_and_nothing_changes(
    small: Small, begin: Begin, wrong: dict[str, str]
) -> None:
    row = begin("single_doctor")
    after = row.after
    refused = turn(small, row, **wrong)

    assert refused.status_code == 409
    assert 'role="alert"' in refused.content.decode()
    assert row.after == after


def test_a_script_is_told_the_sentence_too(small: Small, begin: Begin) -> None:
    row = begin("single_doctor")
    refused = small.signed_in("m1").post(at(row, "turn"), {"more_patients": "50"}, headers={"X-In-Place": "1"})

    assert refused.status_code == 409
    assert "100" in unquote(refused["X-Sentence"])


def test_a_run_that_is_stopped_keeps_what_it_lived_and_goes_on_from_there(small: Small, begin: Begin) -> None:
    """What was lived in two goes is what would have been lived in one, to the last figure."""
    row = begin("single_doctor", wanted=4)
    turn(small, row, **TWIN)
    WhatIfRow.objects.filter(pk=row.pk).update(wanted=4)
    row = lived(row)
    assert row.lived == 4
    WhatIfRow.objects.filter(pk=row.pk).update(wanted=SHORT)
    whatifs.ask(small.house, row.code)
    in_two = lived(row).found["figures"]

    WhatIfRow.objects.filter(pk=row.pk).update(lived_before=None, lived_after=None)
    whatifs.ask(small.house, row.code)

    assert lived(row).found["figures"] == in_two


def test_one_that_was_stopped_is_not_lived(small: Small, begin: Begin) -> None:
    row = begin("single_doctor")
    small.signed_in("m1").post(at(row, "stop"))

    assert lived(row).state == "stopped"
    assert row.lived == 0


def test_one_run_at_a_time_for_a_practice(small: Small, begin: Begin) -> None:
    """The second waits its turn; one whose worker is gone is taken up by another."""
    first, second = begin("single_doctor"), begin("twin_rooms")
    taken = whatifs.take(1_000.0)
    assert taken
    assert taken.code == first.code

    assert whatifs.take(1_001.0) is None
    again = whatifs.take(1_000.0 + whatifs.SILENT_S + 1)
    assert again
    assert again.code == first.code
    whatifs.end(again, whatifs.DONE)
    then = whatifs.take(2_000.0)
    assert then
    assert then.code == second.code


def test_a_result_of_dials_that_were_turned_meanwhile_is_not_kept(small: Small, begin: Begin) -> None:
    row = begin("single_doctor")
    taken = whatifs.take(1_000.0)
    assert taken
    turn(small, row, rooms="2")
    whatifs.note(taken, 40, 1_001.0, found={"stale": True})
    row.refresh_from_db()

    assert row.found is None
    assert not whatifs.is_to_go_on(taken, 1_002.0)


def test_a_page_that_waits_is_told_only_what_is_new(small: Small, begin: Begin) -> None:
    row = begin("single_doctor")
    client = small.signed_in("m1")
    first = client.get(at(row, "found"))
    assert first.status_code == 200
    assert client.get(at(row, "found"), headers={"If-None-Match": first["ETag"]}).status_code == 304

    lived(row)
    fresh = client.get(at(row, "found"), headers={"If-None-Match": first["ETag"]})

    assert fresh.status_code == 200
    assert 'data-moving="no"' in fresh.content.decode()


def test_one_that_is_kept_stays_as_it_is(small: Small, begin: Begin) -> None:
    """Turning a dial of a kept one changes a copy; the script is told where to go."""
    row = lived(begin("single_doctor"))
    client = small.signed_in("m1")
    client.post(at(row, "keep"), {"name": "Sans rien changer"})
    answer = client.post(at(row, "turn"), {"rooms": "2"}, headers={"X-In-Place": "1"})
    row.refresh_from_db()

    assert answer["X-Go"] != at(row)
    assert (row.kept, row.name, row.state, row.dials) == (True, "Sans rien changer", "done", {})
    assert "Sans rien changer" in client.get("/p/brehan/whatif/").content.decode()


def test_kept_ones_stand_beside_each_other(small: Small, begin: Begin) -> None:
    one, other = begin("single_doctor"), begin("single_doctor")
    turn(small, other, rooms="2")
    client = small.signed_in("m1")
    for row, name in ((one, "Un"), (other, "Deux")):
        lived(row)
        client.post(at(row, "keep"), {"name": name})
    told = client.get("/p/brehan/whatif/beside", {"with": [one.code, other.code]}).content.decode()

    assert ">Un</a>" in told
    assert ">Deux</a>" in told


def test_another_practice_does_not_see_it(small: Small, begin: Begin) -> None:
    row = begin("single_doctor")
    WhatIfRow.objects.filter(pk=row.pk).update(practice=_elsewhere())

    assert small.signed_in("m1").get(at(row)).status_code == 409


def _elsewhere() -> Any:
    from binome.web.store.models import PracticeRow

    return PracticeRow.objects.create(code="ailleurs", name="Ailleurs")


@pytest.mark.parametrize("member", ["m3", "m4", "m5"])
def test_only_a_physician_asks(small: Small, begin: Begin, member: str) -> None:
    row = begin("single_doctor")

    assert small.signed_in(member).get(at(row)).status_code == 403
    assert small.signed_in(member).post(at(row, "turn"), {}).status_code == 403


def test_the_day_that_is_moved_is_the_same_on_both_sides(small: Small, begin: Begin) -> None:
    row = begin("single_doctor")
    turn(small, row, **TWIN)
    lived(row)
    told = json.loads(small.signed_in("m1").get(at(row, "day")).content)

    assert set(told["sides"]) == {"before", "after"}
    assert {step["person"] for visit in told["sides"]["after"]["visits"] for step in visit["steps"]} == {"d1", "new1"}
    assert told["names"]["new1"].startswith(("Nouvel", "New"))


def test_drafts_make_room_for_newer_ones(small: Small, begin: Begin) -> None:
    kept = begin("single_doctor")
    small.signed_in("m1").post(at(kept, "keep"), {"name": "À garder"})
    for _ in range(whatifs.MOST_DRAFTS + 3):
        begin("single_doctor")

    assert WhatIfRow.objects.filter(kept=False).count() == whatifs.MOST_DRAFTS
    assert WhatIfRow.objects.filter(pk=kept.pk).exists()


def test_a_removed_one_is_gone(small: Small, begin: Begin) -> None:
    row = begin("single_doctor")
    small.signed_in("m1").post(at(row, "forget"))

    assert not WhatIfRow.objects.exists()
    assert small.signed_in("m1").get(at(row)).status_code == 409

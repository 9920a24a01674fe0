"""What a practice has said of its people and papers is kept in its settings, and read as the core's own values."""

from datetime import date, time

import pytest

from binome.practice.agreements import SignedProtocol
from binome.practice.narrowing import Narrowing
from binome.practice.qualification import Qualification
from binome.practice.team import Hours, Mode
from binome.practice.words import Role
from binome.web.store.models import MemberRow, PracticeRow
from binome.web.store.practice import house
from tests.web.board.small import build

SAID = {
    "structure": "MSP",
    "qualifications": {
        "m3": [
            {"kind": "CQP", "started": "2024-09-01"},
            {"kind": "AFGSU", "obtained": "2024-01-10", "valid_until": "2028-01-10"},
        ]
    },
    "narrowings": [
        {"role": "assistant", "activity": "measure_weight", "reason": "Le médecin pèse"},
        {
            "role": "assistant",
            "activity": "measure_height",
            "member": "m3",
            "physician": "m1",
            "reason": "Toise chez m1",
            "since": "2026-01-05",
            "by": "m1",
        },
    ],
    "protocols": [
        {
            "code": "p1",
            "signed_on": "2025-03-01",
            "until": "2026-03-01",
            "fields": ["diabetes"],
            "nurses": ["m9"],
            "physicians": ["m1"],
        }
    ],
    "modes": [{"member": "m1", "pathway": "single_room", "hours": [[2, "09:00", "12:00"]], "label": "Seul"}],
}


@pytest.mark.django_db
@pytest.mark.both_databases
def test_what_was_said_is_read() -> None:
    """Trainings by member, post by its day, structure, narrowings, protocols, modes."""
    build()
    PracticeRow.objects.filter(code="brehan").update(settings=SAID, revision=2)
    MemberRow.objects.filter(code="m3").update(posts=[{"role": "assistant", "hours": [], "taken": "2024-08-01"}])

    place = house("brehan")
    assert place is not None
    found = place.practice
    assistant = found.member("m3")
    assert assistant.taken(Role.ASSISTANT) == date(2024, 8, 1)
    assert assistant.qualifications == (
        Qualification("CQP", started=date(2024, 9, 1)),
        Qualification("AFGSU", date(2024, 1, 10), date(2028, 1, 10)),
    )
    assert found.member("m1").qualifications == ()
    assert found.structure == "MSP"
    weight = Narrowing(Role.ASSISTANT, "measure_weight", reason="Le médecin pèse")
    height = Narrowing(Role.ASSISTANT, "measure_height", "m3", "m1", "Toise chez m1", date(2026, 1, 5), "m1")
    assert found.narrowings == (weight, height)
    m1 = frozenset({"m1"})
    signed = SignedProtocol("p1", date(2025, 3, 1), frozenset({"diabetes"}), frozenset({"m9"}), m1, date(2026, 3, 1))
    assert found.protocols == (signed,)
    assert found.modes == (Mode("m1", "single_room", (Hours(2, time(9), time(12)),), "Seul"),)


@pytest.mark.django_db
@pytest.mark.both_databases
def test_a_practice_that_said_nothing_has_nothing() -> None:
    """And its assistants are asked for a training."""
    build()
    PracticeRow.objects.filter(code="brehan").update(settings={}, revision=2)
    place = house("brehan")
    assert place is not None
    found = place.practice
    assert (found.structure, found.narrowings, found.protocols, found.modes) == ("", (), (), ())
    assert found.member("m3").given(date(2026, 7, 1)) == frozenset()

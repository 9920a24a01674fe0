"""What an import would do, before anything is written. Doing it twice does nothing more."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from binome.interop.known import KnownVisit
from binome.interop.plan import Plan, known_from, plan_of
from binome.interop.reading import ForeignVisit, NotUnderstood, Reading, Standing, Tongue
from binome.interop.together import covered, told_apart
from tests.interop.agendas import PARIS

NINE = datetime(2026, 11, 23, 8, tzinfo=UTC)
MARIE = ForeignVisit(NINE, 15, line=1, uid="1", family="DUPONT", given="Marie", practitioner="Dr A", reason="suivi")
PAUL = ForeignVisit(NINE + timedelta(hours=1), 15, line=2, uid="2", family="HUET", given="Paul", practitioner="Dr A")
DAYS = (datetime(2026, 11, 22, 23, tzinfo=UTC), datetime(2026, 11, 27, 23, tzinfo=UTC))


def told(*visits: ForeignVisit, covers: tuple[datetime, datetime] | None = DAYS) -> Reading:
    return Reading(Tongue.ICAL, "ical:test", "utf-8", visits, covers=covers)


def known(*visits: ForeignVisit) -> list[KnownVisit]:
    return [known_from(visit, f"v{at}", "ical:test") for at, visit in enumerate(visits)]


def counts(plan: Plan) -> tuple[int, int, int, int]:
    return len(plan.created), len(plan.changed), len(plan.unchanged), len(plan.cancelled)


def without_uid(*visits: ForeignVisit) -> list[ForeignVisit]:
    return [replace(visit, uid=None) for visit in visits]


def test_everything_is_created_the_first_time_and_nothing_the_second() -> None:
    assert counts(plan_of([], told(MARIE, PAUL))) == (2, 0, 0, 0)
    assert counts(plan_of(known(MARIE, PAUL), told(MARIE, PAUL))) == (0, 0, 2, 0)


def test_the_outside_door_has_fixed_names() -> None:
    reading = replace(told(MARIE), not_understood=(NotUnderstood(7, "row.no_date"),))
    assert plan_of([], reading).as_json() == {
        "created": 1,
        "changed": 0,
        "unchanged": 0,
        "cancelled": 0,
        "not_understood": [{"line": 7, "why": "no date can be read on this line"}],
    }


@pytest.mark.parametrize(
    ("field", "after"),
    [
        ("starts", NINE + timedelta(days=1)),
        ("minutes", 30),
        ("practitioner", "Dr B"),
        ("place", "Salle 3"),
        ("reason", "toux"),
    ],
)
def test_a_change_is_shown_with_what_was_before_and_what_is_after(field: str, after: object) -> None:
    changed = plan_of(known(MARIE), told(replace(MARIE, **{field: after}))).changed[0]  # type: ignore[arg-type]
    assert [(change.name, change.before, change.after) for change in changed.fields] == [
        (field, getattr(MARIE, field), after)
    ]
    assert changed.moved is (field == "starts")


@pytest.mark.parametrize("silence", [{"reason": ""}, {"practitioner": ""}, {"family": "Dupont"}, {"birth_date": None}])
def test_what_a_file_leaves_out_or_spells_otherwise_changes_nothing(silence: dict[str, object]) -> None:
    assert counts(plan_of(known(MARIE), told(replace(MARIE, **silence)))) == (0, 0, 1, 0)  # type: ignore[arg-type]


@pytest.mark.parametrize("uid", ["1", "another", None])
def test_a_visit_is_recognised_by_its_place_in_the_day_when_its_identifier_changes(uid: str | None) -> None:
    assert counts(plan_of(known(MARIE), told(replace(MARIE, uid=uid)))) == (0, 0, 1, 0)


def test_a_move_is_recognised_without_an_identifier() -> None:
    later = replace(MARIE, uid=None, starts=NINE + timedelta(days=2, hours=3))
    plan = plan_of(known(*without_uid(MARIE, PAUL)), told(later, *without_uid(PAUL)))
    assert counts(plan) == (0, 1, 1, 0)
    assert plan.changed[0].moved


def test_a_visit_given_to_another_doctor_is_changed_not_doubled() -> None:
    other = replace(MARIE, uid=None, practitioner="Dr B")
    assert counts(plan_of(known(*without_uid(MARIE, PAUL)), told(other, *without_uid(PAUL)))) == (0, 1, 1, 0)


def test_who_cannot_say_which_of_two_visits_moved_moves_neither() -> None:
    two = [replace(MARIE, uid=None, starts=NINE + timedelta(days=n)) for n in (0, 1)]
    moved = [replace(visit, starts=visit.starts + timedelta(days=2, hours=1)) for visit in two]
    assert counts(plan_of(known(*two), told(*moved))) == (2, 0, 0, 2)


@pytest.mark.parametrize(("family", "given_name"), [("HUET", "Paul"), ("DUPONT", "Anne")])
def test_an_entry_whose_patient_was_replaced_is_another_visit(family: str, given_name: str) -> None:
    plan = plan_of(known(MARIE), told(replace(MARIE, family=family, given=given_name)))
    assert counts(plan) == (1, 0, 0, 1)


@pytest.mark.parametrize(
    ("family", "given_name"), [("LE GOFF", "Marie"), ("Marie", "DUPONT"), ("DUPONT", "Marie-Anne"), ("DUPONT", "")]
)
def test_a_patient_named_otherwise_is_the_same_visit(family: str, given_name: str) -> None:
    plan = plan_of(known(MARIE), told(replace(MARIE, family=family, given=given_name)))
    assert (len(plan.created), len(plan.cancelled)) == (0, 0)


def test_twins_at_the_same_hour_stay_two() -> None:
    twins = without_uid(replace(MARIE, given="Paul"), replace(MARIE, given="Paule"))
    assert counts(plan_of([], told(*twins))) == (2, 0, 0, 0)
    assert counts(plan_of(known(*twins), told(*reversed(twins)))) == (0, 0, 2, 0)
    assert counts(plan_of(known(*twins), told(twins[0]))) == (0, 0, 1, 1)


def test_a_cancelled_visit_is_cancelled_once() -> None:
    gone = replace(MARIE, standing=Standing.CANCELLED)
    assert counts(plan_of(known(MARIE), told(gone))) == (0, 0, 0, 1)
    assert counts(plan_of(known(gone), told(gone))) == (0, 0, 1, 0)


def test_a_visit_cancelled_before_anybody_heard_of_it_is_not_created() -> None:
    plan = plan_of([], told(replace(MARIE, standing=Standing.CANCELLED)))
    assert counts(plan) == (0, 0, 0, 1)
    assert plan.cancelled[0].known is None


def test_what_the_file_no_longer_says_on_days_it_speaks_for_is_proposed_as_cancelled() -> None:
    plan = plan_of(known(MARIE, PAUL), told(PAUL))
    assert [(gone.known.code, gone.visit) for gone in plan.cancelled if gone.known] == [("v0", None)]


@pytest.mark.parametrize(
    "change",
    [
        {"source": "ical:other"},
        {"source": ""},
        {"practitioner": "Dr Z"},
        {"starts": NINE + timedelta(days=30)},
        {"standing": Standing.DONE},
        {"standing": Standing.CANCELLED},
    ],
)
def test_what_the_file_does_not_speak_for_is_left_alone(change: dict[str, object]) -> None:
    other = replace(known(MARIE)[0], **change)  # type: ignore[arg-type]
    assert counts(plan_of([other], told(PAUL))) == (1, 0, 0, 0)


def test_single_news_cancel_nothing_but_themselves() -> None:
    assert counts(plan_of(known(MARIE), told(PAUL, covers=None))) == (1, 0, 0, 0)


@pytest.mark.parametrize("begun", [Standing.ARRIVED, Standing.DONE, Standing.MISSED])
def test_a_visit_that_has_begun_here_is_not_changed_by_a_file(begun: Standing) -> None:
    here = [replace(known(MARIE)[0], standing=begun)]
    assert plan_of(here, told(MARIE)).not_understood == ()
    plan = plan_of(here, told(replace(MARIE, minutes=40)))
    assert counts(plan) == (0, 0, 1, 0)
    assert [one.why for one in plan.not_understood] == ["visit.under_way"]


def test_what_the_team_cancelled_no_file_takes_back() -> None:
    here = [replace(known(MARIE)[0], standing=Standing.CANCELLED, decided_here=True)]
    assert counts(plan_of(here, told(MARIE))) == (0, 0, 1, 0)
    assert counts(plan_of([replace(here[0], decided_here=False)], told(MARIE))) == (0, 1, 0, 0)


def test_yesterday_s_file_does_not_undo_today_s() -> None:
    newer = [replace(known(MARIE)[0], sequence=3)]
    plan = plan_of(newer, told(replace(MARIE, sequence=2, minutes=40)))
    assert counts(plan) == (0, 0, 1, 0)
    assert [one.why for one in plan.not_understood] == ["visit.older_than_known"]


def test_a_whole_series_moved_by_an_hour_is_moved_visit_by_visit() -> None:
    def series(hours: int) -> list[ForeignVisit]:
        days = [NINE + timedelta(days=n, hours=hours) for n in range(3)]
        return [replace(MARIE, starts=day, recurrence_id=f"{day:%Y%m%dT%H%M%SZ}") for day in days]

    plan = plan_of(known(*series(0)), told(*series(1)))
    assert counts(plan) == (0, 3, 0, 0)
    assert all(changed.known.starts.date() == changed.visit.starts.date() for changed in plan.changed)


visits = st.builds(
    ForeignVisit,
    starts=st.integers(0, 400).map(lambda n: NINE + timedelta(minutes=15 * n)),
    minutes=st.sampled_from([10, 15, 20]),
    uid=st.one_of(st.none(), st.sampled_from("abc")),
    recurrence_id=st.sampled_from([None, "x"]),
    family=st.sampled_from(["DUPONT", "HUET", "LE GOFF"]),
    given=st.sampled_from(["Paul", "Paule", ""]),
    practitioner=st.sampled_from(["Dr A", "Dr B", ""]),
    reason=st.sampled_from(["", "suivi"]),
    standing=st.sampled_from(Standing),
)


def as_read(week: list[ForeignVisit]) -> list[ForeignVisit]:
    """No reader gives two visits one name."""
    named = {(visit.uid, visit.recurrence_id) if visit.uid else at: visit for at, visit in enumerate(told_apart(week))}
    return list(named.values())


weeks = st.lists(visits, max_size=12).map(as_read)


def reading_of(week: list[ForeignVisit]) -> Reading:
    return told(*week, covers=covered(week, PARIS))


@pytest.mark.random_cases
@given(weeks)
def test_whatever_is_imported_the_same_file_again_changes_nothing(week: list[ForeignVisit]) -> None:
    assert counts(plan_of(known(*week), reading_of(week))) == (0, 0, len(week), 0)


@pytest.mark.random_cases
@given(weeks, weeks)
def test_nothing_is_counted_twice_and_nothing_is_lost(before: list[ForeignVisit], after: list[ForeignVisit]) -> None:
    plan = plan_of(known(*before), reading_of(after))
    named = [*plan.created, *(one.visit for one in (*plan.changed, *plan.unchanged, *plan.cancelled) if one.visit)]
    assert sorted(map(id, named)) == sorted(map(id, after))
    codes = [one.known.code for one in (*plan.changed, *plan.unchanged, *plan.cancelled) if one.known]
    assert len(codes) == len(set(codes))


@pytest.mark.random_cases
@given(weeks, weeks)
def test_once_a_plan_is_carried_out_nothing_is_left_to_do(
    before: list[ForeignVisit], after: list[ForeignVisit]
) -> None:
    plan = plan_of(known(*before), reading_of(after))
    now = {visit.code: visit for visit in known(*before)}
    for number, created in enumerate(plan.created):
        now[f"new {number}"] = known_from(created, f"new {number}", "ical:test")
    for changed in plan.changed:
        now[changed.known.code] = replace(changed.known, **{change.name: change.after for change in changed.fields})
    for number, gone in enumerate(plan.cancelled):
        if gone.known is not None:
            now[gone.known.code] = replace(gone.known, standing=Standing.CANCELLED)
        elif gone.visit is not None:
            now[f"gone {number}"] = known_from(gone.visit, f"gone {number}", "ical:test")
    assert plan_of(now.values(), reading_of(after)).created == ()

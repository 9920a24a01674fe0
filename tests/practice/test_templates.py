"""The templates are whole: each can be prepared by somebody, signed by whom the law says, and filled in."""

import pytest

from binome.practice.activities import activities
from binome.practice.delegation import NOTHING_GIVEN, decide, who_may
from binome.practice.template import DOCTOR_SIGNS, KNOWN, Template, template, template_from, templates
from binome.practice.words import Power, Role
from tests.desk.small_practice import TODAY
from tests.practice.refused import refused

TEMPLATES = list(templates().values())


@pytest.mark.parametrize("found", TEMPLATES, ids=lambda found: found.code)
def test_a_template_is_said_in_both_tongues(found: Template) -> None:
    """Its name, its fields, and what whoever signs looks at."""
    for labels in (found.labels, found.check, *(field.labels for field in found.fields)):
        assert all(labels[tongue].strip() for tongue in ("fr", "en"))


@pytest.mark.parametrize("found", TEMPLATES, ids=lambda found: found.code)
def test_a_doctor_may_prepare_and_sign_every_document(found: Template) -> None:
    """A doctor who works alone needs nobody."""
    assert {found.activity, found.signs} <= set(activities())
    for activity in (found.activity, found.signs):
        assert decide(Role.PHYSICIAN, activity, on=TODAY, given=NOTHING_GIVEN).power is Power.DOES


@pytest.mark.parametrize("found", TEMPLATES, ids=lambda found: found.code)
def test_no_assistant_secretary_or_trainee_signs(found: Template) -> None:
    """Whatever the conditions; a nurse signs an order of her own protocol alone."""
    signers = set(who_may(found.signs, on=TODAY))
    assert not signers & {Role.ASSISTANT, Role.SECRETARY, Role.TRAINEE}
    if found.signs == DOCTOR_SIGNS:
        assert signers == {Role.PHYSICIAN}


@pytest.mark.parametrize("found", TEMPLATES, ids=lambda found: found.code)
def test_a_body_says_all_its_fields_and_no_other(found: Template) -> None:
    """Nothing that is filled in is lost, and nobody is asked for what is not used."""
    said = found.written({**{field.code: f"[{field.code}]" for field in found.fields}, **dict.fromkeys(KNOWN, "x")})
    assert all(f"[{field.code}]" in said for field in found.fields)
    assert "{" not in said


def test_an_empty_line_is_left_out() -> None:
    """And no gap stays where it was; a line that says something without a field stays."""
    said = {
        "body": "À {to}\n\nMesures : {m}\n\n{a} et {b}\nSalutations",
        "fr": "x",
        "en": "x",
        "activity": "draft_letter",
    }
    fields = [{"code": code, "fr": code, "en": code} for code in ("to", "m", "a", "b")]
    found = template_from("t", {**said, "fields": fields})
    assert found.written({"to": " Dr Petit ", "b": "B"}) == "À Dr Petit\n\n et B\nSalutations"
    assert found.written({}) == "Salutations"
    assert found.lacking({}) == ()


def test_what_a_template_does_not_know_is_refused() -> None:
    """A word nobody fills in, a field of no kind, a template that is not there."""
    said = {"body": "{x}", "fr": "x", "en": "x", "activity": "draft_letter"}
    with refused("draft.template_names_nothing"):
        template_from("t", said)
    for odd in ({"kind": "colour"}, {"from": "the moon"}):
        with refused("draft.template_field"):
            template_from("t", {**said, "fields": [{"code": "x", "fr": "x", "en": "x", **odd}]})
    for code in (None, "gardening"):
        with refused("draft.unknown_template"):
            template(code)


def test_what_must_be_filled_in_is_named() -> None:
    """Blanks are nothing; what is not a field is not kept."""
    found = template("sick_leave")
    assert found.lacking({"first_day": " ", "last_day": "x"}) == ("first_day",)
    assert "other" not in found.kept({"first_day": "1", "other": "2"})


def test_a_day_is_written_as_it_is_read() -> None:
    """In figures, the day first; what is no day stays as it was typed."""
    found = template("sick_leave")
    assert "Du 10/03/2026 au vendredi inclus." in found.written({"first_day": "2026-03-10", "last_day": "vendredi"})

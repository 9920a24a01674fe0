"""Every value to start from has a source, an honest mark, and a form that a scenario can read."""

import pytest

from binome.practice.toml_faults import NotSo
from binome.twin.forms import ListOf, Number, Page
from binome.twin.law_forms import ByLead, LawOf
from binome.twin.priors import MARKS, Prior, priors
from tests.twin.scenarios import TEMPLATES


@pytest.mark.parametrize("prior", priors().values(), ids=priors())
def test_a_prior_says_where_it_comes_from(prior: Prior) -> None:
    """A value that was seen says where; every one has its words in both languages."""
    assert prior.mark in MARKS
    assert prior.source
    assert prior.unit
    assert set(prior.labels) == {"fr", "en"}
    assert all(prior.labels.values())
    assert (
        prior.address.startswith("https://")
        or prior.mark != "seen"
        or "page" in prior.source
        or "Fam Pract" in prior.source
    )


@pytest.mark.parametrize("prior", priors().values(), ids=priors())
def test_a_prior_can_be_read(prior: Prior) -> None:
    """As a number, a law, a curve by lead or a list of months."""
    forms = (Number(), LawOf(signed=True), ByLead(), ListOf(Number()))
    read = [form for form in forms if _reads(form, prior.value)]
    assert read or prior.code == "weekday_factor"


def _reads(form, value: object) -> bool:  # type: ignore[no-untyped-def]
    try:
        form.read(Page(), (), value)
    except NotSo:
        return False
    return True


def test_every_prior_serves() -> None:
    """A template uses it, or it is one of the few kept for comparison."""
    text = "\n".join(path.read_text("utf-8") for path in TEMPLATES)
    unused = {code for code in priors() if f'"{code}"' not in text}
    kept = {"consultation_complex", "consultation_child", "consultation_certificate", "consultation_observed"}
    assert unused <= kept | {
        "closing_alone",
        "no_show_england",
        "no_show_mri",
        "no_show_mental_health",
        "returns_chronic",
    }

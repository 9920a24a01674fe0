"""`binome contract eligible`: may this doctor, or this group, sign on that day? Criterion by criterion."""

from typing import TYPE_CHECKING, Annotated

import typer

from binome.cli.contract_said import AsJson, Language, day_said, refuse_language
from binome.cli.saying import NotDone, answer

if TYPE_CHECKING:
    from binome.contract.eligibility import Candidate

GIVEN_HELP = """KEY=VALUE, as often as needed: kind=collective, share=1/2, sector=1 (2_optam, 2), registered=900,
specialty=general_practice, registered_adults=700, doctors=3, coordinated=yes, zone=zip, legal_form=SISA,
mean_registered=800, exceptions=new_installer… What is not said is not known."""
SAYS = {
    "fr": {True: "Oui, d'après ces critères", False: "Non", None: "Pas décidable ici : voir la caisse"},
    "en": {True: "Yes, by these criteria", False: "No", None: "Not to be decided here: see the fund"},
}
SIGNS = {"met": "+", "not_met": "-", "adapted": "~", "unknown": "?"}


def eligible(
    given: Annotated[list[str] | None, typer.Option(help=GIVEN_HELP)] = None,
    on: Annotated[str, typer.Option(help="The day, 2026-03-01; today if not given.")] = "",
    language: Language = "fr",
    as_json: AsJson = False,
) -> None:
    """May this doctor or this group sign that day? Answers 0 when yes, else 1. It is never the fund's answer."""
    refuse_language(language)
    day, candidate = day_said(on), _candidate(given or [], language)
    from binome.contract.as_json import as_json as plain
    from binome.contract.eligibility import eligibility, may_sign
    from binome.contract.wording import worded

    found = eligibility(candidate, day)
    may, official = may_sign(found), worded("not_official")
    result = {"on": day.isoformat(), "may_sign": may, "criteria": plain(found), "not_official": dict(official)}
    lines = [f"{SIGNS[it.verdict]} {it.datum.words[language]} [{it.datum.mark}]" for it in found]
    answer(result, as_json=as_json, told="\n".join([f"{SAYS[language][may]}.", *lines, official[language]]))
    raise typer.Exit(0 if may else 1)


def _candidate(given: list[str], language: str) -> "Candidate":
    from binome.contract.candidates import candidate_from
    from binome.contract.wording import worded
    from binome.practice.toml_faults import NotSo

    try:
        return candidate_from([(key.strip(), value.strip()) for key, _, value in (it.partition("=") for it in given)])
    except NotSo as wrong:
        near = worded("refused", "near", near=wrong.facts["near"])[language] if wrong.facts.get("near") else ""
        raise NotDone(f"--given: {worded('refused', wrong.why, **wrong.facts)[language]}{near}") from None

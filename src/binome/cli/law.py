"""`binome may` and `binome activities`: what the law lets whom do, asked of the list itself. No practice is needed."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

import typer

from binome.cli.saying import NotDone, answer
from binome.practice.activities import activities as known_activities
from binome.practice.conditions import conditions, duties
from binome.practice.delegation import Answer, decide, national_list
from binome.practice.facts import KEYS, Facts, facts_from, given_by, presumed
from binome.practice.refusal import Refused
from binome.practice.words import Role

GIVEN_HELP = """KEY=VALUE, as often as needed. A condition: automatic_device=yes (or no); activities --json names them.
A training: training=CQP obtained=2024-05-01 (started=, valid_until=; training= again for another one). Since when the
post is held: post_since=2023-09-01. The kind of practice: structure=MSP. A protocol: protocol=diabetes
signed=2024-01-10 (protocol_until=). A doctor's order for this patient and act: order=2026-01-05 (revoked=). A patient
entrusted: entrusted=2026-01-05. A concertation with a doctor: concertation=2026-02-01."""

Language = Annotated[str, typer.Option(help="fr or en, for the sentences.")]
AsJson = Annotated[bool, typer.Option("--json", help="Say it as JSON.")]
Word = TypeVar("Word")


def may(
    role: Annotated[str, typer.Argument(help="physician, trainee, assistant, secretary, health_nurse…")],
    activity: Annotated[str, typer.Argument(help="Its code: binome activities lists them.")],
    on: Annotated[str, typer.Option(help="The day, 2026-03-01; today if not given.")] = "",
    given: Annotated[list[str] | None, typer.Option(help=GIVEN_HELP)] = None,
    language: Language = "en",
    as_json: AsJson = False,
) -> None:
    """May this role do it, under which text, on which conditions? Answers 0 when it does or prepares it, 1 when not."""
    asked, day = Role(_one_of(role, list(Role), "role")), _day(on)
    known = _one_of(activity, list(known_activities()), "activity")
    _one_of(language, ["fr", "en"], "language")
    said, granted = _circumstance(given or [], asked, known, day)
    found = decide(asked, known, on=day, given=said | granted)
    leaned_on = sorted(granted & found.delegation.conditions) if found.delegation else []
    told = _sentence(found, asked, known, language) + _presumed(leaned_on, language)
    answer({**_as_json(found, told), "presumed": leaned_on}, as_json=as_json, told=told)
    raise typer.Exit(0 if found.given else 1)


def activities(
    on: Annotated[str, typer.Option(help="The day, 2026-03-01; today if not given.")] = "",
    language: Language = "en",
    as_json: AsJson = False,
) -> None:
    """Every activity: its code, its line in the national table, its names, and who may, conditions apart."""
    day = _day(on)
    _one_of(language, ["fr", "en"], "language")
    listed = [_activity(code, day) for code in known_activities()]
    lines = [f"{it['code']}: {it['labels'][language]} ({', '.join(_told_powers(it['who']))})" for it in listed]
    answer(listed, as_json=as_json, told="\n".join(lines))


def _activity(code: str, day: date) -> dict[str, Any]:
    found = known_activities()[code]
    who = {str(role): _power(role, code, day) for role in Role}
    return {"code": code, "line": found.line, "domain": found.domain, "labels": dict(found.labels), "who": who}


def _power(role: Role, code: str, day: date) -> dict[str, Any]:
    """The best that a text in force gives, and what each text asks for."""
    lines = [it for it in national_list().get((role, code), ()) if it.holds_on(day)]
    giving = [it for it in lines if it.gives]
    return {
        "answer": str(giving[0].power) if giving else "no",
        "unsettled": any(it.unsettled for it in lines),
        "conditions": [sorted(it.conditions) for it in giving if it.conditions],
    }


def _told_powers(who: dict[str, dict[str, Any]]) -> list[str]:
    stars = {role: "*" if it["conditions"] else "" for role, it in who.items()}
    return [f"{role} {it['answer']}{stars[role]}" for role, it in who.items() if it["answer"] != "no"] or ["nobody"]


def _circumstance(given: list[str], role: Role, activity: str, day: date) -> tuple[frozenset[str], frozenset[str]]:
    """What was said, and what is presumed of whoever lawfully holds the role."""
    try:
        facts = _facts(given)
        return given_by(facts, activity, day), presumed(facts, role)
    except Refused as refusal:
        raise NotDone(_why_not(refusal)) from None


def _facts(given: list[str]) -> Facts:
    return facts_from([(key.strip(), value.strip()) for key, _, value in (pair.partition("=") for pair in given)])


def _why_not(refusal: Refused) -> str:
    facts = {name: str(fact) for name, fact in refusal.facts.items()}
    if refusal.code == "given.unknown":
        return f"--given {facts['key']!r} says nothing here{_near(facts['key'], [*KEYS, *conditions()])}."
    if refusal.code == "given.alone":
        return f"--given {facts['key']}= comes after {facts['after']}=."
    return f"--given {facts['key']}={facts['value']} is not understood: {facts['expected']} was expected."


def _as_json(found: Answer, told: str) -> dict[str, Any]:
    """`basis` is the text that gives it, or that says no; for a condition that lacks, `conditions` are the nearest."""
    line = found.delegation
    speaks = line is not None and not found.unsettled and found.because != "delegation.condition"
    return {
        "answer": str(found.power),
        "unsettled": found.unsettled,
        "basis": _basis(found) if speaks else None,
        "conditions": sorted(line.conditions) if line else [],
        "duties": list(line.duties) if line and found.given else [],
        "because": told,
        "code": found.because,
        "missing": list(found.missing),
        "alternatives": [list(way) for way in found.alternatives],
        "who": [str(role) for role in found.who],
    }


def _basis(found: Answer) -> dict[str, Any] | None:
    line = found.delegation
    if line is None:
        return None
    return {
        "code": line.basis.code,
        "title": line.basis.title,
        "address": line.basis.address,
        "since": line.since.isoformat() if line.since else None,
        "until": line.until.isoformat() if line.until else None,
        "standing": line.standing,
        "reading": line.reading or None,
        "checked_on": line.checked_on.isoformat() if line.checked_on else None,
        "stamp": line.code,
    }


def _sentence(found: Answer, role: Role, activity: str, language: str) -> str:
    """One sentence: yes under which text, or no, why, what is missing and how to get it."""
    what = known_activities()[activity].labels[language]
    if found.given and found.delegation is not None:
        owed = [duties()[it].labels[language] for it in found.delegation.duties]
        return _SAYS[language][str(found.power)](role, what, found.delegation.basis.title) + "".join(
            f" {it}." for it in owed
        )
    return " ".join(
        filter(None, [_SAYS[language][found.because](role, what, _lacking(found, language)), *_out(found, language)])
    )


def _presumed(leaned_on: list[str], language: str) -> str:
    """Said whenever the answer leans on it: the question named a role, not a person."""
    names = ", ".join(conditions()[code].labels[language] for code in leaned_on)
    return names and (f" Présumé : {names}." if language == "fr" else f" Presumed: {names}.")


def _lacking(found: Answer, language: str) -> str:
    """What lacks, text by text; or what the sources say of a text that closes it."""
    between, within = (" ou ", " et ") if language == "fr" else (" or ", " and ")
    ways = [within.join(conditions()[code].labels[language] for code in way) for way in found.alternatives]
    return between.join(dict.fromkeys(ways)) or (found.delegation.notes.get(language, "") if found.delegation else "")


def _out(found: Answer, language: str) -> list[str]:
    nearest = found.alternatives[0] if found.alternatives else ()
    ways = [conditions()[code].ways[language] for code in nearest]
    who = ", ".join(found.who)
    return [*ways, *([("Peuvent : " if language == "fr" else "May: ") + who + "."] if who else [])]


Says = Callable[[Role, str, str], str]

_SAYS: dict[str, dict[str, Says]] = {
    "en": {
        "does": lambda role, what, text: f"{role} does it ({what}), under: {text}.",
        "prepares": lambda role, what, text: f"{role} prepares it ({what}), a physician signs; under: {text}.",
        "delegation.no": lambda role, what, why: f"No text gives this to {role}: {what}. {why}".strip(),
        "delegation.unsettled": lambda role, what, why: f"The sources leave it open, so no: {what}. {why}",
        "delegation.condition": lambda role, what, why: f"{what}: {role} may, with {why}.",
    },
    "fr": {
        "does": lambda role, what, text: f"{role} : oui ({what}), d'après : {text}.",
        "prepares": lambda role, what, text: f"{role} prépare ({what}), un médecin signe ; d'après : {text}.",
        "delegation.no": lambda role, what, why: f"Aucun texte ne le donne à {role} : {what}. {why}".strip(),
        "delegation.unsettled": lambda role, what, why: f"Les sources n'en décident pas, donc non : {what}. {why}",
        "delegation.condition": lambda role, what, why: f"{what} : {role} le peut, avec {why}.",
    },
}


def _day(said: str) -> date:
    if not said:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise NotDone(f"{said!r} is no day: write it 2026-03-01.") from None


def _one_of(said: str, known: list[str], kind: str) -> str:
    if said not in known:
        raise NotDone(f"no {kind} is called {said!r}{_near(said, known)}.")
    return said


def _near(said: str, known: list[str]) -> str:
    close = get_close_matches(said, known, n=3, cutoff=0.5)
    return f"; near: {', '.join(close)}" if close else f"; there are: {', '.join(known[:12])}"

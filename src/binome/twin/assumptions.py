"""Every assumption of a scenario with its standing: a prior, learned, said by the file, or left out of the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from binome.twin.forms import write_table
from binome.twin.model import Scenario
from binome.twin.priors import priors
from binome.twin.saying import Voice


@dataclass(frozen=True, slots=True)
class Assumption:
    """One of them. `standing`: a mark of the priors, "learned", "file", or "absent" (`told` says what is left out)."""

    place: str
    value: Any
    standing: str
    told: str
    source: str = ""
    address: str = ""

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def assumptions(scenario: Scenario, language: str) -> tuple[Assumption, ...]:
    """From the priors first, then what the file says by itself, then what is left out."""
    voice = Voice(language)
    written = dict(_leaves(write_table(scenario.priors, (), scenario), ()))
    from_priors = [_from_prior(place, it, voice) for place, it in written.items() if _is_prior(it)]
    own = [_from_file(scenario, place, it, voice) for place, it in written.items() if not _is_prior(it)]
    return (*from_priors, *own, *_absent(scenario, voice))


def _is_prior(value: Any) -> bool:
    return isinstance(value, dict) and set(value) == {"prior"}


NUMBERS = ("minutes", "punctuality", "no_show", "accepts", "booked")
"""Tables that are one value: a law or a curve."""
RULES = ("run", "sources", "learned")


def _leaves(value: Any, place: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """The values that are assumptions: numbers, laws and curves, not names, hours nor the length of the run."""
    one = _is_prior(value) or (place and place[-1] in NUMBERS) or (len(place) > 1 and place[-2] == "minutes")
    if one and not (isinstance(value, dict) and all(isinstance(it, dict) for it in value.values()) and value):
        yield ".".join(place), value
    elif isinstance(value, Mapping):
        for name, it in value.items():
            if not (not place and name in RULES):
                yield from _leaves(it, (*place, name))
    elif isinstance(value, list) and any(isinstance(it, dict) for it in value):
        for number, it in enumerate(value):
            yield from _leaves(it, (*place, str(number)))
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and "priorit" not in place[-1]:
        yield ".".join(place), value


def _from_prior(place: str, value: Any, voice: Voice) -> Assumption:
    prior = priors()[value["prior"]]
    standing = voice.say("standing", prior.mark)
    said = {"label": prior.labels[voice.language], "value": _shown(prior.value, voice)}
    shown = voice.say("standing", "value", **said, unit=voice.say("units", prior.unit))
    source = prior.notes[voice.language]
    told = voice.say("standing", "prior", place=place, value=shown, standing=standing, source=source)
    return Assumption(place, prior.value, prior.mark, told, source, prior.address)


def _from_file(scenario: Scenario, place: str, value: Any, voice: Voice) -> Assumption:
    if place in scenario.learned:
        return _from_journal(scenario, place, value, voice)
    source = _source(scenario, place)
    standing = voice.say("standing", "file_source", source=source) if source else voice.say("standing", "file")
    return Assumption(place, value, "file", f"{place} = {_shown(value, voice)} — {standing}", source)


def _from_journal(scenario: Scenario, place: str, value: Any, voice: Voice) -> Assumption:
    known = scenario.learned[place]
    facts = {"count": known.count, "of": voice.say("counted", known.of), "until": known.until}
    standing = voice.say("standing", "learned", low=_shown(known.low, voice), high=_shown(known.high, voice), **facts)
    return Assumption(place, value, "learned", f"{place} = {_shown(value, voice)} — {standing}", standing)


def _source(scenario: Scenario, place: str) -> str:
    """What the file says of that place, or of the nearest one above it."""
    names = place.split(".")
    above = (".".join(names[:depth]) for depth in range(len(names), 0, -1))
    return next((scenario.sources[it] for it in above if it in scenario.sources), "")


def _shown(value: Any, voice: Voice) -> str:
    if isinstance(value, Mapping):
        return voice.listed(f"{name} {_shown(it, voice)}" for name, it in value.items())
    if isinstance(value, (list, tuple)):
        return f"[{voice.listed(_shown(it, voice) for it in value)}]"
    if isinstance(value, date):
        return voice.day(value)
    return voice.number(value) if isinstance(value, float) else str(value)


def _absent(scenario: Scenario, voice: Voice) -> Iterator[Assumption]:
    for code, facts in _left_out(scenario):
        place = str(facts.get("code", facts.get("member", "")))
        told = f"{voice.say('absent', code, **facts)} — {voice.say('standing', 'absent')}"
        yield Assumption(f"{place}.{code}".strip("."), None, "absent", told)


def _left_out(scenario: Scenario) -> Iterator[tuple[str, dict[str, object]]]:
    for code in (it.code for it in scenario.requests.values() if it.search):
        ways = scenario.attendance_for(code)
        said = {
            "accepts": ways.accepts,
            "no_show": ways.no_show,
            "cancels": ways.cancels_share,
            "later": ways.later_share,
            "punctuality": ways.punctuality,
        }
        for name in (name for name, value in said.items() if not value):
            yield name, {"code": code}
    for member in scenario.professionals:
        moves = member.panel and (member.panel.leaves_per_year_share or member.panel.joins_per_day)
        if member.panel and not moves:
            yield "panel", {"member": member.code}
    whole: dict[str, object] = {
        "interruptions": scenario.interruptions,
        "tasks": scenario.tasks,
        "beginning": scenario.beginning,
        "freed_time": scenario.freed_time,
    }
    if scenario.calendar.first_day is not None:
        whole |= {"weekdays": scenario.calendar.weekday_factor, "seasons": scenario.calendar.seasons}
    yield from ((name, {}) for name, value in whole.items() if not value)

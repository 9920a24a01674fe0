"""What the practice's own days have taught, in words: each value beside the usual one, the test on days not seen, and
how the days really went beside how the twin sees them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from binome.twin.calibrate.held_out import AS_GOOD, BETTER
from binome.twin.calibrate.told import sentence
from binome.twin.forms import WEEKDAYS
from binome.twin.model import Scenario
from binome.twin.telling import tell
from binome.web.event_words import step_name
from binome.web.whatif.told import Found, figure_in_words, figure_words

NEAR = 0.15
NEAR_SHARE = 0.03
NEAR_LITTLE = 1.0
"""So near, relative to how it went, or in points, or in minutes and days: nothing is said of it."""
Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Taught:
    """One value: by the practice's days alone, the usual one, and what is kept of both."""

    name: str
    unit: str
    own: str
    usual: str
    kept: str
    low: str
    high: str
    count: str


@dataclass(frozen=True, slots=True)
class Tested:
    """One quantity on days it had not seen."""

    name: str
    count: int
    off_before: str
    off_after: str
    held: str
    verdict: str
    tone: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """One figure, lived and simulated."""

    name: str
    unit: str
    definition: str
    lived: str
    simulated: str
    is_near: bool


def taught(
    told: Found, scenario: Scenario, names: Names, rooms: Names, language: str
) -> list[tuple[str, list[Taught]]]:
    """By what they are, in the order they were learned."""
    groups: dict[str, list[Taught]] = {}
    for it in told.get("learned", ()):
        if it["before"] or it["own"]:
            title = sentence(f"what_{it['what']}", language)
            groups.setdefault(title, []).append(_taught(it, scenario, names, rooms, language))
    return list(groups.items())


def _taught(it: Found, scenario: Scenario, names: Names, rooms: Names, language: str) -> Taught:
    percent = it["unit"] == "share"
    own, before, value, low, high = (_plain(it[name], percent) for name in ("own", "before", "value", "low", "high"))
    unit = it["unit"] if it["unit"] in ("min", "×") else sentence(f"unit_{it['unit']}", language)
    count = f"{number_format(it['count'], 0, force_grouping=True)} {tell(language, 'counted', it['of'])}"
    return Taught(_name(it["place"].split("."), scenario, names, rooms), unit, own, before, value, low, high, count)


def _name(place: list[str], scenario: Scenario, names: Names, rooms: Names) -> str:
    """Who or what it is said of; nothing for what is said of everybody."""
    table, code = place[0], place[1]
    if table == "pathways":
        return _of(step_name(_step(scenario, code, int(place[3]))) or _("supervision"), _whose(code, names))
    if table == "visits":
        return _of(step_name(place[3]), _whose(code, names))
    if table == "rooms":
        return rooms.get(code, code)
    if table == "calendar":
        return str(WEEKDAY_NAMES[WEEKDAYS.index(place[2])])
    if table == "requests" and len(place) > 3:
        asked = {"ahead": _("asked for days ahead"), "booked": _("asked for soon"), "urgent": _("in a hurry")}
        return _of(names.get(place[3], place[3]), asked.get(code, ""))
    return names.get(code, _("everybody"))


def _step(scenario: Scenario, way: str, number: int) -> str:
    return scenario.pathways[way].steps[number].step


def _whose(code: str, names: Names) -> str:
    return next((name for member, name in names.items() if code.startswith(f"{member}_")), "")


def _of(one: str, other: str) -> str:
    return f"{one[:1].upper()}{one[1:]} – {other}" if other else f"{one[:1].upper()}{one[1:]}"


def _plain(value: float | None, percent: bool) -> str:
    if value is None:
        return "–"
    told = 100 * value if percent else value
    places = 0 if abs(told) >= 100 else 1 if abs(told) >= 10 else 2
    return number_format(round(told, places) + 0.0, places, use_l10n=True, force_grouping=True)


# --- the test ---------------------------------------------------------------------------------------


def tested(told: Found, language: str) -> list[Tested]:
    """Empty when there were too few days to put some aside."""
    return [_tested(it, language) for it in told.get("tested", {}).get("compared", ())]


def _tested(it: Found, language: str) -> Tested:
    held = it["after"]["coverage_80"]
    return Tested(
        name=sentence(f"test_{it['what']}", language),
        count=it["count"],
        off_before=_plain(it["before"]["mean_absolute_error"], False),
        off_after=_plain(it["after"]["mean_absolute_error"], False),
        held="–" if held is None else f"{round(100 * held)} %",
        verdict={BETTER: _("better"), AS_GOOD: _("as good")}.get(it["verdict"], _("worse")),
        tone={BETTER: "good", AS_GOOD: "unsure"}.get(it["verdict"], "bad"),
    )


# --- lived and simulated ----------------------------------------------------------------------------


def likeness(told: Found, found: Found) -> list[Likeness]:
    """Figures that both the journal and the twin know."""
    sides = found["before"]["figures"]
    return [
        _likeness(code, lived, sides[code]["mean"]) for code, lived in told.get("lived", {}).items() if code in sides
    ]


def _likeness(code: str, lived: float, simulated: float) -> Likeness:
    words, percent = figure_words(code), figure_words(code)["unit"] == "%"
    far = abs(simulated - lived)
    is_near = far <= NEAR * abs(lived) or far <= (NEAR_SHARE if percent else NEAR_LITTLE)
    here, there = (figure_in_words(it, percent) for it in (lived, simulated))
    return Likeness(words["name"], words["unit"], words["definition"], here, there, is_near)


def likeness_in_words(listed: list[Likeness]) -> str:
    """Said plainly where it disagrees."""
    apart = [
        _("%(name)s (%(simulated)s instead of %(lived)s)")
        % {"name": it.name.lower(), "simulated": it.simulated, "lived": it.lived}
        for it in listed
        if not it.is_near
    ]
    if not apart:
        return _("On these figures the twin stays close to how your days went.")
    said = {"which": ", ".join(apart), "near": len(listed) - len(apart), "all": len(listed)}
    return (
        _(
            "The twin comes near to your days on %(near)s figures of %(all)s, and lies apart on: %(which)s. "
            "Read with care whatever depends on that."
        )
        % said
    )


def days_in_words(told: Found) -> str:
    said = {"days": told["days"], "visits": number_format(told["visits"], 0, force_grouping=True)}
    if not told["enough"]:
        return (
            _(
                "Too few finished days yet (%(days)s days, %(visits)s visits) to learn from: the usual values stay, "
                "each with its source."
            )
            % said
        )
    ends = {name: date_format(date.fromisoformat(told[f"{name}_day"]), "DATE_FORMAT") for name in ("first", "last")}
    return _("Learned from %(visits)s visits of %(days)s finished days, from %(first)s to %(last)s.") % {**said, **ends}


def taught_facts(
    learned: Mapping[str, Any], found: Found | None, scenario: Scenario, names: Names, rooms: Names, language: str
) -> dict[str, Any]:
    """All of it, for a page."""
    alike = likeness(learned, found) if found else []
    return {
        "said": days_in_words(learned),
        "groups": taught(learned, scenario, names, rooms, language),
        "tested": tested(learned, language),
        "foretold_days": learned.get("tested", {}).get("foretold_days", 0),
        "alike": alike,
        "alike_said": likeness_in_words(alike) if alike else "",
        "is_alike": all(it.is_near for it in alike),
    }

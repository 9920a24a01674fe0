"""What was found, in words: figures side by side, what is gained, what must not get worse."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from binome.twin.figures import FIGURES, LESS, MORE
from binome.twin.guardrails import GUARDRAILS
from binome.twin.paired import COULD_TAKE, FREED
from binome.twin.priors import read_data
from binome.web.whatif.drawn import Bars, bars

GROUPS = (
    ("time", ("medical_min_per_visit", "medical_task_min_per_week", "utilisation_share")),
    ("care", ("contact_min", "consultation_min", "whole_consultation_min")),
    ("access", ("visits_per_week", "third_next_available_days", "same_day_share", "lost_per_week", "continuity_share")),
    ("waits", ("wait_to_room_min", "wait_for_professional_min", "wait_over_30_share", "in_practice_min")),
    (
        "team",
        ("overtime_min_per_doctor_day", "overtime_min_per_team_day", "team_utilisation_share", "tasks_left_min"),
    ),
)
GOOD, BAD, NEITHER, UNSURE = "good", "bad", "neither", "unsure"
Found = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure on both sides."""

    code: str
    name: str
    definition: str
    unit: str
    before: str
    after: str
    change: str
    tone: str
    guarded: str
    bars: Bars | None


@dataclass(frozen=True, slots=True)
class Guard:
    """A limit that a change is held against, and where it stands."""

    name: str
    state: str
    said: str


def groups(found: Found) -> list[tuple[str, list[Row]]]:
    titles = {
        "time": _("The doctors' time"),
        "care": _("The patient's time with somebody"),
        "access": _("Access to care"),
        "waits": _("Waiting in the practice"),
        "team": _("The whole team's day"),
    }
    listed = [(titles[code], [_row(found, it) for it in names if it in found["figures"]]) for code, names in GROUPS]
    return [(title, rows) for title, rows in listed if rows]


def _row(found: Found, code: str) -> Row:
    figure = found["figures"][code]
    before, after = found["before"]["figures"][code], found["after"]["figures"][code]
    words = figure_words(code)
    percent = words["unit"] == "%"
    return Row(
        code=code,
        name=words["name"],
        definition=words["definition"],
        unit=words["unit"],
        before=figure_in_words(before["mean"], percent),
        after=figure_in_words(after["mean"], percent),
        change=change_in_words(figure["difference"], words["unit"]),
        tone=_tone(figure["difference"], FIGURES[code].better),
        guarded=found["guardrails"].get(code, ""),
        bars=bars(before, after),
    )


def change_in_words(change: Mapping[str, Any], unit: str) -> str:
    """With its range at 95 %. Ranges that hold zero are no change that one may speak of."""
    low, high, mean = change["low"], change["high"], change["mean"]
    if low is None or high is None or mean is None:
        return _("not known yet")
    percent = unit == "%"
    if low <= 0 <= high and figure_in_words(abs(low), percent) == figure_in_words(
        abs(high), percent
    ) == figure_in_words(0.0, percent):
        return _("the same")
    if low <= 0 <= high:
        said = {"low": _signed(low, percent), "high": _signed(high, percent), "unit": _unit(unit)}
        return _("no certain change (from %(low)s to %(high)s %(unit)s)") % said
    said = {
        "size": figure_in_words(abs(mean), percent),
        "low": figure_in_words(min(abs(low), abs(high)), percent),
        "high": figure_in_words(max(abs(low), abs(high)), percent),
        "unit": _unit(unit),
    }
    if mean > 0:
        return _("%(size)s %(unit)s more (between %(low)s and %(high)s)") % said
    return _("%(size)s %(unit)s less (between %(low)s and %(high)s)") % said


def _unit(unit: str) -> str:
    return _("points") if unit == "%" else unit


def _tone(change: Mapping[str, Any], better: str) -> str:
    low, high = change["low"], change["high"]
    if low is None or high is None or low <= 0 <= high:
        return UNSURE
    up = low > 0
    return {MORE: GOOD if up else BAD, LESS: BAD if up else GOOD}.get(better, NEITHER)


# --- what is gained ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gain:
    """One of the large figures at the top: what it says, and between what."""

    code: str
    name: str
    size: str
    said: str
    tone: str


def gains(found: Found) -> list[Gain]:
    return [it for it in (_freed(found), _could_take(found), _third_next(found)) if it]


TODAY = ("visits_per_week", "wait_to_room_min", "third_next_available_days")


def today(found: Found) -> list[Gain]:
    """Where nothing is changed, nothing is gained: what the twin makes of the present days."""
    return [_today(found, code) for code in TODAY if code in found["before"]["figures"]]


def _today(found: Found, code: str) -> Gain:
    words, told = figure_words(code), found["before"]["figures"][code]
    percent = words["unit"] == "%"
    ends = {"low": figure_in_words(told["p10"], percent), "high": figure_in_words(told["p90"], percent)}
    said = _("between %(low)s and %(high)s, eight times in ten") % ends
    return Gain(code, words["name"], f"{figure_in_words(told['mean'], percent)} {_unit(words['unit'])}", said, NEITHER)


def _freed(found: Found) -> Gain | None:
    told = found["figures"].get(FREED)
    if not told or told["difference"]["low"] is None:
        return None
    it = told["difference"]
    said = _("between %(low)s and %(high)s a week") % {"low": duration(it["low"]), "high": duration(it["high"])}
    return Gain(FREED, _("Medical time freed per week"), duration(it["mean"]), said, _tone(it, MORE))


def _could_take(found: Found) -> Gain | None:
    told = found["figures"].get(COULD_TAKE)
    if not told or told["difference"]["low"] is None:
        return None
    it = told["difference"]
    said = _("between %(low)s and %(high)s, if all the time freed served that") % {
        "low": _whole(it["low"]),
        "high": _whole(it["high"]),
    }
    size = ngettext("%(n)s patient", "%(n)s patients", abs(round(it["mean"]))) % {"n": _whole(it["mean"])}
    return Gain(COULD_TAKE, _("Room for more patients"), size, said, _tone(it, MORE))


def _third_next(found: Found) -> Gain | None:
    code = "third_next_available_days"
    if code not in found["figures"]:
        return None
    told, unit = found["figures"][code], figure_words(code)["unit"]
    sides = {
        "before": figure_in_words(told["before"]["mean"], False),
        "after": figure_in_words(told["after"]["mean"], False),
    }
    size = _("%(before)s → %(after)s days") % sides
    said = change_in_words(told["difference"], unit)
    return Gain(code, _("Third next available appointment"), size, said, _tone(told["difference"], LESS))


def duration(minutes: float) -> str:
    """Signed: "3 h 20", "−40 min"."""
    sign, whole = ("−" if minutes <= -0.5 else ""), round(abs(minutes))
    if whole < 60:
        return f"{sign}{whole} min"
    return f"{sign}{whole // 60} h {whole % 60:02d}"


# --- what must not get worse ------------------------------------------------------------------------


def guards(found: Found) -> list[Guard]:
    return [_guard(found, it.figure) for it in GUARDRAILS if it.figure in found["guardrails"]]


def _guard(found: Found, code: str) -> Guard:
    words = figure_words(code)
    said = change_in_words(found["figures"][code]["difference"], words["unit"])
    return Guard(words["name"], found["guardrails"][code], said)


# --- who carries it ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Load:
    """What a day asks of one person, on both sides; nothing where they are not there."""

    name: str
    before: str
    after: str
    overtime_before: str
    overtime_after: str
    width_before: float
    width_after: float
    heavy: bool


def loads(found: Found, names: Mapping[str, str]) -> list[Load]:
    sides = [found[side]["persons"] for side in ("before", "after")]
    codes = list(dict.fromkeys((*sides[0], *sides[1])))
    return [_load(names.get(code, code), *(side.get(code, {}) for side in sides)) for code in codes]


def _load(name: str, before: Found, after: Found) -> Load:
    shares = [_mean(it, "load_share") for it in (before, after)]
    overtimes = [_mean(it, "overtime_min_per_day") for it in (before, after)]
    return Load(
        name=name,
        before=figure_in_words(shares[0], True),
        after=figure_in_words(shares[1], True),
        overtime_before=figure_in_words(overtimes[0], False),
        overtime_after=figure_in_words(overtimes[1], False),
        width_before=_width(shares[0]),
        width_after=_width(shares[1]),
        heavy=(shares[1] or 0) > 1.0,
    )


def _width(share: float | None) -> float:
    """On a drawing whose 100 stand at the full planned hours."""
    return round(min(125.0, 100 * (share or 0.0)), 1)


def _mean(person: Found, code: str) -> float | None:
    return person.get(code, {}).get("mean")


# --- numbers ----------------------------------------------------------------------------------------


def figure_in_words(value: float | None, percent: bool) -> str:
    if value is None:
        return "–"
    told = 100 * value if percent else value
    places = 0 if abs(told) >= 100 or (percent and abs(told) >= 10) else 1
    return number_format(round(told, places) + 0.0, places, use_l10n=True, force_grouping=True)


def _whole(value: float) -> str:
    return ("−" if round(value) < 0 else "") + number_format(abs(round(value)), 0, force_grouping=True)


def _signed(value: float, percent: bool) -> str:
    said = figure_in_words(abs(value), percent)
    if said == figure_in_words(0.0, percent):
        return said
    return f"−{said}" if value < 0 else f"+{said}"


def figure_words(code: str) -> Mapping[str, str]:
    told: Mapping[str, str] = _figures()[code]["fr" if (get_language() or "fr").startswith("fr") else "en"]
    return told


@cache
def _figures() -> Mapping[str, Any]:
    return read_data("figures.toml")


def figures_of(found: Found) -> Iterator[str]:
    """The codes of the figures shown, in order."""
    for _group, codes in GROUPS:
        yield from (code for code in codes if code in found["figures"])

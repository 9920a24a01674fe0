"""One line typed in a hurry: what, for whom, when, how pressing. Each part may be left out, and has its field too.

    rappeler le laboratoire @sophie demain 10h !
    ? peut-on doubler la dose @martin
    commander des draps d'examen lundi

"@" begins a name or a trade, "!" presses, "?" asks the doctor; a day and an hour are understood anywhere, save an hour
of today that has passed. "Today" is until it closes. What is left is the title.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from binome.practice.delay import Delay
from binome.practice.team import Practice
from binome.web.role_names import ROLE_NAMES
from binome.web.store.practice import House
from binome.web.store.pseudonyms import sought_form

_DAYS = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
_NEAR = {"aujourd": 0, "today": 0, "demain": 1, "tomorrow": 1}
_ROLES = {
    "medecin": "physician", "docteur": "physician", "doctor": "physician", "interne": "trainee",
    "assistant": "assistant", "assistante": "assistant", "secretaire": "secretary", "secretariat": "secretary",
    "ipa": "advanced_nurse", "asalee": "health_nurse", "infirmier": "nurse", "infirmiere": "nurse",
}  # fmt: skip
_KINDS = {
    "call_back": ("rappel", "telephon", "call"),
    "prescription_renewal": ("renouvel", "ordonnance", "renew", "prescription"),
    "letter_to_write": ("courrier", "lettre", "letter"),
    "appointment_to_make": ("rdv", "rendez", "appointment", "irm", "scanner", "mri"),
    "form_to_fill": ("certificat", "formulaire", "certificate", "form"),
    "to_buy": ("command", "acheter", "reparer", "order", "buy", "repair"),
    "document_to_file": ("classer", "scanner le", "ranger", "file"),
    "recall": ("relanc", "recall"),
}
_HOUR = re.compile(r"^(\d{1,2})(?:[h:](\d{2})?)$")
_DATE = re.compile(r"^(\d{1,2})/(\d{1,2})(?:/(\d{4}))?$")
MIDDLE = time(12)


@dataclass(frozen=True, slots=True)
class Short:
    """What a line says; an empty part is presumed as its kind says."""

    title: str = ""
    kind: str = ""
    to: str = ""
    pressing: bool = False
    due: datetime | None = None


def read_short(said: str, house: House, now: datetime) -> Short:
    """The parts of a line; words that are no part of it stay in the title, as they were typed."""
    question = said.lstrip().startswith("?")
    words = said.lstrip().removeprefix("?").split()
    to = next((found for word in words if (found := _whom(word, house))), "")
    local = house.practice.local(now)
    day = next((it for word in words if (it := _day(word, local.date()))), None)
    since = local.time() if day in (None, local.date()) else time.min
    hour = next((at for word in words if (at := _hour(word, since)) is not None), None)
    pressing = any(set(word) == {"!"} for word in words) or said.rstrip().endswith("!")
    kept = [word for word in words if not _is_part(word, house, local.date(), since)]
    title = " ".join(kept).rstrip("! ").strip()
    return Short(title, "question" if question else _kind(title), to, pressing, _due(house.practice, now, day, hour))


def _is_part(word: str, house: House, today: date, since: time) -> bool:
    marks = set(word) == {"!"} or bool(_whom(word, house))
    return marks or _day(word, today) is not None or _hour(word, since) is not None


def _whom(word: str, house: House) -> str:
    """A member by the beginning of one of their names, or a trade."""
    if not word.startswith("@") or len(word) < 3:
        return ""
    said = sought_form(word[1:])
    if said in _ROLES:
        return f"role:{_ROLES[said]}"
    if said in ROLE_NAMES and said != "screen":
        return f"role:{said}"
    found = [code for code, name in house.people.items() if _begins(said, name) and code in house.practice.members]
    return found[0] if len(found) == 1 else ""


def _begins(said: str, name: str) -> bool:
    return bool(said) and any(part.startswith(said) for part in sought_form(name).split())


def _day(word: str, today: date) -> date | None:
    plain = sought_form(word).partition(" ")[0]
    if plain in _NEAR:
        return today + timedelta(days=_NEAR[plain])
    if plain in _DAYS:
        return today + timedelta(days=(_DAYS[plain] - today.weekday() - 1) % 7 + 1)
    match = _DATE.match(word)
    return _written_day(match, today) if match else None


def _written_day(match: re.Match[str], today: date) -> date | None:
    """12/03, or 12/03/2027: without a year, the next one."""
    day, month, year = match.groups()
    try:
        found = date(int(year or today.year), int(month), int(day))
        return found.replace(year=today.year + 1) if found < today and not year else found
    except ValueError:
        return None


def _hour(word: str, since: time) -> time | None:
    match = _HOUR.match(word)
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        return None
    hour = time(int(match[1]), int(match[2] or 0))
    return hour if hour >= since else None


def _due(practice: Practice, now: datetime, day: date | None, hour: time | None) -> datetime | None:
    if day is None and hour is None:
        return None
    if hour is None and day == practice.local(now).date():
        return Delay(days=0).after(now, practice)
    return datetime.combine(day or practice.local(now).date(), hour or MIDDLE, practice.zone)


def _kind(title: str) -> str:
    """By the words a task of that kind usually begins with; none when nothing tells."""
    said = sought_form(title)
    return next((kind for kind, roots in _KINDS.items() if any(f" {root}" in f" {said}" for root in roots)), "")

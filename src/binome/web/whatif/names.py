"""Names for the codes of a scenario: the practice's own people and rooms, or what a template's codes stand for."""

from collections import Counter

from django.utils.translation import gettext as _

from binome.practice.words import Role
from binome.twin.from_practice import member_of
from binome.twin.model import Scenario
from binome.twin.templates import CODES, templates
from binome.web.role_names import role_names
from binome.web.store.practice import House
from binome.web.store.whatifs import WhatIf
from binome.web.whatif.start import PRACTICE


def people_of(scenario: Scenario, house: House, base: str) -> dict[str, str]:
    """By code. A second post of one person is told with its role."""
    count: Counter[str] = Counter()
    named = {}
    for member in scenario.members.values():
        role = role_names([Role(member.role)])[0]
        person = member_of(member.code)
        if base == PRACTICE and person in house.people:
            second = f" ({role})" if person != member.code else ""
            named[member.code] = house.people[person] + second
        elif member.code.startswith("new"):
            named[member.code] = _("new assistant") + f" {member.code.removeprefix('new')}"
        else:
            count[role] += 1
            named[member.code] = f"{role} {count[role]}"
    return {code: name[:1].upper() + name[1:] for code, name in named.items()}


def rooms_of(scenario: Scenario, house: House, base: str) -> dict[str, str]:
    places = house.places if base == PRACTICE else {}
    return {code: places.get(code) or _("Room %(n)s") % {"n": n} for n, code in enumerate(scenario.rooms, 1)}


def bases(language: str) -> list[tuple[str, str]]:
    """What one may start from, besides this practice and a file."""
    told = templates(language)
    return [(code, told[code]) for code in CODES]


def base_name(base: str, language: str) -> str:
    if base == PRACTICE:
        return _("my practice")
    return dict(bases(language)).get(base, _("a file"))


def title_of(it: WhatIf) -> str:
    return it.name or _("What if… (draft)")

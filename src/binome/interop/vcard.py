"""Contacts exported as vCard: name, birthday, telephone."""

from datetime import date

from binome.interop.ical_lines import unfold
from binome.interop.letters import MOST_PEOPLE, decode, excerpt, no_more_than, within_size
from binome.interop.moments import read_birth_date
from binome.interop.names import split_name
from binome.interop.reading import ForeignPatient, NotUnderstood, Reading, Tongue, Unreadable
from binome.interop.vocabulary import sex_of

Card = dict[str, list[str]]


def is_vcard(text: str) -> bool:
    return text[:12].upper().startswith("BEGIN:VCARD")


def read_vcard(data: bytes) -> Reading:
    """One person per card."""
    text, encoding = decode(within_size(data))
    if not is_vcard(text.lstrip("\ufeff \t\r\n")):
        raise Unreadable(1, "file.card", excerpt(text))
    cards = _cards(text)
    no_more_than(MOST_PEOPLE, len(cards), "file.too_many_people")
    read = [_patient(line, card) for line, card in cards]
    patients = tuple(patient for patient in read if isinstance(patient, ForeignPatient))
    said = tuple(why for why in read if isinstance(why, NotUnderstood))
    return Reading(Tongue.VCARD, "vcard:", encoding, patients=patients, not_understood=said)


def _cards(text: str) -> list[tuple[int, Card]]:
    cards: list[tuple[int, Card]] = []
    for number, line in unfold(text):
        head, _, value = line.partition(":")
        # "item1.TEL;TYPE=cell" is a TEL: Apple groups lines with a prefix.
        name = head.split(";")[0].split(".")[-1].strip().upper()
        if name == "BEGIN":
            cards.append((number, {}))
        elif cards and value.strip():
            cards[-1][1].setdefault(name, []).append(value.strip())
    return cards


def _patient(line: int, card: Card) -> ForeignPatient | NotUnderstood:
    family, given = _name(card)
    if not (family and given):
        return NotUnderstood(line, "patient.no_name")
    return ForeignPatient(
        family=family,
        given=given,
        line=line,
        ids=tuple(f"vcard|{uid}" for uid in card.get("UID", [])[:1]),
        birth_date=_birth_date(card.get("BDAY", [""])[0]),
        sex=sex_of(card.get("GENDER", [""])[0].partition(";")[0]) or "",
        phone=card.get("TEL", [""])[0].removeprefix("tel:"),
        email=card.get("EMAIL", [""])[0],
    )


def _name(card: Card) -> tuple[str, str]:
    if "N" in card:
        family, _, rest = card["N"][0].replace("\\,", ",").partition(";")
        return family.strip(), rest.partition(";")[0].strip()
    return split_name(card.get("FN", [""])[0])


def _birth_date(text: str) -> date | None:
    return read_birth_date(text)

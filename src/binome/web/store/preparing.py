"""What is chosen and written around a checklist: the lists, what is known of the patient, topics, consent."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from binome.desk import sheets
from binome.desk.hall import Deed
from binome.desk.sheets import CONSENT
from binome.practice.checklist import Checklist, Item, added_up, checklist, checklists, own_item, suggested
from binome.practice.refusal import MoveRefused
from binome.practice.team import Member, Practice
from binome.practice.whom import Traits, known_of_patients, months_old
from binome.web.store.hall import DatabaseHall
from binome.web.store.practice import House
from binome.web.store.sheets import Entry, Prepared, once, write_entry
from binome.web.store.tables.sheets import EntryRow

MOST_TOPICS = 20
TOPICS, LISTS, KNOWN = "topics", "lists", "known"
DEALT, LATER = "dealt", "later"


@dataclass(frozen=True, slots=True)
class Topic:
    """Something the patient wants to talk about. `state`: DEALT, LATER, or "" as long as nobody said."""

    code: str
    words: str
    by: str
    state: str = ""


def lists_of(practice: Practice) -> Mapping[str, Checklist]:
    """The practice's own, or those that are shipped."""
    return practice.checklists or checklists()


def traits_of(house: House, found: Prepared) -> Traits:
    """What is known of the patient on the day of the visit."""
    known = frozenset(e.code for e in found.lasting if e.kind == KNOWN and e.value)
    born, on = found.line.birth_date, house.practice.local(found.line.due).date()
    if born is None:
        return Traits(sex=found.line.sex, known=known)
    return Traits(months_old(born, on), (on - born).days, found.line.sex, known)


def chosen_lists(house: House, found: Prepared) -> tuple[tuple[str, ...], bool]:
    """The lists of this visit, and whether somebody chose them by hand."""
    lists, said = lists_of(house.practice), found.last(LISTS, "")
    if said is not None:
        return tuple(code for code in said.value.split() if code in lists), True
    return suggested(lists, found.line.words, traits_of(house, found)), False


def items_of(house: House, found: Prepared) -> tuple[Item, ...]:
    """What is to be done for this visit: the items of its lists and the patient's own."""
    lists = lists_of(house.practice)
    listed = added_up([lists[code] for code in chosen_lists(house, found)[0]], traits_of(house, found))
    own = [_item(e) for e in found.lasting if e.kind == "item" and e.value]
    return (*listed, *own)


def topics_of(entries: Sequence[Entry]) -> tuple[Topic, ...]:
    """In the order the patient gave them."""
    states = {e.code: e.value for e in entries if e.kind == "dealt"}
    told = {e.code: e for e in entries if e.kind == "topic"}
    return tuple(Topic(code, e.value, e.by, states.get(code, "")) for code, e in told.items() if e.value)


def choose_lists(house: House, story: str, codes: Sequence[str], *, by: Member, at: datetime, key: str = "") -> None:
    """By hand: from then on the words of the reason no longer choose."""
    lists = lists_of(house.practice)
    wanted = " ".join(checklist(lists, code).code for code in dict.fromkeys(codes))
    _entry(house, story, LISTS, "", wanted, by, at, key)


def write_known(house: House, story: str, codes: Sequence[str], *, by: Member, at: datetime, key: str = "") -> None:
    """What is known of the patient, all of it: what is not named any more is no longer known."""
    listed = known_of_patients()
    if unknown := [code for code in codes if code not in listed]:
        raise MoveRefused("form.unknown_reason", reason=unknown[0][:40])

    def deed(hall: DatabaseHall) -> None:
        sheets.note(hall, Deed(by, at, story), "collect_history", item=KNOWN)
        for code in listed:
            write_entry(hall, story, KNOWN, code, "yes" if code in codes else "", "", by, at)

    once(house, story, key, by, deed)


def add_item(
    house: House, story: str, part: str, activity: str, words: str, *, by: Member, at: datetime, key: str = ""
) -> None:
    """One thing more for this patient, at every visit until it is taken off."""
    item = own_item(token_hex(4), part, activity, words)
    told = json.dumps([item.part, activity, words.strip()], ensure_ascii=False)
    _entry(house, story, "item", item.code, told, by, at, key)


def drop_item(house: House, story: str, code: str, *, by: Member, at: datetime, key: str = "") -> None:
    _entry(house, story, "item", code, "", by, at, key)


def write_topics(house: House, story: str, words: Sequence[str], *, by: Member, at: datetime, key: str = "") -> None:
    """What the patient wants to talk about, one more for each line, after those that are there."""
    said = [line.strip()[:300] for line in words if line.strip()]
    if not said:
        raise MoveRefused("sheet.empty_note")

    def deed(hall: DatabaseHall) -> None:
        before = EntryRow.objects.filter(practice_id=house.id, story=story, kind="topic").count()
        if before + len(said) > MOST_TOPICS:
            raise MoveRefused("topics.too_many", most=MOST_TOPICS)
        sheets.write(hall, Deed(by, at, story), TOPICS)
        for number, line in enumerate(said, before + 1):
            write_entry(hall, story, "topic", f"t{number}", line, "", by, at)

    once(house, story, key, by, deed)


def deal_with_topic(
    house: House, story: str, code: str, state: str, *, by: Member, at: datetime, key: str = ""
) -> None:
    """The doctor says that it was dealt with, or that it is for next time."""
    if state not in (DEALT, LATER, ""):
        raise MoveRefused("form.unknown_reason", reason=state[:40])

    def deed(hall: DatabaseHall) -> None:
        if not EntryRow.objects.filter(practice_id=house.id, story=story, kind="topic", code=code).exists():
            raise MoveRefused("topics.unknown")
        sheets.note(hall, Deed(by, at, story), "conduct_consultation", item=f"topic-{code}")
        write_entry(hall, story, "dealt", code, state, "", by, at)

    once(house, story, key, by, deed)


def write_consent(house: House, story: str, answer: str, *, by: Member, at: datetime, key: str = "") -> None:
    """What the patient said of the assistant's presence; refused, the visit goes on with the doctor alone."""

    def deed(hall: DatabaseHall) -> None:
        sheets.consent(hall, Deed(by, at, story), answer)

    once(house, story, key, by, deed)


def consent_of(found: Prepared) -> str:
    """ "given", "refused", "not_asked", or "" as long as nobody said."""
    event = found.sheet.items.get(CONSENT)
    return event.reason or "" if event else ""


def _entry(house: House, story: str, kind: str, code: str, value: str, by: Member, at: datetime, key: str) -> None:
    def deed(hall: DatabaseHall) -> None:
        sheets.write(hall, Deed(by, at, story), kind)
        write_entry(hall, story, kind, code, value, "", by, at)

    once(house, story, key, by, deed)


def _item(entry: Entry) -> Item:
    part, activity, words = json.loads(entry.value)
    return own_item(entry.code, part, activity, words)

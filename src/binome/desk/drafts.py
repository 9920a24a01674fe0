"""What people do with a document. Preparing and signing are two acts, also for a doctor who does both at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from binome.desk.draft_hall import WHOLE_TEXT, DraftHall, Wording, Written, draft_for, known, record
from binome.desk.hall import Deed
from binome.practice.delegation import Delegation
from binome.practice.draft import Draft
from binome.practice.refusal import MoveRefused, NotDelegated
from binome.practice.template import Template
from binome.practice.words import Moment, Power, Role


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to prepare: from which template, about whom, for whose signature (None: any doctor's)."""

    template: str
    patient: str
    doctor: str | None = None


def draft(hall: DraftHall, deed: Deed, paper: Paper, wording: Wording) -> Draft:
    """Prepare it, or prepare it again once it came back: for whom a text lets do or prepare what it is."""
    before = draft_for(hall, deed)
    template = hall.template(paper.template)
    _refuse_if_lacking(template, wording)
    if paper.doctor is not None and Role.PHYSICIAN not in hall.practice.member(paper.doctor).roles:
        raise MoveRefused("draft.not_a_doctor", member=paper.doctor)
    ground = hall.practice.delegation(deed.by, template.activity, deed.at, physician=paper.doctor)
    said = {"kind": template.code, "patient": paper.patient, "to": paper.doctor, "to_sign": True, **_stamp(ground)}
    return record(hall, before, deed, Moment.DRAFTED, said, _first(template, wording))


def correct(hall: DraftHall, deed: Deed, wording: Wording) -> Draft:
    """Put its words right before it is signed; what changed is kept beside, field by field."""
    before = known(hall, deed)
    template, was = hall.template(before.kind), hall.written(before)
    _refuse_if_lacking(template, wording)
    now = _rewritten(template, was, wording)
    if not now.changed:
        raise MoveRefused("draft.nothing_changed")
    return record(hall, before, deed, Moment.CORRECTED, _stamp(_own_ground(hall, deed, before)), now)


def sign(hall: DraftHall, deed: Deed) -> Draft:
    """Only whom a text lets do the act that the signature is: a doctor, or a nurse for an order of her protocol."""
    before = known(hall, deed)
    return record(hall, before, deed, Moment.SIGNED, _stamp(_to_sign(hall, deed, before)))


def sign_many(hall: DraftHall, deeds: Sequence[Deed]) -> tuple[Draft, ...]:
    """Sign what was looked at together, all or none: a document that changed meanwhile stops them all."""
    if not deeds:
        raise MoveRefused("draft.nothing_to_sign")
    return tuple(sign(hall, deed) for deed in deeds)


def draft_and_sign(hall: DraftHall, deed: Deed, paper: Paper, wording: Wording) -> Draft:
    """Who may sign prepares alone: one gesture, two acts in the journal."""
    prepared = draft(hall, deed, paper, wording)
    return sign(hall, replace(deed, number=prepared.number + 1))


def correct_and_sign(hall: DraftHall, deed: Deed, wording: Wording) -> Draft:
    corrected = correct(hall, deed, wording)
    return sign(hall, replace(deed, number=corrected.number + 1))


def send_back(hall: DraftHall, deed: Deed, *, reason: str) -> Draft:
    """Whoever could sign it says what is wrong; it waits for whoever prepares such documents."""
    before = known(hall, deed)
    return record(hall, before, deed, Moment.SENT_BACK, {**_stamp(_to_sign(hall, deed, before)), "reason": reason})


def issue(hall: DraftHall, deed: Deed) -> Draft:
    """It is handed over or sent: only what is signed, by whom a text lets do or prepare such documents."""
    before = known(hall, deed)
    return record(hall, before, deed, Moment.ISSUED, _stamp(_own_ground(hall, deed, before)))


def issue_many(hall: DraftHall, deeds: Sequence[Deed]) -> tuple[Draft, ...]:
    return tuple(issue(hall, deed) for deed in deeds)


def discard(hall: DraftHall, deed: Deed, *, reason: str) -> Draft:
    """It will not be used; a signed one only by whoever could sign it."""
    before = known(hall, deed)
    ground = _to_sign(hall, deed, before) if before.signature else _own_ground(hall, deed, before)
    return record(hall, before, deed, Moment.DISCARDED, {**_stamp(ground), "reason": reason})


def withdraw(hall: DraftHall, deed: Deed, *, reason: str) -> Draft:
    """Undo one's own gesture, if it is the last that stands and the document has not gone out."""
    before = known(hall, deed)
    undone = hall.of_story(deed.story)[before.standing - 1]
    if undone.by != deed.by.code:
        raise MoveRefused("draft.not_your_gesture", by=undone.by)
    said = {**_stamp(_own_ground(hall, deed, before)), "reason": reason, "withdraws": before.standing}
    return record(hall, before, deed, Moment.WITHDRAWN, said)


def _stamp(ground: Delegation) -> dict[str, Any]:
    return {"role": ground.role, "delegation": ground.code}


def _own_ground(hall: DraftHall, deed: Deed, draft: Draft) -> Delegation:
    """Under which text the author has this kind of document in hand at all."""
    template = hall.template(draft.kind)
    return hall.practice.delegation(deed.by, template.activity, deed.at, physician=draft.doctor)


def _to_sign(hall: DraftHall, deed: Deed, draft: Draft) -> Delegation:
    """To prepare is not to sign: a text that only lets prepare the act is not enough."""
    template = hall.template(draft.kind)
    ground = hall.practice.delegation(deed.by, template.signs, deed.at, physician=draft.doctor)
    if ground.power is not Power.DOES:
        raise NotDelegated("draft.only_prepares", role=ground.role, activity=template.signs, who=(Role.PHYSICIAN,))
    return ground


def _first(template: Template, wording: Wording) -> Written:
    values, said = template.kept(wording.values), _lines(wording.text)
    text = said or template.written({**values, **wording.known})
    return Written(template, values, text, wording.visit, rewritten=bool(said))


def _rewritten(template: Template, was: Written, wording: Wording) -> Written:
    """Fields alone are put into the template again; a text rewritten by hand stands, and is changed by hand."""
    values, said = template.kept(wording.values), _lines(wording.text)
    changed = tuple(code for code, value in values.items() if value != was.values.get(code, ""))
    if said and said != _lines(was.text):
        return Written(template, values, said, was.visit, (*changed, WHOLE_TEXT), rewritten=True)
    if changed and was.rewritten:
        raise MoveRefused("draft.rewritten_by_hand", fields=changed)
    text = template.written({**values, **wording.known}) if changed else was.text
    return Written(template, values, text, was.visit, changed)


def _lines(text: str) -> str:
    """As a browser's form gives it back, line ends aside."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _refuse_if_lacking(template: Template, wording: Wording) -> None:
    lacking = template.lacking(wording.values)
    if lacking:
        raise MoveRefused("draft.fields_lack", template=template.code, fields=lacking)

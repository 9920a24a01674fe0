"""Trainings, the day a post was taken, protocols signed, the kind of structure: noted by whoever answers for them."""

from collections.abc import Iterable
from datetime import date

from binome.practice.agreements import FIELDS, ORGANISATION
from binome.practice.conditions import structures
from binome.practice.qualification import KINDS_OF_TRAINING
from binome.practice.refusal import MoveRefused
from binome.practice.words import Role
from binome.web.store.agreed import Author, Noted, as_words, end, known_member, note, with_record, without
from binome.web.store.practice import House, Settings
from binome.web.store.tables.delegation import AgreementRow
from binome.web.store.tables.practice import MemberRow

COOPERATION_FIELDS = (*FIELDS, ORGANISATION)
NURSES = (Role.HEALTH_NURSE, Role.ADVANCED_NURSE, Role.NURSE)


def note_training(
    house: House,
    author: Author,
    member: str,
    kind: str,
    *,
    started: date | None = None,
    obtained: date | None = None,
    valid_until: date | None = None,
) -> int:
    """Under way when it is not obtained; refused without a day, or when the days cross."""
    if kind not in KINDS_OF_TRAINING:
        raise MoveRefused("training.unknown", kind=kind[:20])
    days = [it for it in (started, obtained, valid_until) if it]
    if not (started or obtained):
        raise MoveRefused("training.no_day")
    if days != sorted(days):
        raise MoveRefused("training.days_crossed")
    words = as_words(kind=kind, started=started, obtained=obtained, valid_until=valid_until)
    return note(house, author, "training", words, _learned, about=known_member(house, member), since=min(days))


def remove_training(house: House, author: Author, number: int) -> Noted:
    """Noted by mistake: it never counted."""
    return end(house, author, "training", number, _unlearned)


def obtain_training(house: House, author: Author, number: int, *, obtained: date, valid_until: date | None) -> int:
    """A training under way was passed: the line that said so is ended, and one that says both is written."""
    began = remove_training(house, author, number)
    started = date.fromisoformat(began.words["started"]) if began.words.get("started") else None
    return note_training(
        house, author, began.about, began.words["kind"], started=started, obtained=obtained, valid_until=valid_until
    )


def note_post(house: House, author: Author, member: str, role: str, taken: date) -> int:
    """Since when somebody holds a post: the deadlines of an assistant's training are counted from it."""
    if role not in house.practice.member(member).roles:
        raise MoveRefused("post.not_theirs", member=member)

    def rewrite(settings: Settings, row: AgreementRow) -> Settings:
        held = MemberRow.objects.select_for_update().get(practice_id=house.id, code=member)
        held.posts = [{**it, "taken": taken.isoformat()} if it["role"] == role else it for it in held.posts]
        held.save(update_fields=["posts"])
        return settings

    return note(house, author, "post", as_words(role=role, taken=taken), rewrite, about=member, since=taken)


def note_protocol(
    house: House,
    author: Author,
    *,
    fields: Iterable[str],
    nurses: Iterable[str],
    physicians: Iterable[str],
    signed_on: date,
    until: date | None = None,
) -> int:
    """The cooperation protocol that nurses and doctors signed, for some fields."""
    said = {
        "fields": [it for it in COOPERATION_FIELDS if it in set(fields)],
        "nurses": _holding(house, nurses, NURSES),
        "physicians": _holding(house, physicians, (Role.PHYSICIAN,)),
    }
    if not all(said.values()):
        raise MoveRefused("protocol.incomplete")
    if until and until <= signed_on:
        raise MoveRefused("training.days_crossed")
    words = as_words(code=f"signed-{signed_on}", signed_on=signed_on, until=until, **said)
    return note(house, author, "protocol", words, _signed, since=signed_on)


def end_protocol(house: House, author: Author, number: int, *, until: date) -> Noted:
    """It holds to the eve of `until`, and stays known for what was done under it."""

    def rewrite(settings: Settings, row: AgreementRow) -> Settings:
        row.words = {**row.words, "until": until.isoformat()}
        row.save(update_fields=["words"])
        return {**settings, "protocols": [*without(settings.get("protocols", ()), row), with_record(row)]}

    return end(house, author, "protocol", number, rewrite, until=until)


def declare_structure(house: House, author: Author, code: str, since: date) -> int:
    """Which kind of practice this is; "" for none of the list."""
    if code and code not in structures():
        raise MoveRefused("structure.unknown", structure=code[:20])
    return note(house, author, "structure", {"code": code}, lambda said, row: {**said, "structure": code}, since=since)


def _holding(house: House, codes: Iterable[str], roles: tuple[Role, ...]) -> list[str]:
    wanted = set(codes)
    return [it.code for it in house.practice.members.values() if it.code in wanted and set(it.roles) & set(roles)]


def _learned(settings: Settings, row: AgreementRow) -> Settings:
    held = settings.get("qualifications", {})
    return {**settings, "qualifications": {**held, row.about: [*held.get(row.about, ()), with_record(row)]}}


def _unlearned(settings: Settings, row: AgreementRow) -> Settings:
    held = settings.get("qualifications", {})
    return {**settings, "qualifications": {**held, row.about: without(held.get(row.about, ()), row)}}


def _signed(settings: Settings, row: AgreementRow) -> Settings:
    return {**settings, "protocols": [*settings.get("protocols", ()), with_record(row)]}

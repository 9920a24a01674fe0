"""What a doctor opens to one member by name, whatever their roles: noted with who and when, and ended the same way."""

from binome.practice.refusal import MoveRefused
from binome.practice.rights import lettable, who_may
from binome.web.store.agreed import Author, Noted, as_words, end, note, trace
from binome.web.store.practice import House, Settings
from binome.web.store.tables.delegation import AgreementRow
from binome.web.store.tables.practice import MemberRow

KIND = "let"


def let(house: House, author: Author, member: str, action: str) -> int:
    """From now on this member may, besides what their roles allow."""
    if action not in lettable() or who_may(action) & set(house.practice.member(member).roles):
        raise MoveRefused("let.nothing_to_open")
    if member in let_in(house, action):
        raise MoveRefused("let.already")
    return note(house, author, KIND, as_words(code=action), _opened, about=member, since=author.day(house))


def shut(house: House, author: Author, number: int) -> Noted:
    """No longer, from the next page on."""
    return end(house, author, KIND, number, _closed)


def let_in(house: House, action: str) -> dict[str, Noted]:
    """Who was let in by name and still is, each with the line that says who did it."""
    standing = (it for it in trace(house, KIND) if it.ended_at is None and it.words.get("code") == action)
    return {it.about: it for it in standing}


def _opened(settings: Settings, row: AgreementRow) -> Settings:
    member = _member(row)
    _keep(member, {*member.lets, row.words["code"]})
    return settings


def _closed(settings: Settings, row: AgreementRow) -> Settings:
    member = _member(row)
    _keep(member, {*member.lets} - {row.words["code"]})
    return settings


def _member(row: AgreementRow) -> MemberRow:
    return MemberRow.objects.select_for_update().get(practice_id=row.practice_id, code=row.about)


def _keep(member: MemberRow, lets: set[str]) -> None:
    member.lets = sorted(lets)
    member.save(update_fields=["lets"])

"""The shortest way to write, and to ask, in the tests of this face."""

from datetime import UTC, date, datetime
from typing import Any

from binome.practice.powers import Verdict, stance
from tests.web.board.small import Small


def post(small: Small, path: str, who: str = "m1", **form: Any) -> Any:
    said = {name: [str(it) for it in value] if isinstance(value, list) else str(value) for name, value in form.items()}
    return small.signed_in(who).post(f"/p/brehan/delegation/{path}", said)


def does(small: Small, member: str, activity: str, on: date | None = None) -> Verdict:
    practice = small.house.practice
    return stance(practice, practice.member(member), activity, on or small.today).verdict


def now_at(small: Small) -> datetime:
    return datetime.combine(small.today, datetime.now(UTC).time(), UTC)

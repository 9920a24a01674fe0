"""A practice of eight people that has chosen its questionnaires."""

from collections.abc import Iterable, Mapping
from datetime import date

from binome.web.store.models import AccountRow, MemberRow, PracticeRow, SeatRow
from binome.web.store.practice import changed
from binome.web.store.pulse import answer
from binome.web.store.pulse_plan import save_plan
from tests.web.board.small import EVERY_DAY, Small

MORE = {"m6": "nurse", "m7": "assistant", "m8": "secretary"}
EVERYBODY = ("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8")
PLAN = {"who5": "month", "single": "month", "cbi": "quarter"}
MARCH, APRIL = date(2026, 3, 10), date(2026, 4, 10)


def grown(small: Small) -> Small:
    practice = PracticeRow.objects.get(code="brehan")
    accounts = dict(small.accounts)
    for code, role in MORE.items():
        row = MemberRow.objects.create(
            practice=practice, code=code, name=f"Membre {code}", posts=[{"role": role, "hours": EVERY_DAY}]
        )
        accounts[code] = AccountRow.objects.create_user(f"{code}-login", "unused")
        SeatRow.objects.create(account=accounts[code], practice=practice, member=row)
    changed(practice.id)
    found = Small(accounts, small.today)
    save_plan(found.house, PLAN)
    return found


def well(value: int) -> dict[str, str]:
    """A sheet of well-being, every answer the same."""
    return dict.fromkeys(("spirits", "calm", "vigour", "rested", "interest"), str(value))


def all_answer(small: Small, who: Iterable[str], day: date, values: Mapping[str, int] | None = None) -> None:
    for place, member in enumerate(who):
        answer(small.house, member, "who5", well((values or {}).get(member, place % 6)), day)

"""Sessions in the database, loaded together with the account that opened them."""

import json
import time
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from binome.web.store.asked import Asked
from binome.web.store.tables.people import AccountRow, SessionRow

BEGAN, SEEN, STRONG, SCREEN = "binome_began", "binome_seen", "binome_strong", "binome_screen"
A_DAY = 86_400

_OF_SESSION = tuple(field.attname for field in SessionRow._meta.concrete_fields)
_OF_ACCOUNT = tuple(field.attname for field in AccountRow._meta.concrete_fields)
_kept = Asked(
    lambda key: SessionRow.objects.filter(session_key=key).values_list(
        *_OF_SESSION, *(f"account__{name}" for name in _OF_ACCOUNT)
    ),
    key=str,
)


@lru_cache(maxsize=1024)
def _unsealed(session_data: str | bytes) -> str:
    return json.dumps(DatabaseSessions().decode(session_data))


class SessionStore(DatabaseSessions):
    """A session knows who opened it, how strongly they proved it, and how long it has left."""

    _account: AccountRow | None = None

    @classmethod
    def get_model_class(cls) -> type[SessionRow]:
        return SessionRow

    def person(self) -> AccountRow | None:
        """Who signed in, unless their account was closed or their password changed since."""
        proof = self.get(HASH_SESSION_KEY, "")  # this reads the session, and the account with it
        account = self._account
        if account is None or not account.is_active:
            return None
        return account if constant_time_compare(proof, account.get_session_auth_hash()) else None

    def seconds_left(self) -> float:
        """Until it ends by itself: left idle, or too long in all. A wall screen, which nobody touches, stays."""
        if self.get(SCREEN):
            return A_DAY
        now = time.time()
        idle, whole = (
            self.get(SEEN, now) + settings.BINOME_IDLE_SECONDS,
            self.get(BEGAN, now) + settings.SESSION_COOKIE_AGE,
        )
        return min(idle, whole) - now

    def seen(self) -> None:
        """Somebody is there. Written once a minute at most: a click is not worth a second write."""
        now = time.time()
        self.setdefault(BEGAN, now)
        if now - self.get(SEEN, 0) >= min(60, settings.BINOME_IDLE_SECONDS / 15):
            self[SEEN] = now

    def admitted(self) -> AccountRow | None:
        """Whoever may be shown something now; for a stream, which lives outside Django's requests."""
        person = self.person()
        proved = self.is_strong or not settings.BINOME_SECOND_FACTOR
        return person if person and proved and self.seconds_left() > 0 else None

    @property
    def is_strong(self) -> bool:
        return bool(self.get(STRONG) or self.get(SCREEN))

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """What a seal covers does not change: the same text is unsealed once, and read anew each time."""
        return dict(json.loads(_unsealed(session_data)))

    def _get_session_from_db(self) -> SessionRow | None:
        found = _kept.one(key=self.session_key or "")
        row = SessionRow.from_db("default", _OF_SESSION, found[: len(_OF_SESSION)]) if found else None
        if row is not None and row.expire_date <= timezone.now():
            row = None
        self._account = (
            AccountRow.from_db("default", _OF_ACCOUNT, found[len(_OF_SESSION) :])
            if found and row and row.account_id
            else None
        )
        if row is None:
            self._session_key = None
        return row

    def create_model_instance(self, data: dict[str, Any]) -> SessionRow:
        row = super().create_model_instance(data)
        assert isinstance(row, SessionRow)
        row.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row

"""Sessions in the database, loaded together with the account that opened them."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils import timezone

from binome.web.store.tables.people import AccountRow, SessionRow

SIGNED_IN = "_auth_user_id"


class SessionStore(DatabaseSessions):
    """`account` is who signed in, once the session has been read; None for a stranger."""

    account: AccountRow | None = None

    @classmethod
    def get_model_class(cls) -> type[SessionRow]:
        return SessionRow

    def _get_session_from_db(self) -> SessionRow | None:
        alive = SessionRow.objects.select_related("account").filter(expire_date__gt=timezone.now())
        row = alive.filter(session_key=self.session_key).first()
        if row is None:
            self._session_key = None
            return None
        self.account = row.account
        return row

    def create_model_instance(self, data: dict[str, Any]) -> SessionRow:
        row = super().create_model_instance(data)
        row.account_id = int(data[SIGNED_IN]) if SIGNED_IN in data else None
        return row

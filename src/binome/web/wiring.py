"""How the live channel meets the product: who is admitted, what is drawn, how it hears of commits."""

from collections.abc import Callable, Mapping, MutableMapping
from datetime import date
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.http import parse_cookie
from django.utils import translation

from binome.web import measuring, quiet
from binome.web.board.drawn import Audience
from binome.web.board.foresight_thread import Foreseer, after_commits
from binome.web.board.pieces import since
from binome.web.board.views import sight_of
from binome.web.board.wall import wall_since
from binome.web.live.channel import Admission, Channel, Update
from binome.web.live.hub import Hub
from binome.web.live.launch import Wiring
from binome.web.middleware import language_of
from binome.web.regularly import Regularly
from binome.web.rights import seat_for_stream
from binome.web.store import clock
from binome.web.store.practice import house
from binome.web.store.sessions import SessionStore
from binome.web.store.telling import listen

WALL = "wall"


def wiring() -> Wiring:
    """Called once in each process, after it was born."""
    application = get_wsgi_application()
    clock.now()  # a demonstration reads its course here, not on the loop
    return Wiring(django=application, admit=admit, render=render, listen=hear, now=clock.now)


def admit(scope: MutableMapping[str, Any], practice: str, day: date) -> Admission | int:
    """The account behind the session cookie, if it still has a seat here. 401 and 403 otherwise."""
    close_old_connections()
    cookies = parse_cookie(dict(scope["headers"]).get(b"cookie", b"").decode("latin-1"))
    person = _person(cookies)
    if person is None:
        return 401
    on_wall = scope["path"].rstrip("/").endswith("/wall")
    seat = seat_for_stream(person.pk, practice, "see_wall" if on_wall else "see_board")
    if seat is None:
        return 403
    sight = WALL if on_wall else sight_of(seat.roles)
    language = language_of(person, cookies)
    return Admission(seat.listener, Channel(practice, day, sight, language))


def _person(cookies: Mapping[str, str]) -> Any:
    """Whoever the session says, unless it was left alone for too long or still lacks its second factor."""
    session = SessionStore(cookies.get(settings.SESSION_COOKIE_NAME))
    person = session.person()
    proved = session.is_strong or not settings.BINOME_SECOND_FACTOR
    return person if person and proved and session.seconds_left() > 0 else None


def render(channel: Channel, version: int) -> Update:
    """What changed on that day for that audience, drawn once for all its screens."""
    close_old_connections()
    found = house(channel.practice)
    if found is None:
        return Update(version, "")
    if channel.sight == WALL:
        with translation.override(channel.language):
            changed = wall_since(found, channel.day, version)
    else:
        changed = since(found, channel.day, version, Audience(channel.sight, channel.language))
    return Update(changed.version, changed.html)


def hear(hub: Hub) -> Callable[[], None]:
    """In one process, from memory; with PostgreSQL, from the database, which tells every process alike."""
    foreseer = Foreseer(hub, WALL)
    late = Regularly("late tasks", quiet.look, quiet.EVERY_S)
    months = Regularly("months to count", measuring.call, measuring.EVERY_S)
    announce = after_commits(hub.announce, foreseer)
    if connection.vendor == "postgresql":
        from binome.web.live.relay import Relay

        hears = Relay(_conninfo(), hub, announce).stop
    else:
        hears = listen(announce, hub.dismiss)
    foreseer.start()
    late.start()
    months.start()

    def stop() -> None:
        hears()
        foreseer.stop()
        late.stop()
        months.stop()

    return stop


def _conninfo() -> str:
    from psycopg.conninfo import make_conninfo

    said = connection.get_connection_params()
    known = {name: said[name] for name in ("dbname", "user", "password", "host", "port") if said.get(name)}
    return make_conninfo("", **known)

"""A lived day replayed: the board as it stood at any minute, by the journal, for whoever may see the board."""

from datetime import date, timedelta

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from binome.practice.refusal import MoveRefused
from binome.web.asked import Asked
from binome.web.board.drawn import LIVED, Audience
from binome.web.board.film import Scene
from binome.web.board.film_minutes import minutes_of
from binome.web.board.film_page import film_frame, film_page
from binome.web.board.views import sight_of
from binome.web.rights import allow
from binome.web.store import clock
from binome.web.store.practice import house_of, today
from binome.web.store.replays import lived_day


@allow("see_board", reads="replay")
@require_GET
def replay(request: Asked, practice: str, day: date) -> HttpResponse:
    """A day of the past from its beginning, today from now."""
    now = clock.now()
    scene = _scene(request, day)
    is_today = day == today(scene.house.practice, now)
    around = {
        "frame": f"/p/{practice}/board/{day}/replay/frame",
        "back_to": f"/p/{practice}/board/{day}/",
        "day_before": f"/p/{practice}/board/{day - timedelta(days=1)}/replay",
        "day_after": "" if is_today else f"/p/{practice}/board/{day + timedelta(days=1)}/replay",
    }
    return film_page(request, scene, usual=scene.minutes.last if is_today else scene.minutes.first, **around)


@allow("see_board", quiet=True)
@require_GET
def frame(request: Asked, practice: str, day: date) -> HttpResponse:
    """What another minute of the day changes; the page that asks was written down when it was opened."""
    return film_frame(request, _scene(request, day))


def _scene(request: Asked, day: date) -> Scene:
    house, now = house_of(request.seat), clock.now()
    if day > today(house.practice, now):
        raise MoveRefused("replay.not_yet", day=day)
    lived = lived_day(house, day)
    audience = Audience(sight_of(request.seat.roles), get_language() or "fr", LIVED)
    minutes = minutes_of(lived.film, day, house.practice.zone, until=now)
    return Scene(house, day, lived.film, lived.names, audience, minutes)

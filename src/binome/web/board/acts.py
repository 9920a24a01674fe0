"""The gestures on a visit: one address each, one call into the desk each."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from urllib.parse import quote

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_POST

from binome.desk import bookings, visits
from binome.desk.hall import Deed, Hall
from binome.practice.refusal import MoveRefused, Refused
from binome.practice.visit import Visit
from binome.practice.words import Step
from binome.web.asked import Asked, whole_number
from binome.web.board.rows import line_piece
from binome.web.board.views import audience_of
from binome.web.delegation_words import who_may_address
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.board import Line, day_of_story, line, perform
from binome.web.store.practice import House, house_of
from binome.web.store.stories import days_given_back
from binome.web.visit_reasons import reason_in

Gesture = Callable[[Hall, Deed, QueryDict], Visit]


def _step(form: QueryDict) -> Step:
    try:
        return Step(form.get("step", ""))
    except ValueError:
        raise MoveRefused("form.unknown_step", step=form.get("step", "")) from None


def _sought(form: QueryDict, name: str) -> str | None:
    return form.get(name) or None


GESTURES: Mapping[str, Gesture] = MappingProxyType(
    {
        "arrive": lambda hall, deed, form: visits.arrive(hall, deed),
        "miss": lambda hall, deed, form: visits.miss(hall, deed),
        "leave": lambda hall, deed, form: visits.leave(hall, deed, reason=reason_in(form, "leave")),
        "start": lambda hall, deed, form: visits.start(hall, deed, step=_step(form), room=_sought(form, "room")),
        "pause": lambda hall, deed, form: visits.pause(hall, deed, step=_step(form)),
        "finish": lambda hall, deed, form: visits.finish(hall, deed, step=_step(form), reason=_closing_reason(form)),
        "skip": lambda hall, deed, form: visits.skip(hall, deed, step=_step(form), reason=reason_in(form, "skip")),
        "hand-over": lambda hall, deed, form: visits.hand_over(hall, deed, step=_step(form), to=form.get("to", "")),
        "sign": lambda hall, deed, form: visits.sign(hall, deed, step=_step(form)),
        "withdraw": lambda hall, deed, form: visits.withdraw(hall, deed, reason=reason_in(form, "withdraw")),
        "defer": lambda hall, deed, form: visits.defer(
            hall, deed, to=form.get("to", ""), reason=reason_in(form, "defer")
        ),
        "cancel": lambda hall, deed, form: bookings.cancel(hall, deed, reason=reason_in(form, "cancel")),
    }
)
"""Each gesture of the board, by the last word of its address."""


def _closing_reason(form: QueryDict) -> str | None:
    return reason_in(form, "finish") if form.get("reason") else None


@require_POST
@allow("move_visits")
def act(request: Asked, practice: str, story: str, deed: str) -> HttpResponse:
    """Do one gesture. A script gets the visit's fresh line, with the sentence when it is refused; a page goes back."""
    house = house_of(request.seat)
    if deed not in GESTURES:
        raise MoveRefused("form.unknown_gesture", gesture=deed)
    try:
        day = _do(request, house, story, deed)
    except Refused as refusal:
        if not _in_place(request):
            raise
        day = day_of_story(house, story)
        return _answer(request, house, day, story, status=409, refusal=refusal)
    if _in_place(request):
        return _answer(request, house, day, story)
    return HttpResponseRedirect(f"/p/{practice}/board/")


def _do(request: Asked, house: House, story: str, name: str) -> date:
    form = request.POST
    number = whole_number(form.get("number", ""))
    who = house.practice.member(request.seat.member)
    done = Deed(who, clock.now(), story, number)
    return perform(
        house,
        story,
        lambda hall: GESTURES[name](hall, done, form),
        number=number,
        key=_key(name, form),
        by=who,
        also=days_given_back(house, story) if name == "withdraw" else (),
    )


def _key(name: str, form: QueryDict) -> str:
    """The form's key, the gesture's own: without a script all the forms of a page bear the same."""
    return f"{name}{form.get('step', '')[:12]}-{form['key']}"[:64] if form.get("key") else ""


def _in_place(request: Asked) -> bool:
    return request.META.get("HTTP_X_IN_PLACE") == "1"


def _answer(
    request: Asked, house: House, day: date, story: str, *, status: int = 200, refusal: Refused | None = None
) -> HttpResponse:
    fresh = line(house, day, story) or _elsewhere(house, story)
    response = HttpResponse(line_piece(house, fresh, day, audience_of(request)) if fresh else "", status=status)
    if refusal:
        response["X-Sentence"] = _header(sentence_of(refusal, house))
        response["X-Who-May"] = who_may_address(refusal, house.practice.code)
    return response


def _elsewhere(house: House, story: str) -> Line | None:
    """A gesture may change its day; undoing the booking itself leaves no visit."""
    try:
        return line(house, day_of_story(house, story), story)
    except MoveRefused:
        return None


def _header(sentence: str) -> str:
    """A sentence as a header: percent-encoded, since a header is not Unicode."""
    return quote(sentence)

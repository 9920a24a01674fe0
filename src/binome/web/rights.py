"""Every page carries one decision, and the decision is asked again at every request.

    @allow("move_visits")                    the action, for whoever has a seat at the practice of the URL
    @allow("read_preparation", reads="visit")   and the reading is written down, here and nowhere else
    @signed_in("one's own settings")         anybody with an account
    @public("the sign-in page")              anybody at all, with the reason

`allow` puts `request.seat` (who sits where, with which roles) before the view, from the database: a role
changed or a seat closed a second ago counts. A page without a decision is refused (web.middleware).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from binome.practice.refusal import Refused
from binome.practice.rights import known_action, may_use, require_use
from binome.web.asked import Asked
from binome.web.store import clock
from binome.web.store.people import Seat, seat_of
from binome.web.store.reads import note_found, note_read, readable

View = Callable[..., HttpResponseBase]
Beside = Callable[..., Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Decision:
    """Who may see a page.

    `quiet`: a page asks for it by itself, so that it does not count as activity. `early`: open to those
    who still have to set up their second factor.
    """

    kind: str
    action: str = ""
    reads: str = ""
    reason: str = ""
    quiet: bool = False
    early: bool = False


def allow(
    action: str, *, reads: str | None = None, quiet: bool = False, beside: Beside | None = None
) -> Callable[[View], View]:
    """For views whose URL names the practice: `view(request, practice, …)`, with `request.seat` set.

    `reads` is a kind of store.reads.KINDS; the story or the patient is taken from the URL, or told by the view
    with `read_about`; a search is written for whom it showed, as told with `read_found`.
    `beside` returns expressions to ask in the same query as the seat; their values
    are in `request.beside`. A page that is asked for every few seconds needs it.
    """
    decision = Decision("allow", known_action(action), readable(reads) if reads else "", quiet=quiet)

    def decided(view: View) -> View:
        @wraps(view)
        def guarded(request: Asked, practice: str, *args: Any, **named: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            also = beside(**named) if beside else {}
            request.seat, request.beside = _seat(request, practice, also)
            if not request.seat.may(action):
                require_use(request.seat.roles, action)
            timezone.activate(ZoneInfo(request.seat.zone))
            response = view(request, practice, *args, **named)
            if decision.reads not in ("", "search") and response.status_code < 400:
                _note(request, decision.reads, named)
            if found := getattr(request, "read_found", ()):
                note_found(request.seat, found, at=clock.now())
            return response

        return _bearing(guarded, decision)

    return decided


def signed_in(reason: str, *, quiet: bool = False, early: bool = False) -> Callable[[View], View]:
    """For pages that belong to a person, not to a practice."""

    def decided(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            return view(request, *args, **named)

        return _bearing(guarded, Decision("signed_in", reason=reason, quiet=quiet, early=early))

    return decided


def public(reason: str, *, quiet: bool = False) -> Callable[[View], View]:
    """For the few pages that a stranger may see; the reason is read by whoever reviews them."""

    def decided(view: View) -> View:
        @wraps(view)
        def open_to_all(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:
            return view(request, *args, **named)

        return _bearing(open_to_all, Decision("public", reason=reason, quiet=quiet))

    return decided


def decision_of(view: View) -> Decision | None:
    """The decision a view bears, or None: nobody thought about who may see it."""
    return getattr(view, "decision", None)


def read_about(request: Asked, *, story: str = "", patient: str = "") -> None:
    """A view tells whom the record it showed is about, when the URL does not."""
    request.read_about = {"story": story, "patient": patient}


def read_found(request: Asked, patients: Iterable[str]) -> None:
    """A view tells whom a search showed, or a form it filled in: noted even when the form is then refused."""
    request.read_found = tuple(patients)


def seat_for_stream(account_id: int, practice: str, action: str = "see_board") -> Seat | None:
    """The same decision for a stream, which lives outside the request cycle: None means hang up."""
    seat, _ = seat_of(account_id, practice, clock.now())
    return seat if seat and may_use(seat.roles, action) else None


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """A page is led to the sign-in form and back; a script is told, since it would swallow the form."""
    if request.headers.get("X-In-Place") or request.headers.get("Accept", "").startswith(
        ("application/json", "text/event-stream")
    ):
        return HttpResponse(status=401, headers={"X-Go": redirect_to_login(request.path).url})
    return redirect_to_login(request.path)


def _seat(request: Asked, practice: str, also: Mapping[str, Any]) -> tuple[Seat, Mapping[str, Any]]:
    seat, beside = seat_of(int(request.user.pk or 0), practice, clock.now(), **also)
    if seat is None:
        raise Refused("right.no_seat")  # the same sentence whether or not such a practice exists
    return seat, beside


def _note(request: Asked, kind: str, named: Mapping[str, Any]) -> None:
    told = getattr(request, "read_about", {})
    note_read(
        request.seat,
        kind,
        at=clock.now(),
        story=told.get("story") or str(named.get("story", "")),
        patient=told.get("patient") or str(named.get("patient", "")),
        about=str(named.get("day", "")),
    )


def _bearing(view: View, decision: Decision) -> View:
    view.decision = decision  # type: ignore[attr-defined]
    return view

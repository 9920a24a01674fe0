"""What happens round every page: who is there, for how long, in which tongue, and whether anybody decided."""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone, translation

from binome.practice.refusal import Refused
from binome.web.asked import Asked
from binome.web.pro_sante_connect import PROVIDER
from binome.web.refusals import refusal_page, undecided_page
from binome.web.rights import Decision, decision_of, to_sign_in
from binome.web.store.sessions import STRONG

Answer = Callable[[Asked], HttpResponse]
_log = logging.getLogger("binome.rights")


class ContentPolicy:
    """The same policy on every page, written out once. A page's own (`csp`'s decorators) is not foreseen."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self._of: object = None
        self._written = ""

    def __call__(self, request: Asked) -> HttpResponse:
        response = self.get_response(request)
        if not getattr(response, "_csp_exempt", False):
            response.headers.setdefault(HEADER, self._policy())
        return response

    def _policy(self) -> str:
        """Written again when the settings name another: with a provider of identities, forms may lead to it."""
        if self._of is not settings.CONTENT_SECURITY_POLICY:
            self._of, self._written = settings.CONTENT_SECURITY_POLICY, build_policy()
        return self._written


class KnownPerson:
    """`request.user`, from the session's own query."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Asked) -> HttpResponse:
        request.user = request.session.person() or AnonymousUser()
        response = self.get_response(request)
        if request.session.accessed:
            response.headers.setdefault("Cache-Control", "no-store")  # the back button shows nothing after signing out
        return response


class IdleSession:
    """Ends a session left alone, and any session in the end. The page's own countdown only announces it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Asked) -> HttpResponse:
        if request.user.is_authenticated and request.session.seconds_left() <= 0:
            request.session.flush()
            request.user = AnonymousUser()
        return self.get_response(request)

    def process_view(self, request: Asked, view: Any, args: Any, named: Any) -> None:
        decision = decision_of(view)
        if decision and not decision.quiet and request.user.is_authenticated:
            request.session.seen()


class Tongue:
    """The account's language, else the visitor's choice, else French. Never the browser's: screens are shared."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Asked) -> HttpResponse:
        language = language_of(request.user, request.COOKIES)
        request.LANGUAGE_CODE = language
        with translation.override(language), timezone.override(None):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(person: Any, cookies: Mapping[str, str]) -> str:
    """In which language somebody is spoken to; the streams ask it too."""
    asked = getattr(person, "language", "") or cookies.get(settings.LANGUAGE_COOKIE_NAME, "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class Doorkeeper:
    """Before every view: did anybody decide who may see it, and is this person's sign-in strong enough?

    Fails closed: a page on which nobody took a decision is shown to nobody. Our own pages ask their
    decision themselves; a library's cannot, so that it is asked here.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Asked) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Asked, view: Any, args: Any, named: Any) -> HttpResponse | None:
        if _holds_nul(request.GET) or _holds_nul(request.POST):
            raise BadRequest("no form of ours holds a NUL, and PostgreSQL keeps none")
        decision = decision_of(view)
        if decision is None:
            _log.error("no permission decision on %s", request.resolver_match and request.resolver_match.route)
            return undecided_page(request)
        if decision.kind == "closed":
            raise Http404
        if decision.kind == "signed_in" and not request.user.is_authenticated:
            return to_sign_in(request)
        return redirect("second_factor") if _too_weak(request, decision) else None

    def process_exception(self, request: Asked, problem: Exception) -> HttpResponse | None:
        """What cannot be is answered with a sentence; what is our fault is not caught."""
        return refusal_page(request, problem) if isinstance(problem, Refused) else None


def _holds_nul(form: QueryDict) -> bool:
    return any("\0" in value for _, values in form.lists() for value in values)


def _too_weak(request: Asked, decision: Decision) -> bool:
    """In production nobody works with a password alone: they are led to set a second means up."""
    if decision.kind == "public" or decision.early or not settings.BINOME_SECOND_FACTOR:
        return False
    return bool(request.user.is_authenticated) and not _is_strong(request)


def _is_strong(request: Asked) -> bool:
    """Did this session pass a second factor, or a sign-in that is strong by itself? Asked once per session."""
    session = request.session
    if not session.is_strong:
        records = get_authentication_records(request, request.user)
        strong = any(r["method"] == "mfa" or r.get("provider") == PROVIDER for r in records)
        if strong or is_mfa_enabled(request.user):
            session[STRONG] = True
    return bool(session.is_strong)

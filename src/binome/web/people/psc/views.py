"""Two views of the library, closed (404) where Pro Santé Connect is not configured."""

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.http import Http404, HttpRequest, HttpResponse

from binome.web.people.psc.provider import Dialogue
from binome.web.rights import public


@public("how one signs in")
@login_not_required
def login(request: HttpRequest) -> HttpResponse:
    return _answer(OAuth2LoginView, request)


@public("how one comes back from signing in")
@login_not_required
def callback(request: HttpRequest) -> HttpResponse:
    return _answer(OAuth2CallbackView, request)


def _answer(view: type, request: HttpRequest) -> HttpResponse:
    try:
        return view.adapter_view(Dialogue(request))(request)  # type: ignore[attr-defined]
    except SocialApp.DoesNotExist as closed:
        raise Http404 from closed

"""The few addresses that the frame of a page names, so that these tests need no face."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def _never_called(request: HttpRequest) -> HttpResponse:
    raise AssertionError(request.path)


urlpatterns = [
    path(f"account/{name}/", _never_called, name=name)
    for name in ("account", "account_login", "account_logout", "account_taste", "session_left", "session_stay")
]

"""How long one may stay. The page counts down; the server decides."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_POST

from binome.web.asked import Asked
from binome.web.rights import public


@public("a page asks whether it is still signed in, and is told no when it is not", quiet=True)
@require_GET
def left(request: Asked) -> HttpResponse:
    """Asking does not count as being active."""
    return _answer(request)


@public("a stranger who asks to stay is told that there is nothing left")
@require_POST
def stay(request: Asked) -> HttpResponse:
    """Somebody is there: the idle countdown starts again, the day's limit does not move."""
    return _answer(request)


@public("a watchdog asks whether the server answers", quiet=True)
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


def _answer(request: Asked) -> JsonResponse:
    there = request.user.is_authenticated
    seconds = int(request.session.seconds_left()) if there else 0
    return JsonResponse({"signed_in": there, "seconds": seconds, "warn_at": settings.BINOME_IDLE_WARNING_SECONDS})

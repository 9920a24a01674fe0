"""The hand on the demonstration's clock: stopped, as in life, or twenty times as fast."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from binome.practice.refusal import MoveRefused
from binome.web.demo.living import ask_for_next_day
from binome.web.rights import public
from binome.web.store import clock

NEXT = "next"
ENTRANCE = "/demo/"


@public("whoever looks at the demonstration may hurry it")
@require_POST
def set_pace(request: HttpRequest) -> HttpResponse:
    """A pace, or "next": the evening comes at once and another morning begins."""
    asked = request.POST.get("pace", "")
    if asked == NEXT:
        ask_for_next_day()
        return redirect(ENTRANCE)
    if asked not in {str(pace) for pace in clock.PACES}:
        raise MoveRefused("form.unknown_pace", pace=asked[:10])
    clock.run_clock(clock.now(), int(asked))
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, None) else ENTRANCE)

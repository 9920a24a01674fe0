"""Several documents at once: looked at together, signed together; handed over together."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_POST

from binome.desk import drafts
from binome.desk.hall import Deed
from binome.practice.refusal import MoveRefused, Refused
from binome.web.asked import Asked, whole_number
from binome.web.draft_words import template_name
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.drafts import perform_draft
from binome.web.store.practice import House, house_of
from binome.web.store.tray import words_of
from binome.web.tray.pieces import desk_of

MOST = 50
"""How many documents are looked at together."""


@allow("sign_draft", reads="tray")
def together(request: Asked, practice: str) -> HttpResponse:
    """Every document of one kind, whole, one under the other; then one key signs those that stay ticked."""
    house, refused = house_of(request.seat), ""
    if request.method == "POST":
        try:
            deeds = _deeds(request, house, request.POST)
            perform_draft(house, deeds, lambda hall: drafts.sign_many(hall, deeds), key=_key(request.POST))
            return HttpResponseRedirect(f"/p/{practice}/tray/?whose=sign")
        except Refused as refusal:
            refused = sentence_of(refusal, house)
    desk = desk_of(request, request.POST or request.GET)
    lines = [line for line in desk.tray.lines if line.state == "prepared" and line.kind == desk.chosen.kind][:MOST]
    words = words_of(house, lines)
    told = {
        "p": practice,
        "name": template_name(desk.chosen.kind, desk.templates),
        "chosen": desk.chosen,
        "documents": [
            (line, words[line.story], house.people.get(line.drafted_by, "")) for line in lines if line.story in words
        ],
        "refused": refused,
        "key": get_random_string(16),
    }
    return render(request, "tray/together.html", told, status=409 if refused else 200)


@require_POST
@allow("prepare_draft", reads="draft")
def hand_over(request: Asked, practice: str) -> HttpResponse:
    """The signed documents that were ticked go out together, as one file for the printer."""
    house = house_of(request.seat)
    deeds = _deeds(request, house, request.POST)
    perform_draft(house, deeds, lambda hall: drafts.issue_many(hall, deeds), key=_key(request.POST))
    stories = [("story", deed.story) for deed in deeds]
    return HttpResponseRedirect(f"/p/{practice}/tray/signed.pdf?{urlencode(stories)}")


def _deeds(request: Asked, house: House, form: QueryDict) -> list[Deed]:
    """What was ticked, each with the line it means to write: a document that changed meanwhile is not signed."""
    by, now = house.practice.member(request.seat.member), clock.now()
    said = [one.rpartition(":") for one in form.getlist("seen")[:MOST]]
    if not said:
        raise MoveRefused("draft.nothing_to_sign")
    return [Deed(by, now, story, whole_number(number)) for story, _, number in said]


def _key(form: QueryDict) -> str:
    return form.get("key", "")[:64]

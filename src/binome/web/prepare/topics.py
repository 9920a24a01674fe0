"""The patient's own list of topics: written down by whoever hears it, in the patient's order."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.crypto import get_random_string

from binome.practice.refusal import Refused
from binome.practice.rights import may_use
from binome.web.asked import Asked
from binome.web.prepare.deeds import form_key
from binome.web.rights import allow, read_about
from binome.web.sentences import sentence_of
from binome.web.store import clock, preparing
from binome.web.store.practice import house_of
from binome.web.store.sheets import prepared


@allow("note_topics", reads="visit")
def topics(request: Asked, practice: str, story: str) -> HttpResponse:
    """The list and one form; the rest of the sheet is not here, for it is clinical."""
    house, refused = house_of(request.seat), ""
    if request.method == "POST":
        words = request.POST.get("topics", "")[:4000].splitlines()
        by, key = house.practice.member(request.seat.member), form_key(request.path, request.POST)
        try:
            preparing.write_topics(house, story, words, by=by, at=clock.now(), key=key)
            back = "" if may_use(request.seat.roles, "read_preparation") else "topics"
            return HttpResponseRedirect(f"/p/{practice}/prepare/{story}/{back}")
        except Refused as refusal:
            refused = sentence_of(refusal, house)
    found = prepared(house, story)
    read_about(request, story=story, patient=found.line.patient or "")
    told = {
        "p": practice,
        "line": found.line,
        "topics": preparing.topics_of(found.entries),
        "deals": False,
        "doctor": house.people.get(found.line.doctor, ""),
        "key": get_random_string(16),
        "refused": refused,
    }
    return render(request, "prepare/topics_page.html", told, status=409 if refused else 200)

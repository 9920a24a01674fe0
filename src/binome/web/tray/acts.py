"""The gestures on a document: one address each, one call into the desk each."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import quote, urlencode

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_POST

from binome.desk import drafts
from binome.desk.draft_hall import DraftHall, Wording
from binome.desk.hall import Deed
from binome.practice.refusal import MoveRefused, Refused
from binome.practice.rights import require_use
from binome.web.asked import Asked, whole_number
from binome.web.draft_words import reason_for
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.drafts import draft, known_of, perform_draft
from binome.web.store.practice import House, house_of
from binome.web.store.tray import line_of, words_of
from binome.web.tray.pieces import desk_of, drawn, told

Gesture = Callable[[DraftHall, Deed, QueryDict, Wording], object]

GESTURES: Mapping[str, Gesture] = MappingProxyType(
    {
        "sign": lambda hall, deed, form, said: drafts.sign(hall, deed),
        "correct": lambda hall, deed, form, said: drafts.correct(hall, deed, said),
        "correct-and-sign": lambda hall, deed, form, said: drafts.correct_and_sign(hall, deed, said),
        "send-back": lambda hall, deed, form, said: drafts.send_back(
            hall, deed, reason=reason_for(form.get("reason", ""), "send-back")
        ),
        "issue": lambda hall, deed, form, said: drafts.issue(hall, deed),
        "discard": lambda hall, deed, form, said: drafts.discard(
            hall, deed, reason=reason_for(form.get("reason", ""), "discard")
        ),
        "withdraw": lambda hall, deed, form, said: drafts.withdraw(hall, deed, reason="mistake"),
    }
)
"""Each gesture on a document, by the last word of its address."""

SIGNERS = ("sign", "correct-and-sign", "send-back")
"""What is for whoever may sign."""

STAYS_IN_HAND = ("correct", "withdraw")
"""After these the same document stays in hand; after the others, the next one comes."""


@require_POST
@allow("prepare_draft", reads="draft")
def act(request: Asked, practice: str, story: str, deed: str) -> HttpResponse:
    """Do one gesture. A script gets the list and the next document; a page is led to it."""
    house = house_of(request.seat)
    if deed not in GESTURES:
        raise MoveRefused("form.unknown_gesture", gesture=deed)
    if deed in SIGNERS:
        require_use(request.seat.roles, "sign_draft")
    in_place = request.headers.get("X-In-Place") == "1"
    try:
        _do(request, house, story, deed)
    except Refused as refusal:
        if not in_place:
            raise
        return _fresh(request, story, status=409, sentence=sentence_of(refusal, house))
    then = story if deed in STAYS_IN_HAND else request.POST.get("next", "")
    return _fresh(request, then, undo=story) if in_place else HttpResponseRedirect(_address(request, practice, then))


def wording_in(form: QueryDict, known: Mapping[str, str], visit: str = "") -> Wording:
    """What a form says of a document: a field's name is "field-" and its code."""
    values = {name.removeprefix("field-"): str(said)[:4000] for name, said in form.items() if name.startswith("field-")}
    return Wording(values, known, form.get("text", "")[:20000], visit)


def _do(request: Asked, house: House, story: str, name: str) -> None:
    form, by = request.POST, house.practice.member(request.seat.member)
    done = Deed(by, clock.now(), story, whole_number(form.get("number", "")))
    key = f"{name}-{form['key']}"[:64] if form.get("key") else ""
    said = _said(house, story, form) if name.startswith("correct") else Wording()
    perform_draft(house, [done], lambda hall: GESTURES[name](hall, done, form, said), key=key)


def _said(house: House, story: str, form: QueryDict) -> Wording:
    before = draft(house, story)
    known = known_of(house, before.patient or "", before.doctor, before.drafted_at or clock.now())
    said = wording_in(form, known)
    if said.values:
        return said
    kept = words_of(house, [line_of(house, story)]).get(story)
    return Wording(kept.values if kept else {}, known, said.text)  # a text rewritten by hand shows no field


def _fresh(request: Asked, story: str, *, status: int = 200, sentence: str = "", undo: str = "") -> HttpResponse:
    desk = desk_of(request, request.POST)
    here = story if story in {line.story for line in desk.tray.lines} or undo == story or status == 409 else ""
    context = told(request, desk, here, undo=_undoable(desk.house, undo, desk.member.code))
    response = HttpResponse(drawn(context, request), status=status)
    if sentence:
        response["X-Sentence"] = quote(sentence)
    return response


def _undoable(house: House, story: str, member: str) -> dict[str, object] | None:
    """The gesture just made, if it can still be undone: the way back stays at hand while the next document is read."""
    if not story:
        return None
    found = draft(house, story)
    if not found.is_open and found.issued_at is not None:
        return None
    return {"story": story, "number": found.number + 1} if found.standing else None


def _address(request: Asked, practice: str, story: str) -> str:
    said = {name: request.POST.get(name, "") for name in ("whose", "kind", "mine")} | {"doc": story}
    return f"/p/{practice}/tray/?{urlencode({name: value for name, value in said.items() if value})}"

"""A call, a document: noted or dropped, and before whom it must be."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_POST

from binome.desk.hall import Deed
from binome.desk.incoming import take_call
from binome.desk.task_hall import Words
from binome.interop.pdf import MOST_BYTES
from binome.practice.refusal import MoveRefused, Refused
from binome.web.asked import Asked, whole_number
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.documents import Brought, receive_document, reclassify_document
from binome.web.store.practice import House, house_of
from binome.web.store.tasks import new_task, perform_task
from binome.web.tasks.asking import asked_answer, form_page
from binome.web.tasks.forms import Call, Document


@allow("ask_task")
def call(request: Asked, practice: str) -> HttpResponse:
    """A telephone message: its reason decides whom it is before and by when."""
    house = house_of(request.seat)
    form = Call(house, request.POST or None, initial={"key": get_random_string(16)})
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            _take(request, house, form)
            return asked_answer(request, f"/p/{practice}/tasks/?whose=asked")
        except Refused as refusal:
            refused = sentence_of(refusal, house)
    return form_page(request, "tasks/call.html", {"p": practice, "form": form, "refused": refused})


@allow("bring_documents")
def document(request: Asked, practice: str) -> HttpResponse:
    """A PDF that came: kept, and before whom its kind says. Nothing is said of what it holds."""
    house = house_of(request.seat)
    form = Document(house, request.POST or None, request.FILES or None, initial={"key": get_random_string(16)})
    refused = ""
    if request.method == "POST":
        try:
            if form.is_valid():
                _bring(request, house, form)
                return asked_answer(request, f"/p/{practice}/tasks/?whose=asked")
            if "file" in form.errors:
                raise MoveRefused("document.none")
        except Refused as refusal:
            refused = sentence_of(refusal, house)
    return form_page(request, "tasks/document.html", {"p": practice, "form": form, "refused": refused})


@require_POST
@allow("bring_documents")
def reclassify(request: Asked, practice: str, story: str) -> HttpResponse:
    """A document to sort, or sorted wrongly, goes where it should have gone."""
    house, form = house_of(request.seat), request.POST
    by = house.practice.member(request.seat.member)
    deed = Deed(by, clock.now(), story, whole_number(form.get("number", "")))
    reclassify_document(house, deed, form.get("kind", "")[:40], key=form.get("key", "")[:64])
    return HttpResponseRedirect(f"/p/{practice}/tasks/")


def _take(request: Asked, house: House, form: Call) -> None:
    said, deed = form.cleaned_data, _deed(request, house, form.cleaned_data["key"])
    words = Words(said["said"], said["body"], said["caller"], said["phone"])
    patient = form.somebody(request)
    perform_task(
        house,
        deed,
        lambda hall: take_call(hall, deed, reason=said["reason"], words=words, patient=patient),
        key=said["key"],
    )


def _bring(request: Asked, house: House, form: Document) -> None:
    said = form.cleaned_data
    if said["file"].size > MOST_BYTES:  # not a byte of it is read
        raise MoveRefused("document.too_large", most=MOST_BYTES // 1_000_000)
    brought = Brought(
        name=said["file"].name or "",
        written=said["file"].read(),
        kind=said["kind"],
        patient=form.somebody(request),
        person=said["to"] or None,
    )
    receive_document(house, _deed(request, house, said["key"]), brought, key=said["key"])


def _deed(request: Asked, house: House, key: str) -> Deed:
    by = house.practice.member(request.seat.member)
    return Deed(by, clock.now(), new_task(house, by, key), 1)

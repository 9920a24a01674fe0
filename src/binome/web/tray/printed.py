"""Documents on paper: in French, whatever the screen speaks; a draft says on every page that it is one."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from binome.practice.refusal import MoveRefused
from binome.web.asked import Asked
from binome.web.event_words import legal_ground
from binome.web.paper import pdf_response
from binome.web.rights import allow, read_about
from binome.web.role_names import ROLE_NAMES
from binome.web.store import clock
from binome.web.store.practice import House
from binome.web.store.tray import DraftLine, Words, line_of, lines_of, words_of
from binome.web.tray.pieces import Desk, desk_of

LETTER = "letter_to_correspondent"


@allow("see_tray", reads="draft")
def one_pdf(request: Asked, practice: str, story: str) -> HttpResponse:
    """One document: signed, with who, when and the ground; not signed, marked so."""
    desk = desk_of(request, request.GET)
    line = line_of(desk.house, story)
    read_about(request, story=story, patient=line.patient or "")
    return _pdf(desk, [line], f"{'courrier' if line.kind == LETTER else 'document'}-{story}.pdf")


@allow("see_tray", reads="tray")
def several_pdf(request: Asked, practice: str) -> HttpResponse:
    """Several signed documents in one file, each on its own pages."""
    desk = desk_of(request, request.GET)
    lines = [line for line in lines_of(desk.house, request.GET.getlist("story")[:50]) if line.signed_by]
    return _pdf(desk, lines, "documents.pdf")


def _pdf(desk: Desk, lines: list[DraftLine], name: str) -> HttpResponse:
    words = words_of(desk.house, lines)
    found = [line for line in lines if line.kind in desk.kinds and line.story in words]
    if not found:
        raise MoveRefused("draft.words_forgotten")
    with translation.override("fr"), timezone.override(desk.house.practice.zone):
        told = {
            "practice": desk.house.name,
            "demo": desk.house.is_demo,
            "printed": _moment(clock.now()),
            "documents": [_document(desk, line, words[line.story]) for line in found],
            "words": _words(),
        }
        return pdf_response("draft.typ", told, name=name)


def _document(desk: Desk, line: DraftLine, words: Words) -> dict[str, Any]:
    template = desk.templates.get(line.kind)
    return {
        "title": template.labels["fr"] if template else "",
        "official": bool(template and template.official),
        "paragraphs": [part.splitlines() for part in words.text.split("\n\n")],
        "signed": _signature(desk.house, line),
        "prepared": _("Prepared by %(who)s, %(role)s, %(at)s")
        % {
            "who": desk.house.people.get(line.drafted_by, ""),
            "role": ROLE_NAMES.get(line.drafted_role, ""),
            "at": _moment(line.drafted_at),
        },
    }


def _signature(house: House, line: DraftLine) -> dict[str, str] | None:
    if line.signed_by is None or line.signed_at is None:
        return None
    ground = legal_ground(line.signed_under)
    return {
        "who": house.people.get(line.signed_by, ""),
        "role": str(ROLE_NAMES.get(line.signed_role or "", "")),
        "at": _moment(line.signed_at),
        "ground": ground.basis.title if ground else "",
    }


def _moment(at: Any) -> str:
    return timezone.localtime(at).strftime("%d/%m/%Y %H:%M")


def _words() -> dict[str, str]:
    return {
        "draft": _("DRAFT – not signed"),
        "not_official": _("Prepared by the practice: a document of the practice, not an official form."),
        "signed_by": _("Signed by"),
        "on": pgettext("signature", "on"),
        "ground": _("Ground"),
        "printed": _("Printed"),
        "demo": _("DEMONSTRATION – simulated data"),
    }

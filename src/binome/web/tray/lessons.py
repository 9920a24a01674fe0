"""What the corrections teach: by kind of document, how often and where they were put right."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from binome.web.asked import Asked
from binome.web.draft_words import field_name, reason_name, template_name
from binome.web.rights import allow
from binome.web.store.draft_lessons import FEWEST, Lesson, lessons
from binome.web.store.tray import lines_of
from binome.web.tray.pieces import Desk, desk_of

OVER = timedelta(days=91)


@allow("see_tray", reads="tray")
def taught(request: Asked, practice: str) -> HttpResponse:
    """Every figure opens the documents it counts."""
    desk = desk_of(request, request.GET)
    found = [it for it in lessons(desk.house, desk.now - OVER) if it.kind in desk.kinds]
    told = {"p": practice, "lessons": [_told(desk, lesson) for lesson in found], "fewest": FEWEST, "days": OVER.days}
    return render(request, "tray/lessons.html", told)


def _told(desk: Desk, lesson: Lesson) -> dict[str, object]:
    template = desk.templates.get(lesson.kind)
    return {
        "lesson": lesson,
        "name": template_name(lesson.kind, desk.templates),
        "fields": [
            (field_name(template, code), n, lines_of(desk.house, sorted(lesson.fields[code])))
            for code, n in lesson.worst
        ],
        "reasons": [(reason_name(code), n) for code, n in lesson.reasons.most_common()],
        "corrected": lines_of(desk.house, sorted(lesson.corrected)),
        "returned": lines_of(desk.house, sorted(lesson.returned)),
        "discarded": lines_of(desk.house, sorted(lesson.discarded)),
    }

"""The templates as the practice words them: seen by all who prepare, worded by the doctors."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from binome.practice.activities import activities
from binome.practice.delegation import who_may
from binome.practice.refusal import MoveRefused, Refused
from binome.practice.template import KINDS, KNOWN, Template, template, templates
from binome.web.asked import Asked, whole_number
from binome.web.draft_words import labelled
from binome.web.rights import allow
from binome.web.role_names import role_names
from binome.web.sentences import sentence_of
from binome.web.store import clock
from binome.web.store.practice import House, house_of, today
from binome.web.store.templates import as_written, editions_of, preparable, retire, templates_of, word

NEW = "new"
_FIELD = re.compile(r"^\s*(\w{1,30})\s*:\s*([^/]+?)\s*(?:/\s*([^[*]+?)\s*)?(?:\[(\w+)(?:,\s*(\w+))?\])?\s*(\*)?\s*$")


@allow("see_tray")
def listed(request: Asked, practice: str) -> HttpResponse:
    """Each with who prepares it and who signs it, today."""
    house = house_of(request.seat)
    on = today(house.practice, clock.now())
    narrowed = house.practice.narrowed
    rows = [
        {
            "template": it,
            "name": labelled(it.labels),
            "activity": labelled(activities()[it.activity].labels),
            "prepare": role_names(who_may(it.activity, on=on, narrowed=narrowed)),
            "sign": role_names(who_may(it.signs, on=on, narrowed=narrowed)),
        }
        for it in templates_of(house).values()
    ]
    return render(request, "tray/templates.html", {"p": practice, "rows": rows})


@allow("word_templates")
def worded(request: Asked, practice: str, code: str) -> HttpResponse:
    """One template, to be worded anew; "new" makes one of the practice's own."""
    house = house_of(request.seat)
    found = None if code == NEW else template(code, templates_of(house, retired=True))
    told = _told(practice, house, code, as_written(found) if found else {"fields": []}, found)
    if request.method == "POST":
        try:
            said = read_wording(request.POST)
            told |= {"said": said, "fields": request.POST.get("fields", "")}
            by = house.practice.member(request.seat.member)
            seen = whole_number(request.POST.get("seen", "")) or 0
            word(house, _code() if code == NEW else code, said, by=by, at=clock.now(), seen=seen)
            messages.success(request, _("It is kept: what is prepared from now on follows it."))
            return HttpResponseRedirect(f"/p/{practice}/tray/templates")
        except Refused as refusal:
            told["refused"] = sentence_of(refusal, house)
    return render(request, "tray/template.html", told, status=422 if told["refused"] else 200)


@require_POST
@allow("word_templates")
def retired(request: Asked, practice: str, code: str) -> HttpResponse:
    """Not used here any more; what was prepared from it stays."""
    house = house_of(request.seat)
    template(code, templates_of(house))
    retire(house, code, by=house.practice.member(request.seat.member), at=clock.now())
    return HttpResponseRedirect(f"/p/{practice}/tray/templates")


def read_wording(form: QueryDict) -> dict[str, Any]:
    """A template as a form says it; refused when a line of its fields is not understood."""
    said = {
        name: form.get(name, "").strip()[:4000] for name in ("fr", "en", "check_fr", "check_en", "body", "activity")
    }
    if not said["fr"] or not said["body"]:
        raise MoveRefused("draft.fields_lack", fields=("fr", "body"))
    said["en"] = said["en"] or said["fr"]
    return {**said, "fields": [_field(line) for line in form.get("fields", "").splitlines() if line.strip()]}


def _field(line: str) -> dict[str, Any]:
    match = _FIELD.match(line)
    if match is None:
        raise MoveRefused("draft.template_field", field=line[:40])
    code, fr, en, kind, source, required = match.groups()
    return {
        "code": code, "fr": fr, "en": en or fr, "kind": kind or "line", "from": source or "", "required": bool(required)
    }  # fmt: skip


def fields_in_lines(fields: list[dict[str, Any]]) -> str:
    """What `_field` reads: "code : libellé / label [kind, from] *"."""
    return "\n".join(_in_a_line(it) for it in fields)


def _in_a_line(said: dict[str, Any]) -> str:
    how = ", ".join(filter(None, (said.get("kind", "line"), said.get("from"))))
    return f"{said['code']} : {said['fr']} / {said['en']} [{how}]{' *' if said.get('required') else ''}"


def _code() -> str:
    """A name for a template of the practice's own, that none bears yet."""
    return f"own_{get_random_string(8, 'abcdefghjkmnpqrstuvwxyz')}"


def _told(practice: str, house: House, code: str, said: dict[str, Any], found: Template | None) -> dict[str, Any]:
    return {
        "p": practice,
        "code": code,
        "said": said,
        "fields": fields_in_lines(said["fields"]),
        "ours": code in templates(),
        "known": KNOWN,
        "kinds": KINDS,
        "activities": [(it, labelled(activities()[it].labels)) for it in preparable()],
        "editions": [(it, house.people.get(it.by, "")) for it in editions_of(house, code)],
        "seen": found.edition if found else 0,
        "refused": "",
    }

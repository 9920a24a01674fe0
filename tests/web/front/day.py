"""A small day on the board, in the shape that the faces give it."""

from django.template import engines
from django.urls import get_urlconf, set_urlconf

SEAT = {"practice": "b", "practice_name": "Bréhan", "name": "Nadia", "zone": "Europe/Paris"}

NOW = "2026-11-24T09:42:07+00:00"
"""10:42:07 at the practice."""


LINE = """
<tr id="visit-{story}" class="line" data-doctor="lg" data-state="{state}" data-into="doctor-lg" data-order="{order}"
 tabindex="-1"><td class="line-hour">{order}</td>
<th scope="row" class="line-who"><a class="line-name" href="/p/b/visits/{story}/" data-open>{name}</a></th>
<td class="st is first"><span class="pill"><span class="state-word">En attente </span>
<time class="timer" data-since="{since}" data-amber="600" data-red="1200"></time></span></td>
<td class="line-do">{next}{extra}<details class="more">
<summary class="btn">Autres gestes<span class="vh"> : {name}</span></summary>
<div class="more-list"><a href="/p/b/prepare/{story}/" data-prepare>Fiche</a>{undo}</div></details></td></tr>
"""

FORM = """
<form method="post" action="/visits/{story}/{deed}" data-live{roles}>
<input type="hidden" name="csrfmiddlewaretoken" value="%TOKEN%"><input type="hidden" name="number" value="{number}">
<input type="hidden" name="key" value="%KEY%"><button class="btn btn-main" {mark}>{label}</button></form>
"""

TURN = """
<li id="turn-{story}" class="turn" data-into="turns" data-doctor="lg"{whose} data-since="{since}"{urgent}>
<p class="turn-say">{name}</p><p class="turn-where">Salle d’attente</p>{do}</li>
"""

BOARD = """
<div id="board" class="board" data-stream="/live" data-version-url="/version" data-changes-url="/changes"
 data-version="{version}" data-now="{now}">
<div class="board-head"><h1>Mardi 24 novembre</h1><label>Chercher<input type="search" data-search></label>
<a class="btn" href="#walk-in" data-walk-in>Sans rendez-vous</a></div>
<section class="board-side card" aria-labelledby="th"><h2 id="th">À vous</h2><span data-turn-count></span>
<ol class="turns" id="turns">{turns}</ol></section>
<div class="board-table" data-fold="done"><table><thead><tr><th scope="col">Heure</th><th scope="col">Patient</th>
<th scope="col">État<b id="count-waiting">1</b></th><th scope="col">Geste</th></tr></thead>
<tbody class="doctor"><tr class="doctor-head"><th colspan="4" scope="rowgroup"><h2>Dr Le Goff</h2>
<button class="btn" type="button" data-fold-done="doctor-lg" aria-expanded="false">Terminés</button></th></tr></tbody>
<tbody id="doctor-lg">{lines}</tbody></table></div></div>
"""

SINCE = "2026-11-24T09:36:07+00:00"


def line(story: str, *, state: str = "waiting", number: int = 2, deed: str = "Installer", **more: str) -> str:
    """One visit; `more` may say since, order, name, extra."""
    told = {"since": SINCE, "order": "10:30", "name": "Mme Duval Jeanne", "extra": "", **more}
    undo = form(story, "Annuler le geste", number, "withdraw", "data-undo")
    return LINE.format(story=story, state=state, next=form(story, deed, number), undo=undo, **told)


def form(story: str, label: str, number: int = 2, deed: str = "start", mark: str = "data-next", roles: str = "") -> str:
    asked = f' data-roles="{roles}"' if roles else ""
    return FORM.format(story=story, label=label, number=number, deed=deed, mark=mark, roles=asked)


def turn(
    story: str,
    *,
    roles: str = "assistant",
    since: str = SINCE,
    holder: str = "",
    name: str = "Mme Duval",
    urgent: bool = False,
) -> str:
    whose = f' data-holder="{holder}"' if holder else f' data-roles="{roles}"'
    marked = " data-urgent" if urgent else ""
    return TURN.format(story=story, whose=whose, since=since, urgent=marked, name=name, do=form(story, "Installer"))


def board(*lines: str, turns: str = "", roles: str = "assistant", version: int = 5) -> str:
    return page(BOARD.format(version=version, now=NOW, turns=turns, lines="".join(lines)), roles=roles, live=True)


def page(
    main: str,
    *,
    roles: str = "assistant",
    member: str = "nk",
    signed_in: bool = False,
    live: bool = False,
    theme: str = "auto",
) -> str:
    """`main` in the real frame of a page."""
    template = engines["django"].from_string(
        '{% extends "base.html" %}{% block title %}Essai{% endblock %}{% block main %}{{ inside|safe }}{% endblock %}'
    )
    told = {
        "inside": main,
        "seat": {**SEAT, "roles": roles.split(), "member": member},
        "may": {
            "see_board": True,
            "see_agenda": True,
            "import_agenda": True,
            "ask_task": True,
            "bring_documents": True,
        },
        "theme": theme,
        "languages": [("fr", "Français"), ("en", "English")],
        "session_left_url": "/session/" if signed_in else "",
        "session_stay_url": "/session/stay/" if signed_in else "",
        "csrf_token": "page-token",
        "live": live,
    }
    before = get_urlconf()
    set_urlconf("tests.web.front.addresses")
    try:
        return template.render(told)
    finally:
        set_urlconf(before)

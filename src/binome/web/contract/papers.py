"""The papers of a contract, in French: letters to the fund, prepared and never sent, and the file for the check."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from binome.contract import letters
from binome.contract.agreement import REGISTERED, PostAbsence
from binome.contract.calendar import over_on
from binome.practice.refusal import MoveRefused
from binome.web.asked import Asked, whole_number
from binome.web.charts import on_paper
from binome.web.contract import cockpit
from binome.web.contract.amended import amendments
from binome.web.contract.drawn import fans
from binome.web.contract.noted import REASONS
from binome.web.contract.numbers import share, signed, whole
from binome.web.contract.standing import Stood
from binome.web.contract.views import SEE, page, standing
from binome.web.days import day_said
from binome.web.paper import pdf_response
from binome.web.rights import allow
from binome.web.sentences import sentence_of
from binome.web.store import clock

PAPER_TONGUE = "fr"
SEVERAL = 2
"""From which number on French says it in the plural."""
DAY = "j F Y"
NAMES = {letters.ABSENCE: "absence", letters.ENDING: "fin-de-contrat", letters.YEARLY: "bilan-annuel"}


@allow(SEE)
@require_GET
def letter(request: Asked, practice: str, code: str, kind: str) -> HttpResponseBase:
    """Prepared, to be signed by hand: ?absence= is the number of a line, ?end= the day that is asked for."""
    it = standing(request, code)
    try:
        made = _made(it, kind, request.GET)
    except MoveRefused as refusal:
        return page(request, it, status=409, fault=sentence_of(refusal, it.house))
    with override(PAPER_TONGUE):
        told = {**_head(it), "kind": kind, "fields": _printable(it, made.fields), "missing": _missing(made.missing)}
        if kind == letters.ABSENCE:
            told["who"] = it.house.people.get(_the_absence(it, request.GET).post, "")
        return pdf_response("aid_letter.typ", told, name=f"courrier-cpam-{NAMES[kind]}-{it.on}.pdf")


@allow(SEE)
@require_GET
def proof(request: Asked, practice: str, code: str) -> HttpResponse:
    """Objectives, readings, counts and how each is counted: what one brings to the check."""
    it = standing(request, code)
    with override(PAPER_TONGUE):
        return pdf_response("aid_file.typ", proof_of(it), name=f"dossier-contrat-{it.on}.pdf")


def proof_of(it: Stood) -> dict[str, Any]:
    told = cockpit.told(it)
    drawn = fans(it)
    quantities = [_quantity(it, one) | {"svg": on_paper(drawn[one["code"]])} for one in told["quantities"]]
    return {
        **_head(it),
        "amendments": [{"on": _day(one["on"]), "said": _amended(one)} for one in amendments(it)],
        "quantities": quantities,
        "readings": [
            {**{name: one[name] for name in ("registered", "active", "source", "doctor")}, "on": _day(one["on"])}
            for one in reversed(told["readings"])
        ],
        "check": _checked(told["check"]),
        "years": [_year(one) for one in told["aid"]["years"]],
        "method": told["aid"]["chosen"],
        "absences": [_absence(it, one) for one in it.contract.absences],
        "dues": [{"on": _day(one["on"]), "said": one["said"], "late": one["late"]} for one in told["dues"]],
        "unsettled": [
            {"said": one["said"], "mark": one["mark"], "sources": [title for title, _address in one["sources"]]}
            for one in told["unsettled"]
        ],
        "according_to": cockpit.according_to(it),
    }


# --- a letter ---------------------------------------------------------------------------------------


def _made(it: Stood, kind: str, asked: Mapping[str, str]) -> letters.Letter:
    if kind == letters.ABSENCE:
        return letters.absence_letter(it.contract, _the_absence(it, asked), it.on)
    if kind == letters.ENDING:
        return letters.ending_letter(it.contract, _the_end(it, asked), it.on)
    if kind == letters.YEARLY:
        return letters.yearly_letter(it.contract, it.notes.counts, it.on)
    raise MoveRefused("letter.unknown")


def _the_absence(it: Stood, asked: Mapping[str, str]) -> PostAbsence:
    number = whole_number(asked.get("absence", ""))
    found: PostAbsence | None = next((one.value for one in it.notes.absences if one.number == number), None)
    if found is None:
        raise MoveRefused("letter.no_absence")
    return found


def _the_end(it: Stood, asked: Mapping[str, str]) -> date:
    said = asked.get("end", "")
    day = day_said(said)
    if day is None:
        raise MoveRefused("form.not_a_day", text=said[:20])
    if not max(it.on, it.contract.starts_on) < day <= over_on(it.contract):
        raise MoveRefused("letter.end_past")
    return day


def _printable(it: Stood, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Days and shares in words; codes of reasons in French."""
    told = {name: _printed(value) for name, value in fields.items() if name not in ("rows", "absences", "until")}
    if "rows" in fields:
        told["rows"] = [_row(row) for row in fields["rows"]]
        told["absences"] = [_absence(it, one) for one in fields["absences"]]
    if fields.get("until"):
        told["last"] = _day(fields["until"] - timedelta(days=1))
    if "reason" in fields:
        told["reason"] = str(REASONS.get(fields["reason"], fields["reason"]))
    if "source" in fields:
        told["source"] = cockpit.source_name(fields["source"] or "")
    return told


def _printed(value: Any) -> Any:
    tellers: tuple[tuple[type, Callable[[Any], Any]], ...] = ((date, _day), (Fraction, share))
    return next((tell(value) for kind, tell in tellers if isinstance(value, kind)), value)


def _row(row: Mapping[str, Any]) -> dict[str, str]:
    """A quantity of the yearly letter."""
    name = "Patientèle médecin traitant" if row["quantity"] == REGISTERED else "File active"
    numbers = {name: whole(row[name]) for name in ("start", "target", "today")}
    done = row["growth_done"]
    return {
        "name": name,
        **numbers,
        "asked": signed(row["growth_asked"]),
        "done": "–" if done is None else signed(done),
    }


def _missing(names: tuple[str, ...]) -> list[str]:
    said = {
        "reason": _("why the assistant is away"),
        "counted_on": _("a reading of the counts"),
        "source": _("where the counts were read"),
        "year": _("the contract year: it has not begun, or is over"),
        "since": _("the first day of the year"),
        "days": _("the last day, not known yet"),
        "until": _("the last day, not known yet"),
    }
    return list(dict.fromkeys(said[name] for name in names if name in said))


# --- shared -----------------------------------------------------------------------------------------


def _head(it: Stood) -> dict[str, Any]:
    head, people = cockpit.head(it), it.house.people
    return {
        "practice": it.house.name,
        "phone": str(it.house.settings.get("phone", "")),
        "demo": it.house.is_demo or it.kept.simulated,
        "name": it.kept.name,
        "doctors": [people.get(one.code, one.code) for one in it.contract.signatories if one.is_in(it.on)],
        "posts": [{"who": one["who"], "etp": one["etp"]} for one in head["posts"]],
        "share": head["share"],
        "several": it.contract.share_on(it.on) >= SEVERAL,
        "amended_on": next((_day(one.on) for one in it.contract.amended_by(it.on) if one.share), ""),
        "collective": head["collective"],
        "regime": head["regime"],
        "starts_on": _day(it.contract.starts_on),
        "signed_on": _day(it.contract.signed),
        "last_day": _day(head["last_day"]),
        "year": head["year"] or 0,
        "today": _day(it.on),
        "not_official": it.projection.not_official[PAPER_TONGUE],
        "printed": timezone.localtime(clock.now()).strftime("%d/%m/%Y %H:%M"),
    }


def _quantity(it: Stood, one: Mapping[str, Any]) -> dict[str, Any]:
    names = ("code", "name", "start", "target", "growth", "today", "attained", "missing", "chance")
    own, ahead = one["own"], one["ahead"]
    return {
        **{name: str(one[name]) for name in names},
        "read_on": _day(one["read_on"]) if one["read_on"] else "",
        "pace": one["pace"] or {"middle": "–", "range": ""},
        "ahead": {"on": _day(ahead["on"]), "middle": ahead["middle"], "range": ahead["range_95"], "how": ahead["how"]}
        if ahead
        else None,
        "own": {
            "patients": whole(own.patients),
            "since": _day(own.since),
            "last": _day(own.until - timedelta(days=1)),
            "months": own.months,
        }
        if own
        else None,
    }


def _checked(check: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {"on": _day(check["on"]), "year": check["year"], "way": check["way"]} if check else None


def _year(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "year": one["year"],
        "since": _day(one["since"]),
        "until": _day(one["until"]),
        "most": one["most"],
        "paid": one["paid"] or "–",
        "check": _day(one["check"]) if one["check"] else "",
    }


def _amended(one: Mapping[str, Any]) -> str:
    share = [f"de {one['was']} à {one['share']} ETP"] if one["share"] else []
    goals = [f"{name} de {start} à {target}" for name, start, target in one["goals"]]
    return " ; ".join([*share, *goals, *(f"{who} ({part})" for who, part in one["posts"])])


def _absence(it: Stood, one: PostAbsence) -> dict[str, str]:
    return {
        "who": it.house.people.get(one.post, ""),
        "since": _day(one.since),
        "last": _day(one.until - timedelta(days=1)) if one.until else "",
        "reason": str(REASONS.get(one.reason, one.reason)),
        "declared_on": _day(one.declared_on) if one.declared_on else "",
    }


def _day(day: date) -> str:
    """The first of a month is said "1er" in French."""
    told = date_format(day, DAY)
    return f"1er{told[1:]}" if day.day == 1 else told

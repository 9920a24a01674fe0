"""From a visit to its line in the day's picture."""

from datetime import timedelta
from typing import Any

from binome.practice.visit import Stretch, Visit


def line_of(visit: Visit) -> dict[str, Any]:
    """The columns of VisitRow that the story determines; `day` and `version` come from the day it is written in."""
    assert visit.due is not None
    assert visit.pathway is not None
    awaited = visit.awaits()
    return {
        "number": visit.number,
        "patient_id": visit.patient,
        "doctor": visit.doctor,
        "due": visit.due,
        "until": visit.due + timedelta(minutes=visit.minutes),
        "minutes": visit.minutes,
        "pathway": visit.pathway.code,
        "urgent": visit.urgent,
        "state": str(visit.state),
        "room": visit.room,
        "holder": visit.holder,
        "under_way": _text(visit.under_way()),
        "awaits": _text(awaited.step) if awaited else None,
        "to_sign": bool(visit.unsigned()),
        "owner": visit.owner,
        "arrived_at": visit.arrived_at,
        "since": visit.since,
        "standing": visit.standing,
        "progress": {str(step): told(stretch) for step, stretch in visit.progress.items()},
    }


def told(s: Stretch) -> list[object]:
    """Status, who, role, since, to sign, begun, seconds worked."""
    begun = s.begun.isoformat() if s.begun else None
    return [str(s.status), s.by, str(s.role), s.since.isoformat(), s.to_sign, begun, s.worked.total_seconds()]


def _text(word: object) -> str | None:
    return None if word is None else str(word)

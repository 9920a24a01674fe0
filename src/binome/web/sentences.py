"""Refusals in words: what happened, and who may help. One sentence per code."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from binome.practice.refusal import Refused
from binome.web.store.practice import House

Facts = Mapping[str, Any]


def sentence_of(refusal: Refused, house: House | None = None) -> str:
    """The refusal in the active language; names are put in when the practice is known."""
    told = _SENTENCES.get(refusal.code)
    return told(refusal.facts) if told else _("This cannot be done now (%(code)s).") % {"code": refusal.code}


_SENTENCES: Mapping[str, Callable[[Facts], str]] = {}


def clock(at: datetime) -> str:
    return timezone.localtime(at).strftime("%H:%M")

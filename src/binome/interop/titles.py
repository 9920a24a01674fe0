"""The title of an agenda entry: who comes, why, or that nobody does."""

import re
from dataclasses import dataclass
from datetime import date

from binome.interop.moments import read_birth_date
from binome.interop.names import CIVILITIES, PARTICLES, fold, is_loud, split_name

_PHONE = re.compile(r"(?<![\d/.])(?:\+\d{1,3}[ .-]?(?:\(0\)[ .-]?)?\d|0\d)(?:[ .-]?\d{2}){4}(?!\d)")
_BORN_ON = re.compile(
    r"[(\[]?\s*(?:\bn[ée]e?(?:\(e\))?\s+le\s+|\bdob:?\s*|\bborn\s+)?"
    r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})\s*[)\]]?",
    re.I,
)
_BORN_AS = re.compile(r"[(\[]?\s*\b(?:n[ée]e|born)\s+((?:[^\W\d_]|['’ -])+?)\s*(?:[)\],]|$|(?=\s[A-Z][a-zà-ÿ]))")
_PARTS = re.compile(r"\s+[-–—|/]\s+|\s*[:;|\n]\s*|\s*[(\[]\s*|\s*[)\]]\s*")
_REASONS = re.compile(
    r"\b(?:(?:t[ée]l[ée])?-?consult\w*|cs|rdv|rendez[- ]vous|visite|suivi|contr[oô]le|vaccin\w*|certificat|bilan|"
    r"renouvellement|renouv|ordonnance|urgence|urgent|pansement|[eé]ducation|frottis|grippe|fi[eè]vre|douleurs?|"
    r"check-?up|follow[- ]?up|visit|appointment|ecg|hta|dt2|inr|diab[eè]te|asthme|"
    r"nouveau|new|patient|premi[eè]re|first)\b",
    re.I,
)
_BLOCKS = re.compile(
    r"^(?:pause|d[ée]jeuner|repas|lunch|break|absen\w*|cong[ée]s?|vacances|holidays?|ferm[ée]\w*|fermeture|closed|"
    r"r[ée]union\w*|meeting|formation|indisponib\w*|unavailable|f[ée]ri[ée]|jour f[ée]ri[ée]|out of office|"
    r"ne pas (?:prendre|r[ée]server|donner))\b",
    re.I,
)
_BLOCKS_ALONE = re.compile(
    r"^(?:training|staff|bloqu[ée]\w*|blocked|busy|occup[ée]e?|administratif|admin|libre|free|disponible|available|"
    r"garde|permanence|h[ou]ld|private|priv[ée])\b[\W\d]*$",
    re.I,
)
_CANCELLED = re.compile(r"^\s*(?:annul[ée]\w*|cancell?ed|annulation)\s*[:\-–]\s*", re.I)


@dataclass(frozen=True, slots=True)
class Who:
    """The person and the reason as a title says them."""

    family: str = ""
    given: str = ""
    birth_name: str = ""
    birth_date: date | None = None
    phone: str = ""
    reason: str = ""


def is_block(title: str) -> bool:
    """Is this a stretch of the agenda nobody is received in: a pause, a meeting, a holiday?"""
    bare = title.strip()
    return _BLOCKS.match(bare) is not None or _BLOCKS_ALONE.match(bare) is not None


def without_cancelled(title: str) -> tuple[str, bool]:
    """The title without the word some agendas put before it, and whether that word was there."""
    bare = _CANCELLED.sub("", title)
    return bare, bare != title


def who(title: str) -> Who:
    """The person whom a title names, with whatever else it says about them."""
    rest, phone = _take(_PHONE, title)
    rest, born = _take(_BORN_ON, rest, 1)
    rest, birth_name = _take(_BORN_AS, rest, 1)
    parts = [part.strip(" ,.-–") for part in _PARTS.split(rest)]
    parts = [part for part in parts if part]
    if not parts:
        return Who(phone=phone, birth_date=read_birth_date(born), birth_name=birth_name)
    best = max(parts, key=lambda part: (_likeness(part), -parts.index(part)))
    name, lead = _without_reason(best)
    family, given = split_name(name)
    reason = " - ".join([*([lead] if lead else []), *(part for part in parts if part is not best)])
    return Who(family, given, birth_name.strip(), read_birth_date(born), phone, reason)


def _take(pattern: re.Pattern[str], text: str, group: int = 0) -> tuple[str, str]:
    """The text without what the pattern finds, and what it found."""
    found = pattern.search(text)
    if found is None:
        return text, ""
    return f"{text[: found.start()]} {text[found.end() :]}".strip(), found.group(group).strip()


def _without_reason(part: str) -> tuple[str, str]:
    """The name, then the reason: in "Renouvellement de traitement DUPONT Marie" the name comes last."""
    words = _REASONS.sub(" ", part).split()
    if not _has_name(words):
        return " ".join(words) or part, " ".join(_REASONS.findall(part)) if words else ""
    name = [word for word, after in zip(words, [*words[1:], ""], strict=True) if _may_be_named(word, after)]
    return " ".join(name), " ".join(word for word in part.split() if word not in name)


def _may_be_named(word: str, after: str) -> bool:
    return not word[0].islower() or (fold(word) in PARTICLES and (not after[:1].islower() or fold(after) in PARTICLES))


def _has_name(words: list[str]) -> bool:
    return any(len(w) > 1 and w[0].isupper() for w in words if fold(w) not in CIVILITIES)


def _likeness(part: str) -> int:
    """How much a part of a title looks like somebody's name."""
    words = part.split()
    loud = sum(is_loud(w) for w in words)
    score = 3 * any(fold(w) in CIVILITIES for w in words)
    score += 2 * (0 < loud < len(words)) + (1 < len(words) < 6) * all(w[:1].isupper() for w in words)
    return score - 3 * (_REASONS.search(part) is not None and not _has_name(_REASONS.sub(" ", part).split()))

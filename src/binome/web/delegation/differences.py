"""What changed between a paper as it was signed and what it would say today: in words, in the paper's own language."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from binome.practice.powers import Verdict
from binome.web.delegation.words import VERDICT_NAMES

Content = Mapping[str, Any]
Change = dict[str, str]

_PLAIN = ("who", "practice", "structure", "physicians", "posts", "trainings", "refers_to", "holds", "kept")


def differences(signed: Content, now: Content, tongue: str) -> list[Change]:
    """One line per change: about whom or what, and what was, and what is."""
    with translation.override(tongue):
        return [*_plain(signed, now), *_powers(signed, now)]


def _plain(signed: Content, now: Content) -> Iterator[Change]:
    names = {
        "who": _("Name"),
        "practice": _("Practice"),
        "structure": _("Kind of practice"),
        "physicians": _("Doctors"),
        "posts": _("Posts and hours"),
        "trainings": _("Trainings"),
        "refers_to": _("Whom to turn to"),
        "holds": _("What holds in the practice"),
        "kept": _("What the practice keeps"),
    }
    for key in _PLAIN:
        was, is_now = signed.get(key), now.get(key)
        if was != is_now:
            yield {"what": names[key], "who": "", "was": _as_text(was), "now": _as_text(is_now)}


def _powers(signed: Content, now: Content) -> Iterator[Change]:
    was, is_now = _by_key(signed), _by_key(now)
    for key in [*is_now, *(it for it in was if it not in is_now)]:
        before, after = was.get(key), is_now.get(key)
        told = _one(before), _one(after)
        if told[0] != told[1]:
            line = after or before or {}
            yield {"what": line["activity"], "who": line.get("who", ""), "was": told[0], "now": told[1]}


def _by_key(content: Content) -> dict[tuple[str, str], dict[str, Any]]:
    """Lines by member and activity; a job description has one member."""
    listed = content.get("members") or [{"code": "", "who": "", "lines": content.get("lines", [])}]
    return {(it["code"], line["code"]): {**line, "who": it["who"]} for it in listed for line in it["lines"]}


def _one(line: Mapping[str, Any] | None) -> str:
    if line is None:
        return _("not in it")
    asked = [*line["if"], *line["lacking"]]
    parts = [_verdict(line["verdict"])]
    parts += [_("if: %(what)s") % {"what": ", ".join(asked)}] if asked else []
    parts += [_("as long as: %(what)s") % {"what": ", ".join(met)}] if (met := line.get("while")) else []
    parts += [_("under: %(what)s") % {"what": line["ground"]["title"]}] if line["ground"] else []
    parts += [_("duties: %(what)s") % {"what": ", ".join(line["duties"])}] if line["duties"] else []
    return " · ".join(parts)


def _verdict(code: str) -> str:
    return _("kept by the practice") if code == "kept" else str(VERDICT_NAMES[Verdict(code)])


def _as_text(said: Any) -> str:
    """A value of a paper in a line."""
    if isinstance(said, Mapping):
        return ", ".join(_as_text(it) for it in said.values() if it)
    if isinstance(said, list):
        return " ; ".join(_as_text(it) for it in said) or "–"
    return str(said or "–")

"""FHIR resources taken out of a Bundle, a list or NDJSON, each with its line, and found again by reference."""

import bisect
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from binome.interop.letters import excerpt
from binome.interop.reading import NotUnderstood, Unreadable

Json = dict[str, Any]

_ENTRIES = re.compile(r'"entry"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """A resource, where it stands in the file, and the address it is pointed to by."""

    line: int | None
    resource: Json
    url: str = ""
    method: str = ""

    @property
    def kind(self) -> str:
        return word(self.resource.get("resourceType"))


@dataclass(slots=True)
class Shelf:
    """All entries, by every name another may call them."""

    entries: list[Entry]
    by_name: dict[str, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.entries:
            for name in _names(entry):
                self.by_name.setdefault(name, entry)

    def find(self, reference: Json, around: Json) -> Entry | None:
        """What a reference points to: inside the resource itself, in the bundle, or by identifier."""
        said = word(reference.get("reference")).partition("/_history/")[0]
        if said.startswith("#"):
            inside = (one for one in objects(around.get("contained")) if word(one.get("id")) == said[1:])
            return next((Entry(None, one) for one in inside), None)
        for name in _called(said, reference):
            if name in self.by_name:
                return self.by_name[name]
        return None


def resources(text: str) -> tuple[list[Entry], list[NotUnderstood]]:
    """The entries of a document, whatever it wraps them in."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return _ndjson(text)
    if isinstance(document, list):
        return [Entry(None, one) for one in objects(document)], []
    if not isinstance(document, dict) or not isinstance(document.get("resourceType"), str):
        raise Unreadable(None, "file.bundle", excerpt(text))
    if document["resourceType"] != "Bundle":
        return [Entry(1, document)], []
    return _bundled(document, text)


def objects(value: object) -> list[Json]:
    """The JSON objects of a list; an object alone is a list of one; anything else, none."""
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def words(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def word(value: object) -> str:
    """A text, or nothing when what stands there is no text."""
    if not isinstance(value, str):
        return ""
    told = value.replace("\x00", "").encode("utf-8", "ignore").decode()  # half a surrogate pair is no character
    return " ".join(told.split())


def _bundled(bundle: Json, text: str) -> tuple[list[Entry], list[NotUnderstood]]:
    wrapped = bundle.get("entry") if isinstance(bundle.get("entry"), list) else []
    lines = _lines(text, len(wrapped or []))
    entries: list[Entry] = []
    said: list[NotUnderstood] = []
    for line, one in zip(lines, wrapped or [], strict=True):
        resource = one.get("resource") if isinstance(one, dict) else None
        request = next(iter(objects(one.get("request"))), {}) if isinstance(one, dict) else {}
        if isinstance(resource, dict):
            entries.append(Entry(line, resource, word(one.get("fullUrl")), word(request.get("method"))))
        elif word(request.get("method")) == "DELETE":
            said.append(NotUnderstood(line, "entry.deleted", {"text": excerpt(word(request.get("url")))}))
        else:
            said.append(NotUnderstood(line, "resource.not_an_object"))
    return entries, said


def _lines(text: str, count: int) -> list[int | None]:
    """The line on which each entry of the bundle opens; unknown when the text cannot be followed so simply."""
    found = _ENTRIES.search(text)
    starts = list(_starts(text, found.end())) if found else []
    if len(starts) != count:
        return [None] * count
    ends = [at for at, sign in enumerate(text) if sign == "\n"]
    return [bisect.bisect(ends, at) + 1 for at in starts]


def _starts(text: str, at: int) -> Iterator[int]:
    decoder = json.JSONDecoder()
    while True:
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]
        if at >= len(text) or text[at] == "]":
            return
        yield at
        _, at = decoder.raw_decode(text, at)


def _ndjson(text: str) -> tuple[list[Entry], list[NotUnderstood]]:
    """One resource a line: how servers export in bulk."""
    entries: list[Entry] = []
    said: list[NotUnderstood] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            one = json.loads(line)
        except (ValueError, RecursionError):
            one = None
        if isinstance(one, dict) and isinstance(one.get("resourceType"), str):
            entries.append(Entry(number, one))
        else:
            said.append(NotUnderstood(number, "line.not_json"))
    if not entries:
        raise Unreadable(1, "file.json", excerpt(text))
    return entries, said


def _names(entry: Entry) -> Iterator[str]:
    if entry.url:
        yield entry.url
    if (given := word(entry.resource.get("id"))) and entry.kind:
        yield f"{entry.kind}/{given}"
        yield f"urn:uuid:{given}"
    for identifier in objects(entry.resource.get("identifier")):
        yield f"{entry.kind}?{word(identifier.get('system'))}|{word(identifier.get('value'))}"


def _called(said: str, reference: Json) -> Iterator[str]:
    if said:
        yield said
        yield "/".join(said.split("/")[-2:])
    kind, _, asked = said.partition("?identifier=")
    if asked:
        yield f"{kind}?{asked}"
    for identifier in objects(reference.get("identifier")):
        kind = word(reference.get("type")) or "Patient"
        yield f"{kind}?{word(identifier.get('system'))}|{word(identifier.get('value'))}"

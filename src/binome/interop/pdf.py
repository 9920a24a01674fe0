"""Is this a PDF that may be kept? Looked at, never opened: its structure alone, with bounds on every step.

What is encrypted cannot be read by whom it is for; what runs programs or carries other files has no place in a record.
Names may be disguised (`/J#53`), and dictionaries hidden in compressed streams: both are seen.
"""

import re
import zlib
from collections.abc import Iterator

from binome.practice.refusal import MoveRefused

MOST_BYTES = 15_000_000
MOST_INSIDE = 60_000_000
"""What all the compressed dictionaries of a document may come to: beyond, it is a bomb."""

_HEADER = re.compile(rb"%PDF-[12]\.\d")
_NAME = re.compile(rb"/((?:[A-Za-z]|#[0-9A-Fa-f]{2})(?:[A-Za-z0-9]|#[0-9A-Fa-f]{2})*)")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_ENCRYPTED = {b"Encrypt"}
_HOSTILE = {
    b"JavaScript", b"JS", b"Launch", b"SubmitForm", b"ImportData", b"GoToR", b"GoToE", b"RichMedia", b"EmbeddedFile",
    b"EmbeddedFiles", b"XFA", b"Movie", b"Rendition",
}  # fmt: skip


def refuse_unless_pdf(written: bytes) -> None:
    """Raise with the sentence's code when these bytes may not be kept."""
    if len(written) > MOST_BYTES:
        raise MoveRefused("document.too_large", most=MOST_BYTES // 1_000_000)
    if not _HEADER.match(written) or b"%%EOF" not in written[-2048:] or b"startxref" not in written[-4096:]:
        raise MoveRefused("document.not_a_pdf")
    names = set(_names(written))
    if names & _ENCRYPTED:
        raise MoveRefused("document.encrypted")
    if names & _HOSTILE:
        raise MoveRefused("document.hostile", what=sorted(name.decode() for name in names & _HOSTILE)[0])


def _names(written: bytes) -> Iterator[bytes]:
    """The names outside streams, and those inside the streams that hold dictionaries.

    A reader goes straight to an object wherever it stands: what looks like a stream and holds one is looked at too.
    """
    end, inside = 0, 0
    for begin in _STREAM.finditer(written):
        if begin.start() < end:
            continue
        head = written[end : begin.start()]
        own = set(_plain(head))
        yield from own
        end = written.find(b"endstream", begin.end())
        end = len(written) if end < 0 else end
        held = written[begin.end() : end]
        if _OBJECT.search(held):
            yield from _plain(held)
        if b"ObjStm" in own:
            unpacked = _unpacked(held, MOST_INSIDE - inside) if b"Filter" in own else held
            inside += len(unpacked)
            yield from _plain(unpacked)
    yield from _plain(written[end:])


def _plain(text: bytes) -> Iterator[bytes]:
    for name in _NAME.finditer(text):
        yield _HEX.sub(lambda code: bytes([int(code[1], 16)]), name[1])


def _unpacked(packed: bytes, most: int) -> bytes:
    """A stream of dictionaries that cannot be read hides what it holds: refused."""
    reader = zlib.decompressobj()
    try:
        unpacked = reader.decompress(packed, max(most, 1))
    except zlib.error:
        raise MoveRefused("document.not_a_pdf") from None
    if reader.unconsumed_tail:
        raise MoveRefused("document.too_large", most=MOST_BYTES // 1_000_000)
    if not reader.eof:
        raise MoveRefused("document.not_a_pdf")
    return unpacked

"""A PDF is kept when it is one, readable by whom it is for, and holds no program."""

import zlib

import pytest

from binome.interop.pdf import MOST_BYTES, refuse_unless_pdf
from tests.practice.refused import refused

PAGE = b"3 0 obj << /Type /Page /Parent 2 0 R >> endobj\n"
END = b"trailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
STREAM = b"9 0 obj << >>\nstream\nx\nendstream\nendobj\n"


def pdf(*inside: bytes, header: bytes = b"%PDF-1.7\n", end: bytes = END) -> bytes:
    return header + b"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n" + PAGE + b"".join(inside) + end


def hidden(dictionaries: bytes, head: bytes = b"/Type /ObjStm /Filter /FlateDecode") -> bytes:
    """Dictionaries in a compressed stream."""
    packed = zlib.compress(dictionaries)
    return b"9 0 obj << " + head + b" >>\nstream\n" + packed + b"\nendstream endobj\n"


def test_a_plain_document_is_kept() -> None:
    """With its links, its opening page and its images."""
    refuse_unless_pdf(pdf(b"4 0 obj << /OpenAction [3 0 R /Fit] /URI (https://example.org) >> endobj\n"))
    refuse_unless_pdf(pdf(hidden(b"<< /Type /Font /BaseFont /Inter >>")))
    image = (
        b"5 0 obj << /Subtype /Image >>\nstream\n/JavaScript is what these bytes happen to spell\nendstream endobj\n"
    )
    refuse_unless_pdf(pdf(image))


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"<html>%PDF-1.7</html>",
        b"PK\x03\x04 a spreadsheet",
        pdf(header=b"MZ\n%PDF-1.7\n"),
        pdf(end=b""),
        pdf(end=b"%%EOF"),
        pdf(hidden(b"")[:60] + b"\nendstream"),
    ],
)
def test_what_only_pretends_is_refused(written: bytes) -> None:
    """Another kind of file, a broken one, or one whose parts cannot be read."""
    with refused("document.not_a_pdf"):
        refuse_unless_pdf(written)


def test_what_is_encrypted_is_refused() -> None:
    """Nobody here could read it."""
    with refused("document.encrypted"):
        refuse_unless_pdf(pdf(end=b"trailer << /Root 1 0 R /Encrypt 8 0 R >>\nstartxref\n9\n%%EOF\n"))


@pytest.mark.parametrize(
    "inside",
    [
        b"4 0 obj << /S /JavaScript /JS (app.alert) >> endobj\n",
        b"4 0 obj << /S /J#61vaScript >> endobj\n",
        b"4 0 obj << /S /Launch /F (cmd.exe) >> endobj\n",
        b"4 0 obj << /Type /EmbeddedFile >> endobj\n",
        hidden(b"<< /S /JavaScript >>"),
        hidden(b"<< /S /#4aS >>"),
        b"9 0 obj << /Type /ObjStm >>\nstream\n<< /S /Launch >>\nendstream endobj\n",
        b"9 0 obj << >>\nstream\nx\nendstream endobj 4 0 obj << /XFA [] >> endobj\n",
        STREAM + b"4 0 obj << /S /JavaScript >> endobj\n" + STREAM,
        b"8 0 obj (stream\n) endobj\n4 0 obj << /S /Launch >> endobj\n" + STREAM,
        hidden(b"<< /S /Launch >>", head=b"/Type /ObjStm /Filter /FlateDecode /About (obj)"),
    ],
)
def test_what_holds_a_program_or_a_file_is_refused(inside: bytes) -> None:
    """However its name is written, between two streams, behind a false one, inside a compressed dictionary."""
    with refused("document.hostile"):
        refuse_unless_pdf(pdf(inside))


def test_what_is_too_large_is_refused() -> None:
    """As it is, or once its parts are unpacked."""
    with refused("document.too_large"):
        refuse_unless_pdf(pdf(b"%" + b" " * MOST_BYTES))
    bomb = hidden(b" " * 70_000_000)
    assert len(bomb) < 100_000
    with refused("document.too_large"):
        refuse_unless_pdf(pdf(bomb))

"""From bytes to text: every encoding an agenda is exported in, and a size above which nobody exports one."""

from binome.interop.reading import Unreadable

LARGEST_MB = 20
MOST_EVENTS = 20_000
"""Four years of one doctor's agenda."""

MOST_PEOPLE = 50_000
"""All who ever came to a large health centre."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def within_size(data: bytes) -> bytes:
    """The same bytes, or Unreadable when there are none or far too many."""
    if len(data) > LARGEST_MB * 1024 * 1024:
        raise Unreadable(None, "file.smaller", f"{len(data) // (1024 * 1024)} > {LARGEST_MB}")
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable(None, "file.not_empty", "")
    return data


def no_more_than(most: int, found: int, why: str) -> None:
    """Unreadable, with what a file may hold at most. Half of a file is not taken: what is missing would look gone."""
    if found > most:
        raise Unreadable(None, why, f"{most:_}".replace("_", "\u202f"))


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding it was in. Never fails: what is not Unicode is read as Western European."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), encoding
    if (wide := _wide(data)) is not None:
        return data.decode(wide, errors="replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"


def excerpt(text: str, longest: int = 60) -> str:
    """A foreign text short and plain enough to be shown in a sentence."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text[: longest * 4]).split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of a Western text is zero."""
    head = data[:200]
    if len(head) < 8:
        return None
    if head[1::2].count(0) > 0.8 * len(head[1::2]):
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > 0.8 * len(head[0::2]) else None

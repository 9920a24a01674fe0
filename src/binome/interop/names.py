"""Names as people write them, made comparable."""

import re
import unicodedata

PARTICLES = frozenset(
    ["d", "da", "de", "del", "della", "der", "des", "di", "du", "el", "la", "le", "les", "van", "von", "zu"]
)
CIVILITIES = frozenset(
    ["m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle", "mrs", "ms", "miss", "enfant", "bebe"]
)


def fold(text: str) -> str:
    """Letters only, without accents, case, hyphens or apostrophes: what two spellings of one name share."""
    flat = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    bare = "".join(c for c in flat if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


def fold_family(text: str) -> str:
    """As `fold`, without particles: "de La Tour" and "LATOUR" differ, "LA TOUR" and "Tour" do not."""
    words = fold(text).split()
    return " ".join([w for w in words if w not in PARTICLES] or words)


def digits(phone: str) -> str:
    """The digits of a French number however written, so that +33 6… and 06… are one."""
    bare = re.sub(r"\(0\)|\D", "", phone)
    return "0" + bare.removeprefix("00").removeprefix("33") if re.match(r"^(00)?33\d{9}$", bare) else bare


def split_name(name: str) -> tuple[str, str]:
    """Family and given name. Capitals mark the family name; without them the family name comes first, as in
    French agendas, unless a comma says otherwise."""
    if "," in name:
        family, given = name.split(",", 1)
        return _bare(family), _bare(given)
    words = [word for word in name.split() if fold(word) not in CIVILITIES]
    loud = [word for word in words if is_loud(word)]
    if loud and len(loud) < len(words):
        return _loud_and_quiet(words)
    cut = 1 + next((i for i, word in enumerate(words) if fold(word) not in PARTICLES), 0)
    return " ".join(words[:cut]), " ".join(words[cut:])


def _loud_and_quiet(words: list[str]) -> tuple[str, str]:
    """Capitals and the particles just before them are the family name: "Anne de LA TOUR"."""
    family: list[str] = []
    given: list[str] = []
    for index, word in enumerate(words):
        follows = words[index + 1] if index + 1 < len(words) else ""
        particle = fold(word) in PARTICLES and (is_loud(follows) or fold(follows) in PARTICLES)
        (family if is_loud(word) or particle else given).append(word)
    return " ".join(family), " ".join(given)


def is_loud(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def _bare(name: str) -> str:
    return " ".join(word for word in name.split() if fold(word) not in CIVILITIES)

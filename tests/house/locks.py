"""What a lock file may say: a name, a version, a hash. Never where it came from."""

import re
from pathlib import Path

ADDRESS = re.compile(r"://|\b(?:--index-url|--extra-index-url|--find-links|-i)\b|\b\w[\w-]*\.(?:org|com|io|net|dev)\b")
PINNED = re.compile(r"^[A-Za-z0-9][\w.\-]*(?:\[[^\]]+\])?==[^\s;]+")


def lock_faults(folder: Path) -> list[str]:
    """Every line of the lock files that names a place, and every package that no hash vouches for."""
    return [fault for path in sorted(folder.glob("*.txt")) for fault in _faults(path.name, path.read_text("utf-8"))]


def _faults(name: str, text: str) -> list[str]:
    lines = text.splitlines()
    addresses = [
        f"{name}:{number} names a place: {line}" for number, line in enumerate(lines, 1) if ADDRESS.search(line)
    ]
    entries = [it for it in text.replace("\\\n", "").splitlines() if it and not it.startswith(("#", " "))]
    unsure = [
        f"{name}: {entry.split()[0]} is not pinned by hash"
        for entry in entries
        if not PINNED.match(entry) or "--hash=sha256:" not in entry
    ]
    return addresses + unsure

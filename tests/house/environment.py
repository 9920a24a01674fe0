"""The variables of the environment that the code reads, and those its page tells."""

import re
from pathlib import Path

PAGE = "docs/reference/environment.md"
READ = re.compile(r"""(?:env(?:iron)?(?:\.get\(|\[)|getenv\(|\$\{?)"?(BINOME_[A-Z_]+)""")
TOLD = re.compile(r"^\| `(BINOME_[A-Z_]+)`", re.M)


def environment_faults(root: Path) -> list[str]:
    """Variables read but not told, and told but not read."""
    sources = [*(root / "src").rglob("*.py"), root / "run", *(root / "tests").glob("*.py")]
    read = {name for path in sources if path.exists() for name in READ.findall(path.read_text("utf-8"))}
    told = set(TOLD.findall((root / PAGE).read_text("utf-8")))
    return [f"{name} is read, and {PAGE} does not tell it" for name in sorted(read - told)] + [
        f"{name} is told in {PAGE}, and nothing reads it" for name in sorted(told - read)
    ]

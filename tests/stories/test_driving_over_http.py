"""The example of docs/howto/drive-it-over-http.md does what it says, against a real demonstration."""

import re
import subprocess
import sys
from pathlib import Path


def test_the_example_drives_a_visit(repository: Path, tmp_path: Path, served) -> None:
    """Somebody else's program signs in, does a gesture, and is told why the same gesture cannot be done again."""
    page = (repository / "docs/howto/drive-it-over-http.md").read_text("utf-8")
    (tmp_path / "example.py").write_text(re.search(r"```python\n(.*?)```", page, re.S)[1])
    example = [sys.executable, tmp_path / "example.py", served.address]
    told = subprocess.run(example, capture_output=True, text=True, check=False)
    assert told.stderr == ""
    first, second = told.stdout.splitlines()
    assert re.fullmatch(r"done: /p/\w+/visits/\w+/arrive", first)
    assert second.startswith("409 Déjà fait")

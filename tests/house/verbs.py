"""The verbs of ./run: those it lists, those it knows, those the papers send their reader to."""

import re
from pathlib import Path

from tests.house.papers import papers

LISTED = re.compile(r"^  (\w+) {2,}\S", re.M)
KNOWN = re.compile(r"^(\w+)\) ", re.M)
NAMED = re.compile(r"\./run ([a-z]+)")
HELP = {"help"}


def verb_faults(root: Path) -> list[str]:
    script = (root / "run").read_text("utf-8")
    listed, known = set(LISTED.findall(script)), set(KNOWN.findall(script)) - HELP
    faults = [f"./run {verb} is listed but unknown" for verb in sorted(listed - known)]
    faults += [f"./run {verb} is known but not listed" for verb in sorted(known - listed)]
    return faults + [
        f"{paper.relative_to(root)}: ./run {verb} does not exist"
        for paper in papers(root)
        for verb in sorted(set(NAMED.findall(paper.read_text("utf-8"))) - known)
    ]

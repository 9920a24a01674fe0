"""Papers that name places which are gone, words nobody explains, recipes too long to follow."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

NAMED = re.compile(r"`([^`\n]+)`|\]\(([^)\s]+)\)")
LOOKS_LIKE_A_PATH = re.compile(r"^[\w.\-*/]+$")
RECIPE = re.compile(r"^### (To .+)$", re.M)
STEP = re.compile(r"^\d+\. ", re.M)
CORE = ("practice", "journal", "contract", "desk")
"""The parts whose public classes the glossary explains."""


def papers(root: Path) -> list[Path]:
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def dead_paths(root: Path) -> list[str]:
    """The paths that a paper names, in backquotes or as a link, and that are not there."""
    return [
        f"{paper.relative_to(root)}: {name} does not exist"
        for paper in papers(root)
        for name in _paths_named(paper.read_text("utf-8"), root)
        if not _exists(name, paper.parent, root)
    ]


def _paths_named(text: str, root: Path) -> Iterator[str]:
    for quoted, linked in NAMED.findall(_without_code_blocks(text)):
        name = (quoted or linked).partition("#")[0].partition("::")[0].removeprefix("./")
        if linked:
            if name and "://" not in name and not name.startswith("mailto:"):
                yield name
        elif LOOKS_LIKE_A_PATH.match(name) and _begins_in(name, root):
            yield name


def _begins_in(name: str, root: Path) -> bool:
    """A word in backquotes is a path when it starts with a folder of the house or names a file of a known kind."""
    first, slash, _ = name.partition("/")
    kinds = (".md", ".py", ".toml", ".txt", ".html")
    return bool(slash and first and (root / first).is_dir()) or (name.endswith(kinds) and "*" not in name)


def _exists(name: str, folder: Path, root: Path) -> bool:
    places = (root, folder, root / "src/binome")
    if "*" in name:
        return any(next(place.glob(name), None) for place in places)
    return any((place / name).exists() for place in places)


def _without_code_blocks(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)


def unexplained_words(root: Path) -> list[str]:
    """Public classes of the core, and the words of its three enumerations, that GLOSSARY.md does not quote."""
    explained = set(re.findall(r"`(\w+)`", (root / "GLOSSARY.md").read_text("utf-8")))
    wanted = {name for part in CORE for name in _public_classes(root / "src/binome" / part)}
    wanted |= set(_words_of(root / "src/binome/practice", ("Role", "Step", "Moment")))
    return sorted(f"{word} is not in GLOSSARY.md" for word in wanted - explained)


def _classes(folder: Path) -> Iterator[ast.ClassDef]:
    for path in sorted(folder.rglob("*.py")):
        yield from (node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.ClassDef))


def _public_classes(folder: Path) -> Iterator[str]:
    return (it.name for it in _classes(folder) if not it.name.startswith("_"))


def _words_of(folder: Path, enumerations: tuple[str, ...]) -> Iterator[str]:
    for enumeration in (it for it in _classes(folder) if it.name in enumerations):
        for line in enumeration.body:
            if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                value = line.value
                yield value.value if isinstance(value, ast.Constant) else line.targets[0].id.lower()


def long_recipes(root: Path) -> list[str]:
    """The recipes of CONTRIBUTING.md that touch more than five places, or that touch none."""
    parts = RECIPE.split((root / "CONTRIBUTING.md").read_text("utf-8"))
    recipes = dict(zip(parts[1::2], parts[2::2], strict=True))
    if not recipes:
        return ["CONTRIBUTING.md has no recipe"]
    counts = {title: len(STEP.findall(body.split("\n## ")[0])) for title, body in recipes.items()}
    return [f"{title}: {count} places" for title, count in counts.items() if not 1 <= count <= 5]


def change_log_faults(root: Path) -> list[str]:
    """CHANGELOG.md opens with what is not released yet."""
    headings = re.findall(r"^## (.+)$", (root / "CHANGELOG.md").read_text("utf-8"), re.M)
    return [] if headings[:1] == ["Unreleased"] else ["CHANGELOG.md: the first section is not Unreleased"]


def decision_faults(root: Path) -> list[str]:
    """Decision records are numbered without gap or double and say what lost."""
    records = sorted((root / "docs/decisions").glob("*.md"))
    numbers = [record.name[:4] for record in records]
    faults = [] if numbers == [f"{n:04}" for n in range(1, len(records) + 1)] else [f"numbers: {', '.join(numbers)}"]
    return faults + [
        f"{record.name}: no section on what lost"
        for record in records
        if "\n## What lost" not in record.read_text("utf-8")
    ]

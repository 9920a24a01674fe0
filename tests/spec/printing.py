"""Prints docs/reference from the specification tests and from the rule data.

python -m tests.spec.printing            write the pages
python -m tests.spec.printing --check    write nothing; fail when a page is stale
"""

import ast
import sys
from pathlib import Path

from tests.spec.case_page import case_page
from tests.spec.delegation_page import delegation_page
from tests.spec.measures_page import measures_page, pulse_page
from tests.spec.rule_pages import rule_page
from tests.spec.validation_page import validation_page

MARK = "<!-- Printed by ./run docs from {}: change it there. -->\n"
BEGINS_WITH_THE_MARK = MARK.partition("{")[0]


def pages(root: Path) -> dict[Path, str]:
    """Every printed page, by its place under docs/reference."""
    printed = {}
    for spec in sorted((root / "tests/spec").glob("test_*.py")):
        if page := spec_page(spec.read_text("utf-8")):
            printed[Path(f"{spec.stem.removeprefix('test_').replace('_', '-')}.md")] = _marked(spec, root, page)
    for data in sorted((root / "src/binome").glob("*/data/**/*.toml")):
        if data.parent.name == "catalogue":
            printed[Path("measures", f"{data.stem}.md")] = _marked(data, root, measures_page(data.read_text("utf-8")))
            continue
        place = Path("rules", *data.relative_to(root / "src/binome").parts[2:]).with_suffix(".md")
        page = delegation_page if data.parent.name == "delegations" else rule_page
        printed[place] = _marked(data, root, page(_title(place), data.read_text("utf-8")))
    asked = root / "src/binome/voices/data/instruments"
    if asked.exists():
        printed[Path("measures", "pulse.md")] = _marked(asked, root, pulse_page())
    for file in sorted((root / "src/binome/contract/cases").glob("*.toml")):
        place = Path("cases", f"{file.stem.replace('_', '-')}.md")
        printed[place] = _marked(file, root, case_page(file.stem, file.read_text("utf-8")))
    record = root / "tests/truth/validation.json"
    if record.exists():
        printed[Path("validation.md")] = _marked(record, root, validation_page(record.read_text("utf-8")))
    printed[Path("README.md")] = MARK.format("the pages beside it") + _contents(printed | _by_hand(root))
    return printed


def spec_page(source: str) -> str:
    """A specification as a page: what its docstring says, its tables, and the sentences its tests guarantee."""
    module = ast.parse(source)
    title, _, words = (ast.get_docstring(module) or "").partition("\n")
    tables = [table for node in module.body if (table := _table_of(node))]
    if not tables:
        return ""
    tests = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    sentences = [f"- {' '.join(sentence.split())}" for test in tests if (sentence := ast.get_docstring(test))]
    parts = [f"# {title.rstrip('.')}", words.strip(), *tables, "## What is guaranteed", "\n".join(sentences)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table_of(node: ast.stmt) -> str:
    """The text of `TABLE = \"\"\"…\"\"\"` (or TABLE_OF_SOMETHING), as drawn."""
    if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)):
        return ""
    name, value = node.targets[0], node.value.value
    named = isinstance(name, ast.Name) and (name.id == "TABLE" or name.id.startswith("TABLE_"))
    if not (named and isinstance(value, str)):
        return ""
    return _with_rule("\n".join(line.strip() for line in value.strip().splitlines()))


def _with_rule(table: str) -> str:
    """Markdown wants a rule under the headings; the drawn table may do without."""
    lines = table.splitlines()
    first = next((number for number, line in enumerate(lines) if line.startswith("|")), None)
    if first is None:
        return table
    following = lines[first + 1] if first + 1 < len(lines) else ""
    if not following.startswith("|-") and not following.startswith("| -"):
        lines.insert(first + 1, "|" + "---|" * (lines[first].strip("|").count("|") + 1))
    if first > 0 and lines[first - 1]:
        lines.insert(first, "")
    return "\n".join(lines)


def _marked(source: Path, root: Path, page: str) -> str:
    return MARK.format(source.relative_to(root)) + page


def _title(place: Path) -> str:
    return " · ".join([*place.parts[1:-1], place.stem]).replace("_", " ").capitalize()


def _contents(printed: dict[Path, str]) -> str:
    lines = [f"- [{_heading(page)}]({place})" for place, page in printed.items()]
    return (
        "\n".join(
            [
                "# Reference",
                "",
                "What the tests check and what the rule data say, printed; and a few pages written by hand.",
                "",
                *lines,
            ]
        )
        + "\n"
    )


def _by_hand(root: Path) -> dict[Path, str]:
    """Pages written by hand stand beside the printed ones; the contents name them too."""
    folder = root / "docs/reference"
    written = {path.relative_to(folder): path.read_text("utf-8") for path in sorted(folder.rglob("*.md"))}
    return {place: page for place, page in written.items() if not page.startswith(BEGINS_WITH_THE_MARK)}


def _heading(page: str) -> str:
    return next(line.removeprefix("# ") for line in page.splitlines() if line.startswith("# "))


def stale(root: Path) -> list[str]:
    """The pages that differ from what would be printed now, and the printed ones that nothing prints any more."""
    folder = root / "docs/reference"
    wanted = pages(root)
    differing = [place for place, page in wanted.items() if _read(folder / place) != page]
    orphans = [path.relative_to(folder) for path in _printed_before(folder) if path.relative_to(folder) not in wanted]
    return [f"docs/reference/{place}" for place in differing + orphans]


def write(root: Path) -> None:
    folder = root / "docs/reference"
    for orphan in _printed_before(folder):
        orphan.unlink()
    for place, page in pages(root).items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(page, "utf-8")


def _printed_before(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.md")) if path.read_text("utf-8").startswith(BEGINS_WITH_THE_MARK)]


def _read(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


def main(arguments: list[str]) -> int:
    root = Path(__file__).parent.parent.parent
    if "--check" not in arguments:
        write(root)
        return 0
    faults = stale(root)
    for fault in faults:
        sys.stderr.write(f"{fault} is stale: ./run docs\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

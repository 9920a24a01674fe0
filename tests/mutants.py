"""`./run mutants`: the law and the life of a task, changed one word at a time; what do the tests let through?

Which modules, which tests, which survivors are known and why: tests/mutants.toml. Exits 1 when a module is under the
least share, when a survivor has no reason, or when a reason has no survivor any more.
"""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FOUND = {"killed", "timeout", "segfault", "caught by type check"}
"""A mutant that never ends, or that brings the interpreter down, is seen too."""

COPIED = ("src", "tests", "pyproject.toml")


@dataclass(frozen=True)
class Change:
    """What a mutant is: the module, its line as it was and as it became."""

    module: str
    was: str
    became: str


@dataclass(frozen=True)
class Count:
    """How a module stands."""

    module: str
    killed: int
    survived: int

    @property
    def percent(self) -> float:
        return 100 * self.killed / max(1, self.killed + self.survived)


@dataclass(frozen=True)
class Wanted:
    """tests/mutants.toml, read."""

    modules: dict[str, list[str]]
    least_percent: float
    reasons: dict[Change, str]


def wanted(text: str) -> Wanted:
    told = tomllib.loads(text)
    listed = told.get("survivor", [])
    reasons = {Change(it["module"], it["was"], it["became"]): it["reason"] for it in listed}
    return Wanted(told["modules"], told["least_percent"], reasons)


def counts(statuses: dict[str, str], modules: Iterable[str]) -> list[Count]:
    """By module, from the state of each mutant by its name."""
    return [
        _count(module, [found for name, found in statuses.items() if module_of(name) == module]) for module in modules
    ]


def _count(module: str, found: list[str]) -> Count:
    killed = sum(it in FOUND for it in found)
    return Count(module, killed, len(found) - killed)


def module_of(mutant: str) -> str:
    """`binome.practice.task.xǁTaskǁafter__mutmut_3` is one of binome.practice.task."""
    return mutant.rpartition(".")[0]


def change_of(module: str, difference: str) -> Change:
    """The changed lines of a unified difference."""
    lines = [line for line in difference.splitlines() if not line.startswith(("---", "+++"))]
    was, became = (" ".join(line[1:].strip() for line in lines if line.startswith(sign)) for sign in ("-", "+"))
    return Change(module, was, became)


def faults(found: list[Count], survivors: Iterable[Change], asked: Wanted) -> Iterator[str]:
    """What is wrong, in sentences."""
    for count in found:
        if count.killed + count.survived == 0:
            yield f"{count.module}: nothing was changed in it"
        elif count.percent < asked.least_percent:
            yield f"{count.module}: {count.percent:.1f} % killed, {asked.least_percent} % are wanted"
    lived = set(survivors)
    for it in sorted(lived - set(asked.reasons), key=str):
        yield f"{it.module}: survives without a reason\n  was    {it.was}\n  became {it.became}"
    for it in sorted(set(asked.reasons) - lived, key=str):
        yield f"{it.module}: has a reason and survives no more\n  was    {it.was}\n  became {it.became}"


def table(found: list[Count]) -> str:
    """Killed and survived, by module and in all."""
    whole = Count("in all", sum(it.killed for it in found), sum(it.survived for it in found))
    lines = [f"{it.module:<36}{it.killed:>8}{it.survived:>10}{it.percent:>9.1f} %" for it in (*found, whole)]
    return "\n".join([f"{'module':<36}{'killed':>8}{'survived':>10}{'':>11}", *lines])


# --- the tool itself, in a copy of the house


def laid_out(root: Path, work: Path, asked: Wanted) -> None:
    """A copy where the tool may write, told what to change and which tests to run."""
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    unwanted = shutil.ignore_patterns("__pycache__", "stories", "node_modules")
    for name in COPIED:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, work / name, ignore=unwanted)
        else:
            shutil.copy2(source, work / name)
    settings = {
        "source_paths": ["src"],
        "only_mutate": [f"src/{module.replace('.', '/')}.py" for module in asked.modules],
        "pytest_add_cli_args": ["-x", "-q", "-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": sorted({test for tests in asked.modules.values() for test in tests}),
        "use_git_change_detection": False,
    }
    with (work / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("\n[tool.mutmut]\n")
        file.writelines(f"{key} = {json.dumps(value)}\n" for key, value in settings.items())


def said_by(work: Path, *words: str, log: Path | None = None) -> str:
    """What the tool answers; its progress goes to a file, it fills a screen."""
    command = [sys.executable, "-m", "mutmut", *words]
    done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    if log is not None:
        log.write_text(done.stdout + done.stderr, "utf-8")
    return done.stdout


def statuses_in(answer: str) -> dict[str, str]:
    """`  name: status`, a line each."""
    pairs = (line.strip().rpartition(": ") for line in answer.splitlines() if ": " in line)
    return {name: status for name, _, status in pairs}


def main(arguments: list[str]) -> int:
    root = Path(__file__).parent.parent
    asked = wanted((root / "tests/mutants.toml").read_text("utf-8"))
    work = root / ".venv/mutants"
    laid_out(root, work, asked)
    children = arguments[0] if arguments else str(min(2, os.cpu_count() or 1))
    sys.stderr.write(f"Changing {len(asked.modules)} modules one word at a time; this takes some minutes.\n")
    said_by(work, "run", "--max-children", children, log=work / "run.log")
    statuses = statuses_in(said_by(work, "results", "--all", "true"))
    found = counts(statuses, asked.modules)
    lived = [name for name, status in statuses.items() if status not in FOUND]
    survivors = [change_of(module_of(name), said_by(work, "show", name)) for name in lived]
    wrong = list(faults(found, survivors, asked))
    known = len({it for it in survivors if it in asked.reasons})
    sys.stdout.write(f"{table(found)}\n{known} kinds of survivors have a reason in tests/mutants.toml.\n")
    sys.stdout.writelines(f"{it}\n" for it in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

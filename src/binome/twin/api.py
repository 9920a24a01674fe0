"""The twin for notebooks: `from binome import twin`, then the words of the command line."""

from pathlib import Path

from binome.twin.begins import run_both
from binome.twin.beside import compare
from binome.twin.description import sections
from binome.twin.experiment import Precision, Threads, run
from binome.twin.figures import FIGURES
from binome.twin.model import Scenario
from binome.twin.optimum import optimise
from binome.twin.options import read_options
from binome.twin.results import read_result, write_result
from binome.twin.scenario import read as read_text
from binome.twin.scenario import read_file, write
from binome.twin.stamps import trace
from binome.twin.told import tell_both, tell_comparison, tell_optimum, tell_run

__all__ = [
    "FIGURES",
    "Precision",
    "Scenario",
    "Threads",
    "compare",
    "describe",
    "optimise",
    "read",
    "read_options",
    "read_result",
    "run",
    "run_both",
    "tell_both",
    "tell_comparison",
    "tell_optimum",
    "tell_run",
    "trace",
    "write",
    "write_result",
]


def read(source: str | Path) -> Scenario:
    """A scenario from its file, or from its text when that has several lines."""
    if isinstance(source, str) and "\n" in source:
        return read_text(source)
    return read_file(Path(source))


def describe(scenario: Scenario, language: str = "fr") -> str:
    """The whole model in plain sentences."""
    return "\n\n".join("\n".join((it.title, *it.sentences)) for it in sections(scenario, language))

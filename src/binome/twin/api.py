"""The twin for notebooks: `from binome import twin`, then the words of the command line."""

from pathlib import Path

from binome.twin.begins import run_both as run_both
from binome.twin.beside import compare as compare
from binome.twin.description import sections
from binome.twin.experiment import Precision as Precision
from binome.twin.experiment import Threads as Threads
from binome.twin.experiment import run as run
from binome.twin.figures import FIGURES as FIGURES
from binome.twin.model import Scenario as Scenario
from binome.twin.optimum import optimise as optimise
from binome.twin.options import read_options as read_options
from binome.twin.results import read_result as read_result
from binome.twin.results import write_result as write_result
from binome.twin.scenario import read as read_text
from binome.twin.scenario import read_file
from binome.twin.scenario import write as write
from binome.twin.stamps import trace as trace
from binome.twin.told import tell_both as tell_both
from binome.twin.told import tell_comparison as tell_comparison
from binome.twin.told import tell_optimum as tell_optimum
from binome.twin.told import tell_run as tell_run


def read(source: str | Path) -> Scenario:
    """A scenario from its file, or from its text when that has several lines."""
    if isinstance(source, str) and "\n" in source:
        return read_text(source)
    return read_file(Path(source))


def describe(scenario: Scenario, language: str = "fr") -> str:
    """The whole model in plain sentences."""
    return "\n\n".join("\n".join((it.title, *it.sentences)) for it in sections(scenario, language))

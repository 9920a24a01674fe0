"""Whoever waits for the twin to be compiled is told so, once, and only when it is."""

import numba
import pytest

from binome.cli.compiling import compiling_is_said
from binome.twin.compiling import told_when_compiling
from binome.twin.experiment import run
from tests.twin.small_experiment import month

SENTENCES = {
    ("fr",): "Compilation du jumeau, une seule fois : une minute environ…\n",
    ("en",): "Compiling the twin, once: about a minute…\n",
    ("fr", "en"): (
        "Compilation du jumeau, une seule fois : une minute environ… / Compiling the twin, once: about a minute…\n"
    ),
}


def _compiles() -> None:
    """A function that nobody has compiled before."""
    assert numba.njit(lambda it: it + 1)(1) == 2


@pytest.mark.parametrize("languages", SENTENCES)
def test_it_is_said_once_when_something_is_compiled(
    languages: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """On the error stream: what a program reads is not touched."""
    with compiling_is_said(*languages):
        _compiles()
        _compiles()
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", SENTENCES[languages])


@pytest.mark.timeout(300)  # the first run may compile
def test_nothing_is_said_when_it_is_compiled_already(capsys: pytest.CaptureFixture[str]) -> None:
    """Nor after the wait that one asked about."""
    run(month(), replications=1)
    with compiling_is_said("en"):
        run(month(), replications=1)
    _compiles()
    assert capsys.readouterr().err == ""


def test_each_who_waits_is_told() -> None:
    """One inside the other, too."""
    heard: list[str] = []
    with told_when_compiling(lambda: heard.append("one")), told_when_compiling(lambda: heard.append("two")):
        _compiles()
    assert sorted(heard) == ["one", "two"]

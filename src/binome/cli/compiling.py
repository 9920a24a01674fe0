"""What somebody reads who waits for the twin to be compiled."""

from collections.abc import Iterator
from contextlib import contextmanager

from binome.cli.saying import say


@contextmanager
def compiling_is_said(*languages: str) -> Iterator[None]:
    """One line on the error stream, only when there is something to wait for."""
    from binome.twin.compiling import told_when_compiling

    def tell() -> None:
        from binome.twin.telling import read_sentences

        told = read_sentences("experiment.toml")["compiling"]
        say(" / ".join(told[it] for it in languages))

    with told_when_compiling(tell):
        yield

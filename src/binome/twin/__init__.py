"""What might happen: the practice, on simulated days.

For notebooks, the words of the command line are here: `twin.read(FILE)`, `twin.run(...)`, `twin.compare(...)`. They
are fetched when they are first used, so that naming the twin costs nothing.
"""

from typing import Any

WORDS = frozenset(
    {
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
    }
)


def __getattr__(name: str) -> Any:
    if name not in WORDS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from binome.twin import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *WORDS})

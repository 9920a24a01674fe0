"""Where a result comes from, and what makes it again."""

import shlex
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Self

SAID, EMPTY, FULL = "said", "empty", "full"
"""How a run begins: with the book that the scenario says, with an empty one, or with every slot taken."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Provenance:
    """Nothing of the machine is in it: the same experiment has the same provenance on any number of threads.

    `precision`: the figure and the half width asked for, where every replication was lived under that question.
    """

    version: str
    kernel: str
    numba: str
    numpy: str
    scenario: str
    scenario_sha256: str
    seed: int
    practice: int
    begins: str
    replications: int
    file: str
    precision: str = ""

    @property
    def command(self) -> str:
        """What makes it again, to the last byte, unless somebody stopped it early: then it says what had been lived."""
        return command_of(
            "run",
            self.file,
            replications=self.replications,
            seed=self.seed,
            practice=self.practice or None,
            begins=self.begins if self.begins != SAID else None,
            precision=self.precision or None,
        )

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "command": self.command}

    @classmethod
    def of_json(cls, told: dict[str, Any]) -> Self:
        return cls(**{name: value for name, value in told.items() if name != "command"})

    def same_experiment(self, other: "Provenance") -> bool:
        """May replications of one be added to those of the other?"""
        compared = ("kernel", "scenario_sha256", "seed", "practice", "begins")
        return all(getattr(self, name) == getattr(other, name) for name in compared)


def command_of(verb: str, *files: str, **options: object) -> str:
    """The line that asks for it; an option that is None was not given."""
    words = ["binome", "twin", verb, *map(shlex.quote, files)]
    said = {name: it for name, it in options.items() if it is not None}
    return " ".join([*words, *(f"--{name} {shlex.quote(str(it))}" for name, it in said.items())])


def provenance_of(
    text: str, *, seed: int, practice: int = 0, begins: str = SAID, file: str = "", precision: str = ""
) -> Provenance:
    """Of a run of this text by the program as it is installed here, before its first replication."""
    from importlib.metadata import version

    import numba
    import numpy as np

    from binome.twin.kernel.compiled import source_hash

    return Provenance(
        version=version("binome"),
        kernel=source_hash(),
        numba=numba.__version__,
        numpy=np.__version__,
        scenario=text,
        scenario_sha256=sha256(text.encode()).hexdigest(),
        seed=seed,
        practice=practice,
        begins=begins,
        replications=0,
        file=file or "scenario.toml",
        precision=precision,
    )

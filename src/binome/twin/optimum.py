"""The best of several options that keep the guardrails, named with a stated probability of being right."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from binome.twin.choose import Choice, choose
from binome.twin.experiment import Engine, run
from binome.twin.figures import FIGURES, MORE
from binome.twin.guardrails import Kept
from binome.twin.intervals import Floats
from binome.twin.options import Options
from binome.twin.outcome import Outcome
from binome.twin.paired import Paired
from binome.twin.provenance import command_of

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Optimum:
    """`left_out`: the options whose mean crosses a guardrail, and which ones; the certainty speaks of the others."""

    asked: Options
    seed: int
    outcomes: tuple[Outcome, ...]
    left_out: dict[int, tuple[str, ...]]
    choice: Choice

    @property
    def best(self) -> str:
        return self.asked.options[self.choice.best].name

    def against_base(self, option: int) -> Paired:
        return Paired(self.outcomes[0], self.outcomes[option], self.asked.guardrails)

    def as_json(self) -> dict[str, Any]:
        asked = self.asked
        return {
            "figure": asked.figure,
            "better": FIGURES[asked.figure].better,
            "matters": asked.matters,
            "certainty": self.choice.certainty,
            "settled": self.choice.settled,
            "best": self.best,
            "seed": self.seed,
            "procedure": "KN (Kim and Nelson 2001)",
            "command": command_of("optimise", asked.file, seed=self.seed),
            "options": [self._option_json(n) for n in range(len(asked.options))],
        }

    def _option_json(self, number: int) -> dict[str, Any]:
        outcome, pair = self.outcomes[number], self.against_base(number)
        return {
            "name": self.asked.options[number].name,
            "replications": outcome.replications,
            "figure": outcome.figure(self.asked.figure).as_json(),
            "difference": pair.difference(self.asked.figure).as_json(),
            "guardrails": {code: str(kept) for code, kept in pair.verdicts().items()},
            "crosses": list(self.left_out.get(number, ())),
            "provenance": outcome.provenance.as_json(),
        }


def optimise(
    asked: Options,
    *,
    seed: int = 1,
    threads: int = 0,
    engine: Engine | None = None,
    on_progress: Progress | None = None,
) -> Optimum:
    """Live every option a first time, leave out those that cross a guardrail, and choose among the rest."""
    lived = _Lived(asked, seed, threads, engine, on_progress)
    for number in range(len(asked.options)):
        lived.values(number, asked.first)
    left_out = {n: crossed for n in range(1, len(asked.options)) if (crossed := lived.crossed(n))}
    while True:
        left = [n for n in range(len(asked.options)) if n not in left_out]
        choice = choose(
            lived.values,
            left,
            matters=asked.matters,
            certainty=asked.certainty,
            first=asked.first,
            most=asked.most,
        )
        lived.values(0, lived.outcomes[choice.best].replications)
        crossed = lived.crossed(choice.best)  # with all that was lived since the first look
        if not choice.best or not crossed:
            return Optimum(asked, seed, tuple(lived.outcomes[n] for n in range(len(asked.options))), left_out, choice)
        left_out[choice.best] = crossed


class _Lived:
    """The replications of every option so far; more are lived when they are asked for."""

    def __init__(
        self, asked: Options, seed: int, threads: int, engine: Engine | None, on_progress: Progress | None
    ) -> None:
        self.asked, self.seed, self.threads, self.engine = asked, seed, threads, engine
        self.on_progress = on_progress
        self.outcomes: dict[int, Outcome] = {}

    def values(self, number: int, count: int) -> Floats:
        """The figure to better, the larger the better."""
        option = self.asked.options[number]
        before = self.outcomes.get(number)
        if before is None or before.replications < count:
            self.outcomes[number] = run(
                option.scenario,
                replications=count,
                seed=self.seed,
                threads=self.threads,
                engine=self.engine,
                so_far=before,
                text=option.text,
                on_progress=self._progress_of(option.name),
            )
        told = self.outcomes[number].values(self.asked.figure)
        return told if FIGURES[self.asked.figure].better == MORE else -told

    def _progress_of(self, name: str) -> Callable[[int, int], None] | None:
        told = self.on_progress
        return (lambda done, of: told(name, done, of)) if told else None

    def crossed(self, number: int) -> tuple[str, ...]:
        pair = Paired(self.outcomes[0], self.outcomes[number], self.asked.guardrails)
        return tuple(code for code, kept in pair.verdicts().items() if kept is Kept.CROSSED)

"""Numbers, days, hours, laws and curves, said in a language."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from binome.twin.forms import WEEKDAYS, Stretch, Week, clock
from binome.twin.laws import Curve, Law
from binome.twin.telling import sentences, tell


class WithComma(float):
    """A number that any format writes as French does."""

    def __format__(self, form: str) -> str:
        return super().__format__(form).replace(".", ",")


@dataclass(frozen=True, slots=True)
class Voice:
    """One language."""

    language: str

    def say(self, table: str, code: str, /, **facts: object) -> str:
        return tell(self.language, table, code, **{name: self.fact(it) for name, it in facts.items()})

    def told(self, sentence: str, /, **facts: object) -> str:
        return self.say("told", sentence, **facts)

    def fact(self, fact: object) -> object:
        """As the language writes it: « 0,5 », « 22 novembre 2026 »."""
        if isinstance(fact, date):
            return self.day(fact)
        return WithComma(fact) if isinstance(fact, float) and self.language == "fr" else fact

    def number(self, value: float) -> str:
        return f"{self.fact(float(value)):g}"

    def day(self, day: date) -> str:
        names: Any = sentences(self.language)["months"]
        number = "1er" if self.language == "fr" and day.day == 1 else str(day.day)
        return f"{number} {names[str(day.month)]} {day.year}"

    def listed(self, parts: Iterable[str]) -> str:
        """Things that have commas of their own."""
        return (" ; " if self.language == "fr" else "; ").join(parts)

    def role(self, word: str) -> str:
        """The name of a role; a member is called by their code."""
        return str(sentences(self.language)["roles"].get(word, word))

    def share(self, share: float) -> str:
        return f"{self.fact(100 * share):.3g} %"

    def stretch(self, value: Stretch) -> str:
        since, until = value
        end = clock(until) if math.isfinite(until) else self.told("no_end")
        return f"{clock(since)}–{end}"

    def week(self, week: Week) -> str:
        """The stretches of the week, days alike together."""
        return self.by_weekday(tuple(", ".join(map(self.stretch, day)) for day in week))

    def by_weekday(self, told: tuple[str, ...]) -> str:
        if told.count(told[0]) == len(told):
            return told[0] or "—"
        days: dict[str, list[str]] = {}
        for name, it in zip(WEEKDAYS, told, strict=True):
            if it:
                days.setdefault(it, []).append(self.say("weekdays", name))
        return self.listed(f"{' '.join(names)} {it}" for it, names in days.items())

    def law(self, law: Law) -> str:
        said = self._plain(law)
        if law.mirrored:
            said = self.say("laws", "mirrored", law=said)
        return self.say("laws", "shifted", law=said, minutes=law.shift_min) if law.shift_min else said

    def _plain(self, law: Law) -> str:
        if law.family == "empirical":
            return self.say("laws", "empirical", count=len(law.values_min), mean=law.mean_min)
        if law.family == "mixture":
            parts = [self.say("laws", "part", share=self.share(it.share), law=self.law(it.law)) for it in law.parts]
            return self.say("laws", "mixture", parts=self.listed(parts))
        return self.say("laws", law.family, **law.named)

    def curve(self, curve: Curve) -> str:
        if not curve.points:
            shares = {"from_share": self.share(curve.from_share), "to_share": self.share(curve.to_share)}
            return self.say("curves", "limit", **shares, days=curve.days)
        if len(curve.points) == 1:
            return self.say("curves", "flat", share=self.share(curve.points[0][1]))
        points = ", ".join(self.say("curves", "point", share=self.share(it), day=day) for day, it in curve.points)
        return self.say("curves", "stairs" if curve.stairs else "lines", points=points)

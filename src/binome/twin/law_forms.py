"""How laws of minutes and curves by lead time are written in TOML."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from binome.practice.toml_faults import NotSo
from binome.practice.toml_places import Place
from binome.twin.forms import Flag, ListOf, Number, Page, Pen, Text, only, shown
from binome.twin.laws import FAMILIES, Curve, Law, Part, flat

LAW_KEYS = {
    "law",
    "values_min",
    "parts",
    "mirrored",
    "shift_min",
    "sd_min",
    *(k for it in FAMILIES.values() for k in it),
}
LEAST_CV, MOST_CV = 0.01, 100
"""Below, the law is a constant, and its table takes minutes to make; above, its mean is one visit in thousands."""
MINUTES = Number(0.0, 100_000.0)


@dataclass(frozen=True)
class LawOf:
    """A law of minutes. `signed`: it may give less than nothing, as an early patient does."""

    signed: bool = False

    def read(self, page: Page, place: Place, found: Any) -> Law:
        if not isinstance(found, dict):
            return Law("constant", (MINUTES.read(page, place, found),))
        only(found, LAW_KEYS)
        family = Text(tuple(FAMILIES)).read(page, place, found.get("law", "lognormal"))
        law = _law(page, place, family, found)
        if not self.signed and law.least_min < 0:
            raise NotSo("law.below_zero", family=family)
        return law

    def write(self, pen: Pen, place: Place, value: Law) -> Any:
        if value.family == "constant" and not value.shift_min and not value.mirrored:
            return value.numbers[0]
        written: dict[str, Any] = {"law": value.family, **value.named}
        if value.values_min:
            written["values_min"] = list(value.values_min)
        if value.parts:
            written["parts"] = [{"share": it.share, **_whole(self.write(pen, place, it.law))} for it in value.parts]
        if value.mirrored:
            written["mirrored"] = True
        if value.shift_min:
            written["shift_min"] = value.shift_min
        return written


def _whole(written: Any) -> dict[str, Any]:
    return written if isinstance(written, dict) else {"law": "constant", "value_min": written}


def _law(page: Page, place: Place, family: str, found: Mapping[str, Any]) -> Law:
    wanted = FAMILIES[family]
    allowed = {"law", "mirrored", "shift_min", *wanted}
    allowed |= {"sd_min"} if "cv" in wanted else set()
    allowed |= {"empirical": {"values_min"}, "mixture": {"parts"}}.get(family, set())
    for key in found.keys() - allowed:
        raise NotSo("law.foreign_key", key=key, family=family, wanted=", ".join(sorted(allowed)))
    said = {key: Number(-1e5, 1e5).read(page, place, found[key]) for key in (*wanted, "sd_min") if key in found}
    if "cv" in wanted and "sd_min" in said and "cv" not in said and said.get("mean_min", 0) > 0:
        said["cv"] = said["sd_min"] / said["mean_min"]
    for key in wanted:
        if key not in said:
            raise NotSo("law.missing_key", key=key, family=family)
    numbers = tuple(said[key] for key in wanted)
    _refuse_numbers(family, said)
    values = (
        ListOf(Number(-1e5, 1e5), 2, 100_000).read(page, place, found["values_min"])
        if family == "empirical" and "values_min" in found
        else ()
    )
    if family == "empirical" and not values:
        raise NotSo("law.missing_key", key="values_min", family=family)
    shift = Number(-1e5, 1e5).read(page, place, found.get("shift_min", 0))
    mirrored = Flag().read(page, place, found.get("mirrored", False))
    return Law(family, numbers, values, _parts(page, place, family, found), mirrored, shift)


def _refuse_numbers(family: str, said: Mapping[str, float]) -> None:
    signed = family in ("normal", "uniform", "triangular", "constant")
    for key, number in said.items():
        if (key in ("cv", "sd_min") or (key == "mean_min" and not signed)) and not 0 < number <= 1e5:
            raise NotSo("law.not_positive", key=key, found=f"{number:g}")
    if "cv" in said and not LEAST_CV <= said["cv"] <= MOST_CV:
        raise NotSo("law.cv", found=f"{said['cv']:g}", least=LEAST_CV, most=MOST_CV)
    inside = [said[key] for key in ("low_min", "mode_min", "high_min") if key in said]
    if inside and (inside != sorted(inside) or inside[0] == inside[-1]):
        raise NotSo("law.not_rising", found=", ".join(f"{it:g}" for it in inside))


def _parts(page: Page, place: Place, family: str, found: Mapping[str, Any]) -> tuple[Part, ...]:
    if family != "mixture":
        return ()
    listed = found.get("parts")
    if not isinstance(listed, list) or not 2 <= len(listed) <= 8 or not all(isinstance(it, dict) for it in listed):
        raise NotSo("law.parts", found=shown(listed))
    parts = tuple(
        Part(
            Number(0.0, 1.0).read(page, place, it.get("share")),
            LawOf(signed=True).read(page, place, {key: value for key, value in it.items() if key != "share"}),
        )
        for it in listed
    )
    if any(it.law.family == "mixture" for it in parts) or abs(math.fsum(it.share for it in parts) - 1.0) > 1e-9:
        raise NotSo("law.parts", found=shown([it.share for it in parts]))
    return parts


@dataclass(frozen=True)
class ByLead:
    """A share that depends on the lead in days."""

    def read(self, page: Page, place: Place, found: Any) -> Curve:
        if not isinstance(found, dict):
            return flat(Number(0.0, 1.0).read(page, place, found))
        if "days" in found:
            bounds = {key: Number(0.0, 1.0).read(page, place, found.get(key)) for key in ("from_share", "to_share")}
            only(found, {"from_share", "to_share", "days"})
            return Curve(**bounds, days=Number(1e-6, 1e6).read(page, place, found["days"]))
        only(found, {"stairs", "lines"})
        if len(found) != 1:
            raise NotSo("curve.which", found=shown(found))
        return self._points(page, place, *next(iter(found.items())))

    def write(self, pen: Pen, place: Place, value: Curve) -> Any:
        if not value.points:
            return {"from_share": value.from_share, "to_share": value.to_share, "days": value.days}
        if len(value.points) == 1 and not value.stairs:
            return value.points[0][1]
        return {"stairs" if value.stairs else "lines": [list(it) for it in value.points]}

    def _points(self, page: Page, place: Place, key: str, found: Any) -> Curve:
        pair = ListOf(Number(0.0, 1e5), 2, 2)
        points = ListOf(pair, 1, 500).read(page, (*place, key), found)
        if any(not 0 <= share <= 1 for _, share in points) or list(points) != sorted(set(points)):
            raise NotSo("curve.points", found=shown(found))
        return Curve(points=points, stairs=key == "stairs")

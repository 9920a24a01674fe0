"""The scenario that has learned, as a file: each learned value has a comment above it that says from how much."""

from binome.practice.toml_places import Place, line_at, lines_of
from binome.twin.calibrate.calibration import Calibration
from binome.twin.calibrate.told import learned_line, sentence
from binome.twin.scenario import write


def written(it: Calibration, language: str) -> str:
    """A text that reads back as `it.after`."""
    text = write(it.after)
    lines = lines_of(text)
    comments: dict[int, list[str]] = {}
    for one in it.learned:
        place: Place = tuple(int(name) if name.isdigit() else name for name in one.place)
        comments.setdefault(line_at(lines, place) or 1, []).append(f"# {learned_line(one, language)}")
    told = [f"# {line}" for line in _head(it, language)]
    for number, line in enumerate(text.splitlines(), 1):
        told += [*comments.get(number, []), line]
    return "\n".join(told) + "\n"


def _head(it: Calibration, language: str) -> list[str]:
    days = it.seen.days
    if not days:
        return [sentence("head_nothing", language)]
    facts = {"days": len(days), "first": days[0], "last": days[-1], "visits": len(it.seen.visits)}
    told = [sentence("head", language, **facts)]
    return told + ([sentence("simulated", language, count=it.seen.simulated)] if it.seen.simulated else [])

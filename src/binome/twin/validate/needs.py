"""A1 and A2: the algebra of delegation, on the time that everything recommended would take.

Arithmetic only. These are needs, not workloads: the twin never uses them to predict a panel.
"""

from collections.abc import Iterator

from binome.twin.validate.expected import Expected, expected
from binome.twin.validate.verdict import Row, judged

CARES = ("preventive", "chronic", "acute")


def rows() -> Iterator[Row]:
    yield from _altschuler(expected("needs", "altschuler"))
    yield from _porter(expected("needs", "porter"))
    yield from _porter_panels(expected("needs", "porter_panels"))
    older = expected("needs", "older")
    yield judged(older, "hours a day in all", older.rows[0]["total"], sum(older.given["parts"]))


def left_to_the_physician(hours: list[float], shares: list[float]) -> list[float]:
    """What remains of each kind of work when a share of it is delegated."""
    return [hour * (1 - share) for hour, share in zip(hours, shares, strict=True)]


def _altschuler(of: Expected) -> Iterator[Row]:
    yearly, patients = of.given["hours_a_year"], of.given["patients"]
    hours = [of.given["hours"][care] / patients for care in CARES]
    alone = of.rows[0]["panel"]
    for row in of.rows:
        left = left_to_the_physician(hours, row["shares"])
        for care, printed, obtained in zip(CARES, row["printed"], left, strict=True):
            yield judged(of, f"{row['model']}, {care}, hours per patient", printed, obtained)
        total = round(sum(left), 2)
        panel = round(yearly / total)
        yield judged(of, f"{row['model']}, all, hours per patient", row["total"], total, 1e-9)
        yield judged(of, f"{row['model']}, panel", row["panel"], panel, of.given["panel_tolerance"])
        unrounded, allowed = yearly / sum(left), of.given["unrounded_tolerance"]
        yield judged(of, f"{row['model']}, panel without the paper's rounding", row["unrounded"], unrounded, allowed)
        if "gain" in row:
            yield judged(of, f"{row['model']}, panel gained, %", row["gain"], 100 * (panel / alone - 1), 0.05)


def _porter(of: Expected) -> Iterator[Row]:
    alone, team = dict(of.given["alone"]), dict(of.given["team"])
    yield judged(of, "alone, hours a day", of.given["alone_sum"], sum(alone.values()))
    yield judged(of, "in a team, hours a day", of.given["team_sum"], sum(team.values()))
    alone["all"], team["all"] = sum(alone.values()), sum(team.values())
    for row in of.rows:
        removed = 100 * (1 - team[row["what"]] / alone[row["what"]])
        yield judged(of, f"{row['what']}, % taken off the physician", row["removed"], removed)


def _porter_panels(of: Expected) -> Iterator[Row]:
    given = expected("needs", "porter").given
    for row in of.rows:
        panel = given["patients"] * given["day_hours"] / sum(given[row["way"]].values())
        yield judged(of, f"panel for eight hours a day, {row['way']}", row["panel"], panel)

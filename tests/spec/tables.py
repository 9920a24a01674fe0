"""Tables that a doctor or a jurist can read, and that the tests read too."""


def rows(table: str) -> list[dict[str, str]]:
    """The lines of a table drawn with `|`, by column; a blank cell repeats nothing, it is empty."""
    drawn = [_cells(line) for line in table.splitlines() if line.strip().startswith("|")]
    heading, body = drawn[0], [line for line in drawn[1:] if not _is_rule(line)]
    for line in body:
        if len(line) != len(heading):
            raise ValueError(f"{len(line)} cells under {len(heading)} headings: {' | '.join(line)}")
    return [dict(zip(heading, line, strict=True)) for line in body]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _is_rule(cells: list[str]) -> bool:
    return all(set(cell) <= set("-: ") for cell in cells) and any("-" in cell for cell in cells)

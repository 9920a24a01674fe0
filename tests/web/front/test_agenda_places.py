"""Inline styles are refused, so that every place of the agenda is a rule; the rules are written by this loop."""

from tests.web.front.stage import STATIC

HEAD = (
    "/* Places in the agenda: written by a loop, not by hand (tests/web/front/test_agenda_places.py makes it again).\n"
    "   data-row: five-minute row, 1 = opening · data-span: how many · data-col: column, 1 = first day or doctor"
    " · data-cols: how many columns */\n"
)
COLUMNS, ROWS, LONGEST = 12, 192, 144
"""Twelve doctors side by side, sixteen hours, half a day off in one piece."""


def test_the_places_are_those_of_the_loop() -> None:
    """To change them, change the loop and write what it gives."""
    assert (STATIC / "css/agenda-places.css").read_text("utf-8") == places()


def places() -> str:
    rules = [
        *(f'[data-cols="{n}"]{{--cols:{n}}}' for n in range(1, COLUMNS + 1)),
        *(f'[data-col="{n}"]{{grid-column:{n + 1}}}' for n in range(1, COLUMNS + 1)),
        *(f'[data-row="{n}"]{{grid-row-start:{n + 1}}}' for n in range(1, ROWS + 1)),
        *(f'[data-span="{n}"]{{grid-row-end:span {n}}}' for n in range(1, LONGEST + 1)),
    ]
    return HEAD + "\n".join(" ".join(rules[at : at + 4]) for at in range(0, len(rules), 4)) + "\n"

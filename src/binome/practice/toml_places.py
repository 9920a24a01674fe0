"""Where in a TOML text each thing stands: what the standard reader does not say, and a refusal must.

Only for a text that the standard reader has accepted: its tokens are then known to be in order.
"""

import re
from collections.abc import Mapping

Place = tuple[str | int, ...]
"""A way down into the text: names of tables and keys, numbers of rows."""

TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|\n|[\[\]{},=.]|[^\s\[\]{},=.#"\']+',
    re.S,
)


def lines_of(text: str) -> Mapping[Place, int]:
    """The line, from 1, on which each table, key and row of the text begins."""
    return _Walk(text).lines


def line_at(lines: Mapping[Place, int], place: Place) -> int | None:
    """The line of that place, or of the nearest one above it."""
    for depth in range(len(place), 0, -1):
        if place[:depth] in lines:
            return lines[place[:depth]]
    return None


class _Walk:
    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, int]] = []
        line = 1
        for found in TOKEN.finditer(text):
            if not found[0].startswith("#"):
                self.tokens.append((found[0], line))
            line += found[0].count("\n")
        self.tokens.append(("\n", line))
        self.at = 0
        self.lines: dict[Place, int] = {}
        self.rows: dict[Place, int] = {}
        self._document()

    def _next(self) -> tuple[str, int]:
        self.at += 1
        return self.tokens[self.at - 1]

    def _peek(self) -> str:
        return self.tokens[self.at][0]

    def _skip(self, token: str) -> bool:
        found = self._peek() == token
        self.at += found
        return found

    def _document(self) -> None:
        under: Place = ()
        while self.at < len(self.tokens):
            if self._skip("\n"):
                continue
            under = self._heading() if self._peek() == "[" else self._entry(under)

    def _heading(self) -> Place:
        line = self._next()[1]
        row = self._skip("[")
        place = self._inside(self._keys("]"), last=not row)
        if row:
            self._skip("]")
            self.rows[place] = self.rows.get(place, -1) + 1
            self.lines.setdefault(place, line)
            place = (*place, self.rows[place])
        self.lines[place] = line
        return place

    def _inside(self, names: Place, *, last: bool) -> Place:
        """The place those names lead to: through a list of tables, they lead to its last one."""
        place: Place = ()
        for number, name in enumerate(names, 1):
            place = (*place, name)
            if place in self.rows and (last or number < len(names)):
                place = (*place, self.rows[place])
        return place

    def _keys(self, until: str) -> Place:
        names: list[str] = []
        while (found := self._next()[0]) != until:
            if found != ".":
                names.append(found.strip("\"'"))
        return tuple(names)

    def _entry(self, under: Place) -> Place:
        line = self.tokens[self.at][1]
        place = under
        for name in self._keys("="):
            place = (*place, name)
            self.lines.setdefault(place, line)
        self._value(place)
        return under

    def _value(self, place: Place) -> None:
        if self._skip("["):
            self._row(place)
        elif self._skip("{"):
            while not self._skip("}"):
                if not (self._skip(",") or self._skip("\n")):
                    self._entry(place)
        else:
            while self._peek() not in (",", "]", "}", "\n"):
                self.at += 1

    def _row(self, place: Place) -> None:
        number = 0
        while not self._skip("]"):
            if self._skip("\n") or self._skip(","):
                continue
            self.lines[(*place, number)] = self.tokens[self.at][1]
            self._value((*place, number))
            number += 1

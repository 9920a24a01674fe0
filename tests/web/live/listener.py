"""A browser's EventSource, reduced to what the tests look at."""

import http.client
import json
from dataclasses import dataclass

DAY_PATH = "/p/brehan/live/2026-11-23"


@dataclass(frozen=True)
class Heard:
    kind: str
    id: int | None
    data: str

    @property
    def said(self) -> dict:
        return json.loads(self.data)


class Listener:
    """Blocking, one socket; `heard()` gives the next event, None at the end of the stream."""

    def __init__(self, port: int, *, user: str = "m1", since: int | None = None, query: str = "", path: str = DAY_PATH):
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        headers = {} if since is None else {"Last-Event-ID": str(since)}
        self._connection.request("GET", f"{path}?user={user}{query}", headers=headers)
        self.socket = self._connection.sock
        self.response = self._connection.getresponse()
        self.status = self.response.status

    def heard(self) -> Heard | None:
        kind, number, lines = "message", None, []
        while line := self.response.readline().decode():
            name, _, value = line.rstrip("\n").partition(": ")
            if name == "data":
                lines.append(value)
            elif name == "event":
                kind = value
            elif name == "id":
                number = int(value)
            elif not name and (lines or number is not None):
                return Heard(kind, number, "\n".join(lines))
        return None

    def update(self) -> Heard | None:
        """The next event that is not a beat."""
        while (heard := self.heard()) and heard.kind == "beat":
            pass
        return heard

    def ready(self) -> "Listener":
        """Past the first beat, which closes what the stream says on arrival."""
        while (heard := self.heard()) and heard.kind != "beat":
            pass
        return self

    def close(self) -> None:
        self.response.close()
        self._connection.close()

    def __enter__(self) -> "Listener":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

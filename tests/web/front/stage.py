"""A stand-in for the server, as strict as the real one about what a browser may do; the test says what it answers."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from typing import Any
from urllib.parse import parse_qs, urlsplit

from binome.web.guard import content_security_policy

STATIC = Path(__file__).parents[3] / "src/binome/web/static"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
POLICY = "; ".join(f"{name} {' '.join(values)}" for name, values in content_security_policy().items())


@dataclass
class Answer:
    """What is sent back: pieces of a page, most often."""

    body: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "text/html; charset=utf-8"


@dataclass
class Asked:
    """What a browser sent."""

    method: str
    path: str
    query: dict[str, list[str]]
    form: dict[str, str]
    headers: dict[str, str]


class Stage:
    """`show` a page, say how deeds are `answered`, `tell` open streams, `cut` the line."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.answers: dict[str, Callable[[Asked], Answer] | Answer] = {}
        self.asked: list[Asked] = []
        self.streams: list[Queue[str | None]] = []
        self.is_cut = False
        self.server = _Quiet(("127.0.0.1", 0), _visitor_of(self))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def show(self, path: str, html: str) -> str:
        self.pages[path] = html
        return self.address + path

    def answer(self, path: str, told: Callable[[Asked], Answer] | Answer) -> None:
        self.answers[path] = told

    def requests(self, path: str) -> list[Asked]:
        return [one for one in self.asked if one.path == path]

    def asked_for(self, start: str) -> list[Asked]:
        return [one for one in self.asked if one.path.startswith(start)]

    def tell(self, version: int, html: str) -> None:
        lines = "".join(f"data: {line}\n" for line in html.splitlines())
        self._send(f"id: {version}\n{lines}\n")

    def beat(self, now: str, version: int) -> None:
        self._send(f"event: beat\ndata: {json.dumps({'now': now, 'version': version})}\n\n")

    def cut(self) -> None:
        """The network is gone: open streams end and nothing is answered."""
        self.is_cut = True
        self.hang_up()

    def mend(self) -> None:
        self.is_cut = False

    def hang_up(self) -> None:
        for stream in list(self.streams):
            stream.put(None)

    def close(self) -> None:
        self.hang_up()
        self.server.shutdown()
        self.server.server_close()

    def _send(self, text: str) -> None:
        for stream in list(self.streams):
            stream.put(text)


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Browsers hang up when a test ends."""


def _visitor_of(stage: Stage) -> type[BaseHTTPRequestHandler]:
    return type("Visitor", (_Visitor,), {"stage": stage})


class _Visitor(BaseHTTPRequestHandler):
    stage: Stage

    def do_GET(self) -> None:
        self._serve("GET", {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self._serve("POST", _fields(body, self.headers.get("Content-Type", "")))

    def _serve(self, method: str, form: dict[str, str]) -> None:
        parts = urlsplit(self.path)
        if parts.path.startswith("/static/"):
            return self._file(STATIC / parts.path.removeprefix("/static/"))
        if self.stage.is_cut:
            return self.connection.close()
        asked = Asked(method, parts.path, parse_qs(parts.query), form, dict(self.headers))
        self.stage.asked.append(asked)
        return self._stream() if parts.path.endswith("/live") else self._answer(_answer_to(self.stage, asked))

    def _file(self, path: Path) -> None:
        found = path.is_file()
        self._head(200 if found else 404, KINDS.get(path.suffix, "text/plain"), {})
        self.wfile.write(path.read_bytes() if found else b"")

    def _answer(self, answer: Answer) -> None:
        self._head(answer.status, answer.kind, answer.headers)
        self.wfile.write(answer.body.encode())

    def _head(self, status: int, kind: str, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Security-Policy": POLICY, **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def _stream(self) -> None:
        mine: Queue[str | None] = Queue()
        self.stage.streams.append(mine)
        self._head(200, "text/event-stream", {"Cache-Control": "no-store"})
        try:
            while (text := mine.get()) is not None:
                self.wfile.write(text.encode())
        except OSError:
            pass  # the page was closed
        finally:
            self.stage.streams.remove(mine)

    def log_message(self, *said: Any) -> None:
        pass


def _answer_to(stage: Stage, asked: Asked) -> Answer:
    told = stage.answers.get(asked.path)
    if callable(told):
        return told(asked)
    if told is not None:
        return told
    page = stage.pages.get(asked.path)
    return Answer(page) if page is not None else Answer(status=404)


def _fields(body: str, kind: str) -> dict[str, str]:
    """A form as a browser sends it: urlencoded without script, in parts with one."""
    if "boundary=" not in kind:
        return {name: values[-1] for name, values in parse_qs(body, keep_blank_values=True).items()}
    found = {}
    for part in body.split("--" + kind.split("boundary=")[1]):
        if 'name="' in part:
            head, _, value = part.partition("\r\n\r\n")
            found[head.split('name="')[1].split('"')[0]] = value.removesuffix("\r\n")
    return found

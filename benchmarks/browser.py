"""A person at a browser, over plain HTTP: cookies, forms with their token, and the way in.

Blocking on purpose: signing in and reading a board once are not what is measured.
"""

import http.client
import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

FORM = re.compile(
    r'<form method="post" action="/p/[\w-]+/visits/(?P<story>[\w-]+)/(?P<deed>[\w-]+)"[^>]*>(?P<inside>.*?)</form>',
    re.DOTALL,
)
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@dataclass
class Browser:
    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str) -> str:
        return self._ask("GET", path, None, {})

    def submit(self, page: str, path: str, fields: dict[str, str]) -> None:
        """Open the page that holds the form, then send it, as a person does; where it leads is not looked at."""
        self.get(page)
        body = urlencode({"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields})
        self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> str:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        origin = f"http://{self.host}:{self.port}"
        sent = {"Cookie": self.cookie, "Origin": origin, "Referer": origin + path, **headers}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        text = answer.read().decode()
        self._keep(answer)
        connection.close()
        if answer.status >= 400:
            raise ConnectionError(f"{method} {path}: {answer.status} {text[:300]}")
        return text

    def _keep(self, answer: http.client.HTTPResponse) -> None:
        for said in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = said.partition(";")[0].partition("=")
            self.cookies[name] = value


@dataclass
class Form:
    """One gesture that the board offers."""

    story: str
    deed: str
    fields: dict[str, str]

    @property
    def number(self) -> int:
        return int(self.fields["number"])


def forms_in(html: str) -> list[Form]:
    return [
        Form(found["story"], found["deed"], {name: unescape(value) for name, value in FIELD.findall(found["inside"])})
        for found in FORM.finditer(html)
    ]

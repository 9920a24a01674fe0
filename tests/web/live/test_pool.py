"""Django beside the streams: whole bodies, whole answers, and nothing that leaks from one request to the next."""

import contextvars
import http.client
import socket
import threading

import pytest

from binome.web.live import pool

from .stand_in import StandIn, eventually, serving

switched = contextvars.ContextVar("switched", default="off")


def ask(port, method="GET", path="/", body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read()


@pytest.fixture
def django():
    """A stand-in whose Django is replaced by each test."""
    return StandIn()


def answering(django, application):
    django.django = application
    return serving(django)


def said(environ, start, *chunks, status="200 OK"):
    start(status, [("Content-Type", "text/plain")])
    return chunks


@pytest.mark.parametrize("size", [0, 10, 3 << 20])
def test_a_body_arrives_whole_in_memory_or_not(django, size):
    """A body arrives whole, whether it stays in memory or not, with its real length."""

    def application(environ, start):
        told = len(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        return said(environ, start, f"{told}".encode())

    with answering(django, application) as port:
        assert ask(port, "POST", body=b"x" * size)[2] == str(size).encode()


def test_a_body_without_a_length_has_one_for_django(django):
    """A body sent in pieces without a length reaches Django with its length."""
    with answering(django, lambda e, s: said(e, s, e["wsgi.input"].read(int(e["CONTENT_LENGTH"])))) as port:
        assert ask(port, "POST", body=iter([b"ab", b"cd"]))[2] == b"abcd"


def test_too_large_a_body_is_refused_before_a_thread_is_taken(django, monkeypatch):
    """A body larger than anybody imports is refused, and Django never sees it."""
    monkeypatch.setattr(pool, "LARGEST_BODY", 1000)
    with answering(django, lambda e, s: pytest.fail("asked")) as port:
        assert ask(port, "POST", body=b"x" * 2000)[0] == 413


def test_a_form_cut_short_is_not_sent_to_django(django):
    """When the wire is cut in the middle of a form, the form is not taken for a shorter one."""
    asked = []
    with answering(django, lambda e, s: asked.append(e) or said(e, s)) as port:
        with socket.create_connection(("127.0.0.1", port)) as wire:
            wire.sendall(b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nnumber=2")
        assert ask(port)[0] == 200
    assert len(asked) == 1


def test_a_large_answer_is_sent_as_it_is_made(django):
    """A large answer leaves before it is finished, and waits for its reader."""
    made = []

    def application(environ, start):
        start("200 OK", [])
        for n in range(400):
            made.append(n)
            yield b"x" * 100_000

    with answering(django, application) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.read(1000) == b"x" * 1000
        assert len(made) < 400
        assert len(answer.read()) == 400 * 100_000 - 1000


def test_answers_are_closed_in_the_thread_that_made_them(django):
    """Django's own end of request runs, in the thread that holds the connection to the database."""
    ended = []

    class Answer:
        def __iter__(self):
            ended.append(threading.get_ident())
            return iter([b"ok"])

        def close(self):
            ended.append(threading.get_ident())

    with answering(django, lambda e, s: (s("200 OK", []), Answer())[1]) as port:
        ask(port)
        eventually(lambda: len(ended) == 2)
    assert ended[0] == ended[1]


def test_what_one_request_switches_on_is_off_for_the_next(django):
    """A language or a zone left switched on does not follow into the next request of the thread."""

    def application(environ, start):
        before = switched.get()
        switched.set("on")
        return said(environ, start, before.encode())

    with answering(django, application) as port:
        assert {ask(port)[2] for _ in range(12)} == {b"off"}


def test_four_threads_answer_whatever_the_number_of_requests(django):
    """However many ask at once, the same few threads answer."""
    seen = set()
    with answering(django, lambda e, s: seen.add(threading.get_ident()) or said(e, s)) as port:
        asking = [threading.Thread(target=ask, args=(port,)) for _ in range(40)]
        for one in asking:
            one.start()
        for one in asking:
            one.join()
    assert len(seen) <= 4


def test_headers_reach_django_as_it_knows_them(django):
    """Headers, address and accents reach Django as WSGI tells them; look-alikes of a proxy's headers do not."""

    def application(environ, start):
        names = ("PATH_INFO", "QUERY_STRING", "HTTP_X_IN_PLACE", "HTTP_X_FORWARDED_FOR", "REMOTE_ADDR")
        return said(environ, start, repr([environ.get(name) for name in names]).encode())

    with answering(django, application) as port:
        headers = {"X-In-Place": "1", "X_Forwarded_For": "10.0.0.1"}
        body = ask(port, path="/caf%C3%A9?q=%C3%A9", headers=headers)[2].decode()
    assert body == repr(["/caf\xc3\xa9", "q=%C3%A9", "1", None, "127.0.0.1"])


def test_a_fault_of_ours_is_a_500_and_the_server_goes_on(django):
    """A fault in the application is answered with 500, and the next request is answered."""
    faults = [RuntimeError("ours")]

    def application(environ, start):
        if faults:
            raise faults.pop()
        return said(environ, start, b"fine")

    with answering(django, application) as port:
        assert ask(port)[0] == 500
        assert ask(port)[2] == b"fine"

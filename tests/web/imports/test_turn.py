"""One file of a practice is read at a time, whichever of the server's processes reads it: on both databases."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen
from types import SimpleNamespace

import pytest
from django.db import connection

from binome.practice.refusal import MoveRefused
from binome.web.store.imports_turn import turn

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]

ELSEWHERE = """
import sys
from types import SimpleNamespace
from binome.web.waking import set_up
set_up()
from binome.web.store.imports_turn import turn
with turn(SimpleNamespace(id=int(sys.argv[1]))):
    print("taken", flush=True)
    sys.stdin.read()
"""


def practice(number: int) -> SimpleNamespace:
    return SimpleNamespace(id=number)


def address() -> str:
    said = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{said['NAME']}"
    return f"postgresql://{said['USER']}@{said['HOST']}:{said['PORT']}/{said['NAME']}"


@contextmanager
def read_elsewhere(number: int) -> Iterator[Popen[str]]:
    """Another process of the server, in the middle of a file of that practice."""
    surroundings = os.environ | {"BINOME_DATABASE_URL": address()}
    words = [sys.executable, "-c", ELSEWHERE, str(number)]
    with Popen(words, env=surroundings, stdin=PIPE, stdout=PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "taken\n"
            yield other
        finally:
            other.kill()


def test_while_another_process_reads_a_file_of_the_practice_none_is_read_here() -> None:
    """Another practice is not held up; and a process that is killed gives its turn back."""
    with read_elsewhere(7) as other:
        with pytest.raises(MoveRefused, match="another_is_read"), turn(practice(7)):
            pass
        with turn(practice(8)):
            pass
        other.kill()
        other.wait()
    with turn(practice(7)):
        pass


def test_a_turn_that_failed_is_given_back() -> None:
    with pytest.raises(ZeroDivisionError), turn(practice(7)):
        raise ZeroDivisionError
    with read_elsewhere(7):
        pass

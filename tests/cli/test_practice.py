"""Founding a practice and letting people in, when no screen can do it yet."""

import json
from datetime import UTC, datetime

import pytest

from binome.web.store.invitations import invitation
from binome.web.store.practice import House, house
from tests.cli.conftest import Run

INIT = ("practice", "init", "Cabinet du Port", "--doctor", "Dr Riou", "--code", "port")


def test_a_practice_begins_with_a_doctor_and_a_link(transactional_db: None, run: Run) -> None:
    """The link opens the doctor's account, once, and nobody else's."""
    said = run(*INIT, "--rooms", "3", "--address", "https://port.example", "--json")
    assert said.code == 0, said.err
    told = json.loads(said.out)
    found = house("port")
    assert found is not None
    assert found.name == "Cabinet du Port"
    assert found.people == {"m1": "Dr Riou"}
    assert len(found.practice.rooms) == 3
    assert not found.is_demo
    assert told["link"].startswith("https://port.example/account/welcome/")
    secret = told["link"].rstrip("/").rpartition("/")[2]
    assert invitation(secret, now=datetime.now(UTC)).name == "Dr Riou"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((*INIT[:-1], "Le Port"), "is no code"),
        ((*INIT, "--zone", "Bretagne"), "no time zone"),
    ],
)
def test_nonsense_is_refused(words: tuple[str, ...], why: str, transactional_db: None, run: Run) -> None:
    """Two, with the sentence."""
    said = run(*words)
    assert said.code == 2
    assert why in said.err


def test_a_code_is_one_practice_s(transactional_db: None, run: Run) -> None:
    """The second is refused, and changes nothing."""
    assert run(*INIT).code == 0
    again = run(*INIT)
    assert again.code == 2
    assert "already" in again.err


def test_a_link_for_a_member(small: House, run: Run) -> None:
    """The earlier link stops working."""
    first = json.loads(run("user", "invite", "m7", "--json").out)["link"].rstrip("/").rpartition("/")[2]
    second = json.loads(run("user", "invite", "m7", "--json").out)["link"].rstrip("/").rpartition("/")[2]
    now = datetime.now(UTC)
    assert invitation(second, now=now).name == "Katell Morvan"
    with pytest.raises(Exception, match=r"invitation\.gone"):
        invitation(first, now=now)


def test_a_link_for_nobody(small: House, run: Run) -> None:
    """Two, and who there is."""
    said = run("user", "invite", "m42")
    assert said.code == 2
    assert "Katell Morvan" in said.err


def test_several_practices_must_be_told_apart(small: House, run: Run) -> None:
    """Nobody writes to the wrong one by chance."""
    assert run(*INIT).code == 0
    said = run("user", "invite", "m1")
    assert said.code == 2
    assert "kermorwen" in said.err
    assert run("user", "invite", "m1", "--practice", "port").code == 0
    assert run("user", "invite", "m1", "--practice", "nowhere").code == 2


@pytest.mark.parametrize("words", [("user", "invite", "m1"), ("journal", "export", "x.parquet")])
def test_without_a_practice(words: tuple[str, ...], transactional_db: None, run: Run) -> None:
    """Two, and how to begin."""
    said = run(*words)
    assert said.code == 2
    assert "binome practice init" in said.err

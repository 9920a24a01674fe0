"""A simulated day on the board: never mistaken for a lived one, never in the journal, for its session alone."""

import os
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from time import time

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from binome.interop import trace_file
from binome.journal.columns import columns, write_columns
from binome.journal.event import Event
from binome.journal.stories import DAY_PREFIX
from binome.practice.words import Moment, Role
from binome.twin.chance import Key
from binome.twin.retell import events
from binome.twin.scenario import read
from binome.twin.templates import template_text
from binome.twin.traced import traced_days
from binome.web.board import replay_traces
from binome.web.store import traces, whatifs
from binome.web.store.models import EventRow, ReadRow, VisitRow, WhatIfRow
from tests.web.board.small import Small
from tests.web.board.traces import EIGHT, parquet, told


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> Path:
    settings.BINOME_DATA = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "traces"


def bring(client: Client, data: bytes, name: str = "lived.parquet") -> HttpResponse:
    return client.post("/p/brehan/replay/", {"file": SimpleUploadedFile(name, data)})


def opened(client: Client, data: bytes, name: str = "lived.parquet") -> HttpResponse:
    """Brought, and followed to its first day."""
    answer = bring(client, data, name)
    assert answer.status_code == 302, answer.content.decode()
    first = client.get(answer["Location"])
    return client.get(first["Location"], {"minute": 8 * 60 + 2})


def test_a_trace_opens_on_its_first_day_and_says_that_it_is_simulated(small: Small) -> None:
    shown = opened(small.signed_in("m1"), parquet(*told())).content.decode()

    assert "<title>SIMULÉ – 10 mars 2026 – Binôme</title>" in shown
    assert 'class="film-banner"' in shown
    assert '<body class="simulated"' in shown
    assert 'id="visit-twin-1-0-0-0-1" class="line" data-doctor="d1" data-state="preparation"' in shown
    assert "Patient 1" in shown
    assert "Assistant médical a1" in shown
    assert "/visits/twin-1-0-0-0-1" not in shown


def test_nobody_of_the_practice_is_in_it(small: Small) -> None:
    """Not even when the codes of the trace are the practice's own."""
    lines = [replace(event, by="m3") if event.by == "a1" else event for event in told(room="r1")]

    shown = opened(small.signed_in("m1"), parquet(*lines)).content.decode()
    board = shown.partition("data-film=")[2]

    assert "Salle r1" in board
    assert "Assistant médical m3" in board
    assert not [name for name in ("Salle 1<", "Nadia", "Morvan") if name in board]


def test_a_table_of_text_is_read_too(small: Small, tmp_path: Path) -> None:
    write_columns(columns(told()), tmp_path / "lived.csv", "csv")

    shown = opened(small.signed_in("m1"), (tmp_path / "lived.csv").read_bytes(), "lived.csv")

    assert b'data-state="preparation"' in shown.content


def test_nothing_of_it_enters_the_journal_or_the_access_log(small: Small) -> None:
    opened(small.signed_in("m1"), parquet(*told()))

    assert not EventRow.objects.exists()
    assert not VisitRow.objects.exists()
    assert not ReadRow.objects.exists()


def _with(data: bytes, **changed: object) -> bytes:
    out = BytesIO()
    pl.read_parquet(BytesIO(data)).with_columns(**changed).write_parquet(out)
    return out.getvalue()


GOOD = parquet(*told())
CLOSED_TWICE = [
    Event(
        story=f"{DAY_PREFIX}twin-1", number=n, moment=Moment.CLOSED, at=EIGHT, by="s1", role=Role.SECRETARY,
        origin="twin-1-0-0",
    )
    for n in (1, 2)
]  # fmt: skip
REFUSED = {
    "nothing": (b"", "Choisissez d’abord un fichier"),
    "noise": (b"\x93\x00\xffPAR" * 400, "pas une trace"),
    "noise that says it is Parquet": (b"PAR1" + b"\x93\x00\xff" * 400, "pas une trace"),
    "cut short": (GOOD[: len(GOOD) // 2], "pas une trace"),
    "another table": (b"a;b\n1;2\n", "il manque ces colonnes"),
    "a lived day": (parquet(*told(origin="lived")), "journées vécues"),
    "two runs": (parquet(*told(), *told("twin-2", origin="twin-2-0-0")), "plusieurs exécutions"),
    "a gap": (parquet(*(e for e in told() if e.number != 2)), "pas pu se passer"),
    "a script for a code": (_with(GOOD, by=pl.lit("<script>")), "a été modifié"),
    "a year no calendar has": (_with(GOOD, at=pl.col("at").dt.offset_by("900y")), "a été modifié"),
    "an unknown trade": (_with(GOOD, role=pl.lit("wizard")), "pas pu se passer"),
    "a day closed twice": (parquet(*told(), *CLOSED_TWICE), "pas pu se passer"),
    "no lines": (parquet(), "Personne ne vient"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_trace_is_refused_in_a_sentence_and_not_kept(small: Small, folder: Path, what: str) -> None:
    data, sentence = REFUSED[what]

    answer = bring(small.signed_in("m1"), data)

    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    assert not list(folder.glob("*"))


def test_a_small_file_that_unfolds_to_a_huge_one_is_refused(
    small: Small, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it would take is a limit of the process that reads it, not of the server."""
    huge = _with(GOOD, reason=pl.lit("x" * 150_000_000))
    monkeypatch.setattr(trace_file, "MEMORY_BYTES", 250_000_000)
    doctor = small.signed_in("m1")

    assert len(huge) < 100_000
    assert "mémoire" in bring(doctor, huge).content.decode()
    assert not list(folder.glob("*"))
    assert bring(doctor, GOOD).status_code == 302


def test_a_file_too_large_is_refused_before_a_byte_is_read(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay_traces, "LARGEST_BYTES", 10)

    assert "dépasse" in bring(small.signed_in("m1"), GOOD).content.decode()


def test_a_trace_is_its_session_s_alone(small: Small) -> None:
    doctor = small.signed_in("m1")
    address = bring(doctor, GOOD)["Location"]

    assert doctor.get(address).status_code == 302
    assert small.signed_in("m2").get(address).status_code == 409
    assert small.signed_in("m1").get(address).status_code == 409  # the same person, in another session


def test_a_trace_put_away_or_too_old_is_gone(small: Small, folder: Path) -> None:
    doctor = small.signed_in("m1")
    first, second = bring(doctor, GOOD)["Location"], bring(doctor, GOOD)["Location"]

    doctor.post(f"{first}forget")
    assert "apportez de nouveau" in doctor.get(first).content.decode()
    (kept,) = folder.glob("*")
    os.utime(kept, (time() - traces.KEPT_S,) * 2)

    assert doctor.get(second).status_code == 409
    assert not list(folder.glob("*"))


def test_a_session_keeps_three_and_everybody_together_so_many_bytes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traces, "MOST_BYTES", 5_000)
    mine = [traces.keep("mine", b"x" * 1_000, at=100.0 + n) for n in range(4)]
    assert len(list(folder.glob("mine-*"))) == 3

    traces.keep("yours", b"x" * 3_500, at=200.0)

    assert [code for code in mine if list(folder.glob(f"*{code}*"))] == mine[-1:]


@pytest.mark.parametrize("member", ["m3", "m4", "m5"])
def test_simulated_days_are_for_those_who_may_ask_what_if(small: Small, member: str) -> None:
    assert small.signed_in(member).get("/p/brehan/replay/").status_code == 403


def test_the_typical_day_of_a_what_if_opens_as_the_trace_would_write_it(small: Small) -> None:
    text = template_text("twin_rooms", "fr")
    code = whatifs.begin(small.house, "m1", EIGHT, base="twin_rooms", text=text, wanted=40)
    WhatIfRow.objects.filter(code=code).update(day={"number": 3, "on": "", "weekday": 3, "sides": {}})
    doctor = small.signed_in("m1")

    shown = doctor.get(f"/p/brehan/replay/whatif/{code}/what-if/", {"minute": 1439}).content.decode()
    day = next(traced_days(read(text), Key.of(1, 0, 0), since=3))
    due = {event.story for event in events(day, "twin-1-0-0", zone=small.house.practice.zone) if event.due}

    assert "SIMULÉ" in shown
    assert "Médecin d1" in shown
    assert set(re.findall(r'id="visit-([\w-]+)"', shown)) == due


def test_a_what_if_without_a_day_says_so(small: Small) -> None:
    code = whatifs.begin(small.house, "m1", EIGHT, base="twin_rooms", text=template_text("twin_rooms", "fr"), wanted=40)

    answer = small.signed_in("m1").get(f"/p/brehan/replay/whatif/{code}/today/")

    assert answer.status_code == 409
    assert "relancez" in answer.content.decode()

"""A what-if as files: what is taken reads back, what is brought is refused with its lines, paper can be made."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from binome.twin.scenario import read
from binome.twin.templates import template_text
from binome.web.store.models import WhatIfRow
from tests.web.board.small import Small
from tests.web.whatif.conftest import Begin, lived
from tests.web.whatif.test_pages import TWIN, at, turn


def bring(small: Small, text: bytes, place: str = "/p/brehan/whatif/bring", **form: str) -> Any:
    return small.signed_in("m1").post(place, {"file": SimpleUploadedFile("mine.toml", text), **form})


def test_both_sides_are_taken_as_files_that_read_back(small: Small, begin: Begin) -> None:
    row = begin("practice")
    turn(small, row, rooms="5")
    for side, text in (("today", row.before), ("what-if", row.after)):
        answer = small.signed_in("m1").get(at(row, f"{side}.toml"))

        assert answer.content.decode() == text
        assert read(text)


def test_a_file_is_begun_from(small: Small, begin: Begin) -> None:
    answer = bring(small, template_text("twin_rooms", "fr").encode())

    assert answer.status_code == 302
    assert WhatIfRow.objects.get().base == "file"


def test_a_file_takes_the_place_of_one_side(small: Small, begin: Begin) -> None:
    """The dials are then those of the file, and the page says that it is one."""
    row = begin("single_doctor")
    text = template_text("twin_rooms", "fr")
    bring(small, text.encode(), at(row, "bring"), side="what-if")
    row.refresh_from_db()

    assert row.before != text
    assert row.after == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"name = \n", "1"),
        (b"\xff\xfe", "UTF-8"),
        (b"x" * 200_001, "200"),
        (template_text("single_doctor", "fr").replace("days = 455", "days = 2000000").encode(), "800"),
        (template_text("single_doctor", "fr").replace('{ prior = "walk_in_per_hour" }', "9000").encode(), "72450"),
        (template_text("single_doctor", "fr").replace("slot_min = 20", "slot_min = -3").encode(), "slot_min"),
    ],
)
def test_a_file_that_cannot_be_is_refused_with_what_is_wrong(
    small: Small, begin: Begin, text: bytes, told: str
) -> None:
    """With the line where there is one; what would keep the machine busy for hours is left to the command line."""
    refused = bring(small, text)

    assert refused.status_code == 409
    alert = refused.content.decode().partition('role="alert"')[2][:3_000]
    assert told in alert.replace("\N{NARROW NO-BREAK SPACE}", "").replace("\xa0", "").replace(",", "")
    assert not WhatIfRow.objects.exists()


def test_it_is_made_again_on_the_command_line_to_the_last_figure(small: Small, begin: Begin, tmp_path: Path) -> None:
    """The command that the page shows, with the two files it gives, finds the very same."""
    import json

    row = begin("single_doctor")
    turn(small, row, **TWIN)
    row = lived(row)
    (tmp_path / "today.toml").write_text(row.before, "utf-8")
    (tmp_path / "what-if.toml").write_text(row.after, "utf-8")
    page = small.signed_in("m1").get(at(row)).content.decode()
    command = page[page.index("binome twin compare") :].partition("<")[0]
    words = [sys.executable, "-m", *command.split(), "--json"]
    told = json.loads(subprocess.run(words, cwd=tmp_path, capture_output=True, check=False).stdout)

    assert told["figures"]["freed_min_per_week"] == row.found["figures"]["freed_min_per_week"]
    assert told["figures"]["third_next_available_days"] == row.found["figures"]["third_next_available_days"]


def test_paper_is_made_and_says_that_it_is_simulated(small: Small, begin: Begin) -> None:
    row = begin("single_doctor")
    turn(small, row, **TWIN)
    lived(row)
    answer = small.signed_in("m1").get(at(row, "paper"))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_paper_of_nothing_is_refused(small: Small, begin: Begin) -> None:
    assert small.signed_in("m1").get(at(begin("single_doctor"), "paper")).status_code == 409


def test_every_assumption_is_listed_with_its_standing(small: Small, begin: Begin) -> None:
    told = small.signed_in("m1").get(at(begin("single_doctor"), "assumptions")).content.decode()

    assert told.count("<li>") > 20
    assert "tag-amber" in told

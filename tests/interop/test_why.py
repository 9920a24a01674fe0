"""Every reason has its sentence, and every sentence its reason."""

import re
from pathlib import Path
from string import Formatter

import pytest

import binome.interop
from binome.interop.reading import NotUnderstood, Unreadable
from binome.interop.why import SENTENCES

HOUSE = Path(binome.interop.__file__).parent
SUBJECTS = "|".join(sorted({code.split(".")[0] for code in SENTENCES}))
CODE = re.compile(rf'"((?:{SUBJECTS})\.[a-z_]+)"')
USED = {code for path in HOUSE.glob("*.py") if path.name != "why.py" for code in CODE.findall(path.read_text("utf-8"))}


def test_every_code_has_a_sentence_and_every_sentence_a_use() -> None:
    assert set(SENTENCES) == USED


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_says_itself_from_its_facts(code: str) -> None:
    facts = {name: "XX" for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
    assert NotUnderstood(1, code, facts).say().count("XX") == len(facts)


def test_a_refusal_names_its_line() -> None:
    assert Unreadable(3, "file.json", "<html>").say() == "Line 3: a JSON document was expected, found <html>"

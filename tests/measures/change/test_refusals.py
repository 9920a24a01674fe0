"""Whatever is refused or noted in this folder has its words."""

import re
from pathlib import Path

from binome.measures import change
from binome.measures.catalogue import CATALOGUE
from binome.measures.change.telling import words

HERE = Path(next(iter(change.__path__)))
SAID = re.compile(r'(?:Unusable|Sentence)\(\s*(?:"(\w+)" if [^"]+ else )?"(\w+)"')


def test_every_code_that_is_raised_or_said_has_its_sentence() -> None:
    """Read from the code itself."""
    found = {code for file in HERE.glob("*.py") for pair in SAID.findall(file.read_text("utf-8")) for code in pair}
    assert len(found - {""}) > 40
    assert found - {""} <= set(words())


def test_every_unit_of_the_catalogue_has_its_words() -> None:
    """In both languages."""
    assert {f"unit_{it.unit}" for it in CATALOGUE.values()} <= set(words())

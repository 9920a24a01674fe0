"""The screen speaks French wherever it speaks English, and what it says is what was translated."""

from pathlib import Path

import pytest

from tests.house.tongues import CATALOGUE, catalogue_faults, entries, said, untold

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: somewhere
msgid "Room"
msgstr "Salle"

msgctxt "verb"
msgid "Close"
msgstr ""
"Fer"
"mer"

msgid "%(n)s visit"
msgid_plural "%(n)s visits"
msgstr[0] "une visite"
msgstr[1] "%(n)s visites"

#, fuzzy
msgid "Ready"
msgstr "Prêt ?"

#~ msgid "Old"
#~ msgstr "Vieux"
"""


def test_every_sentence_on_screen_has_its_french(repository: Path) -> None:
    """French first: no English sentence is left on a French screen."""
    assert untold(repository) == []


def test_the_compiled_catalogue_is_the_written_one(repository: Path) -> None:
    """Who runs the product needs no gettext: what is compiled is committed, and fresh."""
    assert catalogue_faults(repository) == []


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / CATALOGUE).parent.mkdir(parents=True)
    (tmp_path / f"{CATALOGUE}.po").write_text(PO)
    (tmp_path / "src/binome/web/board/templates").mkdir(parents=True)
    return tmp_path


def test_a_catalogue_is_read() -> None:
    """Contexts, plurals and broken lines are understood; fuzzy ones count as missing and old ones are gone."""
    assert dict(entries(PO)) == {
        "": ("Content-Type: text/plain; charset=UTF-8\n",),
        "Room": ("Salle",),
        "verb\x04Close": ("Fermer",),
        "%(n)s visit": ("une visite", "%(n)s visites"),
        "Ready": ("",),
    }


def test_sentences_are_found_in_code_and_in_templates(house: Path) -> None:
    """In each of the forms they are written in."""
    (house / "src/binome/web/words.py").write_text('_("Room"); pgettext_lazy("verb", "Close"); print("no")\n')
    (house / "src/binome/web/board/templates/line.html").write_text(
        '{% load i18n %}{% translate "Ready" %}{% translate "Close" context "verb" %}'
        "{% blocktranslate trimmed count n=n %}{{ n }} visit{% plural %}{{ n }} visits{% endblocktranslate %}"
    )
    assert [it.key for it in said(house)] == ["Room", "verb\x04Close", "Ready", "verb\x04Close", "%(n)s visit"]


def test_a_sentence_without_french_is_found(house: Path) -> None:
    """A fuzzy translation is none."""
    (house / "src/binome/web/words.py").write_text('_("Room"); _("Ready"); _("New")\n')
    assert untold(house) == [
        "src/binome/web/words.py: 'New' has no French",
        "src/binome/web/words.py: 'Ready' has no French",
    ]


def test_a_stale_compiled_catalogue_is_found(house: Path) -> None:
    """An empty catalogue, as it would be had nobody compiled it again."""
    header = b"\xde\x12\x04\x95" + b"\x00" * 8 + b"\x1c\x00\x00\x00" * 2 + b"\x00" * 8
    (house / f"{CATALOGUE}.mo").write_bytes(header)
    assert "not compiled: 'Room'" in catalogue_faults(house)


def test_a_lost_placeholder_is_found(house: Path) -> None:
    """A sentence that would be shown without its name or its number."""
    path = house / f"{CATALOGUE}.po"
    path.write_text('msgid "in %(room)s"\nmsgstr "en salle"\n')
    (house / f"{CATALOGUE}.mo").write_bytes(b"\xde\x12\x04\x95" + b"\x00" * 8 + b"\x1c\x00\x00\x00" * 2 + b"\x00" * 8)
    assert "placeholders differ: 'in %(room)s'" in catalogue_faults(house)

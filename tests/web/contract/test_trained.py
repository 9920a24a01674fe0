"""The trainings that an assistant owes stand on the contract's page, by when and whether they are met."""

from binome.practice.qualification import years_after
from binome.web.store import trainings
from binome.web.store.agreed import Author
from binome.web.store.models import MemberRow
from tests.web.board.small import Small
from tests.web.delegation.asking import now_at


def untrained(small: Small) -> None:
    """As if nothing had ever been learned."""
    row = MemberRow.objects.get(code="m3").practice
    row.settings = {**row.settings, "qualifications": {}}
    row.revision += 1
    row.save()


def test_a_deadline_is_counted_from_the_day_the_post_was_taken(small: Small, code: str) -> None:
    taken = small.today.replace(month=1, day=15)
    untrained(small)
    trainings.note_post(small.house, Author("m1", now_at(small)), "m3", "assistant", taken)
    page = small.signed_in("m1").get(f"/p/brehan/contract/{code}/").content.decode()
    assert "Nadia Kerbrat" in page.partition('id="trained-h"')[2].partition("</section>")[0]
    assert f"{years_after(taken, 2):%d/%m/%Y}" in page


def test_without_that_day_nothing_is_guessed(small: Small, code: str) -> None:
    untrained(small)
    page = small.signed_in("m1").get(f"/p/brehan/contract/{code}/").content.decode()
    assert "la prise de poste n’est pas notée" in page

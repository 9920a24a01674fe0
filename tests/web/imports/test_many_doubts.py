"""A list of which a thousand people may already be known is answered page by page, without a loss."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings

from binome.web.imports.shown import AT_ONCE
from binome.web.store.models import ImportRow, PatientRow
from tests.web.board.small import Small
from tests.web.imports.test_screens import upload

HEADING = "Nom de naissance;Prénom;Date de naissance;Sexe;Téléphone"
SYLLABLES = ("ba", "do", "fe", "gi", "ju", "ka", "lo", "me", "ni", "pu")


def name(number: int) -> str:
    return "".join(SYLLABLES[int(digit)] for digit in f"{number:04}").upper()


def doubtful_list(small: Small, people: int) -> bytes:
    """People known by name and birth date, whom the file says with another telephone."""
    born = [date(1950, 1, 1) + timedelta(days=37 * number) for number in range(people)]
    PatientRow.objects.bulk_create(
        PatientRow(
            practice_id=small.house.id, code=f"p{n}", family=name(n), given="Anne", birth_date=born[n],
            phone=f"06{n:08}", sought=f"{name(n)} anne".lower(),
        )
        for n in range(people)
    )  # fmt: skip
    lines = [f"{name(n)};Anne;{born[n]:%d/%m/%Y};F;07{n:08}" for n in range(people)]
    return "\n".join([HEADING, *lines]).encode()


def asked(page: str) -> dict[str, str]:
    """Every question of the page, answered: the same person, the first one offered."""
    found = re.findall(r'name="(same-\d+)" value="(\w+)" required', page)
    return dict(reversed(found))


@pytest.mark.timeout(300)
def test_more_doubts_than_a_form_may_have_fields_are_all_answered(small: Small) -> None:
    people = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 20
    kept = upload(small, doubtful_list(small, people), "p.csv", "patients")
    secretary, pages = small.signed_in("m4"), 0
    while 'action="answers"' in (page := secretary.get(kept.url).content.decode()):
        answers = asked(page)
        assert len(answers) == AT_ONCE
        assert secretary.post(f"{kept.url}answers", answers).status_code == 302
        pages += 1

    done = secretary.post(f"{kept.url}accept", asked(page))

    assert (done.status_code, pages) == (302, (people - 1) // AT_ONCE)
    assert PatientRow.objects.count() == people
    assert ImportRow.objects.get().told["changed"] == people


def test_accepting_before_the_end_is_refused_and_the_answers_stay(small: Small) -> None:
    kept = upload(small, doubtful_list(small, AT_ONCE + 5), "p.csv", "patients")
    secretary = small.signed_in("m4")
    secretary.post(f"{kept.url}answers", asked(secretary.get(kept.url).content.decode()))

    refused = secretary.post(f"{kept.url}accept")
    page = refused.content.decode()

    assert refused.status_code == 409
    assert len(asked(page)) == 5
    assert secretary.post(f"{kept.url}accept", asked(page)).status_code == 302


def test_an_answer_that_names_nobody_proposed_is_no_answer(small: Small) -> None:
    kept = upload(small, doubtful_list(small, AT_ONCE + 5), "p.csv", "patients")
    secretary = small.signed_in("m4")
    wrong = dict.fromkeys(asked(secretary.get(kept.url).content.decode()), "p-of-nobody")

    secretary.post(f"{kept.url}answers", wrong)

    assert len(asked(secretary.get(kept.url).content.decode())) == AT_ONCE

"""However many tasks are open, a page of them costs the same few questions."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from binome.web.store.models import TaskRow
from binome.web.store.task_lists import PAGE, Chosen, listed
from tests.web.board.small import Small
from tests.web.tasks.asking import asked


def many(small: Small, how_many: int) -> None:
    """As many open tasks, of several kinds and people, around now."""
    like = TaskRow.objects.get(story=asked(small))
    now = datetime.now(UTC)
    fields = {f.attname: getattr(like, f.attname) for f in TaskRow._meta.concrete_fields if f.attname != "id"}
    several = [
        ("question", "physician", "m1"),
        ("call_back", "secretary", None),
        ("letter_to_write", "assistant", None),
    ]
    TaskRow.objects.bulk_create(
        TaskRow(
            **{
                **fields,
                "story": f"task-many{n}",
                "due": now + timedelta(minutes=n - how_many // 2),
                **dict(zip(("kind", "role", "person"), several[n % 3], strict=True)),
            }
        )
        for n in range(how_many)
    )


def test_a_page_of_tasks_costs_few_questions(small: Small) -> None:
    """At most three, with two hundred open tasks as with two."""
    many(small, 200)
    house = small.house
    for whose in ("mine", "role", "all", "asked", "ended"):
        with CaptureQueriesContext(
            connection,
        ) as asked_of:
            found = listed(house, "m4", Chosen(whose), datetime.now(UTC))
        assert len(asked_of) <= 3
        assert len(found.lines) <= PAGE


def test_a_list_goes_on_page_after_page(small: Small) -> None:
    """Every task on one page and one only, what is due first before the rest."""
    many(small, 2 * PAGE + 10)
    pages = [listed(small.house, "m4", Chosen("all", page=n), datetime.now(UTC)) for n in (1, 2, 3, 4)]
    stories = [line.story for page in pages for line in page.lines]
    assert len(stories) == len(set(stories)) == pages[0].found == 2 * PAGE + 11
    assert (pages[0].pages(), len(pages[2].lines), pages[3].lines) == (3, 11, ())
    dues = [line.due for page in pages for line in page.lines]
    assert dues == sorted(dues)

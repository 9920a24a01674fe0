"""What a story is about, read from its name."""

from enum import StrEnum

DAY_PREFIX = "day-"
TASK_PREFIX = "task-"
DRAFT_PREFIX = "draft-"
SHEET_SUFFIX = "-sheet"


class About(StrEnum):
    """The five kinds of story a journal tells."""

    VISIT = "visit"
    DAY = "day"
    SHEET = "sheet"
    TASK = "task"
    DRAFT = "draft"


_BY_PREFIX = {DAY_PREFIX: About.DAY, TASK_PREFIX: About.TASK, DRAFT_PREFIX: About.DRAFT}


def about(story: str) -> About:
    """Whatever bears no mark is a visit."""
    for prefix, kind in _BY_PREFIX.items():
        if story.startswith(prefix):
            return kind
    return About.SHEET if story.endswith(SHEET_SUFFIX) else About.VISIT


def is_visit(story: str) -> bool:
    """Is this the story of a visit?"""
    return about(story) is About.VISIT

"""The tray on the day's channel: how many documents wait for a signature, never which. That is for its own page."""

from datetime import date

from binome.journal.stories import DRAFT_PREFIX
from binome.web.store.board import gone_since
from binome.web.store.practice import House
from binome.web.store.tray import changed_since, how_many_wait


def tray_since(house: House, day: date, version: int) -> str:
    """Empty when no document changed that day after that version."""
    if not changed_since(house, day, version) and not any(
        story.startswith(DRAFT_PREFIX) for story in gone_since(house, day, version)
    ):
        return ""
    return f'<b id="count-tray">{how_many_wait(house)}</b>'

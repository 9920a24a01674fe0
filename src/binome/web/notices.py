"""What one process says to the others through PostgreSQL: the channel and its two sentences."""

from datetime import date

CHANNEL = "binome_live"


def board_moved(practice: str, day: date, version: int | str) -> str:
    """A day has a new version. With "", what stands before the number: the database itself puts it behind."""
    return f"board {practice} {day.isoformat()} {version}"


def user_left(user: str) -> str:
    """A user's rights are withdrawn: cut their streams."""
    return f"left {user}"

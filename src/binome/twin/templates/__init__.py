"""Scenarios to start from, commented, one file each; a comment is in French, its English is on the next line.

In a template a line that begins with `#fr` is kept in French, one that begins with `#en` in English.
"""

from importlib import resources

CODES = ("single_doctor", "twin_rooms", "shared_assistant", "group_practice")


def templates(language: str) -> dict[str, str]:
    """Each template by code, with its first comment."""
    return {code: template_text(code, language).splitlines()[0].removeprefix("# ") for code in CODES}


def template_text(code: str, language: str) -> str:
    """The text of a template, its comments in that language."""
    text = resources.files("binome.twin.templates").joinpath(f"{code}.toml").read_text("utf-8")
    other = "en" if language == "fr" else "fr"
    kept = (line for line in text.splitlines() if not line.startswith(f"#{other}"))
    return "\n".join(line.replace(f"#{language}", "#", 1) for line in kept) + "\n"

"""Scenarios to start from, commented, one file each; a comment is in French, its English is on the next line.

In a template a line that begins with `#fr` is kept in French, one that begins with `#en` in English; what follows
`#fr=` takes in French the place of the line above.
"""

from importlib import resources

IN_PLACE = "#fr= "
CODES = ("single_doctor", "twin_rooms", "shared_assistant", "group_practice")


def templates(language: str) -> dict[str, str]:
    """Each template by code, with its first comment."""
    return {code: template_text(code, language).splitlines()[0].removeprefix("# ") for code in CODES}


def template_text(code: str, language: str) -> str:
    """The text of a template, its comments in that language."""
    text = resources.files("binome.twin.templates").joinpath(f"{code}.toml").read_text("utf-8")
    other = "en" if language == "fr" else "fr"
    kept: list[str] = []
    for line in text.splitlines():
        if line.startswith(IN_PLACE):
            kept[-1:] = [line.removeprefix(IN_PLACE)] if language == "fr" else kept[-1:]
        elif not line.startswith(f"#{other}"):
            kept.append(line.replace(f"#{language}", "#", 1))
    return "\n".join(kept) + "\n"

"""What a turned dial leaves behind: steps and tasks whose people are gone, learned values whose place is another's."""

from collections.abc import Mapping
from typing import Any

from binome.practice.words import Role
from binome.twin.forms import write_table
from binome.twin.model import Scenario

Words = dict[str, Any]


def leave_to_the_doctor(words: Words) -> None:
    """Once nobody is an assistant: what they did alone falls to the professional of the visit, tasks to a physician.
    A step that was skipped when nobody was there is skipped for good, its share added to the professional's own.
    """
    left = {role for it in words["members"].values() for role in (it["role"], *it.get("also", ()))}
    here = left | set(words["members"])
    for step in (it for way in words["pathways"].values() for it in way["steps"]):
        if "own" not in step["by"] and not here & set(step["by"]) and step.get("otherwise", "waits") == "waits":
            step["otherwise"] = "professional"
    for task in words.get("tasks", {}).values():
        if not here & set(task["by"]) and Role.PHYSICIAN in left:
            task["by"] = [str(Role.PHYSICIAN)]


def forget_what_is_gone(words: Words, scenario: Scenario) -> None:
    """Steps are known by their number: in a pathway that has been changed, no learned value is sure of its place."""
    was = write_table(scenario.priors, (), scenario)
    changed = {code for code, way in words["pathways"].items() if way != was["pathways"].get(code)}
    for dotted in list(words.get("learned", {})):
        place = dotted.split(".")
        if (place[0] == "pathways" and place[1] in changed) or not _is_there(words, place):
            del words["learned"][dotted]


def _is_there(words: Words, place: list[str]) -> bool:
    inside: Any = words
    for name in place:
        inside = _within(inside, name)
        if inside is None:
            return False
    return True


def _within(inside: Any, name: str) -> Any:
    if isinstance(inside, list):
        return inside[int(name)] if int(name) < len(inside) else None
    return inside.get(name) if isinstance(inside, Mapping) else None

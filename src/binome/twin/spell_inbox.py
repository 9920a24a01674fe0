"""Work without a patient."""

from binome.twin.delegations import refusal
from binome.twin.model import Scenario, Task
from binome.twin.numbering import Numbering
from binome.twin.spell_floor import floats, ints, sets
from binome.twin.tables import Inbox


def spell_inbox(scenario: Scenario, numbering: Numbering) -> Inbox:
    tasks = list(scenario.tasks.values())
    return Inbox(
        per_day=floats(it.per_day for it in tasks),
        law=ints(numbering.law(it.minutes) for it in tasks),
        who=sets(numbering.bits(_who(scenario, it), numbering.persons) for it in tasks),
        carried=scenario.tasks_left == "tomorrow",
    )


def _who(scenario: Scenario, task: Task) -> list[str]:
    able = (it for it in scenario.named(task.by) if refusal(scenario, it, task.activity) is None)
    return [it.code for it in able]

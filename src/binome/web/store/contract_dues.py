"""What a practice's aid contracts ask for soon: told each morning to those who may see them, without any amount."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from binome.contract.projected import Due
from binome.contract.projection import project
from binome.web.store.contracts import agreed, contracts
from binome.web.store.contracts_noted import Notes, by_contract
from binome.web.store.practice import House

ASKED = ("read_before_check", "declare_absence", "check", "prepare_term", "notice", "anniversary", "amendment")
"""What somebody is to do, or to be ready for; trainings are reminded by themselves, payments come of themselves."""


@dataclass(frozen=True, slots=True)
class ContractDue:
    """A day of one contract: its name, what, when."""

    contract: str
    due: Due


def dues_soon(house: House, on: date, within_days: int) -> tuple[ContractDue, ...]:
    """The nearest first; what is late stays until it is done. Two queries, however many contracts."""
    kept = contracts(house)
    noted = by_contract(house, *(it.code for it in kept)) if kept else {}
    last = on + timedelta(days=within_days)

    def found() -> Iterator[ContractDue]:
        for it in kept:
            notes = noted.get(it.code, Notes())
            projection = project(agreed(house, it, notes), notes.counts, on)
            yield from (ContractDue(it.name, due) for due in projection.dues if due.code in ASKED and due.on <= last)

    return tuple(sorted(found(), key=lambda it: (it.due.on, it.contract)))

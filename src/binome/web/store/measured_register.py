"""How many patients are registered with the doctors: the dated readings noted beside the aid contracts."""

from binome.measures.patient_answers import Reading
from binome.web.store.contracts import Kept, contracts
from binome.web.store.contracts_noted import Notes, by_contract
from binome.web.store.practice import House


def readings(house: House) -> tuple[Reading, ...]:
    """Each with whose it is. Where the doctors of a contract are read one by one, readings of them all together are
    left out: nobody counts twice.
    """
    notes = by_contract(house)
    return tuple(it for kept in contracts(house) for it in _of(kept, notes.get(kept.code, Notes())))


def _of(kept: Kept, notes: Notes) -> list[Reading]:
    told = [it for it in notes.counts if it.registered is not None]
    one_by_one = any(it.doctor for it in told)
    whose = kept.doctors[0] if len(kept.doctors) == 1 else f"contract {kept.code}"
    return [
        Reading(it.on, it.doctor or whose, it.registered)
        for it in told
        if it.registered is not None and (it.doctor or not one_by_one)
    ]

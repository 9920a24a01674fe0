"""Rounds that nobody answered: drawn for a demonstration, and marked so for ever."""

from collections.abc import Iterable
from dataclasses import replace

from binome.voices.rounds import MINIMUM, Hidden, Round
from binome.web.store.practice import House
from binome.web.store.tables.pulse import PulseBoxRow, PulseRoundRow, PulseWhoRow
from binome.web.store.writing import writing


def keep_simulated(house: House, drawn: Iterable[Round]) -> None:
    """Kept as lived ones are: hidden, and emptied, when too few "answered". They name nobody."""
    decided = [_decided(it) for it in drawn]
    with writing():
        rows = PulseRoundRow.objects.bulk_create(_row(house, it) for it in decided)
        PulseBoxRow.objects.bulk_create(
            PulseBoxRow(round=row, sheets=it.sheets) for row, it in zip(rows, decided, strict=True)
        )
        PulseWhoRow.objects.bulk_create(PulseWhoRow(round=row) for row in rows)


def _decided(it: Round) -> Round:
    return replace(it, outcome="told") if len(it.sheets) >= MINIMUM else replace(it, outcome=Hidden.TOO_FEW, sheets=())


def _row(house: House, it: Round) -> PulseRoundRow:
    return PulseRoundRow(
        practice_id=house.id,
        instrument=it.instrument,
        since=it.period.since,
        until=it.period.until,
        asked=it.asked,
        outcome=it.outcome,
        simulated=True,
    )

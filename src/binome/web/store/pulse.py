"""The rounds of the pulse: answered once by each member, told when they are over and when telling them betrays nobody.

waiting(house, member, day)              what this person has not answered yet
answer(house, member, code, said, day)   a sheet into the box, a name among those who answered
pulse_rounds(house, since, until)        what everybody may read
"""

from collections.abc import Mapping
from datetime import date

from binome.practice.refusal import MoveRefused
from binome.voices.rounds import Period, Round, Told, outcome_of, told_of
from binome.voices.scoring import Sheet, put_in, scores, sheet_from
from binome.web.store import clock
from binome.web.store.practice import House, today
from binome.web.store.pulse_plan import instrument_of, instruments_of, open_rounds
from binome.web.store.tables.pulse import PulseBoxRow, PulseRoundRow, PulseWhoRow
from binome.web.store.writing import writing


def waiting(house: House, member: str, day: date) -> dict[str, Period]:
    """What is asked of this person now, by questionnaire: one query, or none when nothing is asked of anybody."""
    asked = open_rounds(house, day)
    if not asked:
        return {}
    rows = PulseWhoRow.objects.filter(round__practice_id=house.id, round__until__gt=day, round__since__lte=day)
    found = rows.values_list("round__instrument", "round__since", "round__until", "members")
    answered = {(code, Period(since, until)) for code, since, until, who in found if member in who}
    return {code: period for code, period in asked.items() if (code, period) not in answered}


def answer(house: House, member: str, code: str, said: Mapping[str, str], day: date) -> dict[str, float | None]:
    """Once per round. Answers the person's own scores, for their eyes: they are kept nowhere.

    Every round of the day begins together, whichever is answered first, so that no number tells who began.
    """
    instrument = instrument_of(house, code)
    sheet = sheet_from(instrument, said)
    with writing():
        asked = open_rounds(house, day)
        if code not in asked:
            raise MoveRefused("pulse.not_asked")
        _begin(house, asked)
        _drop(_the_round(house, code, asked[code]), member, sheet)
    return scores(instrument, sheet)


def _drop(row: PulseRoundRow, member: str, sheet: Sheet) -> None:
    """Two values are rewritten whole: nothing in them says which came with which."""
    who, box = PulseWhoRow.objects.get(round=row), PulseBoxRow.objects.get(round=row)
    if member in who.members:
        raise MoveRefused("pulse.answered_already")
    PulseWhoRow.objects.filter(round=row).update(members=sorted([*who.members, member]))
    PulseBoxRow.objects.filter(round=row).update(sheets=put_in(map(tuple, box.sheets), sheet))


def _the_round(house: House, code: str, period: Period) -> PulseRoundRow:
    rows = PulseRoundRow.objects.select_for_update().filter(practice_id=house.id, instrument=code)
    return rows.get(since=period.since, until=period.until)


def _begin(house: House, asked: Mapping[str, Period]) -> None:
    rows = PulseRoundRow.objects.filter(practice_id=house.id).values_list("instrument", "since", "until")
    there = {(code, Period(since, until)) for code, since, until in rows}
    here = len(_team(house, min(period.since for period in asked.values())))
    for code, period in sorted(asked.items()):
        if (code, period) not in there:
            row = PulseRoundRow.objects.create(
                practice_id=house.id, instrument=code, since=period.since, until=period.until, asked=here
            )
            PulseWhoRow.objects.create(round=row)
            PulseBoxRow.objects.create(round=row)


def _team(house: House, day: date) -> list[str]:
    gone = {it.member for it in house.practice.absences if it.until == date.max and it.since <= day}
    return [code for code in house.practice.members if code not in gone]


def pulse_rounds(house: House, since: date, until: date) -> list[Told]:
    """Every round that ended in that time, the oldest first, as the whole team may read it: two queries.

    What is over is decided first, by the clock: a screen never waits for somebody to close a round.
    """
    settle(house, today(house.practice, clock.now()))
    rows = PulseRoundRow.objects.filter(practice_id=house.id, until__gt=since, until__lte=until).exclude(outcome="")
    known = instruments_of(house)
    told = [_round(row) for row in rows.select_related("who", "box").order_by("until", "instrument")]
    return [told_of(known[it.instrument], it) for it in told if it.instrument in known]


def settle(house: House, day: date) -> None:
    """Decide, once and for ever, what becomes of the rounds that are over; what may not be told is not kept.

    A query when there is nothing to decide, which is nearly always.
    """
    over = PulseRoundRow.objects.filter(practice_id=house.id, outcome="", until__lte=day)
    if not over.exists():
        return
    with writing():
        told = _told_so_far(house)
        for row in over.select_for_update().order_by("until", "instrument"):
            told.setdefault(row.instrument, [])
            finished = _round(row)
            row.outcome = outcome_of(finished, told[row.instrument])
            row.save(update_fields=["outcome"])
            if row.outcome == "told":
                told[row.instrument].append(finished.who)
            else:
                PulseBoxRow.objects.filter(round=row).update(sheets=[])
                PulseWhoRow.objects.filter(round=row).update(members=[])


def _told_so_far(house: House) -> dict[str, list[frozenset[str]]]:
    rows = PulseWhoRow.objects.filter(round__practice_id=house.id, round__outcome="told", round__simulated=False)
    told: dict[str, list[frozenset[str]]] = {}
    for code, members in rows.values_list("round__instrument", "members"):
        told.setdefault(code, []).append(frozenset(members))
    return told


def _round(row: PulseRoundRow) -> Round:
    return Round(
        row.instrument,
        Period(row.since, row.until),
        row.asked,
        row.outcome,
        row.simulated,
        frozenset(row.who.members),
        tuple(tuple(sheet) for sheet in row.box.sheets),
    )

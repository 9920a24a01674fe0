"""What a day leaves to those that follow: returns, and the panels (paper, section 6)."""

from typing import Any

from binome.twin.chance import Purpose
from binome.twin.kernel.draw import place, poisson, stem, uniform
from binome.twin.kernel.native import njit
from binome.twin.kernel.queues import INDEX
from binome.twin.kernel.tally import ProfessionalColumn
from binome.twin.kernel.visits import note_left
from binome.twin.tables import NOBODY


@njit
def note_returns(
    key: Any, day: int, n_visits: int, hall: Any, visits: Any, requests: Any, desk: Any, left: Any
) -> None:
    """Behind the missed visits, which were noted when the day's were written."""
    here = stem(key, day, Purpose.ASKS_AGAIN)
    for p in range(n_visits):
        visit = visits[INDEX(p)]
        request = requests[INDEX(visit.request)]
        if request.returns == 0.0 or visit.professional == NOBODY:
            continue
        if visit.steps_done < hall.count[INDEX(visit.kind)]:
            continue
        if uniform(here, place(visit.entity)) < request.returns:
            note_left(desk, left, request.returns_as, visit.professional, request.returns_after, visit.entity)


@njit
def change_panels(key: Any, day: int, desk: Any, professionals: Any) -> None:
    """Who leaves, who joins, who begins to wait for that."""
    leaves, joins = stem(key, day, Purpose.LEAVES), stem(key, day, Purpose.JOINS)
    for j in range(desk.professionals):
        desk.registration[j] += desk.registration_per_day[j]
        gone = min(desk.panel[j], float(poisson(leaves, place(j), desk.leaves_per_day[j] * desk.panel[j])))
        desk.panel[j] -= gone
        come = 0.0
        if desk.third_next[j] <= desk.accepts_new_within[j] and desk.panel[j] < desk.panel_most[j]:
            come = min(float(poisson(joins, place(j), desk.joins_per_day[j])), desk.registration[j])
        desk.registration[j] -= come
        desk.panel[j] += come
        sums = professionals[j]
        sums[ProfessionalColumn.PANEL] += desk.panel[j]
        sums[ProfessionalColumn.LEFT] += gone
        sums[ProfessionalColumn.JOINED] += come
        sums[ProfessionalColumn.REGISTRATION] += desk.registration[j]

"""How much is asked of each professional."""

from binome.twin.days import open_days_per_year
from binome.twin.model import Member, Scenario


def rate_of(scenario: Scenario, code: str, member: Member) -> float:
    """Requests of that kind per open day from her patients, as the panel is at the beginning."""
    request = scenario.requests[code]
    if not request.search:
        return 0.0
    if request.per_day:
        return request.per_day.get(member.code, request.per_day.get("", 0.0)) * request.share
    if member.panel is None:
        return 0.0
    patients = member.panel.patients * member.panel.visits_factor
    if request.per_patient_per_day is not None:
        return patients * request.per_patient_per_day * request.share
    if scenario.population is None:
        return 0.0
    return patients * scenario.population.per_year(request.code) / open_days_per_year(scenario.calendar)

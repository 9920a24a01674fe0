"""What a practice lets patients book, as its journal shows it: for a practice that has written no scenario."""

from collections import Counter
from dataclasses import asdict
from statistics import median
from typing import Any

from binome.practice.team import Practice
from binome.twin.calibrate.customs import Custom, customs_seen
from binome.twin.calibrate.seen import Seen
from binome.twin.from_practice import Offer

LEAST_VISITS = 5


def offers_seen(practice: Practice, seen: Seen) -> list[Offer]:
    """One for each member and pathway that was booked often enough; the most frequent of a member first."""
    booked = [it for it in seen.visits if it.booked and it.doctor in practice.members]
    counts = Counter((it.doctor, it.pathway) for it in booked)
    customs = customs_seen(seen)
    return [
        Offer(
            member,
            pathway,
            slot_min=float(median(it.minutes for it in booked if (it.doctor, it.pathway) == (member, pathway))),
            walk_ins_per_hour=0.1,
            urgent_per_hour=0.1,
            **ways_of(customs.get((member, pathway))),
        )
        for (member, pathway), count in counts.most_common()
        if count >= LEAST_VISITS
    ]


def ways_of(custom: Custom | None) -> dict[str, Any]:
    """What an offer says of it."""
    return asdict(custom) if custom else {}

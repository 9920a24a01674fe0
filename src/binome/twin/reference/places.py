"""Who works and what stands on the floor: persons, rooms, and the queues before them."""

from dataclasses import dataclass, field

from binome.twin.reference.sets import NOT_YET
from binome.twin.reference.visit import Stamps, Visit

NOWHERE = -2  # where a person is who has not worked yet today
NO_ROOM_AT_ALL = -1  # where a visit is that holds no room


@dataclass(order=True)
class Request:
    """Somebody waits. Requests compare as they are served: by priority, then by their order."""

    priority: int
    order: int
    visit: Visit = field(compare=False)


@dataclass
class Queue:
    """Those who wait before some persons or some rooms."""

    served_by: list[int]
    waiting: list[Request] = field(default_factory=list)

    def take(self, request: Request) -> Visit:
        self.waiting.remove(request)
        return request.visit


@dataclass
class Person:
    number: int
    serves: list[int]
    until_done: bool
    moves_min: float
    pace: float
    hours: list[tuple[float, float]]  # the stretches from the present one on

    on_duty: bool = False
    visit: Visit | None = None  # whom she is with, or kept by
    next_event: float = NOT_YET
    last_room: int = NOWHERE
    done: list[Stamps] = field(default_factory=list)  # her steps of the day, in their order

    @property
    def is_free(self) -> bool:
        return self.on_duty and self.visit is None

    def held(self) -> list[tuple[float, float]]:
        """When visits held her."""
        return [(stamps.start, stamps.released) for stamps in self.done]

    def may_begin(self, now: float) -> bool:
        return self.until_done or now < self.hours[0][1]


@dataclass
class Room:
    number: int
    serves: list[int]
    turnover_min: float

    is_free: bool = True
    next_event: float = NOT_YET


def best_request(queues: list[Queue]) -> tuple[Queue, Request] | None:
    """The smallest priority of several queues, then the earliest request."""
    heads = [(min(queue.waiting), queue) for queue in queues if queue.waiting]
    if not heads:
        return None
    request, queue = min(heads, key=lambda head: head[0])
    return queue, request

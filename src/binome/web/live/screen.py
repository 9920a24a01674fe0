"""One open stream."""

import asyncio


class Screen:
    """Kept small: there may be a thousand of them, most of them silent most of the time."""

    __slots__ = ("_waiter", "deadline", "ended", "number", "seen", "user")

    def __init__(self, user: str, deadline: float) -> None:
        self.user = user
        self.deadline = deadline
        self.number = 0
        self.seen = 0
        self.ended = False
        self._waiter: asyncio.Future[None] | None = None

    def wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def end(self) -> None:
        """Nothing more will be sent to it, not even what is already made."""
        self.ended = True
        self.wake()

    async def woken(self) -> None:
        self._waiter = asyncio.get_running_loop().create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

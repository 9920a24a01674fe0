"""One channel while somebody looks at it: its version, its last frames, its screens.

A screen holds no queue. The feed keeps the last frames once for all and a screen holds the number
of the last one it sent, so that a slow screen costs nothing and is let go when the feed has
forgotten what it misses.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from .asgi import Message
from .channel import Channel, Clock, Limits, Update
from .frame import Frame, aside_text, beat_text, body, update_text
from .screen import Screen

logger = logging.getLogger("binome.live")

Ask = Callable[[Channel, int], Awaitable[Update]]


@dataclass(frozen=True, slots=True)
class Replay:
    """What a screen missed up to `version`; nothing when there is no message."""

    version: int
    message: Message | None


class Feed:
    """Lives on the event loop only: nothing here is called from another thread."""

    def __init__(self, channel: Channel, ask: Ask, limits: Limits, now: Clock) -> None:
        self.channel = channel
        self.screens: set[Screen] = set()
        self.version: int | None = None
        self._ask = ask
        self._limits = limits
        self._now = now
        self._number = 0
        self._floor = 0
        self._frames: deque[Frame] = deque(maxlen=limits.frames_kept)
        self._stale = False
        self._refreshing: asyncio.Task[None] | None = None
        self._replays: dict[int, asyncio.Task[Replay]] = {}

    # --- what the hub says

    def heard(self, version: int | None) -> None:
        """Something was written; `None` when we may have missed hearing what."""
        if version is None or self.version is None or version > self.version:
            self._stale = True
            self._refresh_if_stale()

    def beat(self, now: float) -> None:
        for screen in self.screens:
            if screen.deadline <= now:
                screen.end()
        if self.version is not None:
            self._publish(self.version, beat_text(self._now(), self.version), moves=False)

    def say(self, html: str) -> None:
        """Pieces beside the day's own story: they move no version, and a screen that misses them misses no fact."""
        if self.version is not None:
            self._publish(self.version, aside_text(html), moves=False)

    def end(self) -> None:
        for screen in self.screens:
            screen.end()

    # --- what a screen asks

    async def catch_up(self, screen: Screen, since: int) -> list[Message]:
        """What this screen missed after version `since`; it follows the frames from there."""
        update = await self._missed(since)
        if self.version is None:
            self.version = self._floor = update.version
            self._refresh_if_stale()
        if update.version < self._floor:
            # Overtaken by a feed that no longer has the frames between: it will ask again.
            screen.end()
        screen.seen = update.version
        screen.number = self._last_number_up_to(update.version)
        beat = body(beat_text(self._now(), update.version))
        return [update.message, beat] if update.message else [beat]

    def fresh(self, screen: Screen) -> list[Frame] | None:
        """The frames this screen has to send now; None when some of them are forgotten."""
        behind = self._number - screen.number
        if behind > len(self._frames):
            return None
        late = [self._frames[-place] for place in range(behind, 0, -1)]
        screen.number = self._number
        return [frame for frame in late if not frame.moves or frame.version > screen.seen]

    def ahead_of(self, screen: Screen) -> bool:
        return self._number > screen.number

    # --- rendering: once for all, and once for all that arrives meanwhile

    def _refresh_if_stale(self) -> None:
        if self._stale and self.version is not None and self._refreshing is None:
            self._refreshing = asyncio.create_task(self._refresh(self.version))

    async def _refresh(self, version: int) -> None:
        try:
            while self._stale:
                self._stale = False
                update = await self._ask(self.channel, version)
                clicks = update.version - version
                if clicks > 0:
                    self.version = version = update.version
                    self._publish(version, update_text(version, update.html), moves=True)
                await asyncio.sleep(self._limits.pause_after(clicks))
        except Exception:
            # Screens that would silently stop moving are worse than screens that ask again.
            logger.exception("rendering failed: its screens are let go")
            self.end()
        finally:
            self._refreshing = None

    async def _missed(self, since: int) -> Replay:
        if self.version is not None and self._floor <= since <= self.version:
            return Replay(since, None)
        update = await self._replay(since)
        # A number from before a restored copy, or made up: tell the whole day.
        return update if update.version >= since else await self._replay(0)

    async def _replay(self, since: int) -> Replay:
        """Screens that come back together missed the same thing: one rendering, the same bytes, serve them."""
        if since not in self._replays:
            task = asyncio.create_task(self._draw(since))
            task.add_done_callback(lambda _: self._replays.pop(since, None))
            self._replays[since] = task
        return await asyncio.shield(self._replays[since])

    async def _draw(self, since: int) -> Replay:
        update = await self._ask(self.channel, since)
        message = body(update_text(update.version, update.html)) if update.html else None
        return Replay(update.version, message)

    def _publish(self, version: int, text: str, *, moves: bool) -> None:
        if len(self._frames) == self._frames.maxlen:
            self._floor = self._frames[0].version
        self._number += 1
        self._frames.append(Frame(self._number, version, moves, body(text)))
        for screen in self.screens:
            screen.wake()

    def _last_number_up_to(self, version: int) -> int:
        for frame in reversed(self._frames):
            if frame.version <= version:
                return frame.number
        return self._number - len(self._frames)

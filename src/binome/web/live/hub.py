"""The hub: every open screen of this process, by channel."""

import asyncio
import random
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import date

from .channel import Admission, Channel, Clock, Limits, Render, Update
from .feed import Feed
from .screen import Screen


class Hub:
    """`announce`, `say`, `refresh` and `dismiss` may be called from any thread, open screens or none.

    Everything else belongs to the event loop that `open` was awaited on.
    """

    def __init__(self, render: Render, pool: Executor, now: Clock, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.pool = pool
        self._render = render
        self._now = now
        self._feeds: dict[Channel, Feed] = {}
        self._screens: dict[str, set[Screen]] = {}
        self._dismissed: dict[str, float] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._beating: asyncio.Task[None] | None = None

    # --- from any thread

    def announce(self, practice: str, day: date, version: int) -> None:
        """Version `version` of that day is committed."""
        self._on_loop(self._heard, practice, day, version)

    def refresh(self) -> None:
        """We were deaf for a while: every open channel asks what it missed."""
        self._on_loop(self._refresh)

    def dismiss(self, user: str) -> None:
        """Cut this user's streams now: their rights are gone."""
        self._on_loop(self._dismiss, user)

    def channels(self) -> list[Channel]:
        """Those somebody looks at now."""
        return list(self._feeds)

    def say(self, channel: Channel, html: str) -> None:
        """Show that on every screen of the channel, beside what the day's versions say."""
        self._on_loop(self._say, channel, html)

    def _on_loop(self, deed: Callable[..., None], *facts: object) -> None:
        # Nobody listens before the server is up, nor in a command that has no server.
        if self._loop is not None:
            self._loop.call_soon_threadsafe(deed, *facts)

    # --- on the loop

    async def open(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._beating = self._loop.create_task(self._beat())

    async def close(self) -> None:
        """Every stream ends properly, so that the server has nothing to wait for."""
        self._loop = None
        if self._beating is not None:
            self._beating.cancel()
        for feed in self._feeds.values():
            feed.end()

    def join(self, admission: Admission, asked_at: float) -> tuple[Feed, Screen] | None:
        """None when this user has too many streams, or was dismissed since `asked_at` (loop time)."""
        user, mine = admission.user, self._screens.get(admission.user, set())
        if self._loop is None or len(mine) >= self.limits.streams_per_user:
            return None
        if self._dismissed.get(user, -1.0) >= asked_at:
            return None
        feed = self._feeds.get(admission.channel) or self._open_feed(admission.channel)
        # Spread, so that screens opened together do not all come back together.
        lifetime = self.limits.lifetime * random.uniform(0.9, 1.1)  # noqa: S311 - not a secret
        screen = Screen(user, self._loop.time() + lifetime)
        feed.screens.add(screen)
        self._screens.setdefault(user, set()).add(screen)
        return feed, screen

    def leave(self, feed: Feed, screen: Screen) -> None:
        feed.screens.discard(screen)
        if not feed.screens:
            self._feeds.pop(feed.channel, None)
        mine = self._screens[screen.user]
        mine.discard(screen)
        if not mine:
            del self._screens[screen.user]

    def count(self) -> int:
        return sum(len(feed.screens) for feed in self._feeds.values())

    def _open_feed(self, channel: Channel) -> Feed:
        return self._feeds.setdefault(channel, Feed(channel, self._ask, self.limits, self._now))

    async def _ask(self, channel: Channel, since: int) -> Update:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.pool, self._render, channel, since)

    def _heard(self, practice: str, day: date, version: int) -> None:
        for channel, feed in self._feeds.items():
            if channel.day == day and channel.practice == practice:
                feed.heard(version)

    def _refresh(self) -> None:
        for feed in self._feeds.values():
            feed.heard(None)

    def _say(self, channel: Channel, html: str) -> None:
        feed = self._feeds.get(channel)
        if feed is not None and html:
            feed.say(html)

    def _dismiss(self, user: str) -> None:
        self._dismissed[user] = asyncio.get_running_loop().time()
        for screen in self._screens.get(user, ()):
            screen.end()

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(self.limits.beat)
            now = loop.time()
            # Admissions asked before a dismissal are settled within seconds.
            self._dismissed = {u: at for u, at in self._dismissed.items() if at > now - 60}
            for feed in self._feeds.values():
                feed.beat(now)

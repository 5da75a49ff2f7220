"""How fast one host is asked: slowly at first, faster while it is quick and well, never faster."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

START_RATE = 1.0
"""Requests a second before the host has shown what it bears."""
FASTER = 1.15
"""Each good answer allows so much more a second: from 1 to 5 a second in 12 pages."""
NOISE_S = 0.02
"""Below this a longer answer is the network or our own machine, not a host under strain."""
GAIN = 1.10
"""One more request at once must raise the throughput by 10 %, else it only makes pages wait."""
SAMPLES = 4
"""Answers seen with n requests under way before n + 1 are tried."""
TRY_AGAIN_AFTER = 300
"""Good answers before a level that made the host slow or ill is tried again; doubles each time."""
ILL_IN_A_ROW = 3
"""So many errors one after the other slow down even a walk of one request at a time: fewer are
faults of single pages, which no pace mends."""
SLOWEST_RATE = 0.1
"""One request in ten seconds; a host that still cannot bear it is given up by the walk."""


@dataclass(slots=True)
class Turn:
    """One request under way."""

    level: int
    """Requests under way when it started, itself included."""
    full: bool
    """Whether it used up the window: only then it says something about a wider one."""


@dataclass(slots=True)
class Pace:
    """The gate in front of one host.

    Two things adapt. The rate grows by `FASTER` with every good answer up to `rate`. The window
    of requests at once grows by one as long as that raises the throughput (n / latency), which is
    how a server with n workers shows its n; every level is judged by answers measured at it. An
    error or a refusal halves both, and the level that caused it is left alone for a long time.
    """

    rate: float
    """Requests a second that are never exceeded."""
    concurrency: int
    """Requests at once that are never exceeded."""
    start_rate: float = START_RATE
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    window: int = 1
    share: int = 1
    """So many workers ask the host; each takes its part of the rate and of the requests at once."""
    paused_until: float = 0.0
    refusals: int = 0
    """Answers so far that made it slower."""
    _now_rate: float = field(init=False)
    _ceiling: int = field(init=False)
    _active: int = 0
    _next: float = 0.0
    _latency: dict[int, list[float]] = field(default_factory=dict)
    _holding: int = 0
    _hold: int = TRY_AGAIN_AFTER
    _rate_ceiling: float = field(init=False)
    _rate_holding: int = 0
    _least_gap_s: float = 0.0
    _ill: int = 0
    _gate: asyncio.Lock = field(default_factory=asyncio.Lock)
    _freed: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._now_rate = min(self.start_rate, self.rate)
        self._rate_ceiling = self.rate
        self._ceiling = self.concurrency

    @property
    def rate_now(self) -> float:
        """Requests a second at most, at this moment."""
        return self._now_rate

    @asynccontextmanager
    async def turn(self, *, alone: bool = False) -> AsyncIterator[Turn]:
        """Wait until a request may go out; `alone` also waits for all others, and holds them."""
        await self._gate.acquire()
        try:
            await self._until_free(1 if alone else None)
            self._active += 1
            turn = Turn(self._active, self._active >= self.window)
            spread = random.uniform(0.7, 1.3) if self._now_rate < 20 else 1.0  # noqa: S311 - jitter
            gap_s = max(spread / self._now_rate, self._least_gap_s) * self.share
            self._next = max(self.clock(), self._next) + gap_s
        except BaseException:
            self._gate.release()
            raise
        if not alone:
            self._gate.release()
        try:
            yield turn
        finally:
            self._active -= 1
            self._freed.set()
            if alone:
                self._gate.release()

    async def _until_free(self, window: int | None) -> None:
        while True:
            most = window or min(self.window, max(1, self.concurrency // self.share))
            if self._active >= most:
                self._freed.clear()
                await self._freed.wait()
                continue
            wait = max(self._next, self.paused_until) - self.clock()
            if wait <= 0:
                return
            await self.sleep(wait)

    def at_most(self, rate: float) -> None:
        """Never ask faster than this again: a Crawl-delay, or a limit that the host announces."""
        rate = max(rate, SLOWEST_RATE / 10)
        self.rate = min(self.rate, rate)
        self._least_gap_s = max(self._least_gap_s, 1 / rate)
        self._rate_ceiling = min(self._rate_ceiling, self.rate)
        self._now_rate = min(self._now_rate, self.rate)

    def pause(self, seconds: float) -> None:
        """Ask nothing for so long."""
        self.paused_until = max(self.paused_until, self.clock() + seconds)

    def well(self, turn: Turn, latency_s: float) -> None:
        """The host answered as it should."""
        self._ill = 0
        self._rate_holding -= 1
        if self._rate_holding <= 0:
            self._rate_ceiling = self.rate
        self._now_rate = min(self._now_rate * FASTER, self._rate_ceiling)
        samples = self._latency.setdefault(turn.level, [])
        samples.append(latency_s)
        del samples[:-20]
        self._holding -= 1
        if self._holding <= 0 and self._ceiling < self.concurrency:
            self._ceiling += 1
            self._holding = self._hold
        if turn.full and turn.level == self.window:
            self._judge(turn.level)

    def ill(self, turn: Turn, *, refused: bool = False) -> None:
        """The host failed (5xx, no answer), or, with `refused`, asked for less (429, 503)."""
        self._ill += 1
        self.refusals += 1
        if turn.level > 1:
            self._step_down(turn.level - 1)
            self.window = max(1, min(self.window, turn.level) // 2)
            self._latency = {n: v for n, v in self._latency.items() if n <= self.window}
        if refused or self._ill >= ILL_IN_A_ROW:
            if self._ill <= ILL_IN_A_ROW:
                # Once for each series: the rate that led to it is known, the ones after it are not.
                self._rate_ceiling = max(self._now_rate * 0.8, SLOWEST_RATE)
                self._rate_holding = self._hold
            self._now_rate = max(self._now_rate / 2, SLOWEST_RATE)

    def _judge(self, level: int) -> None:
        here = self._latency[level]
        if len(here) < max(SAMPLES, level):
            return
        before = self._latency.get(level - 1)
        slower = _middle(here) - _middle(self._latency.get(1, here))
        if (
            before
            and slower > NOISE_S
            and level / _middle(here) < GAIN * (level - 1) / _middle(before)
        ):
            self._step_down(level - 1)
            self.window = level - 1
            self._latency.pop(level)
        elif level < self._ceiling:
            self.window = level + 1
            self._latency.pop(level + 1, None)

    def _step_down(self, ceiling: int) -> None:
        if ceiling < self._ceiling:
            self._ceiling = max(1, ceiling)
            self._holding = self._hold
            self._hold *= 2


def _middle(values: list[float]) -> float:
    """The median, at least a millisecond."""
    return max(sorted(values)[len(values) // 2], 0.001)

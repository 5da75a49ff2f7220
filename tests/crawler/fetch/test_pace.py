"""How a walk finds the pace that a host bears, against simulated hosts in virtual time."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from crawler.fetch.pace import Pace
from tests.crawler.fetch.virtual_time import run


@dataclass
class Host:
    """A shop with so many workers: beyond them answers wait, and far beyond them they fail."""

    workers: int
    latency_s: float = 0.2
    fails_above: int = 1000
    """Requests under way above which it answers 500."""
    under_way: int = 0
    most: int = 0
    starts: list[float] = field(default_factory=list)
    failed: int = 0

    async def answer(self) -> tuple[bool, float]:
        """Whether it was well, and how long it took."""
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        self.starts.append(asyncio.get_running_loop().time())
        took = self.latency_s * max(1.0, self.under_way / self.workers)
        well = self.under_way <= self.fails_above
        await asyncio.sleep(took)
        self.under_way -= 1
        self.failed += not well
        return well, took


def pace_of(rate: float, concurrency: int, start_rate: float = 1.0) -> Pace:
    return Pace(
        rate,
        concurrency,
        start_rate=start_rate,
        clock=asyncio.get_running_loop().time,
        sleep=asyncio.sleep,
    )


def walk(
    host: Host, pages: int, make: Callable[[], Pace], *, workers: int = 16
) -> tuple[Pace, float]:
    """Ask for so many pages, each until it is well; the pace at the end and the seconds taken."""

    async def work() -> Pace:
        pace = make()
        waiting = list(range(pages))

        async def worker() -> None:
            while waiting:
                page = waiting.pop()
                async with pace.turn() as turn:
                    well, took = await host.answer()
                    if well:
                        pace.well(turn, took)
                    else:
                        pace.ill(turn)
                        waiting.insert(0, page)

        await asyncio.gather(*(worker() for _ in range(workers)))
        return pace

    random.seed(1)
    return run(work)


def fixed(host: Host, pages: int, at_once: int) -> float:
    """Seconds for the same with a fixed number of requests at once and no thought."""

    async def work() -> None:
        waiting = list(range(pages))

        async def worker() -> None:
            while waiting:
                page = waiting.pop()
                well, _ = await host.answer()
                if not well:
                    waiting.insert(0, page)

        await asyncio.gather(*(worker() for _ in range(at_once)))

    return run(work)[1]


def test_it_starts_with_one_a_second_and_never_exceeds_the_rate() -> None:
    host = Host(workers=50, latency_s=0.05)
    walk(host, 300, lambda: pace_of(5.0, 8))
    gaps = [b - a for a, b in zip(host.starts, host.starts[1:], strict=False)]
    assert min(gaps[:2]) >= 0.6, "the first pages are about a second apart"
    assert len(host.starts) / host.starts[-1] <= 5.0
    assert len(host.starts[100:]) / (host.starts[-1] - host.starts[100]) > 4.5, "it speeds up"


@pytest.mark.parametrize("workers", [1, 2, 4, 8])
def test_it_finds_how_many_requests_at_once_a_host_serves(workers: int) -> None:
    host = Host(workers=workers)
    pace, _ = walk(host, 600, lambda: pace_of(1000, 16, 1000))
    assert workers <= pace.window <= workers + 2
    assert host.most <= workers + 3


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_a_shop_that_degrades_is_not_pushed_over_and_takes_at_most_twice_the_best(
    workers: int,
) -> None:
    def fresh() -> Host:
        return Host(workers=workers, fails_above=workers + 1)

    pages = 400
    best = min(fixed(fresh(), pages, at_once) for at_once in range(1, workers + 2))
    host = fresh()
    _, took = walk(host, pages, lambda: pace_of(1000, 8, 1000))
    assert took <= 2 * best
    assert host.failed <= pages * 0.01


def test_a_shop_that_bears_one_request_is_left_at_one_after_the_first_error() -> None:
    host = Host(workers=8, fails_above=1)
    pace, _ = walk(host, 400, lambda: pace_of(1000, 8, 1000))
    assert pace.window == 1
    assert host.failed <= 4, "an error at two at once is not repeated every few pages"


def test_single_broken_pages_do_not_slow_a_walk_of_one_at_a_time() -> None:
    async def work() -> Pace:
        pace = pace_of(5.0, 1, 5.0)
        for number in range(60):
            async with pace.turn() as turn:
                if number % 10 == 0:
                    pace.ill(turn)
                else:
                    pace.well(turn, 0.1)
        return pace

    pace, _ = run(work)
    assert pace.rate_now == pytest.approx(5.0)


def test_errors_in_a_row_slow_it_down_and_good_answers_bring_it_back() -> None:
    async def work() -> tuple[float, float]:
        pace = pace_of(4.0, 1, 4.0)

        async def ask(times: int, *, well: bool) -> float:
            for _ in range(times):
                async with pace.turn() as turn:
                    if well:
                        pace.well(turn, 0.1)
                    else:
                        pace.ill(turn, refused=True)
            return pace.rate_now

        slow = await ask(3, well=False)
        return slow, await ask(600, well=True)

    (slow, after), _ = run(work)
    assert slow <= 0.5
    assert after == pytest.approx(4.0)


def test_after_a_long_series_of_errors_it_finds_its_rate_again() -> None:
    async def work() -> float:
        pace = pace_of(100.0, 1, 100.0)
        for number in range(100):
            async with pace.turn() as turn:
                if number < 20:
                    pace.ill(turn)
                else:
                    pace.well(turn, 0.1)
        return pace.rate_now

    rate, _ = run(work)
    assert rate > 10, "20 errors in a row do not leave it at one request in ten seconds"


def test_a_pause_holds_everybody_and_alone_means_alone() -> None:
    async def work() -> tuple[float, int]:
        host = Host(workers=8, latency_s=1.0)
        pace = pace_of(1000, 8, 1000)
        pace.window = 8
        pace.pause(30.0)
        loop = asyncio.get_running_loop()

        async def ask(*, alone: bool) -> float:
            async with pace.turn(alone=alone):
                began = loop.time()
                if alone:
                    assert host.under_way == 0
                await host.answer()
                return began

        began = await asyncio.gather(*(ask(alone=number == 4) for number in range(8)))
        return min(began), host.most

    (first, most), _ = run(work)
    assert first >= 30.0
    assert most < 8


def test_a_limit_that_the_host_announces_bounds_every_single_gap() -> None:
    async def work() -> list[float]:
        pace = pace_of(50.0, 4, 50.0)
        pace.at_most(0.5)
        loop = asyncio.get_running_loop()
        starts = []
        for _ in range(50):
            async with pace.turn() as turn:
                starts.append(loop.time())
                pace.well(turn, 0.01)
        return starts

    starts, _ = run(work)
    gaps = [after - before for before, after in pairwise(starts)]
    assert min(gaps) >= 2.0 - 1e-6, "a Crawl-delay of 2 s leaves no room for chance below it"

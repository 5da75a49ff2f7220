"""An event loop whose clock jumps to the next thing to happen: hours of waiting take no time."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class VirtualTime(asyncio.SelectorEventLoop):
    """Time passes only while everybody waits."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 0.0
        selector: Any = self._selector  # type: ignore[attr-defined]
        select: Callable[[float | None], Any] = selector.select

        def jump(timeout: float | None) -> Any:
            events = select(0)
            if not events and timeout:
                self._now += timeout
            return events

        selector.select = jump

    def time(self) -> float:
        """Seconds since the loop began."""
        return self._now


def run(work: Callable[[], Coroutine[Any, Any, T]]) -> tuple[T, float]:
    """The result of `work` and the virtual seconds that it took."""
    loop = VirtualTime()
    try:
        return loop.run_until_complete(work()), loop.time()
    finally:
        loop.close()

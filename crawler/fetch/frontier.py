"""Which URLs of a site are still to be asked. The seen-set stands before any request object."""

from collections import deque
from dataclasses import dataclass, field


@dataclass(slots=True)
class Task:
    """One URL to fetch."""

    url: str
    depth: int | None = None
    """Clicks from home; None when not found by a link."""
    found_on: str | None = None
    attempts: int = 0
    """Tries so far."""


@dataclass(slots=True)
class Frontier:
    """Queue and seen-set of one site: watched pages first, then breadth first."""

    budget: int
    _first: deque[Task] = field(default_factory=deque)
    _queue: deque[Task] = field(default_factory=deque)
    _again: deque[Task] = field(default_factory=deque)
    _seen: set[str] = field(default_factory=set)
    taken: int = 0
    """Pages handed out, counted once whatever the tries."""

    def add(self, task: Task, *, first: bool = False) -> bool:
        """Queue a URL unless it was ever queued. True when it is new."""
        if task.url in self._seen:
            return False
        self._seen.add(task.url)
        (self._first if first else self._queue).append(task)
        return True

    def mark_done(self, url: str) -> None:
        """Count a page that an interrupted run has already collected."""
        self._seen.add(url)
        self.taken += 1

    def again(self, task: Task) -> None:
        """Try a URL once more, after everything else."""
        self._again.append(task)

    def take(self) -> Task | None:
        """The next URL; None when there is none, or the budget is spent."""
        if self.taken < self.budget:
            for queue in (self._first, self._queue):
                if queue:
                    self.taken += 1
                    return queue.popleft()
        if self._again:
            return self._again.popleft()
        return None

    @property
    def left(self) -> int:
        """Known URLs that were not asked."""
        return len(self._first) + len(self._queue) + len(self._again)

    @property
    def known(self) -> int:
        """URLs ever queued or done."""
        return len(self._seen)

    def knows(self, url: str) -> bool:
        """Whether the URL was ever queued."""
        return url in self._seen

"""One site walked by several machines: the queue and the seen-set live in Redis (scrapy-redis).

Every worker keeps its own seen-set in front, so that Redis is asked only about addresses that are
new to the worker. What a worker has taken is leased: when it dies, its heartbeat ends and another
worker puts the addresses back.
"""

import hashlib
import json
import time
import uuid
from pathlib import Path
from typing import Any

from redis.exceptions import RedisError
from scrapy import Request
from scrapy_redis.connection import get_redis
from scrapy_redis.dupefilter import RFPDupeFilter
from scrapy_redis.queue import FifoQueue
from scrapy_redis.scheduler import Scheduler

from crawler.errors import ConfigError
from crawler.fetch.frontier import TAKEN, Said, SiteFrontier, Task

ALIVE_S = 20
"""A worker that was silent for so long is dead; it says that it lives every quarter of this."""
KEPT_S = 24 * 3600
"""Redis forgets a walk a day after it was last touched."""


class SharedFrontier(SiteFrontier):
    """Like a frontier of one's own, with the queue in Redis."""

    def __init__(self, budget: int, path: Path | None, *, server: str, walk: str) -> None:
        """`walk` names the walk: workers with the same name share it.

        Raises ConfigError when Redis does not answer.
        """
        super().__init__(budget, path)
        self.worker = uuid.uuid4().hex[:12]
        self._name = f"storewalk:{walk}"
        self._redis: Any = get_redis(url=server, socket_timeout=10, socket_connect_timeout=5)
        try:
            self._redis.ping()
        except RedisError as error:
            raise ConfigError(
                f"Redis does not answer: {type(error).__name__}",
                where="--frontier",
                hint="Is the address right, and may this machine reach it? redis://host:6379/0",
            ) from None
        self._scheduler = Scheduler(
            self._redis,
            persist=True,
            queue_cls="crawler.fetch.shared.LeasingQueue",
            queue_key=f"{self._name}:queue",
            dupefilter=_Seen(self._redis, f"{self._name}:seen"),
            serializer=_Plain,
        )
        self._scheduler.open(_Spider())
        self._queue: LeasingQueue = self._scheduler.queue
        self._queue.worker = self.worker
        self._next_beat = 0.0
        self._workers = 1
        self.beat()

    def add(self, task: Task, *, first: bool = False) -> bool:
        """Queue a URL unless any worker ever queued it."""
        if not self._insert(task.url, TAKEN, task.depth, task.found_on):
            return False
        return bool(self._scheduler.enqueue_request(_request(task)))

    def take_now(self, task: Task) -> bool:
        """Take a URL that was asked already. False when any worker queued it before."""
        if self._scheduler.df.request_seen(_request(task)) or not super().take_now(task):
            return False
        self._redis.incr(f"{self._name}:taken")
        return True

    def take(self) -> Task | None:
        """The next URL of all; None when there is none now, or the common budget is spent."""
        self.beat()
        if self._again and not self._open():
            self.left -= 1
            return self._again.popleft()
        request = self._scheduler.next_request() if self._within() else None
        if request is None:
            if self._again:
                self.left -= 1
                return self._again.popleft()
            self._take_over()
            return None
        task = Task(request.url, request.meta["depth"], request.meta["found_on"])
        self._insert(task.url, TAKEN, task.depth, task.found_on)
        self.taken += 1
        self._redis.incr(f"{self._name}:taken")
        return task

    def drop(self, task: Task) -> None:
        """Give a taken URL back unasked, for good."""
        super().drop(task)
        self._redis.decr(f"{self._name}:taken")
        self._queue.release(task.url)

    def answered(self, url: str, said: Said) -> None:
        """Keep how a URL answered."""
        super().answered(url, said)
        self._queue.release(url)

    def finished(self) -> bool:
        """Whether nothing is left, here or with a worker that lives."""
        self.beat()
        if self._within() and self._open():
            return False
        return not self._queue.leased()

    @property
    def workers(self) -> int:
        """How many share the walk, this one included: each takes its share of the pace."""
        return self._workers

    def close(self, path: Path | None = None) -> None:
        """Close; the last worker of a finished walk removes it from Redis."""
        done = self.finished()
        self._redis.delete(f"{self._name}:worker:{self.worker}")
        if done and not self._alive():
            parts = ("queue", "seen", "taken")
            self._redis.delete(*(f"{self._name}:{part}" for part in parts))
        self._redis.close()
        super().close(path)

    def beat(self) -> None:
        """Say that this worker lives."""
        if time.monotonic() >= self._next_beat:
            self._next_beat = time.monotonic() + ALIVE_S / 4
            self._redis.set(f"{self._name}:worker:{self.worker}", "alive", ex=ALIVE_S)
            for part in ("queue", "seen", "taken"):
                self._redis.expire(f"{self._name}:{part}", KEPT_S)
            self._workers = max(1, len(self._alive()))

    def _alive(self) -> set[str]:
        prefix = f"{self._name}:worker:"
        return {key.decode().removeprefix(prefix) for key in self._redis.scan_iter(f"{prefix}*")}

    def _take_over(self) -> None:
        """Put back what dead workers had taken."""
        for worker in self._queue.leased() - self._alive():
            back = self._queue.put_back(worker)
            self._redis.decrby(f"{self._name}:taken", back)

    def _within(self) -> bool:
        return int(self._redis.get(f"{self._name}:taken") or 0) < self.budget

    def _open(self) -> bool:
        return len(self._scheduler) > 0


class LeasingQueue(FifoQueue):  # type: ignore[misc]  # scrapy-redis is untyped
    """A queue that moves what is taken onto the taker's own list, in one step of Redis."""

    worker = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._taken: dict[str, bytes] = {}

    def pop(self, timeout: float = 0) -> Request | None:
        """The next request; None when the queue is empty."""
        data = self.server.lmove(self.key, self._list(self.worker), "RIGHT", "LEFT")
        if data is None:
            return None
        request: Request = self._decode_request(data)
        self._taken[request.url] = data
        return request

    def release(self, url: str) -> None:
        """The request is done: nobody needs to take it over."""
        data = self._taken.pop(url, None)
        if data is not None:
            self.server.lrem(self._list(self.worker), 1, data)

    def leased(self) -> set[str]:
        """Workers that have taken something."""
        prefix = self._list("")
        return {key.decode().removeprefix(prefix) for key in self.server.scan_iter(f"{prefix}*")}

    def put_back(self, worker: str) -> int:
        """Put what a worker had taken at the head of the queue; returns how much it was."""
        number = 0
        while self.server.lmove(self._list(worker), self.key, "LEFT", "RIGHT") is not None:
            number += 1
        return number

    def _list(self, worker: str) -> str:
        return f"{self.key}:taken:{worker}"


class _Seen(RFPDupeFilter):  # type: ignore[misc]  # scrapy-redis is untyped
    """Tells addresses apart as we do: the order of parameters counts, for it is a finding."""

    def request_fingerprint(self, request: Request) -> str:
        """16 hex digits."""
        return hashlib.blake2b(request.url.encode(), digest_size=8).hexdigest()


class _Plain:
    """JSON, never pickle: whoever can write to Redis could run code in every worker."""

    @staticmethod
    def dumps(request: dict[str, Any]) -> str:
        """What a task is made of."""
        return json.dumps({"url": request["url"], "meta": request["meta"]})

    @staticmethod
    def loads(text: bytes) -> dict[str, Any]:
        """What a request is made of."""
        data = json.loads(text)
        return {"url": str(data["url"]), "meta": dict(data["meta"])}


class _Spider:
    """What scrapy-redis asks of a spider."""

    name = "storewalk"

    def log(self, message: str) -> None:
        """Nothing that a person needs to read."""


def _request(task: Task) -> Request:
    meta = {"depth": task.depth, "found_on": task.found_on}
    return Request(task.url, meta=meta)

"""Reading pages on every core where reading is what a walk waits for."""

import asyncio
import logging
import os
import pickle
import sys
import time
from collections import deque
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from crawler.fetch.reader import PageReader, Reading
from crawler.fetch.reader_process import HEAD, Job, packed, read
from crawler.records import PageRecord

log = logging.getLogger(__name__)

PAYS_FROM_RATE = 30.0
"""Pages a second from which another process pays. Below, one core reads faster than pages come."""
MOST = 4
AHEAD = 6
"""Pages that wait at a process before one is read here: reading here stops everything else, and the
process must not run dry meanwhile."""


class Readers:
    """Reads pages here and in processes of its own, whichever is free.

    Plain subprocesses on pipes rather than a process pool: a pool keeps a server process besides
    and loads the command again in each worker, 70 MB more for one worker (measured as PSS).
    """

    def __init__(self, processes: int) -> None:
        """`processes` 0 reads everything here."""
        self.processes = processes
        self.spent_s = 0.0
        """Seconds that reading here has kept the event loop from everything else."""
        self._processes: list[_Process] = []

    @classmethod
    def for_pace(cls, rate: float) -> "Readers":
        """As many as pay for a walk of `rate` pages a second over all shops."""
        spare = min((os.cpu_count() or 1) - 1, MOST)
        return cls(spare if rate >= PAYS_FROM_RATE else 0)

    async def read(
        self,
        reader: PageReader,
        record: PageRecord,
        body: bytes,
        headers: Mapping[str, str],
        view: bytes | None = None,
    ) -> Reading:
        """All facts of a page. A process that dies takes no page with it: it is read here."""
        job: Job = (reader, record, body, dict(headers), view)
        process = min(self._processes, key=lambda process: process.waiting, default=None)
        if process is None or process.waiting >= AHEAD:
            return self._here(job)
        try:
            return await process.read(job)
        except (OSError, asyncio.IncompleteReadError):
            if process in self._processes:
                log.warning("a process that reads pages died; the walk goes on without it")
                self._processes.remove(process)
            return self._here(job)

    def _here(self, job: Job) -> Reading:
        started = time.monotonic()
        reading = read(job)
        self.spent_s += time.monotonic() - started
        return reading

    async def __aenter__(self) -> Self:
        for _ in range(self.processes):
            try:
                self._processes.append(await _Process.start())
            # asyncio says NotImplementedError for an event loop that cannot start processes, such
            # as Windows' selector loop: pages are then read in this process.
            except (OSError, NotImplementedError) as error:
                log.warning("no process of its own for reading pages: %s", error)
                break
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._processes:
            await process.end()
        self._processes.clear()


class _Process:
    """One subprocess; answers come in the order of the jobs."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None and process.stdout is not None  # noqa: PT018, S101 - pipes
        self._process = process
        self._to = process.stdin
        self._from = process.stdout
        self._asked: deque[asyncio.Future[Reading]] = deque()
        self._answers = asyncio.create_task(self._listen())

    @classmethod
    async def start(cls) -> "_Process":
        command = (sys.executable, "-c", "from crawler.fetch.reader_process import serve; serve()")
        pipe = asyncio.subprocess.PIPE
        return cls(await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe))

    @property
    def waiting(self) -> int:
        return len(self._asked)

    async def read(self, job: Job) -> Reading:
        if self._answers.done():
            raise ConnectionResetError
        answer: asyncio.Future[Reading] = asyncio.get_running_loop().create_future()
        self._asked.append(answer)
        self._to.write(packed(job))
        return await answer

    async def end(self) -> None:
        self._to.close()  # the end of its input ends it
        await self._process.wait()
        await self._answers

    async def _listen(self) -> None:
        try:
            while True:
                size = int.from_bytes(await self._from.readexactly(HEAD), "big")
                found = pickle.loads(await self._from.readexactly(size))  # noqa: S301 - our own child
                answer = self._asked.popleft()
                if isinstance(found, Reading):
                    answer.set_result(found)
                else:
                    answer.set_exception(found)
        except (OSError, asyncio.IncompleteReadError) as error:
            for answer in self._asked:
                answer.set_exception(error)
            self._asked.clear()

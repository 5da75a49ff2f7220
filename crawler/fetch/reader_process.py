"""A process that reads pages for a walk. It loads what reading needs and nothing else.

The event loop, the configuration and the XML parser would make each such process 9 MB larger
(PSS after importing, 44 against 35 MB).
"""

import pickle
import signal
import sys
from typing import BinaryIO

from crawler.collector import calm_collector
from crawler.fetch.reader import PageReader, Reading
from crawler.records import PageRecord

HEAD = 8
"""Bytes that tell the length of what follows on the pipe."""

Job = tuple[PageReader, PageRecord, bytes, dict[str, str], bytes | None]
"""The arguments of `PageReader.read`."""


def serve() -> None:
    """Read pages from standard input to standard output until the walk closes it.

    Ctrl-C is left to the walk, and a walk that is killed closes our input too.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    calm_collector()
    jobs, readings = sys.stdin.buffer, sys.stdout.buffer
    while head := jobs.read(HEAD):
        _answer(pickle.loads(jobs.read(int.from_bytes(head, "big"))), readings)  # noqa: S301 - the walk


def read(job: Job) -> Reading:
    """All facts of a page."""
    reader, record, body, headers, view = job
    return reader.read(record, body, headers, view)


def packed(value: object) -> bytes:
    """A job or its reading as it crosses the pipe."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(HEAD, "big") + data


def _answer(job: Job, readings: BinaryIO) -> None:
    found: Reading | Exception
    try:
        found = read(job)
    except Exception as error:  # noqa: BLE001 - raised again in the walk
        found = error
    readings.write(packed(found))
    readings.flush()

"""The same shop again: after a kill, and on the next night."""

import hashlib
import os
import random
import select
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from scrapy.http import Headers, HtmlResponse
from warcio.archiveiterator import ArchiveIterator

from crawler.fetch.warc import Archive
from crawler.records import PageRecord, PageState, RunDir
from tests.command import environment
from tests.crawler.fetch.helpers import BusyShop, Walked, crawled, settings, written
from tests.server import Answer, Asked, Route, Shop, html, links

MODIFIED = "Sat, 21 Nov 2026 10:00:00 GMT"
LATER_FACTS = {"fetched_at", "http", "found_on", "depth"}
"""Of a page: what says when and how it was found rather than what it is. Of two pages that link to
a third, the one that is answered first is where it was found."""


def chain(pages: int) -> dict[str, Route]:
    routes: dict[str, Route] = {
        f"/{n}": html(links(f"/{n + 1}", f"/{n + pages // 3}")) for n in range(pages)
    }
    return routes | {"/": html(links("/0", f"/{pages // 3}", f"/{pages * 2 // 3}"))}


def descendants(process: int) -> set[int]:
    """Processes started by a process, and by these, as /proc knows them."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text()
        except OSError:
            continue
        parents[int(folder.name)] = int(stat.rpartition(")")[2].split()[1])
    found = {process}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {process}


def ended(pidfd: int, seconds: float) -> bool:
    """Whether a process ends within the limit."""
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    return bool(poll.poll(seconds * 1000))


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux")
def test_a_killed_walk_leaves_no_process_and_goes_on_where_it_was(tmp_path: Path) -> None:
    pages, die_at = 240, random.randrange(20, 120)
    run = RunDir(tmp_path / "run")
    with BusyShop(chain(pages), takes_s=0.005) as shop:
        config = written(tmp_path, settings(shop))
        rest = ["-c", str(config), "--rate", "1000", "--run-dir", str(run.path), "--keep-html"]
        process = subprocess.Popen(
            [sys.executable, "-m", "crawler", "crawl", *rest], cwd=tmp_path, env=environment(),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        poll = select.poll()
        while not run.pages_path.exists() or sum(1 for _ in run.pages()) < die_at:
            assert process.poll() is None, "it ended before it could be killed"
            poll.poll(20)  # the file of another process: nothing else tells
        children = {pid: os.pidfd_open(pid) for pid in descendants(process.pid)}
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = [pid for pid, pidfd in children.items() if not ended(pidfd, 30)]
        for pidfd in children.values():
            os.close(pidfd)
        before = {page.key: page for page in run.pages()}
        asked_before = Counter(visit.path for visit in shop.visits)
        done = subprocess.run(
            [sys.executable, "-m", "crawler", "crawl", "--resume", *rest], cwd=tmp_path,
            env=environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        asked = Counter(visit.path for visit in shop.visits)
    assert done.returncode == 0, done.stderr
    assert (os.cpu_count() or 1) == 1 or children, "there were readers"
    assert left == [], "processes that outlived the walk"
    after = [page.key for page in run.pages()]
    assert len(after) == len(set(after)), f"no page twice (killed at {die_at})"
    assert {f"/{n}" for n in range(pages)} <= set(asked)
    assert {page.key: page for page in run.pages()}.items() >= before.items()
    twice = {path for path, number in asked.items() if number > 1 and asked_before[path]}
    collected = {"/" + page.url.split("/", 3)[3] for page in before.values()}
    assert not collected & twice, "nothing collected is asked for again"
    pages_twice = {path for path in twice if path[1:].isdigit()}
    # In flight: asked for or being read. 4 requests, and 2 for each reader.
    assert len(pages_twice) <= 4 + 2 * 4 + 1
    with (run.path / "pages.warc.gz").open("rb") as file:
        kept = {
            record.rec_headers.get_header("WARC-Target-URI") for record in ArchiveIterator(file)
        }
    assert kept >= {page.url for page in run.pages() if page.state is PageState.OK}


def unchanging(routes: dict[str, Route], shop: Shop) -> None:
    """Let the shop answer conditional requests, half of it by tag and half by date."""

    def answering(body: str, by_tag: bool) -> Route:
        tag = '"' + hashlib.sha256(body.encode()).hexdigest()[:12] + '"'
        headers = {"ETag": tag} if by_tag else {"Last-Modified": MODIFIED}
        name, value = ("If-None-Match", tag) if by_tag else ("If-Modified-Since", MODIFIED)

        def answer(asked: Asked) -> Answer:
            if asked.headers.get(name) == value:
                return Answer(status=304, headers=headers)
            return Answer(body, headers=headers)

        return answer

    for number, (path, body) in enumerate(routes.items()):
        assert isinstance(body, str)
        shop.routes[path] = answering(body, number % 2 == 0)


def facts(walked: Walked) -> dict[str, object]:
    """Every page without the time, and its links."""
    links_of = {line.key: line.links for line in walked.run.links()}
    return {
        page.key: (_lasting(page), links_of.get(page.key)) for page in walked.run.pages()
    }  # fmt: skip


def _lasting(page: PageRecord) -> dict[str, object]:
    kept = page.model_dump(exclude=LATER_FACTS)
    http = page.http.model_dump(include={"status", "content_type", "body_digest", "size_bytes"})
    return kept | {"http": http}


def test_the_next_night_asks_conditionally_and_knows_the_same(tmp_path: Path) -> None:
    with Shop({}) as shop:
        unchanging(chain(30), shop)
        shop.routes["/odd"] = Answer(status=304)
        shop.routes["/plain"] = html("no validator")
        shop.routes["/"] = html(links("/0", "/10", "/20", "/odd", "/plain"))
        config = settings(shop, requests_per_second=200)
        first = crawled(tmp_path, config, run="1")
        number = len(shop.asked)
        second = crawled(tmp_path, config, run="2")
        asked = shop.asked[number:]
        number = len(shop.asked)
        off = settings(shop, requests_per_second=200, revalidate=False)
        third = crawled(tmp_path, off, run="3")
        unconditional = shop.asked[number:]
    conditional = [a for a in asked if {"If-None-Match", "If-Modified-Since"} & set(a.headers)]
    assert len(conditional) == second.site().counts["unchanged"] == 30
    assert facts(first) == facts(second) == facts(third)
    assert second.pages(shop)["/3"].state is PageState.OK
    assert second.pages(shop)["/3"].http.unchanged
    assert not any({"If-None-Match", "If-Modified-Since"} & set(a.headers) for a in unconditional)
    assert third.site().counts["unchanged"] == 0


def test_an_archive_that_a_kill_tore_goes_on_after_the_last_whole_record(tmp_path: Path) -> None:
    path = tmp_path / "pages.warc.gz"

    def add(*names: str) -> None:
        archive = Archive(path)
        for name in names:
            url = f"https://shop.example/{name}"
            answered = HtmlResponse(url, body=name.encode() * 100, headers=Headers({"A": "b"}))
            archive.add(answered, datetime(2026, 11, 24, tzinfo=UTC))
        archive.close()

    add("one", "two")
    path.write_bytes(path.read_bytes()[:-20])
    add("three")
    found = [
        (record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
        for record in ArchiveIterator(BytesIO(path.read_bytes()))
    ]
    assert found == [
        ("https://shop.example/one", b"one" * 100),
        ("https://shop.example/three", b"three" * 100),
    ]

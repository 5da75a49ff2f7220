"""One walk on several machines: workers on a shared frontier, shards, and what merges them."""

import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.records import RunDir
from tests.command import environment, pages, storewalk
from tests.server import Answer, Asked, Route, Shop, html, links

PAGES = 120
WORKER = "X-Worker"


def shop_of(number: int, workers: int = 1) -> Shop:
    """A home page, ten lists, and pages that each hold their number.

    A page is answered when `workers` have asked for one: nobody walks it alone.
    """
    lists = [f"/list/{n}" for n in range(10)]
    everybody = threading.Event()
    here: set[str] = set()
    routes: dict[str, Route] = {"/": html(links(*lists))}

    def numbered(page: str) -> Route:
        def answer(asked: Asked) -> Answer:
            here.add(asked.headers.get(WORKER, ""))
            if len(here) >= workers:
                everybody.set()
            everybody.wait(60)
            return Answer(page)

        return answer

    for n, path in enumerate(lists):
        routes[path] = html(links("/", *(f"/p/{k}" for k in range(n, number, 10))))
    for k in range(number):
        routes[f"/p/{k}"] = numbered(html(f"<h1>Page {k}</h1>" + links("/"), title=f"Page {k}"))
    return Shop(routes)


def config(folder: Path, shop: Shop, *, named: bool = False) -> Path:
    """Settings of a walk; `named`: each worker's requests say whose they are."""
    access = f"access: {{headers: {{{WORKER}: '${{WORKER}}'}}}}" if named else ""
    path = folder / "c.yml"
    path.write_text(
        f"store: {{name: s, url: '{shop.url}', {access}}}\n"
        "crawl: {requests_per_second: 25, concurrency: 3, check_external: false, browser: never, "
        "phone_pages: 0}\n"
    )
    return path


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    """A Redis of our own."""
    server = shutil.which("redis-server")
    if server is None:
        pytest.skip("redis-server is not installed (Debian: apt-get install redis-server)")
    address = tmp_path / "redis.sock"
    command = [
        server,
        "--port",
        "0",
        "--unixsocket",
        str(address),
        "--save",
        "",
        "--dir",
        str(tmp_path),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            for _ in range(200):
                if address.exists() and probe.connect_ex(str(address)) == 0:
                    break
                time.sleep(0.05)  # a server that starts has nothing to wait on
        yield f"unix://{address}"
    finally:
        process.terminate()
        process.wait(10)


def worker(folder: Path, name: str, redis: str) -> "subprocess.Popen[str]":
    command = [
        sys.executable, "-m", "crawler", "crawl", "-c", str(folder / "c.yml"),
        "--run-dir", str(folder / name), "--frontier", redis,
    ]  # fmt: skip
    surroundings = environment() | {"WORKER": name}
    return subprocess.Popen(
        command, cwd=folder, env=surroundings, stderr=subprocess.PIPE, text=True
    )


def test_three_workers_share_a_walk_and_one_of_them_is_killed(
    tmp_path: Path, redis: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKER", "nobody")
    with shop_of(PAGES, workers=3) as shop:
        config(tmp_path, shop, named=True)
        workers = {name: worker(tmp_path, name, redis) for name in ("a", "b", "c")}
        while len(shop.asked) < PAGES // 2:
            assert any(process.poll() is None for process in workers.values())
            time.sleep(0.02)  # until the shop has seen half of the walk
        workers["b"].send_signal(signal.SIGKILL)
        for name, process in workers.items():
            _, said = process.communicate(timeout=120)
            assert name == "b" or process.returncode == 0, said
        done = storewalk("merge", "a", "b", "c", "--into", "all", cwd=tmp_path)
        assert done.code == 0, done.text
        asked = Counter(path for path in shop.paths() if path.startswith("/p/"))
        assert len(asked) == PAGES, "the living took over what the dead one had taken"
        assert sum(asked.values()) <= PAGES + 6, "and nothing but pages in flight was asked twice"
        done = storewalk("crawl", "-c", "c.yml", "--run-dir", "all", "--resume", cwd=tmp_path)
        assert done.code == 0, done.text
        found = pages(tmp_path / "all")
    assert {path for path in found if path.startswith("/p/")} == set(asked)
    assert RunDir(tmp_path / "all").manifest().finished_crawl
    alone = sum(len(pages(tmp_path / name)) for name in "abc")
    assert alone >= len(found)
    assert min(len(pages(tmp_path / name)) for name in "ac") > 0, "the work was shared"


def test_a_redis_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with shop_of(3) as shop:
        config(tmp_path, shop)
        gone = f"unix://{tmp_path}/none.sock"
        done = storewalk("crawl", "-c", "c.yml", "--frontier", gone, cwd=tmp_path)
    assert done.code == 2
    assert "Redis does not answer" in done.text
    assert shop.asked == []


def test_shards_ask_for_every_page_once_and_merge_into_one_run(tmp_path: Path) -> None:
    with shop_of(40) as shop:
        config(tmp_path, shop)
        for part in ("1/2", "2/2"):
            name = part[0]
            done = storewalk(
                "crawl", "-c", "c.yml", "--run-dir", name, "--shard", part, cwd=tmp_path
            )
            assert done.code == 0, done.text
        done = storewalk("merge", "1", "2", "--into", "all", cwd=tmp_path)
        assert done.code == 0, done.text
        done = storewalk("crawl", "-c", "c.yml", "--run-dir", "all", "--resume", cwd=tmp_path)
        assert done.code == 0, done.text
        found = pages(tmp_path / "all")
        asked = Counter(path for path in shop.paths() if path.startswith(("/p/", "/list/")))
    assert len(found) == 51
    assert set(asked.values()) == {1}


def test_parts_of_different_walks_are_not_merged(tmp_path: Path) -> None:
    with shop_of(2) as shop:
        config(tmp_path, shop)
        for name, rate in (("a", "20"), ("b", "21")):
            done = storewalk(
                "crawl", "-c", "c.yml", "--run-dir", name, "--rate", rate, cwd=tmp_path
            )
            assert done.code == 0, done.text
    done = storewalk("merge", "a", "b", "--into", "all", cwd=tmp_path)
    assert done.code != 0
    assert "settings digest differs" in done.text
    assert not (tmp_path / "all" / "run.json").exists()

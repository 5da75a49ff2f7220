"""Links to other hosts are asked for again when it is their night, failures every night."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.history import LinkMemory
from crawler.records import LinkSource, LinkTarget, RunDir, TargetState
from crawler.records.codec import write_lines
from tests.crawler.fetch.helpers import BusyShop, command, settings, written
from tests.server import Answer, html, links

ASKED = datetime(2026, 11, 2, 3, tzinfo=UTC)


def target(name: str, state: TargetState, *, internal: bool = False) -> LinkTarget:
    return LinkTarget(
        site="shop", url=f"https://other.example/{name}", internal=internal, state=state,
        method="HEAD", checked_at=ASKED, count=3, pages=2,
        sources=(LinkSource(url="https://shop.example/"),),
    )  # fmt: skip


def remembered(folder: Path, *targets: LinkTarget) -> LinkMemory:
    run = RunDir(folder / "run")
    run.path.mkdir()
    write_lines(run.targets_path, targets)
    memory = LinkMemory(folder)
    memory.write(run)
    return memory


def nights(memory: LinkMemory) -> dict[str, list[int]]:
    """On which nights after the first each address is not asked for."""
    found: dict[str, list[int]] = {}
    for number in range(12):
        for one in memory.fresh(ASKED + timedelta(days=number)):
            found.setdefault(one.url.rpartition("/")[2], []).append(number)
    return found


def test_good_links_are_asked_for_once_a_week_each_on_its_own_night(tmp_path: Path) -> None:
    names = [f"page-{n}" for n in range(700)]
    spared = nights(remembered(tmp_path, *(target(name, TargetState.OK) for name in names)))
    for name in names:
        assert 0 in spared[name], "a second walk of one day asks nobody twice"
        assert max(spared[name]) <= 6
    for night in range(1, 7):
        asked = sum(night not in spared[name] for name in names)
        assert 60 <= asked <= 140, "a seventh, give or take: the hash spreads them"


def test_redirects_hold_for_three_nights_and_doubts_for_one_day(tmp_path: Path) -> None:
    rows = [target(f"r{n}", TargetState.REDIRECT) for n in range(30)]
    spared = nights(remembered(tmp_path, *rows, target("doubt", TargetState.UNVERIFIED)))
    assert max(max(spared[f"r{n}"]) for n in range(30)) == 2
    assert spared["doubt"] == [0]


@pytest.mark.parametrize("state", [TargetState.BROKEN, TargetState.LOOP, TargetState.NOT_CHECKED])
def test_failures_are_never_taken_from_memory(tmp_path: Path, state: TargetState) -> None:
    assert nights(remembered(tmp_path, target("x", state))) == {}


def test_the_own_shop_is_asked_every_night(tmp_path: Path) -> None:
    assert nights(remembered(tmp_path, target("x", TargetState.OK, internal=True))) == {}


def test_two_walks_of_one_day_ask_other_hosts_once(tmp_path: Path) -> None:
    """The walk, the check and the memory as the command runs them."""
    with BusyShop({"/": html("hi"), "/fine": html("fine"), "/gone": Answer(status=404)}) as other:
        routes = {"/": html(links(f"{other.url}fine", f"{other.url}gone"))}
        with BusyShop(routes) as shop:
            config = written(tmp_path, settings(shop, {"other": other}))
            for name in ("first", "second"):
                done = command("run", "-c", config, "--run-dir", tmp_path / name, cwd=tmp_path)
                assert done.code in (0, 1), done.text
                run = RunDir(tmp_path / name)
                states = {t.url.removeprefix(other.url): t for t in run.targets() if not t.internal}
                assert states["fine"].state is TargetState.OK
                assert states["gone"].state is TargetState.BROKEN
                assert states["fine"].sources[0].url == shop.url
    assert len(other.of("/fine")) == 1
    assert [visit.method for visit in other.of("/gone")] == ["HEAD", "GET", "HEAD", "GET"]

"""A part of a walk that is lost: the rest is reported, and what nobody looked at stays open."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.fetch.parts import Parts
from crawler.records import ChangeKind, PartLost, RunDir
from tests.command import environment, pages, storewalk
from tests.server import Answer, Asked, Route, Shop, html, links

PATHS = {f"/p/{n}" for n in range(30)}


@dataclass
class Gate:
    """Stops who asks for a page of the lost part, when it is closed."""

    lost: Parts
    open: threading.Event = field(default_factory=threading.Event)
    somebody_waits: threading.Event = field(default_factory=threading.Event)

    def pass_through(self, asked: Asked) -> Answer:
        if not self.open.is_set() and self.lost.has(f"http://{asked.headers['Host']}{asked.path}"):
            self.somebody_waits.set()
            self.open.wait(60)
        return Answer(html(f"<h1>Page {asked.path}</h1>" + links("/"), title="The same title"))


@dataclass
class Street:
    """A shop, and a rival that is walked by the part that will be lost."""

    folder: Path
    shop: Shop
    rival: Shop
    gate: Gate

    @property
    def lost(self) -> str:
        """The part that is lost: 2/2."""
        return f"{min(self.gate.lost.mine)}/2"

    @property
    def kept(self) -> str:
        """The part that arrives."""
        return "1/2" if self.lost == "2/2" else "2/2"

    def storewalk(self, *arguments: str) -> str:
        done = storewalk(*arguments, cwd=self.folder)
        assert done.code == 0, done.text
        return done.text

    def theirs(self) -> set[str]:
        """Pages of the part that is lost."""
        return {path for path in PATHS if self.gate.lost.has(f"http://{self.shop.host}{path}")}


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """After a first, whole night, and one part of the next one."""
    folder = tmp_path_factory.mktemp("street")
    routes: dict[str, Route] = {"/": html(links("/p/0"), title="Rival"), "/p/0": html("<h1>0</h1>")}
    with Shop({"/": html(links(*sorted(PATHS)), title="Home")}) as shop, Shop(routes) as rival:
        # Its host decides which part walks it, and its port is the system's choice.
        gate = Gate(Parts.one(Parts(2).part_of_host(rival.host), 2))
        gate.open.set()
        shop.routes |= dict.fromkeys(PATHS, gate.pass_through)
        (folder / "config").mkdir()
        (folder / "config" / "storewalk.yml").write_text(
            f"store: {{name: s, url: '{shop.url}'}}\n"
            f"competitors: [{{name: Rival, id: rival, url: '{rival.url}'}}]\n"
            "crawl: {requests_per_second: 200, check_external: false, browser: never,"
            " phone_pages: 0, counterparts: false}\n"
            "render: {enabled: false}\n"
        )
        here = Street(folder, shop, rival, gate)
        here.storewalk("run")
        rival.asked.clear()
        here.storewalk("crawl", "--run-dir", "one", "--shard", here.kept)
        assert rival.asked == [], "the other part walks it"
        yield here


def test_a_part_that_does_not_arrive_leaves_its_findings_open(street: Street) -> None:
    street.storewalk("merge", "one", "--into", "night2")
    street.storewalk("run", "--run-dir", "night2")
    assert street.rival.asked == [], "nor is it walked in place of that part"
    run = RunDir(street.folder / "night2")
    assert street.theirs().isdisjoint(pages(run.path))
    assert run.manifest().lost == {street.lost: PartLost.ABSENT}
    said = {note.site: note for note in run.manifest().health if note.code == "run-part-missing"}
    assert said["s"].message.startswith(f"Part {street.lost[0]} of 2 of the walk did not arrive")
    assert not said["s"].fatal, "what was seen is judged"
    assert said["rival"].fatal, "nothing of it was seen"
    diff = run.diff()
    assert diff is not None
    unseen = {urlsplit(c.url).path for c in diff.changes if c.kind is ChangeKind.NOT_RECHECKED}
    assert unseen >= street.theirs()
    assert unseen.isdisjoint(PATHS - street.theirs())
    kinds = {change.kind for change in diff.changes}
    assert not kinds & {ChangeKind.GONE, ChangeKind.FIXED}
    page = (street.folder / "site" / "runs.html").read_text()
    assert said["s"].message in page
    assert "Rival was not walked" in page


def test_a_part_that_is_killed_brings_what_it_had(street: Street) -> None:
    street.gate.open.clear()
    command = [sys.executable, "-m", "crawler", "crawl", "--run-dir", "cut", "--shard",
               street.lost]  # fmt: skip
    process = subprocess.Popen(command, cwd=street.folder, env=environment())
    try:
        assert street.gate.somebody_waits.wait(60)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        street.gate.open.set()
    street.storewalk("merge", "cut", "one", "--into", "night3")
    street.storewalk("run", "--run-dir", "night3")
    run = RunDir(street.folder / "night3")
    assert run.manifest().lost == {street.lost: PartLost.CUT}
    read = pages(run.path)
    assert set(read) >= PATHS - street.theirs()
    assert not set(read) >= street.theirs()
    text = (street.folder / "site" / "runs.html").read_text()
    assert f"Part {street.lost[0]} of 2 of the walk ended early" in text


def test_a_part_is_not_gone_on_with_as_another(street: Street) -> None:
    done = storewalk("crawl", "--run-dir", "one", "--shard", street.lost, cwd=street.folder)
    assert done.code == 2
    assert f"begun as {street.kept}, not as {street.lost}" in done.err

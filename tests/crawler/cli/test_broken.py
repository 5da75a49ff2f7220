"""What breaks around a walk: the disk, the history, a run's files; and how it is told."""

import json
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from crawler.history.remember import SCHEMA_VERSION
from crawler.records import PageState, RunDir
from crawler.records.codec import is_torn
from crawler.state import kept_notes
from tests.chromium import require_browser
from tests.command import Done, storewalk
from tests.crawler.fetch.helpers import settings, written
from tests.server import Answer, Asked, Route, Shop, html, links


def words(page: int) -> str:
    """Links with long addresses and texts: lines that are hardly packed any smaller."""
    chance = random.Random(page)
    return " ".join(
        f'<a href="https://elsewhere.example/{chance.getrandbits(256):x}">{chance.getrandbits(256):x}</a>'
        for _ in range(100)
    )


def shop_of(pages: int) -> dict[str, Route]:
    """A home page that links to pages with many links."""
    routes: dict[str, Route] = {
        f"/{n}": html(f"<h1>Page {n}</h1><p>{words(n)}</p>", title=f"Page number {n} of the shop")
        for n in range(pages)
    }
    return routes | {"/": html(links(*routes))}


def run(folder: Path, config: Path, *more: str | Path) -> Done:
    """`storewalk run` in a folder."""
    return storewalk("run", "-c", config, "--no-render", *more, cwd=folder)


def judged(folder: Path, config: Path, place: Path, history: Path) -> Done:
    """A run that is checked and remembered; what `remember` said."""
    for verb in ("check", "remember"):
        done = storewalk(verb, place, "-c", config, "--history", history, cwd=folder)
        assert done.code == 0, done.text
    return done


def runs_page(site: Path) -> str:
    """The page of the run."""
    return (site / "runs.html").read_text(encoding="utf-8")


def mounted(place: Path, size: str) -> None:
    """Mount a file system of this size there, or give it this size."""
    options = f"remount,size={size}" if place.exists() else f"size={size}"
    place.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small file system")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with 5 MB more than a walk leaves free."""
    place = tmp_path / "disk"
    mounted(place, "66m")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def read_in(place: RunDir) -> set[str]:
    """Addresses that were read."""
    return {page.url for page in place.pages() if page.state is PageState.OK}


@pytest.mark.browser
def test_a_walk_leaves_the_room_that_its_report_needs(small_disk: Path) -> None:
    """Run, history and site are all on the small disk."""
    require_browser()
    with Shop(shop_of(300)) as shop:
        config = written(small_disk, settings(shop, check_external=False))
        done = storewalk("run", "-c", config, "--render", "--rate", "1000", cwd=small_disk)
        assert done.code == 0, done.text
        assert "The disk is nearly full: the walk ended early" in done.err
        (place,) = (small_disk / "runs").iterdir()
        assert 50 < len(read_in(RunDir(place))) < 300
        page = runs_page(small_disk / "site")
        assert "The disk is nearly full: the walk ended early" in page
        assert re.search(r"The disk is nearly full: \d+ of \d+ pages were not looked at", page)
        asked = len(shop.asked)
        (small_disk / "something").write_bytes(bytes(10_000_000))
        again = run(small_disk, config, "--run-dir", "runs/another")
    assert again.code == 2, again.text
    assert "runs/another: only" in again.err
    assert "Free some space, or name another disk" in again.err
    assert len(shop.asked) == asked, "nobody is asked for what cannot be kept"


def test_a_disk_that_others_fill_ends_the_walk_and_with_more_room_the_site_shows_what_was_read(
    tmp_path: Path, small_disk: Path
) -> None:
    def filled(asked: Asked) -> Answer:
        with (small_disk / "of-others").open("wb", buffering=0) as file, suppress(OSError):
            while file.write(bytes(1_000_000)) == 1_000_000:
                pass
        return Answer(html("<h1>Fifty</h1>", title="Page number 50 of the shop"))

    with Shop(shop_of(200) | {"/50": filled}) as shop:
        config = written(tmp_path, settings(shop, check_external=False))
        rest = ("--run-dir", small_disk / "run", "--rate", "1000")
        done = run(tmp_path, config, *rest)
        assert done.code == 2, done.text
        assert "full: the walk ended early" in done.err
        assert "no room left on the disk" in done.err, "the checks have none, either"
        assert "Traceback" not in done.text
        found = RunDir(small_disk / "run")
        read = read_in(found)
        assert 10 < len(read) < 200
        assert found.manifest().finished_crawl
        assert not is_torn(found.links_path), "the record that found no room is cut off"

        (small_disk / "of-others").unlink()
        asked = len(shop.asked)
        again = run(tmp_path, config, *rest)
    assert again.code == 0, again.text
    assert len(shop.asked) == asked, "what was collected is not asked for again"
    assert read_in(found) == read
    assert "full: the walk ended early" in runs_page(tmp_path / "site")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """A folder with a finished run, and its settings; the shop still answers."""
    folder = tmp_path_factory.mktemp("walked")
    with Shop(shop_of(5)) as shop:
        config = written(folder, settings(shop, check_external=False))
        place = folder / "first"
        done = storewalk("crawl", "-c", config, "--run-dir", place, cwd=folder)
        assert done.code == 0, done.text
        judged(folder, config, place, folder / "history")
        yield folder, config


def test_a_damaged_history_is_said_by_the_run_and_its_report(walked: tuple[Path, Path]) -> None:
    folder, config = walked
    note = {"file": "looks.csv", "line": 3, "problem": "has 1 cells instead of 2",
            "taken": "it is left out"}  # fmt: skip
    notes = folder / "history" / "state-notes.json"
    notes.write_text(json.dumps({"store": "git:storewalk-data", "notes": [note]}))
    done = run(folder, config)
    notes.unlink()
    assert done.code == 0, done.text
    words = "The history was damaged: looks.csv:3: has 1 cells instead of 2; it is left out."
    assert words in done.err
    assert words in runs_page(folder / "site")
    home = (folder / "site" / "index.html").read_text(encoding="utf-8")
    assert "Of earlier nights not everything is known" in home
    manifest = RunDir(max((folder / "runs").iterdir())).manifest()
    assert [note.code for note in manifest.health] == ["state-damaged"]
    assert "not rechecked" not in done.out, "what was walked tonight is known all the same"


def test_a_list_of_damage_that_is_damaged_is_said(walked: tuple[Path, Path]) -> None:
    assert [note.problem for note in kept_notes(walked[0] / "history")] == []
    notes = walked[0] / "history" / "state-notes.json"
    for text in ("{", "[]", '{"notes": [{"file": 1, "else": 2}]}'):
        notes.write_text(text)
        assert [note.problem for note in kept_notes(walked[0] / "history")] == ["cannot be read"]
    notes.unlink()


def test_a_history_of_a_newer_storewalk_is_told_before_anything_is_walked(
    walked: tuple[Path, Path],
) -> None:
    folder, config = walked
    other = folder / "newer"
    other.mkdir()
    (other / "schema_version").write_text(f"{SCHEMA_VERSION + 1}\n")
    done = run(folder, config, "--history", other, "--run-dir", folder / "never")
    assert done.code == 2
    assert "written by a newer Storewalk" in done.err
    assert "Update Storewalk" in done.err
    assert not RunDir(folder / "never").pages_path.exists()


def test_of_a_run_with_a_file_that_is_cut_off_nothing_counts_as_fixed(
    walked: tuple[Path, Path],
) -> None:
    folder, config = walked
    first = folder / "first"
    cut = RunDir(shutil.copytree(first, folder / "cut"))
    later = cut.manifest().model_copy(update={"run": "2099-01-01T000000Z"})
    cut.write_manifest(later)
    data = cut.pages_path.read_bytes()
    cut.pages_path.write_bytes(data[: len(data) // 2])
    history = folder / "cut-history"
    judged(folder, config, first, history)
    done = judged(folder, config, cut.path, history)
    assert "so nothing was closed" in done.out
    assert "fixed" not in done.out
    assert "gone" not in done.out
    assert any("pages.jsonl.gz of the run is damaged" in n.message for n in cut.manifest().health)

"""The state in a folder that others can reach too."""

import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.state import Moved, StateError, open_store, pull, push, read, verify
from crawler.state.folder import LOCK, STALE_AFTER, FolderStore
from tests.command import storewalk
from tests.crawler.state.nights import (
    AT_ONCE,
    FIRST,
    SECOND,
    THIRD,
    ids,
    night,
    places,
    pulled,
    pushed,
    runs,
)


def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "drive" / "state")


def lock(tmp_path: Path, since: datetime) -> Path:
    path = tmp_path / "drive" / "state" / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"since": since.isoformat(), "host": "other", "id": "1"}))
    return path


def test_the_command_carries_a_night_through_a_folder(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    night(places(here), FIRST)
    there.mkdir()
    address = f"folder:{tmp_path / 'drive'}"
    assert storewalk("state", "push", "--store", address, cwd=here).code == 0
    assert storewalk("state", "pull", "--store", address, cwd=there).code == 0
    assert runs(places(there)) == [FIRST]
    squashed = storewalk("state", "squash", "--store", address, "--yes", cwd=here)
    assert squashed.code == 2
    assert "keeps no commits" in squashed.err


def test_the_later_of_two_runs_merges(tmp_path: Path) -> None:
    one, two = places(tmp_path / "one"), places(tmp_path / "two")
    night(one, FIRST)
    night(two, SECOND)
    slow = store(tmp_path)
    before = slow.load()
    pushed(store(tmp_path), two)
    with pytest.raises(Moved, match="has written into the folder since"):
        slow.save({}, before, FIRST)
    pushed(slow, one)
    assert runs(pulled(store(tmp_path), tmp_path / "both")) == [FIRST, SECOND]


def test_runs_at_once_do_not_tear_each_other(tmp_path: Path) -> None:
    names = [f"2026-11-{day}T021700Z" for day in range(10, 14)]
    failed: list[str] = []

    def one(run: str) -> None:
        where = places(tmp_path / run)
        night(where, run)
        try:
            push(store(tmp_path), where, lambda text: None, (0.01,) * 400)
        except StateError as error:
            failed.append(str(error))

    threads = [threading.Thread(target=one, args=(run,)) for run in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    both = pulled(store(tmp_path), tmp_path / "both")
    assert runs(both) == names
    assert ids(both) == names
    assert not list((tmp_path / "drive" / "state").glob(f"{LOCK}*"))


def test_a_fresh_lock_is_respected_and_told(tmp_path: Path) -> None:
    held = lock(tmp_path, datetime.now(UTC))
    night(places(tmp_path), FIRST)
    with pytest.raises(StateError, match="given up after 4 tries: a run on other is writing"):
        pushed(store(tmp_path), places(tmp_path))
    assert held.exists()
    assert runs(places(tmp_path)) == [FIRST]


def test_a_lock_that_a_killed_run_left_is_taken_away(tmp_path: Path) -> None:
    held = lock(tmp_path, datetime.now(UTC) - STALE_AFTER - timedelta(seconds=5))
    night(places(tmp_path), FIRST)
    assert pushed(store(tmp_path), places(tmp_path)) == []
    assert not held.exists()


def test_a_damaged_log_gives_its_lines_before_the_damage(tmp_path: Path) -> None:
    here = places(tmp_path / "here")
    for run in (FIRST, SECOND, THIRD):
        night(here, run)
    pushed(store(tmp_path), here)
    path = tmp_path / "drive" / "state" / "events-2026-11.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[1] + lines[2][:20])
    (path.parent / "failing.csv").write_bytes(b"\x00\x01")
    there = places(tmp_path / "there")
    done = pull(store(tmp_path), there, print, AT_ONCE)
    assert ids(there) == [FIRST, SECOND]
    assert [str(note) for note in done.notes] == [
        "events-2026-11.jsonl:3: is cut off; only the 2 lines before it count",
        "failing.csv:1: is binary data, not text; it is left out",
    ]
    assert not (there.history / "failing.csv").exists(), "not known, which is no empty list"
    assert verify(there, None) == ()
    pushed(store(tmp_path), here)
    assert verify(here, store(tmp_path)) == ()


def test_a_pull_mends_what_is_damaged_here(tmp_path: Path) -> None:
    here = places(tmp_path / "here")
    for run in (FIRST, SECOND):
        night(here, run)
    pushed(store(tmp_path), here)
    sound = read(here)
    path = here.history / "events-2026-11.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    (here.history / "failing.csv").write_text("url,since\n<<<<<<< ours\n")
    with pytest.raises(StateError, match="nothing was pushed") as raised:
        pushed(store(tmp_path), here)
    assert "state pull" in raised.value.hint
    done = pull(store(tmp_path), here, print, AT_ONCE)
    assert [note.file for note in done.notes] == ["events-2026-11.jsonl", "failing.csv"]
    assert read(here) == sound


def test_lines_in_the_wrong_order_are_sorted(tmp_path: Path) -> None:
    here = places(tmp_path / "here")
    for run in (SECOND, FIRST):
        night(here, run)
    assert [str(wrong) for wrong in verify(here, None)] == [
        "events-2026-11.jsonl:2: is out of order",
        "metrics-2026.csv:3: is out of order",
        "prices-2026-11.csv:3: is out of order",
        "runs.jsonl:2: is out of order",
    ]
    pull(store(tmp_path), here, print, AT_ONCE)
    drive = tmp_path / "drive" / "state"
    drive.mkdir(parents=True)
    for path in here.history.iterdir():
        (drive / path.name).write_bytes(path.read_bytes())
    there = pulled(store(tmp_path), tmp_path / "there")
    assert runs(there) == [FIRST, SECOND]
    assert verify(there, None) == ()


def test_what_only_this_machine_knows_stays_at_a_pull(tmp_path: Path) -> None:
    here, there = places(tmp_path / "here"), places(tmp_path / "there")
    night(here, FIRST)
    pushed(store(tmp_path), here)
    night(there, SECOND)
    pull(store(tmp_path), there, print, AT_ONCE)
    assert runs(there) == [FIRST, SECOND]
    assert SECOND in (there.history / "failing.csv").read_text()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "drive").write_text("")
    night(places(tmp_path / "here"), FIRST)
    with pytest.raises(StateError, match="the folder cannot be used"):
        pushed(store(tmp_path), places(tmp_path / "here"))


@pytest.mark.parametrize("address", ["", "git:", "ftp:/x", "drive", "s3://", "release:acme"])
def test_an_address_that_is_no_store_is_told(tmp_path: Path, address: str) -> None:
    with pytest.raises(StateError) as raised:
        open_store(address, tmp_path)
    assert "--store" in raised.value.hint

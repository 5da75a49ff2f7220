"""What a sound state is: all that `remember` writes, whatever shops write into their pages."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.history.remember import SCHEMA_VERSION, History, remember
from crawler.records import run_id
from crawler.state import Places, damage, pull, push, read, verify
from crawler.state.damage import good_part
from crawler.state.files import belongs
from crawler.state.folder import FolderStore
from crawler.state.versions import KNOWN
from tests.command import storewalk
from tests.crawler.state.nights import AT_ONCE, FIRST, night, places
from tests.reports.factory import STARTED, Sample, build

LOG = b'{"run":"2026-11-28T021700Z","id":"a"}\n{"run":"2026-11-29T021700Z","id":"b"}\n'
TABLE = b"run,site,value\n2026-11-28T021700Z,own,1\n2026-11-29T021700Z,own,2\n"
FAILING = b"url,since\nhttps://a.example/,2026-11-28T021700Z\n"
PAIRS = b"decision,own_url,competitor,url\naccept,https://a.example/,rival,https://b.example/\n"


def test_the_history_and_the_state_speak_of_the_same_version() -> None:
    assert KNOWN == SCHEMA_VERSION


def test_what_remember_writes_of_a_hostile_shop_is_sound_and_survives_a_store(
    tmp_path: Path,
) -> None:
    made = build(tmp_path / "sample", Sample(hostile=True, first_night=True))
    here = Places(tmp_path / "here", tmp_path / "matches.csv")
    remember(made.run, here.history, score=lambda diff: 70.0)
    files = read(here)
    assert {"schema_version", "runs.jsonl", "failing.csv", "links.jsonl.gz"} <= files.keys()
    assert f"events-{STARTED:%Y-%m}.jsonl" in files
    assert verify(here, None) == ()
    store = FolderStore(tmp_path / "drive")
    push(store, here, print, AT_ONCE)
    there = Places(tmp_path / "there", tmp_path / "elsewhere" / "matches.csv")
    pull(store, there, print, AT_ONCE)
    assert read(there) == files
    later = run_id(STARTED + timedelta(days=1))
    assert History(there.history).known(before=later) == History(here.history).known(before=later)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("runs.jsonl", LOG, ""),
        ("runs.jsonl", b"", ""),
        ("runs.jsonl", LOG[:-5], "runs.jsonl:2: is cut off"),
        ("events-2026-11.jsonl", LOG + b"[1]\n", "events-2026-11.jsonl:3: has no run"),
        ("events-2026-11.jsonl", b'{"id":"a"}\n' + LOG, "events-2026-11.jsonl:1: has no run"),
        ("events-2026-11.jsonl", LOG + LOG, "events-2026-11.jsonl:3: is out of order"),
        (
            "runs.jsonl",
            LOG + b"<<<<<<< ours\n" + LOG,
            "runs.jsonl:3: holds the mark of a conflict",
        ),
        ("runs.jsonl", LOG + b"=======\n", "runs.jsonl:3: holds the mark of a conflict"),
        ("runs.jsonl", LOG + b"\0\0\0\n", "runs.jsonl:3: is binary data, not text"),
        ("runs.jsonl", LOG + b'{"run":"2026-11-29\xe9"}\n', "runs.jsonl:3: is not UTF-8"),
        ("metrics-2026.csv", TABLE, ""),
        ("metrics-2026.csv", b"", "metrics-2026.csv:1: is empty"),
        ("metrics-2026.csv", TABLE[:-1], "metrics-2026.csv:3: is cut off"),
        ("metrics-2026.csv", TABLE[15:], "metrics-2026.csv:1: is not a row with the names"),
        ("metrics-2026.csv", TABLE + b"x,own,1\n", "metrics-2026.csv:4: has no run"),
        ("metrics-2026.csv", TABLE + b"2026-12,1\n", "metrics-2026.csv:4: has 2 cells instead"),
        (
            "metrics-2026.csv",
            TABLE + b'2026-12-01T021700Z,own,"1\n2\n',
            "metrics-2026.csv:4: is no",
        ),
        ("metrics-2026.csv", TABLE + b'2026-12-01T021700Z,own,"1\n2"\n', ""),
        ("metrics-2026.csv", TABLE + b"2026-12-01T021700Z,own,a\0b\n", ""),
        ("failing.csv", FAILING, ""),
        ("failing.csv", FAILING + b"https://Z.example/,x\n", "failing.csv:3: is out of order"),
        ("failing.csv", FAILING + b"=======\n", "failing.csv:3: holds the mark of a conflict"),
        ("schema_version", b"1\n", ""),
        ("schema_version", b"one\n", "schema_version:1: is not a number"),
        ("links.jsonl.gz", gzip.compress(b'{"url":"x"}\n', mtime=0), ""),
        (
            "links.jsonl.gz",
            gzip.compress(b"x" * 99, mtime=0)[:-9],
            "links.jsonl.gz: the packed data",
        ),
        ("links.jsonl.gz", gzip.compress(b"[]\n", mtime=0), "links.jsonl.gz:1: is not an object"),
        ("matches.csv", PAIRS, ""),
        ("matches.csv", PAIRS.replace(b"accept", b"perhaps"), "matches.csv:2: 1 mistake"),
        ("notes.json", b"{}", ""),
        ("notes.json", b"{\n}}", "notes.json:2: is not JSON"),
    ],
)
def test_the_first_damaged_line_is_named(name: str, data: bytes, said: str) -> None:
    found = damage(name, data)
    assert (found is None) == (said == ""), found
    assert str(found or "").startswith(said)


def test_the_good_part_of_a_log_is_sound(tmp_path: Path) -> None:
    for name, data in (("runs.jsonl", LOG[:-5]), ("metrics-2026.csv", TABLE[:-1])):
        found = damage(name, data)
        assert found is not None
        part = good_part(found, data)
        assert part is not None
        assert data.startswith(part)
        assert damage(name, part) is None
    found = damage("failing.csv", FAILING + b"x")
    assert found is not None
    assert good_part(found, FAILING + b"x") is None, "half a table of now is not known"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("runs.jsonl", True),
        ("prices-2026-11.csv", True),
        ("seen/2026-11-28T021700Z.sites.jsonl.gz", True),
        ("shots/index.jsonl.gz", False),
        ("shots/a.webp", False),
        ("state-notes.json", False),
        ("runs.jsonl.new", False),
        ("../runs.jsonl", False),
        ("/etc/x.csv", False),
        ("a/b/c.csv", False),
        (".hidden.csv", False),
        ("seen/../x.csv", False),
        ("runs.jsonl\n", False),
    ],
)
def test_pictures_and_strange_names_are_no_part_of_the_state(name: str, part: bool) -> None:
    assert belongs(name) is part


def test_the_command_names_each_damaged_file_and_ends_with_two(tmp_path: Path) -> None:
    night(places(tmp_path), FIRST)
    sound = storewalk("state", "verify", cwd=tmp_path)
    assert sound.code == 0
    assert "6 files of history: all sound" in sound.out
    (tmp_path / "history" / "runs.jsonl").write_text('{"run":\n')
    (tmp_path / "history" / "failing.csv").write_text("url,since\nx\n")
    done = storewalk("state", "verify", cwd=tmp_path)
    assert done.code == 2
    assert done.out.splitlines() == [
        "failing.csv:2: has 1 cells instead of 2",
        "runs.jsonl:1: is not JSON",
    ]
    assert "2 files damaged" in done.err


def test_a_history_of_a_newer_storewalk_is_told(tmp_path: Path) -> None:
    night(places(tmp_path), FIRST)
    (tmp_path / "history" / "schema_version").write_text("9\n")
    done = storewalk("state", "verify", cwd=tmp_path)
    assert done.code == 2
    assert f"version 9, this Storewalk knows up to {KNOWN}" in done.err

"""Two states of one shop become one."""

import gzip
from pathlib import Path

import pytest

from crawler.config import load_matches
from crawler.state import Places, StateError, pull, push, read
from crawler.state.base import Files
from crawler.state.folder import FolderStore
from crawler.state.merge import merged, newest
from crawler.state.versions import migrated
from tests.crawler.state.nights import AT_ONCE, FIRST, SECOND, THIRD, night, places

HEAD = "decision,state,own_url,competitor,name,url,decided_name"
MUG = "https://own.example/mug,rival,Mug,https://rival.example/mug"
CUP = "https://own.example/cup,rival,Cup,https://rival.example/cup"
JUG = "https://own.example/jug,rival,Jug,https://rival.example/jug"


def state(folder: Path, *nights: str, mark: str = "") -> Files:
    for run in nights:
        night(places(folder), run, mark=mark)
    return read(places(folder))


def pairs(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows, ""]).encode()


def decisions(data: bytes, folder: Path) -> dict[str, tuple[str, str]]:
    path = folder / "read.csv"
    path.write_bytes(data)
    return {row.name: (row.decision, row.decided_name) for row in load_matches(path)}


def test_joining_is_the_same_from_both_sides_and_once_is_enough(tmp_path: Path) -> None:
    one = state(tmp_path / "one", FIRST, SECOND)
    two = state(tmp_path / "two", FIRST, THIRD)
    both = merged(one, two)
    assert both == merged(two, one)
    assert merged(both, one) == both == merged(both, two)
    assert newest(both) == THIRD
    assert both == state(tmp_path / "all", FIRST, SECOND, THIRD)


def test_a_night_that_was_checked_again_replaces_its_own_lines(tmp_path: Path) -> None:
    stored = state(tmp_path / "stored", FIRST, SECOND)
    again = state(tmp_path / "again", FIRST) | {}
    again = state(tmp_path / "again", SECOND, mark="again")
    both = merged(again, stored)
    assert both["events-2026-11.jsonl"].count(SECOND.encode() + b"again") == 1
    assert both["runs.jsonl"].count(SECOND.encode()) == 1
    assert both["metrics-2026.csv"].count(SECOND.encode()) == 1


def test_columns_that_an_older_storewalk_did_not_know_stay_empty() -> None:
    new = b"run,site,price,state\n2026-11-29T021700Z,own,2,shown\n"
    old = b"run,site,price\n2026-11-28T021700Z,own,1\n"
    expected = b"run,site,price,state\n2026-11-28T021700Z,own,1,\n2026-11-29T021700Z,own,2,shown\n"
    both = merged({"prices-2026-11.csv": new}, {"prices-2026-11.csv": old})
    assert both["prices-2026-11.csv"] == expected


def test_what_was_seen_comes_from_one_side_and_not_from_both(tmp_path: Path) -> None:
    older = state(tmp_path / "older", FIRST) | {f"seen/{FIRST}.jsonl.gz": b"1"}
    newer = state(tmp_path / "newer", SECOND) | {f"seen/{SECOND}.jsonl.gz": b"2"}
    for both in (merged(older, newer), merged(newer, older)):
        assert [name for name in both if "/" in name] == [f"seen/{SECOND}.jsonl.gz"]
    kept = merged(older, state(tmp_path / "without", THIRD))
    assert f"seen/{FIRST}.jsonl.gz" in kept, "something is better than nothing"


def test_a_decision_is_never_lost(tmp_path: Path) -> None:
    found = pairs(f",confirmed,{MUG},", f",proposed,{CUP},")
    decided = pairs(f"reject,proposed,{MUG},Mug", f"accept,proposed,{JUG},Jug")
    run = {"runs.jsonl": f'{{"run":"{SECOND}"}}\n'.encode()}
    for both in (
        merged({"matches.csv": decided}, run | {"matches.csv": found}),
        merged(run | {"matches.csv": found}, {"matches.csv": decided}),
    ):
        assert decisions(both["matches.csv"], tmp_path) == {
            "Mug": ("reject", "Mug"), "Cup": ("", ""), "Jug": ("accept", "Jug"),
        }  # fmt: skip


def test_where_both_decided_what_is_here_counts(tmp_path: Path) -> None:
    here, there = pairs(f"accept,,{MUG},a"), pairs(f"reject,,{MUG},b")
    run = {"runs.jsonl": f'{{"run":"{SECOND}"}}\n'.encode()}
    both = merged({"matches.csv": here}, run | {"matches.csv": there})
    assert decisions(both["matches.csv"], tmp_path) == {"Mug": ("accept", "a")}


def test_pairs_travel_with_the_history(tmp_path: Path) -> None:
    here, there = places(tmp_path / "here"), places(tmp_path / "there")
    night(here, FIRST)
    here.matches.write_bytes(pairs(f",confirmed,{MUG},"))
    store = FolderStore(tmp_path / "drive")
    push(store, here, print, AT_ONCE)
    pull(store, there, print, AT_ONCE)
    assert there.matches.read_bytes() == here.matches.read_bytes()
    assert not (there.history / "matches.csv").exists()


def test_two_shops_are_never_mixed(tmp_path: Path) -> None:
    here, there = places(tmp_path / "here"), places(tmp_path / "there")
    store = FolderStore(tmp_path / "drive")
    for where, own in ((here, "mugs"), (there, "pans")):
        where.history.mkdir(parents=True)
        line = f'{{"run":"{FIRST}","own":"{own}"}}\n'
        (where.history / "runs.jsonl").write_text(line)
    push(store, here, print, AT_ONCE)
    for verb in (push, pull):
        with pytest.raises(StateError, match="there is of mugs, the history here is of pans"):
            verb(store, there, print, AT_ONCE)
    with (there.history / "runs.jsonl").open("a") as file:  # the shop has a new name
        file.write(f'{{"run":"{SECOND}","own":"mugs"}}\n')
    push(store, there, print, AT_ONCE)


def test_a_mistake_in_the_local_pairs_is_told_and_nothing_overwritten(tmp_path: Path) -> None:
    here = places(tmp_path / "here")
    night(here, FIRST)
    store = FolderStore(tmp_path / "drive")
    push(store, here, print, AT_ONCE)
    there = Places(tmp_path / "there" / "history", tmp_path / "there" / "matches.csv")
    there.matches.parent.mkdir()
    mistaken = pairs(f"perhaps,,{MUG},")
    there.matches.write_bytes(mistaken)
    with pytest.raises(StateError, match="'perhaps' is no decision"):
        pull(store, there, print, AT_ONCE)
    assert there.matches.read_bytes() == mistaken
    assert not there.history.exists()


def test_the_pages_of_a_night_of_version_1_are_sorted() -> None:
    lines = [f'{{"site":"own","url":"https://shop.example/{n}"}}\n'.encode() for n in (2, 10, 1)]
    names = ("seen/2026-11-28T021700Z.jsonl.gz", "seen/2026-11-28T021700Z.sites.jsonl.gz")
    before = {name: gzip.compress(b"".join(lines)) for name in names}
    after = migrated(before, "here")
    assert gzip.decompress(after[names[0]]) == lines[2] + lines[1] + lines[0]
    assert after[names[1]] == before[names[1]]
    assert after["schema_version"] == b"2\n"


def test_an_older_state_goes_through_every_step_to_the_known_version() -> None:
    def second(files: Files) -> Files:
        return files | {"failing.csv": files["failing.csv"] + b"2"}

    def third(files: Files) -> Files:
        return files | {"failing.csv": files["failing.csv"] + b"3"}

    steps = {1: second, 2: third}
    assert migrated({"failing.csv": b"1"}, "here", steps, 3) == {
        "failing.csv": b"123", "schema_version": b"3\n",
    }  # fmt: skip
    later = {"failing.csv": b"1", "schema_version": b"2\n"}
    assert migrated(later, "here", steps, 3)["failing.csv"] == b"13"
    with pytest.raises(StateError, match="version 4, this Storewalk knows up to 3"):
        migrated({"schema_version": b"4\n"}, "here", steps, 3)
    assert migrated({}, "here", steps, 3) == {}, "a first night has no version"

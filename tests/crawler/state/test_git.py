"""The state on a branch: real repositories, a real hook that refuses, two clones at once."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.records.codec import LineWriter
from crawler.state import Moved, StateError, pull, push, verify
from crawler.state.git import GitStore
from tests.command import environment, storewalk
from tests.crawler.state.nights import (
    AT_ONCE,
    FIRST,
    SECOND,
    THIRD,
    bare,
    clone,
    git,
    ids,
    night,
    places,
    pulled,
    pushed,
    runs,
)

BRANCH = "storewalk-data"


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    return bare(tmp_path / "origin.git")


@pytest.fixture
def here(origin: Path, tmp_path: Path) -> Path:
    return clone(origin, tmp_path / "here")


def store(checkout: Path) -> GitStore:
    return GitStore(BRANCH, checkout)


def commit_by_hand(origin: Path, scratch: Path, name: str, data: bytes) -> None:
    """Somebody edits the branch."""
    git(origin.parent, "clone", "--quiet", "--branch", BRANCH, str(origin), str(scratch))
    (scratch / name).write_bytes(data)
    git(scratch, "add", "-A")
    git(scratch, "commit", "--quiet", "-m", "by hand")
    git(scratch, "push", "--quiet")


def hook(origin: Path, text: str) -> None:
    path = origin / "hooks" / "pre-receive"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_the_command_carries_a_night_from_one_checkout_to_the_next(
    here: Path, origin: Path, tmp_path: Path
) -> None:
    first = storewalk("state", "pull", cwd=here)
    assert first.code == 0
    assert "git:storewalk-data holds no state yet: this is a first night" in first.out
    night(places(here), FIRST)
    (here / "history" / "shots").mkdir()
    (here / "history" / "shots" / "a.webp").write_bytes(b"RIFF")
    done = storewalk("state", "push", cwd=here)
    assert done.code == 0, done.text
    assert f"pushed to git:storewalk-data as run {FIRST}" in done.out
    assert git(origin, "log", "--format=%s", BRANCH) == FIRST
    assert "shots" not in git(origin, "ls-tree", "-r", "--name-only", BRANCH)
    there = clone(origin, tmp_path / "there")
    assert storewalk("state", "pull", cwd=there).code == 0
    assert runs(places(there)) == [FIRST]
    again = storewalk("state", "push", cwd=there)
    assert "holds everything already" in again.out
    assert git(there, "for-each-ref") == "", "the checkout itself is not touched"


def test_a_night_is_one_commit_on_top_of_the_last(here: Path, origin: Path) -> None:
    for run in (FIRST, SECOND):
        night(places(here), run)
        pushed(store(here), places(here))
    assert git(origin, "log", "--format=%s", BRANCH).split() == [SECOND, FIRST]


def test_packed_files_lie_on_the_branch_as_text_and_come_back_packed(
    here: Path, origin: Path, tmp_path: Path
) -> None:
    night(places(here), FIRST)
    seen = places(here).history / "seen"
    seen.mkdir()
    with LineWriter(seen / f"{FIRST}.jsonl.gz") as writer:
        writer.write_line(b'{"url":"https://shop.example/"}\n')
    pushed(store(here), places(here))
    text = git(origin, "show", f"{BRANCH}:seen/{FIRST}.unpacked.jsonl")
    assert text == '{"url":"https://shop.example/"}'
    there = pulled(store(here), tmp_path / "there")
    assert gzip.decompress((there.history / "seen" / f"{FIRST}.jsonl.gz").read_bytes()) == (
        b'{"url":"https://shop.example/"}\n'
    )
    assert push(store(here), places(here), print, AT_ONCE).changed == (), "packed otherwise only"
    (seen / f"{FIRST}.jsonl.gz").rename(seen / f"{SECOND}.jsonl.gz")
    night(places(here), SECOND)
    pushed(store(here), places(here))
    listed = git(origin, "ls-tree", "-r", "--name-only", BRANCH)
    assert "seen/" + SECOND in listed
    assert "seen/" + FIRST not in listed
    commit_by_hand(origin, tmp_path / "hand", f"seen/{SECOND}.unpacked.jsonl", b"\xff\n")
    done = pull(store(here), places(tmp_path / "late"), print, AT_ONCE)
    assert f"seen/{SECOND}.jsonl.gz:1: is not UTF-8; taken from commit" in str(done.notes[0])


def test_two_clones_that_push_at_the_same_time_both_arrive(
    here: Path, origin: Path, tmp_path: Path
) -> None:
    night(places(here), FIRST)
    pushed(store(here), places(here))
    clones = [clone(origin, tmp_path / name) for name in ("one", "two")]
    for folder, run in zip(clones, (SECOND, THIRD), strict=True):
        pull(store(folder), places(folder), print, AT_ONCE)
        night(places(folder), run, mark="x")
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "crawler", "state", "push"],
            cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for folder in clones
    ]  # fmt: skip
    for process in running:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, out + err
    both = pulled(store(here), tmp_path / "both")
    assert runs(both) == [FIRST, SECOND, THIRD]
    assert ids(both) == [FIRST, f"{SECOND}x", f"{THIRD}x"]
    assert git(origin, "rev-list", "--count", BRANCH) == "3"


def test_a_run_that_was_overtaken_puts_its_lines_onto_the_others(
    here: Path, origin: Path, tmp_path: Path
) -> None:
    slow, fast = store(here), clone(origin, tmp_path / "fast")
    night(places(here), FIRST)
    before = slow.load()
    night(places(fast), SECOND)
    pushed(store(fast), places(fast))
    with pytest.raises(Moved, match="fetch first"):
        slow.save({"runs.jsonl": b""}, before, FIRST)
    pushed(slow, places(here))
    both = pulled(store(here), tmp_path / "both")
    assert runs(both) == [FIRST, SECOND]
    since = (both.history / "failing.csv").read_text()
    assert SECOND in since, "of what is no log the newer run's counts"


def test_a_push_that_is_refused_three_times_arrives_at_the_fourth(
    here: Path, origin: Path, tmp_path: Path
) -> None:
    count = tmp_path / "count"
    hook(origin, f'echo x >> "{count}"; test "$(wc -l < "{count}")" -gt 3 || '
                 '{ echo "come back later" >&2; exit 1; }')  # fmt: skip
    night(places(here), FIRST)
    said = pushed(store(here), places(here))
    assert len(said) == 3
    assert "pre-receive hook declined" in said[0]
    assert "come back later" in said[0]
    assert git(origin, "log", "--format=%s", BRANCH) == FIRST


def test_a_push_that_is_always_refused_ends_with_the_reason_and_keeps_the_files(
    here: Path, origin: Path
) -> None:
    hook(origin, 'echo "this branch is protected" >&2; exit 1')
    night(places(here), FIRST)
    before = {path: path.read_bytes() for path in places(here).history.iterdir()}
    with pytest.raises(StateError, match=r"given up after 4 tries.*this branch is protected"):
        pushed(store(here), places(here))
    assert {path: path.read_bytes() for path in places(here).history.iterdir()} == before
    assert git(origin, "for-each-ref") == ""


def test_a_file_that_github_will_never_take_is_not_tried_again(
    here: Path, origin: Path, tmp_path: Path
) -> None:
    count = tmp_path / "count"
    refusal = "error: GH001: Large files detected. File seen is 101 MB"
    hook(origin, f'echo x >> "{count}"; echo "{refusal}" >&2; exit 1')
    night(places(here), FIRST)
    with pytest.raises(StateError, match=r"no file of over 100 MB.*seen is 101 MB") as told:
        pushed(store(here), places(here))
    assert "s3://" in told.value.hint
    assert count.read_text() == "x\n"


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda data: data[:-9], "is cut off"),
        (lambda data: b"<<<<<<< ours\n" + data, "holds the mark of a conflict"),
        (lambda data: data + b'{"run":"\xff"}\n', "is not UTF-8"),
        (lambda data: b"\x00\x01\x02" + data, "is binary data"),
    ],
)
def test_a_damaged_file_is_taken_from_the_last_good_commit_and_told(
    here: Path, origin: Path, tmp_path: Path, spoil: object, what: str
) -> None:
    night(places(here), FIRST)
    pushed(store(here), places(here))
    name = "events-2026-11.jsonl"
    good = (places(here).history / name).read_bytes()
    commit_by_hand(origin, tmp_path / "hand", name, spoil(good))  # type: ignore[operator]
    commit_by_hand(origin, tmp_path / "hand2", "failing.csv", b"url,since\n")
    there = places(tmp_path / "there")
    done = pull(store(here), there, print, AT_ONCE)
    assert (there.history / name).read_bytes() == good
    assert (there.history / "failing.csv").read_text() == "url,since\n", "only what is damaged"
    assert [note.file for note in done.notes] == [name]
    assert what in str(done.notes[0])
    commit = git(origin, "rev-parse", f"{BRANCH}~2")
    assert f"taken from commit {commit[:10]}" in done.notes[0].taken
    noted = json.loads((there.history / "state-notes.json").read_text())
    assert noted["store"] == "git:storewalk-data"
    assert noted["notes"][0]["file"] == name
    assert verify(there, None) == ()


def test_the_next_push_heals_the_branch_and_the_next_pull_has_no_note(
    here: Path, origin: Path, tmp_path: Path
) -> None:
    night(places(here), FIRST)
    pushed(store(here), places(here))
    commit_by_hand(origin, tmp_path / "hand", "runs.jsonl", b"nonsense\n")
    there = pulled(store(here), tmp_path / "there")
    assert (there.history / "state-notes.json").exists()
    [wrong] = verify(there, store(here))
    assert str(wrong) == "git:storewalk-data/runs.jsonl:1: is not JSON"
    pushed(store(here), there)
    assert verify(there, store(here)) == ()
    pull(store(here), there, print, AT_ONCE)
    assert not (there.history / "state-notes.json").exists()


def test_the_command_says_loudly_what_was_damaged(here: Path, origin: Path, tmp_path: Path) -> None:
    night(places(here), FIRST)
    pushed(store(here), places(here))
    commit_by_hand(origin, tmp_path / "hand", "runs.jsonl", b"nonsense\n")
    found = storewalk("state", "verify", "--branch", BRANCH, cwd=here)
    assert found.code == 2
    assert "git:storewalk-data/runs.jsonl:1: is not JSON" in found.out
    there = clone(origin, tmp_path / "there")
    done = storewalk("state", "pull", cwd=there)
    assert done.code == 0
    assert "Damaged: runs.jsonl:1: is not JSON; taken from commit" in done.err


def test_a_state_of_a_newer_storewalk_changes_nothing(
    here: Path, origin: Path, tmp_path: Path
) -> None:
    night(places(here), SECOND)
    pushed(store(here), places(here))
    commit_by_hand(origin, tmp_path / "hand", "schema_version", b"9\n")
    there = places(tmp_path / "there")
    night(there, FIRST)
    before = {path: path.read_bytes() for path in there.history.iterdir()}
    for verb in (pull, push):
        with pytest.raises(StateError, match="version 9, this Storewalk knows up to") as raised:
            verb(store(here), there, print, AT_ONCE)
        assert "Update Storewalk" in raised.value.hint
    assert {path: path.read_bytes() for path in there.history.iterdir()} == before
    assert git(origin, "rev-list", "--count", BRANCH) == "2"


def test_a_branch_with_something_else_is_left_alone(
    here: Path, origin: Path, tmp_path: Path
) -> None:
    (here / "data.csv").write_text("a,b\n")
    git(here, "add", "-A")
    git(here, "commit", "--quiet", "-m", "code")
    git(here, "push", "--quiet", "origin", "HEAD:main")
    night(places(here), FIRST)
    with pytest.raises(StateError, match="holds something else"):
        pushed(GitStore("main", here), places(here))
    assert git(origin, "rev-list", "--count", "main") == "1"


def test_files_that_are_no_state_stay_on_the_branch_and_come_nowhere(
    here: Path, origin: Path, tmp_path: Path
) -> None:
    night(places(here), FIRST)
    pushed(store(here), places(here))
    commit_by_hand(origin, tmp_path / "hand", "README.md", b"what this is\n")
    there = pulled(store(here), tmp_path / "there")
    night(there, SECOND)
    pushed(store(here), there)
    assert not (there.history / "README.md").exists()
    assert git(origin, "show", f"{BRANCH}:README.md") == "what this is"


def test_squashing_keeps_the_files_and_the_last_nights(here: Path, origin: Path) -> None:
    for run in (FIRST, SECOND, THIRD):
        night(places(here), run)
        pushed(store(here), places(here))
    tree = git(origin, "rev-parse", f"{BRANCH}^{{tree}}")
    asked = storewalk("state", "squash", cwd=here)
    assert asked.code == 2
    assert "--yes" in asked.err
    done = storewalk("state", "squash", "--keep-nights", "2", "--yes", cwd=here)
    assert "3 commits became 2" in done.out, done.text
    assert git(origin, "log", "--format=%s", BRANCH).split() == [THIRD, SECOND]
    assert store(here).squash(1) == (2, 1)
    assert store(here).squash(1) == (1, 1)
    assert git(origin, "rev-parse", f"{BRANCH}^{{tree}}") == tree
    night(places(here), "2026-12-01T021700Z")
    pushed(store(here), places(here))
    assert git(origin, "rev-list", "--count", BRANCH) == "2"


def test_squashing_never_throws_away_what_came_meanwhile(
    here: Path, origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for run in (FIRST, SECOND):
        night(places(here), run)
        pushed(store(here), places(here))
    other = clone(origin, tmp_path / "other")
    night(places(other), THIRD)
    # The other run pushes between our fetch and our push: git calls this for what a fetch gets.
    once, script, settings = (tmp_path / name for name in ("once", "script", "settings"))
    script.write_text(
        f'#!/bin/sh\nif ! test -e "{once}"; then touch "{once}"; (unset GIT_DIR; cd "{other}" && '
        f'"{sys.executable}" -m crawler state push </dev/null >&2); fi\nexec "$@"\n'
    )
    script.chmod(0o755)
    settings.write_text(f'[uploadpack]\npackObjectsHook = "{script}"\n')
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    with pytest.raises(Moved, match="stale info"):
        store(here).squash(1)
    assert git(origin, "log", "--format=%s", BRANCH).split() == [THIRD, SECOND, FIRST]


def test_what_is_damaged_here_is_not_pushed(here: Path, origin: Path) -> None:
    night(places(here), FIRST)
    (places(here).history / "metrics-2026.csv").write_text("run,site\n2026-11-28T021700Z,own,3\n")
    done = storewalk("state", "push", cwd=here)
    assert done.code == 2
    assert "metrics-2026.csv:2: has 3 cells instead of 2" in done.err
    assert git(origin, "for-each-ref") == ""


@pytest.mark.parametrize("branch", ["--upload-pack=x", "a..b", "a/", "x.lock", "a b"])
def test_what_is_no_branch_is_not_handed_to_git(here: Path, branch: str) -> None:
    with pytest.raises(StateError, match="not a name for a branch"):
        GitStore(branch, here)


def test_without_a_checkout_or_without_git_the_mend_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(StateError, match="no git checkout with a remote 'origin'"):
        GitStore(BRANCH, tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StateError, match="the command `git` is missing"):
        GitStore(BRANCH, tmp_path)


def test_a_remote_that_is_gone_is_told(tmp_path: Path) -> None:
    here = clone(tmp_path / "nowhere.git", tmp_path / "here")
    with pytest.raises(StateError, match="there is no such repository"):
        store(here).load()

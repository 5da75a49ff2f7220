"""The state on a branch of its own, by the `git` command.

Works in an empty repository in a temporary folder that fetches only the last commit of the branch,
so the user's checkout is never touched. What a checkout knows of its remote (address, credentials)
is handed over in the environment, and so is a token: neither stands in an argument or on disk.
"""

import gzip
import re
import shutil
import subprocess
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path

from crawler.state.base import Files, Moved, StateError, Stored, Unreachable
from crawler.state.files import RUNS, VERSION, belongs, plain, same
from crawler.state.remote import Remote, explained, remote_of

_BRANCH = re.compile(r"(?!.*(?:\.\.|//|@\{|\.lock(?:/|$)))[A-Za-z0-9_][\w./-]*(?<![./])")
_PACKED, _UNPACKED = ".jsonl.gz", ".unpacked.jsonl"
"""Packed files lie on the branch unpacked: git packs them itself, and only what is new in them.
Measured on `seen` of 5,000 pages, of which 2% change a night: 158 KB a night packed, 30 KB so."""
_TOO_LARGE = "GH001"
"""GitHub's number for a push with a file of over 100 MB. `seen` is that large from about 200,000
pages on: 49 MB at 100,000 (`python -m tests.bench year`)."""
_LONGEST = 900.0
"""Seconds for one call of git: a state of a few hundred megabytes on a slow line."""


class GitStore:
    """A branch of the remote of the checkout in which the command runs.

    Raises StateError at once when git is missing, the name is no branch, or there is no remote.
    """

    def __init__(self, branch: str, checkout: Path, *, remote: str = "origin") -> None:
        if not _BRANCH.fullmatch(branch):
            raise StateError(
                f"{branch!r} is not a name for a branch", hint="--branch storewalk-data"
            )
        self.branch = branch
        self.remote: Remote = remote_of(checkout, remote)
        self._folder = tempfile.mkdtemp(prefix="storewalk-state-")
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._git("init", "--quiet", "--bare", "--template=")

    @property
    def name(self) -> str:
        """git:BRANCH."""
        return f"git:{self.branch}"

    @property
    def _ref(self) -> str:
        return f"refs/heads/{self.branch}"

    def load(self) -> Stored | None:
        """The last commit; None without the branch."""
        commit = self._fetch("--depth=1")
        if commit is None:
            return None
        tree = self._files_of(commit)
        if tree and not tree.keys() & {VERSION, RUNS}:
            raise StateError(
                "the branch holds something else than a state", where=self.name,
                hint="Name a branch of its own with --branch.",
            )  # fmt: skip
        return Stored(self._contents(tree), commit)

    def save(self, files: Files, before: Stored | None, message: str) -> None:
        """One commit on top of the last one. Never forces."""
        old = before.files if before else {}
        gone = sorted(old.keys() - files.keys())
        lines = [f"0 {'0' * 40}\t{_there(name)}" for name in gone]
        for name, data in sorted(files.items()):
            if not same(name, old.get(name), data):
                text = plain(name, data)
                blob = self._git("hash-object", "-w", "--stdin", stdin=text).strip().decode()
                lines.append(f"100644 {blob}\t{_there(name)}")
        self._git("read-tree", *([before.version] if before else ["--empty"]))
        self._git("update-index", "-z", "--index-info", stdin="\0".join([*lines, ""]).encode())
        tree = self._git("write-tree").strip().decode()
        parents = ["-p", before.version] if before else []
        commit = self._git("commit-tree", tree, *parents, "-m", message).strip().decode()
        self._push(commit)

    def earlier(self, file: str) -> Iterator[tuple[str, bytes]]:
        """The file in the commits before the last one that changed it."""
        self._fetch_all()
        there = _there(file)
        log = self._git("log", "--format=%H %cs", self._ref, "--", there).decode()
        for line in log.splitlines()[1:]:
            commit, day = line.split()
            tree = self._files_of(commit)
            if there in tree:
                data = self._contents({there: tree[there]})[file]
                yield f"commit {commit[:10]} of {day}", data

    def squash(self, keep: int) -> tuple[int, int]:
        """Keep the last `keep` commits as the whole history. Returns commits before and after.

        The only forced push, and only onto the commit that was read: raises Moved when another run
        pushed since.
        """
        tip = self._fetch_all()
        if tip is None:
            raise StateError("there is no such branch", where=self.name)
        commits = self._git("rev-list", "--first-parent", tip).decode().split()
        if len(commits) <= keep:
            return len(commits), len(commits)
        parent: list[str] = []
        for commit in reversed(commits[:keep]):
            date = self._git("show", "-s", "--format=%aI", commit).decode().strip()
            words = self._git("show", "-s", "--format=%B", commit)
            made = self._git(
                "commit-tree", f"{commit}^{{tree}}", *parent, stdin=words,
                more={"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date},
            )  # fmt: skip
            parent = ["-p", made.strip().decode()]
        self._push(parent[1], f"--force-with-lease={self._ref}:{tip}")
        return len(commits), keep

    def _fetch(self, *depth: str) -> str | None:
        try:
            self._git(
                "fetch", "--quiet", "--no-tags", *depth, self.remote.url,
                f"+{self._ref}:{self._ref}",
            )  # fmt: skip
        except _Failed as failed:
            if "couldn't find remote ref" in failed.text:
                return None
            raise explained(failed.text, self.remote, self.name) from None
        return self._git("rev-parse", self._ref).strip().decode()

    def _fetch_all(self) -> str | None:
        shallow = self._git("rev-parse", "--is-shallow-repository").strip() == b"true"
        return self._fetch(*(["--unshallow"] if shallow else []))

    def _push(self, commit: str, *options: str) -> None:
        try:
            self._git(
                "push", "--porcelain", *options, self.remote.push_url, f"{commit}:{self._ref}"
            )
        except _Failed as failed:
            refused = re.search(r"^!\t\S+\t(.*)$", failed.text, re.MULTILINE)
            if refused is None:
                raise explained(failed.text, self.remote, self.name) from None
            said = re.findall(r"^remote: *(\S.*?) *$", failed.text, re.MULTILINE)
            reason = "; ".join([refused[1], *said[:5]])
            if _TOO_LARGE in failed.text:  # nor will it take them at the next try
                raise StateError(
                    f"GitHub takes no file of over 100 MB: {reason}",
                    where=self.name,
                    hint="Keep the state of a shop this large elsewhere: --store s3://BUCKET/PREFIX"
                    " or release:OWNER/REPO",
                ) from None
            raise Moved(reason) from None

    def _files_of(self, commit: str) -> dict[str, str]:
        listed = self._git("ls-tree", "-r", "-z", commit).decode(errors="replace")
        found = {}
        for entry in filter(None, listed.split("\0")):
            about, _, name = entry.partition("\t")
            mode, _, blob = about.split()
            if mode in ("100644", "100755"):
                found[name] = blob
        return found

    def _contents(self, tree: dict[str, str]) -> Files:
        wanted = {name: blob for name, blob in tree.items() if belongs(_here(name))}
        asked = "".join(f"{blob}\n" for blob in wanted.values()).encode()
        batch = self._git("cat-file", "--batch", stdin=asked)
        found: Files = {}
        start = 0
        for name in wanted:
            end = batch.index(b"\n", start)
            size = int(batch[start:end].split()[-1])
            data = batch[end + 1 : end + 1 + size]
            found[_here(name)] = (
                gzip.compress(data, 6, mtime=0) if name.endswith(_UNPACKED) else data
            )
            start = end + size + 2
        return found

    def _git(
        self, *arguments: str, stdin: bytes = b"", more: dict[str, str] | None = None
    ) -> bytes:
        try:
            done = subprocess.run(
                ["git", "-C", self._folder, *arguments],
                input=stdin, capture_output=True, check=False, timeout=_LONGEST,
                env=self.remote.environment | (more or {}),
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise Unreachable(
                f"git {arguments[0]} took longer than {_LONGEST:.0f} seconds", where=self.name
            ) from None
        if done.returncode:
            text = (done.stdout + done.stderr).decode(errors="replace")
            raise _Failed(arguments[0], text)
        return done.stdout


def _there(name: str) -> str:
    """The name on the branch."""
    packed = name.endswith(_PACKED)
    return name.removesuffix(_PACKED) + _UNPACKED if packed else name


def _here(name: str) -> str:
    """The name in a history."""
    unpacked = name.endswith(_UNPACKED)
    return name.removesuffix(_UNPACKED) + _PACKED if unpacked else name


class _Failed(StateError):  # noqa: N818 - never leaves this file unexplained
    """What git said when it failed."""

    def __init__(self, verb: str, text: str) -> None:
        self.text = text
        lines = [line for line in text.splitlines() if line.strip()]
        super().__init__(f"git {verb} failed: {' '.join(lines[-3:])}")

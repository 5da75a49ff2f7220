"""Where a checkout pushes to, and with whose rights: handed to git in the environment only."""

import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from crawler.state.base import StateError, Unreachable
from crawler.state.tokens import token_for

_KEPT_SETTINGS = r"^(http|https|credential|ssh|core\.sshcommand|core\.askpass)\b"
_DROPPED = (
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CURL_VERBOSE",
)  # fmt: skip
"""A hook sets some of them, and they would lead git back into that repository."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A remote of a checkout."""

    url: str
    push_url: str
    token_from: str
    """The variable that gave the token; empty without one."""
    environment: dict[str, str] = field(repr=False)
    """For every call of git."""


def remote_of(checkout: Path, name: str) -> Remote:
    """Raises StateError when git is missing, this is no checkout, or it has no such remote."""
    if shutil.which("git") is None:
        raise StateError(
            "the command `git` is missing",
            hint="Install git, or choose another store: --store folder:/path",
        )
    url = _ask(checkout, "remote", "get-url", name)
    push_url = _ask(checkout, "remote", "get-url", "--push", name)
    if not url:
        raise StateError(
            f"there is no git checkout with a remote {name!r}",
            where=str(checkout.resolve()),
            hint=f"git remote add {name} URL, or choose another store: --store folder:/path",
        )
    # A path of a remote counts from the checkout, and git runs elsewhere.
    url, push_url = (
        str((checkout / text).resolve()) if (checkout / text).is_dir() else text
        for text in (url, push_url or url)
    )
    token, token_from = token_for(push_url)
    settings = _settings(checkout, push_url, token)
    return Remote(url, push_url, token_from, _environment(settings))


def explained(text: str, remote: Remote, where: str) -> StateError:
    """What git said, in words that say what to do."""
    said = re.sub(r"://[^/@\s]+@", "://", text)
    short = " ".join(line.strip() for line in said.splitlines() if line.strip())[-300:]
    given = f"the token in {remote.token_from}" if remote.token_from else "no token"
    if re.search(r"\b403\b|[Pp]ermission .* denied|not granted|read-only", said):
        return StateError(
            f"{given} may not write there: {short}", where=where,
            hint="In a workflow: `permissions: {contents: write}`. Else a token that may write.",
        )  # fmt: skip
    if re.search(r"\b401\b|Authentication failed|could not read (Username|Password)|"
                 r"[Ii]nvalid (username|credentials)|publickey", said):  # fmt: skip
        if remote.token_from:
            return StateError(
                f"{given} is not accepted: it may have expired: {short}", where=where,
                hint=f"Make a new token and put it into {remote.token_from}.",
            )  # fmt: skip
        return StateError(
            f"the remote asks who we are, and there is no token: {short}", where=where,
            hint="Put a token into STOREWALK_TOKEN (in a workflow: GITHUB_TOKEN).",
        )  # fmt: skip
    if re.search(r"\b404\b|[Rr]epository .*not found|does not (exist|appear)|not appear", said):
        return StateError(
            f"there is no such repository, or it may not be seen with {given}: {short}",
            where=where, hint="git remote -v shows the address; a private one needs a token.",
        )  # fmt: skip
    return Unreachable(
        f"the remote cannot be reached: {short}", where=where,
        hint="Nothing is lost. Try again: storewalk state push",
    )  # fmt: skip


def _settings(checkout: Path, url: str, token: str) -> list[tuple[str, str]]:
    """The checkout's own settings for its remote, our own, and the token."""
    listed = _ask(checkout, "config", "--local", "--null", "--get-regexp", _KEPT_SETTINGS)
    found = [("core.hooksPath", os.devnull), ("gc.auto", "0"), ("maintenance.auto", "false")]
    for entry in filter(None, listed.split("\0")):
        key, _, value = entry.partition("\n")
        # Two headers of one name are refused by GitHub.
        if not (token and key.lower().endswith(".extraheader")):
            found.append((key, value))
    if token:
        parts = urlsplit(url)
        words = b64encode(f"x-access-token:{token}".encode()).decode()
        place = f"http.{parts.scheme}://{parts.netloc.rpartition('@')[2]}/.extraHeader"
        found += [(place, ""), (place, f"Authorization: Basic {words}"), ("credential.helper", "")]
    return found


def _environment(settings: list[tuple[str, str]]) -> dict[str, str]:
    found = {
        name: value
        for name, value in os.environ.items()
        if name not in _DROPPED and not name.startswith("GIT_TRACE")
    }
    people = {"NAME": "Storewalk", "EMAIL": "storewalk@localhost"}
    for who in ("AUTHOR", "COMMITTER"):
        found |= {f"GIT_{who}_{what}": value for what, value in people.items()}
    there = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    found |= {"LC_ALL": "C", "GIT_CONFIG_COUNT": str(there + len(settings))}
    for number, (key, value) in enumerate(settings, there):
        found |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    if not sys.stdin.isatty():
        found["GIT_TERMINAL_PROMPT"] = "0"  # a question that nobody answers would hang the night
        found.setdefault("GIT_SSH_COMMAND", "ssh -oBatchMode=yes")
    return found


def _ask(checkout: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(checkout), *arguments],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.stdout.removesuffix("\n") if done.returncode == 0 else ""

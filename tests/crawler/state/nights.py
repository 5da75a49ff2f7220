"""Small histories in the form in which `remember` writes them."""

import json
import subprocess
from pathlib import Path

from crawler.state import Places, Store, pull, push
from crawler.state.versions import KNOWN

FIRST, SECOND, THIRD = "2026-11-28T021700Z", "2026-11-29T021700Z", "2026-11-30T021700Z"
AT_ONCE = (0.0, 0.0, 0.0)
"""Pauses between tries that take no time."""


def places(folder: Path) -> Places:
    """A history and the pairs, as in a checkout."""
    return Places(folder / "history", folder / "config" / "matches.csv")


def night(where: Places, run: str, *, mark: str = "") -> None:
    """Add a night: one event, a line of runs, a price, a number; `mark` tells two apart."""
    where.history.mkdir(parents=True, exist_ok=True)
    where.matches.parent.mkdir(parents=True, exist_ok=True)
    event = {"run": run, "event": "opened", "id": f"{run}{mark}", "check": "links/target-gone"}
    _append(where.history / f"events-{run[:7]}.jsonl", json.dumps(event))
    _append(where.history / "runs.jsonl", json.dumps({"run": run, "healthy": True}))
    price = f"{run},own,https://shop.example/{mark},sku,Mug,9.90,EUR,,in,0.9,shown"
    head = "run,site,url,sku,name,price,currency,list_price,availability,confidence,state"
    _append(where.history / f"prices-{run[:7]}.csv", price, head)
    _append(
        where.history / f"metrics-{run[:4]}.csv",
        f"{run},own,score,,{len(mark) + 1}.5", "run,site,measure,check,value",
    )  # fmt: skip
    (where.history / "failing.csv").write_text(f"url,since\nhttps://gone.example/,{run}\n")
    (where.history / "schema_version").write_text(f"{KNOWN}\n")


def _append(path: Path, line: str, head: str = "") -> None:
    text = path.read_text() if path.exists() else head and f"{head}\n"
    path.write_text(f"{text}{line}\n")


def runs(where: Places) -> list[str]:
    """Ids of the runs that a history knows, in its order."""
    path = where.history / "runs.jsonl"
    lines = path.read_text().splitlines() if path.exists() else []
    return [json.loads(line)["run"] for line in lines]


def ids(where: Places, month: str = "2026-11") -> list[str]:
    """Ids of the findings in the events of a month."""
    lines = (where.history / f"events-{month}.jsonl").read_text().splitlines()
    return [json.loads(line)["id"] for line in lines]


def pulled(store: Store, folder: Path) -> Places:
    """A machine that knows nothing, after a pull."""
    where = places(folder)
    pull(store, where, print, AT_ONCE)
    return where


def pushed(store: Store, where: Places) -> list[str]:
    """Push, and what was said meanwhile."""
    said: list[str] = []
    push(store, where, said.append, AT_ONCE)
    return said


def git(folder: Path, *arguments: str) -> str:
    """A command of git and its output."""
    done = subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=T", "-c", "user.email=t@a.example", *arguments],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def bare(folder: Path) -> Path:
    """A repository that others push to."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--bare")
    return folder


def clone(origin: Path | str, folder: Path) -> Path:
    """An empty checkout whose origin is there."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet")
    git(folder, "remote", "add", "origin", str(origin))
    return folder

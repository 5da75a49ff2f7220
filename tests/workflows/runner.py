"""The platform's own steps, for `act` on a plain machine: artifacts, caches and pages are folders.

`python runner.py NAME` does what the action NAME does, as far as our workflows ask for it. It reads
INPUTS (JSON), and STUB_ROOT, in which it keeps everything.
"""

import fnmatch
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(os.environ.get("STUB_ROOT", ""))
Inputs = dict[str, str]


def checkout(inputs: Inputs) -> None:
    """A shallow clone, as the real one makes it."""
    assert inputs["persist-credentials"] == "false", "the token must not stay in .git/config"
    source = f"file://{ROOT / 'origin.git'}"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", source, "."], check=True)


def setup_python(inputs: Inputs) -> None:
    """The Python that the test has made ready."""
    assert inputs["python-version"]
    _say("GITHUB_PATH", str(ROOT / "venv" / "bin"))


def cache(inputs: Inputs) -> None:
    """Nothing: what it would bring is the machine's own."""
    assert inputs["key"]


def cache_restore(inputs: Inputs) -> None:
    """The newest that fits."""
    names = (inputs["key"], *inputs["restore-keys"].split())
    found = [path for name in names for path in (ROOT / "cache").glob(f"{name}*")]
    if found:
        shutil.copytree(max(found, key=lambda path: path.stat().st_mtime), inputs["path"])


def cache_save(inputs: Inputs) -> None:
    """Only what is there."""
    if Path(inputs["path"]).is_dir():
        shutil.copytree(inputs["path"], ROOT / "cache" / inputs["key"], dirs_exist_ok=True)


def upload_artifact(inputs: Inputs) -> None:
    """Several places keep what they have in common above them."""
    lines = inputs["path"].split()
    left_out = {Path(line[1:]) for line in lines if line.startswith("!")}
    places = [Path(line) for line in lines if not line.startswith("!")]
    there = [place for place in places if place.exists()]
    if not there:
        print(f"nothing is at {', '.join(map(str, places))}")  # which the real one only warns of
        return
    if inputs["name"] in os.environ.get("STUB_LOSES", "").split():
        print(f"{inputs['name']} is lost on its way")
        return
    target = ROOT / "artifacts" / inputs["name"]
    above = places[0] if len(places) == 1 else Path()
    for place in there:
        _copy(place, target / place.relative_to(above), left_out)


def download_artifact(inputs: Inputs) -> None:
    """Each into a folder of its own name."""
    for path in (ROOT / "artifacts").glob("*"):
        if fnmatch.fnmatch(path.name, inputs["pattern"]):
            shutil.copytree(path, Path(inputs["path"]) / path.name)


def upload_pages_artifact(inputs: Inputs) -> None:
    """No link may be in it."""
    assert not [path for path in Path(inputs["path"]).rglob("*") if path.is_symlink()]
    _copy(Path(inputs["path"]), ROOT / "pages", set())
    _say("GITHUB_OUTPUT", "artifact_id=1")


def deploy_pages(inputs: Inputs) -> None:
    """What was uploaded is published."""
    assert not inputs
    shutil.copytree(ROOT / "pages", ROOT / "published", dirs_exist_ok=True)
    _say("GITHUB_OUTPUT", "page_url=https://acme.example/report/")


ACTIONS: dict[str, Callable[[Inputs], None]] = {
    "actions/checkout": checkout,
    "actions/setup-python": setup_python,
    "actions/cache": cache,
    "actions/cache/restore": cache_restore,
    "actions/cache/save": cache_save,
    "actions/upload-artifact": upload_artifact,
    "actions/download-artifact": download_artifact,
    "actions/upload-pages-artifact": upload_pages_artifact,
    "actions/deploy-pages": deploy_pages,
}


def _copy(place: Path, target: Path, left_out: set[Path]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if place.is_file():
        shutil.copy(place, target)
        return
    names = {path.name for path in left_out if path.parent == place}
    shutil.copytree(place, target, dirs_exist_ok=True, ignore=lambda _, found: names & {*found})


def _say(file: str, line: str) -> None:
    with Path(os.environ[file]).open("a") as to:
        to.write(f"{line}\n")


if __name__ == "__main__":
    ACTIONS[sys.argv[1]](json.loads(os.environ["INPUTS"]))

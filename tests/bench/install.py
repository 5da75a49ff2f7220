"""The environment of the contestants: .venv-bench beside the project's, never part of its lock."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from crawler.errors import StorewalkError

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".venv-bench"
REQUIREMENTS = Path(__file__).with_name("requirements.txt")
LINKINATOR = "linkinator@7.6.1"
"""The last version that runs on Node 20; 8 needs Node 22."""
_SECONDS = 600


@dataclass
class Environment:
    """Installs a package when it is first asked for; remembers why one could not be."""

    home: Path = HOME
    _trouble: dict[str, str] = field(default_factory=dict)

    @property
    def python(self) -> str:
        """The other environment's Python."""
        return str(self.home / "bin" / "python")

    @property
    def variables(self) -> dict[str, str]:
        """Environment variables for a contestant: its own programs come first on PATH."""
        places = (self.home / "bin", self.home / "node/node_modules/.bin")
        path = os.pathsep.join([*map(str, places), os.environ.get("PATH", "")])
        return {**os.environ, "PATH": path}

    def need(self, package: str) -> None:
        """A pinned package of PyPI. Raises StorewalkError when it cannot be installed."""
        self._once(
            package,
            REQUIREMENTS.read_bytes(),
            [[sys.executable, "-m", "venv", str(self.home)],
             [self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
              "--constraint", str(REQUIREMENTS), package]],
        )  # fmt: skip

    def need_node(self, package: str) -> None:
        """A package of npm as name@version. Raises StorewalkError when it cannot be installed."""
        if shutil.which("npm") is None:
            raise StorewalkError("npm is not installed")
        folder = str(self.home / "node")
        self._once(
            package,
            package.encode(),
            [
                [
                    "npm",
                    "install",
                    "--silent",
                    "--no-audit",
                    "--no-fund",
                    "--prefix",
                    folder,
                    package,
                ]
            ],
        )

    def _once(self, name: str, version: bytes, commands: list[list[str]]) -> None:
        stamp = self.home / "installed" / f"{name}-{hashlib.sha256(version).hexdigest()[:12]}"
        if stamp.exists():
            return
        if name in self._trouble:
            raise StorewalkError(self._trouble[name])
        print(f"Installing {name} into {self.home.name} (once) ...", file=sys.stderr)
        stamp.parent.mkdir(parents=True, exist_ok=True)
        (self.home / ".gitignore").write_text("*\n")
        for command in commands:
            try:
                done = subprocess.run(
                    command, capture_output=True, text=True, timeout=_SECONDS, check=False
                )
                trouble = _last_line(done.stderr) if done.returncode else ""
            except (OSError, subprocess.TimeoutExpired) as error:
                trouble = str(error)
            if trouble:
                self._trouble[name] = f"cannot install {name}: {trouble}"
                raise StorewalkError(self._trouble[name])
        stamp.touch()


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [line for line in lines if "error" in line.lower()]
    return (told or lines or ["no message"])[-1][:200]

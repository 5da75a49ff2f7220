"""What `storewalk init --github` writes: the files with which our own repository runs."""

from pathlib import Path

from crawler import __version__
from crawler.errors import ConfigError, StorewalkError

_HERE = Path(__file__).resolve().parent.parent
_ACTION = "actions/storewalk/action.yml"
_WORKFLOWS = ("workflows/nightly.yml", "workflows/launch.yml")
_LOCK = "requirements.lock"
_OURS = """  package:
    description: What pip installs, without its dependencies; empty for the Storewalk of this action
    default: ""
"""
"""In our own checkout the action installs the checkout; elsewhere this version."""
_IGNORED = "/runs/\n/history/\n/site/\n/launch/\n"
"""What a run on the user's own machine leaves: the state has a branch of its own."""

NEXT = """\
Commit these files and push them. Two clicks are left, on the repository's page on GitHub:
  1. Settings > Actions > General: allow actions. Then Actions > Nightly walk > Run workflow walks
     the first night at once.
  2. Only if the report shall be a website: Settings > Pages > Source: GitHub Actions, and
     Settings > Secrets and variables > Actions > Variables: STOREWALK_PAGES = true.
     GitHub Pages are PUBLIC on most plans, also for a private repository: everybody could read your
     prices, costs and faults. Without it the report is the artifact "site" of each night.
Secrets that the settings name are added under Secrets, and in nightly.yml where it says env.
Storewalk is installed by .github/actions/storewalk/action.yml: `package` there says from where."""


def write_github(root: Path, *, force: bool) -> list[Path]:
    """Write workflows, action and lock below `root`/.github, and a .gitignore; returns the files.

    What is there already and the same is left alone, and so is any .gitignore. Raises ConfigError,
    before anything is written, when something else is there and `force` is not given.
    """
    wanted = {root / ".github" / name: text for name, text in _files().items()}
    ignore = root / ".gitignore"
    if not ignore.exists():
        wanted[ignore] = _IGNORED
    changed = [
        path
        for path, text in wanted.items()
        if path.exists() and path.read_bytes() != text.encode()
    ]
    if changed and not force:
        raise ConfigError(
            f"there is another file already ({', '.join(map(str, changed))})",
            where=str(root / ".github"),
            hint="--force replaces it. What you changed in it must then be written again.",
        )
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return list(wanted)


def _files() -> dict[str, str]:
    """Text by path below .github."""
    folder, lock = _sources()
    action = (folder / _ACTION).read_text(encoding="utf-8")
    if _OURS not in action:
        raise StorewalkError("the action has no input `package`", where=str(folder / _ACTION))
    theirs = _OURS.replace('default: ""', f"default: storewalk=={__version__}")
    files = {name: (folder / name).read_text(encoding="utf-8") for name in _WORKFLOWS}
    files[_ACTION] = action.replace(_OURS, theirs)
    files[f"actions/storewalk/{_LOCK}"] = lock.read_text(encoding="utf-8")
    return files


def _sources() -> tuple[Path, Path]:
    """The folder with workflows and action, and the lock: in a wheel beside us, or our checkout."""
    checkout = _HERE.parent
    for folder, lock in (
        (_HERE / "_github", _HERE / "_github" / _LOCK),
        (checkout / ".github", checkout / _LOCK),
    ):
        if (folder / _ACTION).is_file() and lock.is_file():
            return folder, lock
    raise StorewalkError(
        "the workflows are missing", where=str(_HERE), hint="Install Storewalk again."
    )

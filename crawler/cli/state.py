"""`storewalk state`: what a night needs of the nights before, between two machines."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
import yaml

from crawler import state as room
from crawler.cli.walk import CONFIG_FILE, config_option
from crawler.errors import ConfigError
from crawler.state import Note, Places, StateError, Store
from crawler.state.git import GitStore

F = TypeVar("F", bound=Callable[..., Any])


def _store_options(function: F) -> F:
    """--store, --branch and --remote."""
    store = click.option(
        "--store", envvar="STOREWALK_STATE", metavar="STORE",
        help=f"Where the state is kept: {room.FORMS} (default: {room.DEFAULT}). "
        "The environment variable STOREWALK_STATE says the same.",
    )  # fmt: skip
    branch = click.option("--branch", help="The branch of this repository: --store git:BRANCH.")
    remote = click.option(
        "--remote", default="origin", show_default=True, help="The remote of the repository."
    )
    return store(branch(remote(function)))


def _place_options(function: F) -> F:
    """--history and --config."""
    history = click.option(
        "--history", type=click.Path(path_type=Path), default=Path("history"),
        show_default=True, help="History folder.",
    )  # fmt: skip
    return history(config_option(function))


@click.group()
def state() -> None:
    """Keep the history and the pairs where the next night finds them.

    The state is the history folder and matches.csv, without the pictures (history/shots): those
    are large and can be made again, so leave them to a cache or an artifact.

    Tokens come from STOREWALK_TOKEN, or GITHUB_TOKEN for GitHub, and are never printed.
    """


@state.command()
@_store_options
@_place_options
def pull(
    store: str | None, branch: str | None, remote: str, history: Path, config_path: Path | None
) -> None:
    """Bring the state here. What only this machine knows stays; no state is a first night."""
    place = _open(store, branch, remote)
    done = room.pull(place, _places(history, config_path), _tell)
    _say(done.notes)
    if done.first:
        click.echo(f"{place.name} holds no state yet: this is a first night")
        return
    upto = f" up to run {done.run}" if done.run else ""
    click.echo(f"{_files(len(done.changed))} changed here: {history} is {place.name}{upto}")


@state.command()
@_store_options
@_place_options
def push(
    store: str | None, branch: str | None, remote: str, history: Path, config_path: Path | None
) -> None:
    """Bring the state there, joined with what other runs brought. Nothing is ever forced."""
    place = _open(store, branch, remote)
    done = room.push(place, _places(history, config_path), _tell)
    _say(done.notes)
    if not done.changed:
        click.echo(f"{place.name} holds everything already")
        return
    run = f" as run {done.run}" if done.run else ""
    click.echo(f"{_files(len(done.changed))} pushed to {place.name}{run}")


@state.command()
@_store_options
@_place_options
def verify(
    store: str | None, branch: str | None, remote: str, history: Path, config_path: Path | None
) -> None:
    """Read every file of the state, here and in a store that is named.

    Exit code 2 when something is damaged; each file is named with its first damaged line.
    """
    place = _open(store, branch, remote) if store or branch else None
    places = _places(history, config_path)
    found = room.verify(places, place)
    number = len(room.read(places))
    if not found:
        also = f" and {place.name}" if place else ""
        click.echo(f"{_files(number)} of {history}{also}: all sound")
        return
    for wrong in found:
        click.echo(str(wrong))
    hint = "storewalk state pull brings the last good ones."
    raise StateError(f"{_files(len(found))} damaged", where=str(history), hint=hint)


@state.command()
@_store_options
@click.option(
    "--keep-nights", type=click.IntRange(1), default=1, show_default=True,
    help="The last commits, at most, that are kept as they are.",
)  # fmt: skip
@click.option("--yes", is_flag=True, help="Do not ask.")
def squash(store: str | None, branch: str | None, remote: str, keep_nights: int, yes: bool) -> None:
    """Throw the branch's old commits away, so that it stays small. Its files stay as they are."""
    place = _open(store, branch, remote)
    if not isinstance(place, GitStore):
        raise ConfigError(
            "this store keeps no commits", where=place.name, hint="Only git: has any to squash."
        )
    if not yes:
        if not sys.stdin.isatty():
            raise ConfigError(
                "old commits would be gone for good", where=place.name, hint="Say so: --yes"
            )
        click.confirm(f"Throw away the commits of {place.name} but {keep_nights}?", abort=True)
    try:
        before, after = place.squash(keep_nights)
    except room.Moved as reason:
        raise StateError(
            f"nothing was squashed: {reason}", where=place.name,
            hint="Another run pushed meanwhile, or the branch is protected. Try again.",
        ) from None  # fmt: skip
    click.echo(f"{place.name}: {before} commits became {after}")


def _open(store: str | None, branch: str | None, remote: str) -> Store:
    if branch and store and not store.startswith("git:"):
        raise ConfigError("--branch is for git; name either --store or --branch")
    address = f"git:{branch}" if branch else store or room.DEFAULT
    return room.open_store(address, Path(), remote=remote)


def _places(history: Path, config_path: Path | None) -> Places:
    """Of the settings only the place of the pairs is read: a push must not wait for their mend."""
    path = config_path or CONFIG_FILE
    if config_path and not path.exists():
        raise ConfigError("there is no configuration", where=str(path))
    name = room.MATCHES
    try:
        settings = yaml.safe_load(path.read_bytes()) if path.exists() else None
    except yaml.YAMLError:
        settings = None
    if isinstance(settings, dict) and isinstance(settings.get("matches"), str):
        name = settings["matches"]
    return Places(history, path.parent / name)


def _say(notes: tuple[Note, ...]) -> None:
    for note in notes:
        click.echo(f"Damaged: {note}", err=True)


def _tell(text: str) -> None:
    click.echo(text, err=True)


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"

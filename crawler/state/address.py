"""Which store an address such as git:storewalk-data or folder:/path means."""

from pathlib import Path

from crawler.state.base import StateError, Store
from crawler.state.bucket import BucketStore
from crawler.state.folder import FolderStore
from crawler.state.git import GitStore
from crawler.state.release import ReleaseStore

DEFAULT = "git:storewalk-data"
FORMS = "git:BRANCH, folder:PATH, s3://BUCKET/PREFIX, release:OWNER/REPO"


def open_store(address: str, checkout: Path, *, remote: str = "origin") -> Store:
    """The store of an address. Raises StateError for one that is none, or cannot be used here.

    `checkout`: where git looks for the repository. `remote`: which of its remotes.
    """
    kind, colon, place = address.strip().partition(":")
    if not colon or not place.strip("/"):
        raise StateError(f"{address!r} names no store", hint=f"--store takes {FORMS}")
    match kind:
        case "git":
            return GitStore(place, checkout, remote=remote)
        case "folder":
            return FolderStore(Path(place).expanduser())
        case "s3":
            return BucketStore(place)
        case "release":
            return ReleaseStore(place)
    raise StateError(f"there is no store of the kind {kind!r}", hint=f"--store takes {FORMS}")

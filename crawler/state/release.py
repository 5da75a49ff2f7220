"""The state as a file of a rolling release on GitHub, over REST.

Replacing a file of a release is a delete and an upload, and nothing guards the two. So each save
uploads a file with a name of its own and then deletes those that went into it; whoever loads joins
all that are there. Two runs at once leave two files, and none is ever lost.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from crawler.state.archive import packed, unpacked
from crawler.state.base import Files, Note, StateError, Stored, Unreachable
from crawler.state.mend import mended
from crawler.state.merge import merged
from crawler.state.rest import Answer, Rest
from crawler.state.tokens import GITHUB, OWN, token_for

TAG = "storewalk-state"
_ASSET = re.compile(r"state-[\w.-]+\.tar\.gz")
_API = "https://api.github.com"


class ReleaseStore:
    """release:owner/repo. The API is that of GITHUB_API_URL, else GitHub's own."""

    def __init__(self, repository: str) -> None:
        if not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
            raise StateError(f"{repository!r} is not owner/repo", hint="--store release:acme/shop")
        self._repository = repository
        api = os.environ.get("GITHUB_API_URL", "").rstrip("/") or _API
        token, self._token_from = token_for(api)
        self._rest = Rest(token)
        self._base = f"{api}/repos/{repository}"

    @property
    def name(self) -> str:
        """release:OWNER/REPO."""
        return f"release:{self._repository}"

    def load(self) -> Stored | None:
        """All states that lie there, joined; None when there is none."""
        release = self._release()
        assets = self._assets(release) if release else []
        if not assets:
            return None
        files: Files = {}
        notes: list[Note] = []
        for asset in assets:
            answer = self._rest.ask("GET", asset["url"], accept="application/octet-stream")
            if answer.status == 404:
                continue  # a run that saves right now has joined it into its own
            self._expect(answer, 200)
            one, cut = unpacked(answer.body, f"{self.name}/{asset['name']}")
            sound, more = mended(one)
            notes += [*cut, *more]
            files = merged(sound, files) if files else sound
        ids = " ".join(str(asset["id"]) for asset in assets)
        return Stored(files, ids, tuple(notes)) if files else None

    def save(self, files: Files, before: Stored | None, message: str) -> None:
        """Upload, then delete what was loaded as `before`."""
        release = self._release() or self._created()
        data = packed(files)
        run = re.sub(r"[^\w.-]", "-", message) or "none"
        name = f"state-{run}-{hashlib.blake2b(data, digest_size=4).hexdigest()}"
        place = str(release["upload_url"]).partition("{")[0]
        for more in ("", ".2", ".3", ".4"):
            url = f"{place}?name={quote(name + more)}.tar.gz"
            answer = self._rest.ask("POST", url, data, "application/gzip")
            if answer.status != 422 or "already_exists" not in answer.text:
                break  # one of this name may hold the same, or be damaged: never trusted
        self._expect(answer, 201)
        for number in before.version.split() if before else []:
            gone = self._rest.ask("DELETE", f"{self._base}/releases/assets/{number}")
            if gone.status != 404:  # another run has joined it too
                self._expect(gone, 204)

    def earlier(self, file: str) -> Iterator[tuple[str, bytes]]:
        """Nothing: the release keeps the last state only."""
        del file
        yield from ()

    def _release(self) -> dict[str, Any] | None:
        answer = self._rest.ask("GET", f"{self._base}/releases/tags/{TAG}")
        if answer.status == 404:
            self._expect(self._rest.ask("GET", self._base), 200)
            return None
        self._expect(answer, 200)
        return answer.json()

    def _created(self) -> dict[str, Any]:
        wanted = {
            "tag_name": TAG,
            "name": "State of Storewalk",
            "body": "What a night needs of the nights before. Written by `storewalk state push`.",
            "prerelease": True,
            "make_latest": "false",
        }
        data = json.dumps(wanted).encode()
        answer = self._rest.ask("POST", f"{self._base}/releases", data, "application/json")
        if answer.status == 422 and "already_exists" in answer.text:
            release = self._release()  # another run made it meanwhile
            if release is not None:
                return release
        self._expect(answer, 201)
        return answer.json()

    def _assets(self, release: dict[str, Any]) -> list[dict[str, Any]]:
        """Those with a state, oldest first; asked for anew, for a release tells only some."""
        answer = self._rest.ask("GET", f"{self._base}/releases/{release['id']}/assets?per_page=100")
        self._expect(answer, 200)
        found = [
            asset
            for asset in answer.json_list()
            if _ASSET.fullmatch(asset["name"]) and asset.get("state", "uploaded") == "uploaded"
        ]
        return sorted(found, key=lambda asset: int(asset["id"]))

    def _expect(self, answer: Answer, status: int) -> None:
        if answer.status == status:
            return
        given = f"the token in {self._token_from}" if self._token_from else "no token"
        if answer.status == 401:
            what = f"{given} is not accepted: it may have expired"
            hint = f"Make a new token and put it into {self._token_from or OWN}."
        elif answer.status in (403, 429) and answer.spent:
            what, hint = "GitHub takes no more requests for now", "Try again within the hour."
        elif answer.status == 403:
            what = f"{given} may not do that"
            hint = "In a workflow: `permissions: {contents: write}`. Else a token that may write."
        elif answer.status == 404:
            what = f"there is no such repository, or it may not be seen with {given}"
            hint = f"Put a token into {OWN} (in a workflow: {GITHUB})."
        elif answer.status == 422:
            what = f"GitHub does not take the file: {answer.message}"
            hint = "Are releases of the repository immutable? Then choose another store."
        else:
            what = f"GitHub answered {answer.status}: {answer.message}"
            raise Unreachable(what, where=self.name, hint="Nothing is lost. Try again later.")
        raise StateError(what, where=self.name, hint=hint)

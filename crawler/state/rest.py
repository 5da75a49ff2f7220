"""One request to GitHub's API, with the standard library."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.parse import urljoin, urlsplit

from crawler import __version__
from crawler.state.base import StateError, Unreachable
from crawler.state.tokens import token_for

_TIMEOUT = 120.0
_MOST_REDIRECTS = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What the API said."""

    status: int
    body: bytes
    spent: bool
    """No requests are left, or we are asked to wait."""

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")

    @property
    def message(self) -> str:
        """Its own words, in short."""
        try:
            said = json.loads(self.body)
            return " ".join(str(said.get("message", "")).split())[:200]
        except (ValueError, AttributeError):
            return " ".join(self.text.split())[:100]

    def json(self) -> dict[str, Any]:
        """The object. Raises StateError when it is none."""
        value = self._value()
        if not isinstance(value, dict):
            raise StateError("GitHub's answer is not an object")
        return value

    def json_list(self) -> list[dict[str, Any]]:
        """The list of objects. Raises StateError when it is none."""
        value = self._value()
        if not isinstance(value, list):
            raise StateError("GitHub's answer is not a list")
        return value

    def _value(self) -> object:
        try:
            return json.loads(self.body)
        except ValueError:
            raise StateError(f"GitHub's answer is not JSON: {self.message}") from None


class _Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are followed by hand: the token must not go to another host."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        """None: the answer stays the answer."""


class Rest:
    """Asks with a token, which goes to the hosts of the API only."""

    def __init__(self, token: str) -> None:
        self._token = token
        self._open = urllib.request.build_opener(_Stay)

    def ask(
        self,
        method: str,
        url: str,
        data: bytes | None = None,
        type_: str = "",
        *,
        accept: str = "application/vnd.github+json",
    ) -> Answer:
        """The answer, whatever its status. Raises StateError when there is none."""
        host = urlsplit(url).netloc
        for _ in range(_MOST_REDIRECTS + 1):
            headers = {"Accept": accept, "User-Agent": f"storewalk/{__version__}"}
            if type_:
                headers["Content-Type"] = type_
            if self._token and urlsplit(url).netloc == host and token_for(url)[0] == self._token:
                headers["Authorization"] = f"Bearer {self._token}"
            answer, place = self._once(method, url, data, headers)
            if not place or method != "GET":
                return answer
            url = urljoin(url, place)
        raise StateError("GitHub redirects without end", where=url)

    def _once(
        self, method: str, url: str, data: bytes | None, headers: dict[str, str]
    ) -> tuple[Answer, str]:
        if urlsplit(url).scheme not in ("http", "https"):
            raise StateError("this is not a web address", where=url[:200])
        request = urllib.request.Request(url, data, headers, method=method)  # noqa: S310 - checked
        try:
            with self._open.open(request, timeout=_TIMEOUT) as answer:
                return Answer(answer.status, answer.read(), spent=False), ""
        except urllib.error.HTTPError as error:
            with error:
                spent = error.headers.get("x-ratelimit-remaining") == "0" or (
                    "retry-after" in error.headers
                )
                moved = 300 <= error.code < 400
                place = error.headers.get("Location", "") if moved else ""
                return Answer(error.code, error.read(), spent), place
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            raise Unreachable(
                f"GitHub cannot be reached: {reason}", where=urlsplit(url).netloc,
                hint="Nothing is lost. Try again: storewalk state push",
            ) from None  # fmt: skip

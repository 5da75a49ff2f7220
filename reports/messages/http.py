"""JSON over HTTP with a time-out, without following redirects: a secret stays with its host."""

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.messages.base import TIMEOUT_S, SendError
from reports.model.words import is_web

MOST_BYTES = 5_000_000
"""Of an answer; a hundred issues of 65,536 characters hold no more."""
AGENT = "Storewalk"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service said."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def wait_s(self) -> float | None:
        """Seconds that it asks us to wait (RFC 9110, 10.2.3). None: it says none."""
        text = self.headers.get("retry-after", "")
        return float(text) if text.isdigit() else None

    def json(self) -> Any:
        """The body. None when it is no JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


class _Stays(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: it is an answer like others."""

    def redirect_request(self, *args: Any, **names: Any) -> None:
        return None


def ask(
    method: str,
    url: str,
    *,
    body: Any = None,
    headers: Mapping[str, str] | None = None,
    timeout_s: float = TIMEOUT_S,
) -> Reply:
    """The reply, whatever its status. Raises SendError when there was none."""
    if not is_web(url):
        raise SendError("the address in the settings is no web address")  # file: would be opened
    data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
    sent = {"User-Agent": AGENT, "Content-Type": "application/json"} | dict(headers or {})
    opener = urllib.request.build_opener(_Stays)
    try:
        request = urllib.request.Request(url, data, sent, method=method)  # noqa: S310 - settings
        with opener.open(request, timeout=timeout_s) as answer:
            return Reply(answer.status, _low(answer.headers), answer.read(MOST_BYTES))
    except urllib.error.HTTPError as error:
        with error:
            return Reply(error.code, _low(error.headers), error.read(MOST_BYTES))
    except TimeoutError:
        raise SendError(f"no answer within {timeout_s:g} s", again=True) from None
    except urllib.error.URLError as error:
        late = isinstance(error.reason, TimeoutError)
        what = f"no answer within {timeout_s:g} s" if late else f"no connection: {error.reason}"
        raise SendError(what, again=True) from None
    except (OSError, http.client.HTTPException) as error:
        raise SendError(f"the connection broke: {error}", again=True) from None
    except ValueError:
        raise SendError("the address in the settings is no web address") from None


def _low(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def passing(status: int) -> bool:
    """Whether a failure may be over a little later: too many requests, or a fault of theirs."""
    return status == http.client.TOO_MANY_REQUESTS or status >= http.client.INTERNAL_SERVER_ERROR

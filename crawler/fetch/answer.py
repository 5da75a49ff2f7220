"""A response, or the lack of one, in the words of the records."""

from datetime import UTC, datetime
from hashlib import blake2b
from urllib.parse import urljoin

from scrapy.http import Headers, Response

from crawler.records import HttpFacts, PageState

KEPT_HEADERS = (
    "cache-control", "content-encoding", "content-language", "content-security-policy",
    "content-type", "last-modified", "etag", "link", "location", "referrer-policy", "retry-after",
    "server", "strict-transport-security", "vary", "via", "x-content-type-options",
    "x-frame-options", "x-powered-by", "powered-by", "x-robots-tag", "x-shopid", "cf-mitigated",
)  # fmt: skip
"""Headers that checks and platform detection read. Cookies never leave the answer."""

_KEPT = {Headers().normkey(name): name for name in KEPT_HEADERS}

UNVERIFIED = frozenset({401, 403, 405, 406, 407, 429, 451, 999})
"""Answers that say "not for robots" rather than "not there": never proof of a fault."""

_FAILURES = (
    ({"PrivateAddressError"}, "private_address"),
    ({"ClientConnectorSSLError", "ClientConnectorCertificateError", "SSLError",
      "VerificationError", "CertificateError"}, "tls"),
    ({"ClientConnectorDNSError", "DNSLookupError", "CannotResolveHostError", "gaierror"}, "dns"),
    ({"ConnectionTimeoutError", "DownloadTimeoutError", "TimeoutError", "TCPTimedOutError"},
     "timeout"),
    ({"ClientConnectorError", "ConnectionRefusedError", "DownloadConnectionRefusedError"},
     "refused"),
    ({"DownloadCancelledError"}, "too_large"),
    ({"ServerDisconnectedError", "ClientPayloadError", "ConnectionLost", "ConnectionDone",
      "ConnectionResetError", "ConnectError", "ResponseNeverReceived", "ResponseFailed",
      "ClientOSError"}, "reset"),
)  # fmt: skip
"""Names of exception classes to our word for them, the most telling first; aiohttp, Twisted and
Scrapy each have their own."""
_CHALLENGES = (b"cf-chl-", b"/cdn-cgi/challenge-platform", b"captcha-delivery.com", b"_Incapsula_")
_HTML = ("text/html", "application/xhtml+xml")


def headers_of(response: Response) -> dict[str, str]:
    """The headers that we keep, by lower-case name, values joined by a comma."""
    found = {}
    for name, values in response.headers.items():
        known = _KEPT.get(name)
        if known and values:
            found[known] = ", ".join(value.decode("latin-1")[:2000] for value in values)
    return found


def http_facts(response: Response, earlier: tuple[str, ...] = ()) -> HttpFacts:
    """The answer of a server; `earlier` is what attempts before it got."""
    headers = headers_of(response)
    location = None
    if 300 <= response.status < 400 and "location" in headers:
        location = _absolute(response.url, headers["location"])
    latency = response.meta.get("download_latency")
    encoding, sent = response.meta.get("sent_as", (None, None))
    return HttpFacts(
        status=response.status,
        location=location,
        content_type=headers.get("content-type", "").partition(";")[0].strip().lower(),
        headers=headers,
        ttfb_ms=round(latency * 1000) if latency is not None else None,
        size_bytes=len(response.body),
        encoding=encoding,
        sent_bytes=sent,
        body_digest=blake2b(response.body, digest_size=8).hexdigest(),
        attempts=len(earlier) + 1,
        earlier=earlier,
    )


def size_of(response: Response) -> int | None:
    """Bytes that the server sends for it: Content-Length, else what came. None: it said nothing."""
    said = response.headers.get("Content-Length")
    if said is not None and said.isdigit():
        return int(said)
    return len(response.body) or None


def failure_of(error: BaseException) -> str:
    """dns, refused, timeout, tls, reset, private_address, too_large or other."""
    names = {kind.__name__ for inner in _chain(error) for kind in type(inner).__mro__}
    return next((failure for kinds, failure in _FAILURES if names & kinds), "other")


def _chain(error: BaseException) -> list[BaseException]:
    """The error, and everything that it was raised from."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        inner = waiting.pop()
        if inner is None or inner in found:
            continue
        found.append(inner)
        waiting += [inner.__cause__, inner.__context__, getattr(inner, "os_error", None)]
        waiting += [reason.value for reason in getattr(inner, "reasons", ()) or ()]
    return found


def page_state(response: Response) -> PageState:
    """What kind of answer it is. A bot wall is recognised whatever its status."""
    if is_challenge(response):
        return PageState.BLOCKED
    status = response.status
    if status in UNVERIFIED:
        return PageState.BLOCKED
    if 300 <= status < 400:
        return PageState.REDIRECT if b"Location" in response.headers else PageState.ERROR
    if status >= 400 or status < 200:
        return PageState.ERROR
    content_type = (response.headers.get(b"Content-Type") or b"").decode("latin-1").lower()
    html = content_type.startswith(_HTML) or (
        not content_type and response.body[:512].lstrip().lower().startswith((b"<!doc", b"<html"))
    )
    return PageState.OK if html else PageState.NOT_HTML


def is_challenge(response: Response) -> bool:
    """Whether a bot wall answered instead of the shop."""
    if response.headers.get("cf-mitigated") == b"challenge":
        return True
    suspicious = response.status in (403, 429, 503) or len(response.body) < 20_000
    return suspicious and any(mark in response.body[:20_000] for mark in _CHALLENGES)


def now_utc() -> datetime:
    """The clock of the walk."""
    return datetime.now(UTC).replace(microsecond=0)


def _absolute(base: str, location: str) -> str:
    try:
        return urljoin(base, location.strip())
    except ValueError:
        return location

"""A response, or the lack of one, in the words of the records."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response
from twisted.web.client import ResponseFailed, ResponseNeverReceived

from crawler.fetch.addresses import PrivateAddressError
from crawler.records import HttpFacts, PageState

KEPT_HEADERS = (
    "cache-control", "content-encoding", "content-language", "content-security-policy",
    "content-type", "last-modified", "etag", "link", "location", "referrer-policy", "retry-after",
    "server", "strict-transport-security", "vary", "via", "x-content-type-options",
    "x-frame-options", "x-powered-by", "powered-by", "x-robots-tag", "x-shopid", "cf-mitigated",
)  # fmt: skip
"""Headers that checks and platform detection read. Cookies never leave the answer."""

UNVERIFIED = frozenset({401, 403, 405, 406, 407, 429, 451, 999})
"""Answers that say "not for robots" rather than "not there": never proof of a fault."""

_FAILURES = (
    ({"PrivateAddressError"}, "private_address"),
    ({"DNSLookupError", "CannotResolveHostError"}, "dns"),
    ({"ConnectionRefusedError", "DownloadConnectionRefusedError"}, "refused"),
    ({"DownloadTimeoutError", "TimeoutError", "TCPTimedOutError"}, "timeout"),
    ({"DownloadCancelledError"}, "too_large"),
    ({"VerificationError", "SSLError", "CertificateError"}, "tls"),
    ({"ConnectionLost", "ConnectionDone", "ConnectionResetError", "ConnectError"}, "reset"),
)
"""Names of exception classes to our word for them; Twisted and Scrapy both have several each."""
_CHALLENGES = (b"cf-chl-", b"/cdn-cgi/challenge-platform", b"captcha-delivery.com", b"_Incapsula_")
_HTML = ("text/html", "application/xhtml+xml")


def headers_of(response: Response) -> dict[str, str]:
    """The headers that we keep, by lower-case name, values joined by a comma."""
    found = {}
    for name in KEPT_HEADERS:
        values = response.headers.getlist(name)
        if values:
            found[name] = ", ".join(value.decode("latin-1")[:2000] for value in values)
    return found


def http_facts(response: Response, attempts: int) -> HttpFacts:
    """The answer of a server."""
    headers = headers_of(response)
    location = None
    if 300 <= response.status < 400 and "location" in headers:
        location = _absolute(response.url, headers["location"])
    latency = response.meta.get("download_latency")
    return HttpFacts(
        status=response.status,
        location=location,
        content_type=headers.get("content-type", "").partition(";")[0].strip().lower(),
        headers=headers,
        ttfb_ms=round(latency * 1000) if latency is not None else None,
        size_bytes=len(response.body),
        body_digest=blake2b(response.body, digest_size=8).hexdigest(),
        attempts=attempts,
    )


def no_answer(error: BaseException, attempts: int) -> HttpFacts:
    """Why there is no answer."""
    return HttpFacts(failure=failure_of(error), attempts=attempts)


def failure_of(error: BaseException) -> str:
    """dns, refused, timeout, tls, reset, private_address, too_large or other."""
    if isinstance(error, PrivateAddressError):
        return "private_address"
    if isinstance(error, ResponseFailed | ResponseNeverReceived):
        reasons = [reason.value for reason in error.reasons]
        inner = [failure_of(reason) for reason in reasons if reason is not error]
        return next((reason for reason in inner if reason != "other"), "reset")
    names = {kind.__name__ for kind in type(error).__mro__}
    failure = next((name for kinds, name in _FAILURES if names & kinds), "other")
    if "ssl" in str(error).lower() or "certificate" in str(error).lower():
        return "tls"
    cause = error.__cause__ or error.__context__
    if failure in ("other", "reset") and cause is not None and cause is not error:
        deeper = failure_of(cause)
        return failure if deeper == "other" else deeper
    return failure


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
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1").lower()
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


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks us to wait; None when it does not say in seconds."""
    value = headers.get("retry-after", "").strip()
    return float(value) if value.isdigit() else None


def now_utc() -> datetime:
    """The clock of the walk."""
    return datetime.now(UTC).replace(microsecond=0)


def request(url: str, *, method: str = "GET", slot: str | None = None) -> Request:
    """A request in the host's own queue, so that two shops on one address do not share a pace."""
    meta = {"download_slot": slot} if slot else {}
    return Request(url, method=method, meta=meta, dont_filter=True)


def _absolute(base: str, location: str) -> str:
    try:
        return urljoin(base, location.strip())
    except ValueError:
        return location

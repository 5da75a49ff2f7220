"""What a host says about its own limits: Retry-After and the RateLimit headers."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_POLICY = re.compile(r"(?:^|[,;\s])(?:q=)?(\d+)\s*;(?:[^,]*;)?\s*w=(\d+)|q=(\d+)[^,]*?;\s*w=(\d+)")
_PARAMETER = r"(?:^|[,;\s]){}\s*=\s*(\d+)"
_EPOCH = 1_000_000_000
"""A reset above this is a point in time rather than a number of seconds (30 years)."""
SHARE = 0.9
"""Of an announced limit we use so much: other visitors of our address count as well."""


def asked_wait_s(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds until the host wants to be asked again, the longest that it says; None: it does not.

    Retry-After as seconds or date (RFC 9110 section 10.2.3); the reset of an exhausted limit in
    the RateLimit field of the IETF draft, old or new form, and the X-RateLimit-* that came before.
    `headers` have lower-case names.
    """
    waits = [_retry_after(headers.get("retry-after", ""), now), _reset(headers, now)]
    known = [wait for wait in waits if wait is not None]
    return max(known) if known else None


def allowed_rate(headers: Mapping[str, str]) -> float | None:
    """Requests a second that an announced policy (`300;w=60`) leaves us; None: none announced."""
    found = _POLICY.search(headers.get("ratelimit-policy", ""))
    if not found:
        return None
    quota, window = (int(found[1] or found[3]), int(found[2] or found[4]))
    return SHARE * quota / window if quota and window else None


def is_spent(headers: Mapping[str, str]) -> bool:
    """Whether a limit says that nothing is left of it, in any of its forms."""
    return _left(headers) == 0


def _retry_after(value: str, now: datetime) -> float | None:
    value = value.strip()
    if _NUMBER.fullmatch(value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())


def _reset(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to the reset where nothing is left, or where the answer is a refusal anyway."""
    field = headers.get("ratelimit", "")
    left = _left(headers)
    reset = _first(
        headers.get("ratelimit-reset", ""),
        headers.get("x-ratelimit-reset", ""),
        _parameter(field, "reset"),
        _parameter(field, "t"),
    )
    if reset is None or (left is not None and left > 0):
        return None
    return max(0.0, reset - now.timestamp()) if reset > _EPOCH else reset


def _left(headers: Mapping[str, str]) -> float | None:
    field = headers.get("ratelimit", "")
    return _first(
        headers.get("ratelimit-remaining", ""),
        headers.get("x-ratelimit-remaining", ""),
        _parameter(field, "remaining"),
        _parameter(field, "r"),
    )


def _parameter(field: str, name: str) -> str:
    found = re.search(_PARAMETER.format(name), field)
    return found[1] if found else ""


def _first(*values: str) -> float | None:
    return next(
        (float(found[0]) for value in values if (found := _NUMBER.match(value.strip()))), None
    )

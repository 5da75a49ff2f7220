"""Names that stay the same from night to night: URLs, page keys, fingerprints.

These are permanent. History joins on them, so a change here needs a migration of every
history ever written. `tests/crawler/records/test_keys.py` freezes them.
"""

import hashlib
import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

TRACKING_PARAMETERS = frozenset(
    {
        "_ga", "_gac", "_gl", "_kx", "dclid", "epik", "fbclid", "gad_campaignid", "gad_source",
        "gbraid", "gclid", "gclsrc", "igshid", "mc_cid", "mc_eid", "msclkid", "scid", "srsltid",
        "ttclid", "twclid", "wbraid", "yclid",
    }
)  # fmt: skip
"""Parameters that say where a visitor came from and never what the page is.

`utm_*` is dropped as a family. Platform parameters such as `variant` are not listed: an
adapter drops them, because on another shop they may select the product.
"""

_HOST = re.compile(r"[a-z0-9._-]{1,253}|\[[0-9a-f:.]+\]")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNRESERVED = re.compile(
    r"%(2[dD]|2[eE]|3[0-9]|4[1-9a-fA-F]|5[0-9aA]|5[fF]|6[1-9a-fA-F]|7[0-9aA]|7[eE])"
)


_UNSAFE = re.compile(r"[^!-~]|[\"<>\\^`{|}]")
_NO_CODE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_CODE = re.compile(r"%[0-9a-f]{2}")

_MAX_CLEAN = 250
_CLEAN = re.compile(
    r"(?:http(?!://[^/]*:80/)|https(?!://[^/]*:443/))://"
    r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}(?::[1-9][0-9]{0,3})?"
    r"(?:/(?!\.)[A-Za-z0-9._~!$&'()*+,;=:@-]*)+"
)
"""Addresses that normalising would not change: no query, no encoding, no segment with a dot first.
Two of three in a shop are such; this test takes a tenth of the way through all rules (measured)."""


def normalise_url(url: str, *, drop: frozenset[str] = frozenset()) -> str:
    """One spelling for one address.

    Scheme and host in lower case, default port and fragment dropped, dot segments resolved,
    percent-encoding in upper case with unreserved characters decoded (RFC 3986 section 6.2.2),
    non-ASCII encoded, tracking parameters and those in `drop` removed. Parameter order, letter
    case of the path, doubled slashes and a trailing slash are kept: those are findings.
    Raises ValueError for what is not an absolute http(s) URL.
    """
    if len(url) < _MAX_CLEAN and _CLEAN.fullmatch(url):
        return url
    parts = urlsplit(url.strip())
    scheme = parts.scheme.lower()
    host = parts.hostname
    if scheme not in _DEFAULT_PORTS or not host:
        raise ValueError(f"not an absolute http(s) URL: {url[:200]!r}")
    port = parts.port  # raises ValueError for a port that is not a number up to 65535
    if not _HOST.fullmatch(name := _host(host)):
        raise ValueError(f"not a host name: {host[:100]!r}")
    netloc = name + (f":{port}" if port and port != _DEFAULT_PORTS[scheme] else "")
    path = _remove_dot_segments(_encode(parts.path)) or "/"
    query = _query(_encode(parts.query), drop)
    return urlunsplit(SplitResult(scheme, netloc, path, query, ""))


def page_key(site: str, url: str) -> str:
    """`<site>:<normalised URL>`, the join key of every file: `blue-mug:https://shop.example/`."""
    return f"{site}:{normalise_url(url)}"


def split_page_key(key: str) -> tuple[str, str]:
    """The site id and the URL of a page key. A site id never holds a colon."""
    site, _, url = key.partition(":")
    return site, url


def product_key(site: str, sku: str) -> str:
    """`<site>:sku:<sku>`, the subject of a finding about a watched product."""
    return f"{site}:sku:{sku}"


def fingerprint(check: str, subject: str, about: str = "") -> str:
    """16 hex digits that name one finding for good: the check, its subject and what it is about.

    `about` tells two findings of one check on one page apart (a target, an image, a property) and
    never holds what changes from night to night: counts, prices, dates.
    """
    text = "\x1f".join((check, subject, about))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def file_key(key: str) -> str:
    """16 hex digits that name a file about a page, such as its screenshot."""
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()


def site_id(name: str) -> str:
    """A short lower-case id from a name: `Kettle & Co` becomes `kettle-co`."""
    return re.sub(r"[^a-z0-9.]+", "-", name.casefold()).strip("-.") or "site"


def _host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host.rstrip(".").lower()
    try:
        return host.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.rstrip(".").lower()


def _encode(text: str) -> str:
    safe = _UNSAFE.sub(lambda m: _percent(m[0]), text)
    if "%" not in safe:
        return safe
    safe = _NO_CODE.sub("%25", safe)
    safe = _UNRESERVED.sub(lambda m: chr(int(m[1], 16)), safe)
    return _CODE.sub(lambda m: m[0].upper(), safe)


def _percent(character: str) -> str:
    encoded = character.encode("utf-8", "replace")
    return "".join(f"%{byte:02X}" for byte in encoded)


def _query(query: str, drop: frozenset[str]) -> str:
    if not query:
        return ""
    kept = [
        part for part in query.split("&") if part and not _dropped(part.partition("=")[0], drop)
    ]
    return "&".join(kept)


def _dropped(name: str, drop: frozenset[str]) -> bool:
    return name in TRACKING_PARAMETERS or name.startswith("utm_") or name in drop


def _remove_dot_segments(path: str) -> str:
    """RFC 3986 section 5.2.4, keeping doubled slashes."""
    output: list[str] = []
    segments = path.split("/")
    for index, segment in enumerate(segments):
        last = index == len(segments) - 1
        if segment == ".":
            if last:
                output.append("")
        elif segment == "..":
            if len(output) > 1:
                output.pop()
            if last:
                output.append("")
        else:
            output.append(segment)
    return "/".join(output)

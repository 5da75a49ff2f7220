"""Files that an https page loads by http."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable
from crawler.checks.links.private_addresses import is_local_name, is_private_address
from crawler.records import HttpFacts, Link, LinkFacts, PageRecord

_UPGRADE = "upgrade-insecure-requests"


def by_http(
    page: PageRecord, http: HttpFacts, links: LinkFacts, *, active: bool
) -> Iterator[tuple[str, Link]]:
    """Scripts, style sheets and frames (`active`), or pictures and media, each URL once.

    Raises NotApplicable for pages without https, and where the page tells browsers to use https.
    """
    policy = http.headers.get("content-security-policy", "").lower()
    if not page.url.startswith("https://") or _UPGRADE in policy or links.upgrades:
        raise NotApplicable
    seen: set[str] = set()
    for link in links.links:
        url = link.url
        if url is None or not url.startswith("http://") or url in seen or is_local(url):
            continue
        if _kind(link) == ("active" if active else "passive"):
            seen.add(url)
            yield url, link


def host_of(url: str) -> str:
    """Host of a URL; "" where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _kind(link: Link) -> str:
    if link.tag in ("script", "iframe"):
        return "active"
    if link.tag == "link":
        if "stylesheet" in link.rel or "modulepreload" in link.rel:
            return "active"
        return "passive" if {"icon", "apple-touch-icon"} & set(link.rel) else ""
    return "passive" if link.tag in ("img", "source") else ""


def is_local(url: str) -> bool:
    """Whether only a developer's machine or a private network has the address."""
    host = host_of(url)
    return is_local_name(host) or is_private_address(host)

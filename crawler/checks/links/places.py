"""How a finding about a link says where the link is."""

from typing import Any
from urllib.parse import urlsplit

from crawler.records import LinkTarget

MOST_SOURCES = 50
"""Places kept with a finding. Our own limit; the number of all is kept beside them."""


def places(target: LinkTarget) -> dict[str, Any]:
    """Evidence: the pages with the link, its text and its part of the page, and how many."""
    sources = [
        {"url": source.url, "text": source.text, "region": str(source.region)}
        for source in target.sources[:MOST_SOURCES]
    ]
    return {"sources": sources, "pages": target.pages, "links": target.count}


def linked_from(target: LinkTarget) -> str:
    """For a sentence: `linked from 2 pages, first as "Our guide" on /pages/a`."""
    if not target.sources:
        return "linked from this shop"
    first = target.sources[0]
    text = f'"{first.text[:60]}" on ' if first.text else ""
    where = text + path_of(first.url)
    if target.pages <= 1:
        return f"linked from {where}"
    return f"linked from {target.pages} pages, first from {where}"


def answer_of(target: LinkTarget) -> str:
    """What became of it: "answers 404", "does not answer (dns)", with its way there."""
    if target.status is not None and not target.failure:
        said = f"answers {target.status}"
    else:
        said = "does not answer" + (f" ({target.failure})" if target.failure else "")
    if len(target.hops) > 1:
        return f"leads to {path_of(target.hops[-1].url, target.url)}, which {said}"
    return said


def path_of(url: str, beside: str = "") -> str:
    """Path and query of an address; all of it where its host is not that of `beside`."""
    parts = urlsplit(url)
    if beside and parts.netloc != urlsplit(beside).netloc:
        return url
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def steps(target: LinkTarget) -> list[dict[str, Any]]:
    """Evidence: every step of a redirect with its status."""
    return [{"url": hop.url, "status": hop.status} for hop in target.hops]

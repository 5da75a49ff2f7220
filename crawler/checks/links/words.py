"""What the checks of single links share: which links are judged, and how a sentence names one."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.checks.api import NotApplicable
from crawler.checks.memo import once_per_page
from crawler.records import Link, LinkFacts, PageKind, PageRecord, Region


def not_system(page: PageRecord) -> None:
    """Raise NotApplicable on basket, account, checkout and search pages."""
    if page.kind in (PageKind.SYSTEM, PageKind.SEARCH):
        raise NotApplicable


@once_per_page
def anchors(links: LinkFacts) -> Sequence[Link]:
    """What people click: <a> and <area> with href."""
    return [link for link in links.links if link.tag in ("a", "area")]


@once_per_page
def internal(page: PageRecord, links: LinkFacts) -> Sequence[tuple[str, Link]]:
    """Links into the shop itself with their URLs; raises NotApplicable where there is no link."""
    clicked = anchors(links)
    if not clicked:
        raise NotApplicable
    host = urlsplit(page.url).netloc.removeprefix("www.")
    own = tuple(
        f"{scheme}://{name}/" for scheme in ("https", "http") for name in (host, f"www.{host}")
    )
    return [(link.url, link) for link in clicked if link.url and link.url.startswith(own)]


def called(link: Link) -> str:
    """For a sentence: `The link "Mugs"`, `A link without text`."""
    return f'The link "{link.text[:60]}"' if link.text else "A link without text"


def place(page: PageRecord, link: Link) -> dict[str, object]:
    """Evidence: where the link stands and how it is written."""
    return {
        "sources": [{"url": page.url, "text": link.text, "region": str(link.region)}],
        "href": link.href[:300],
    }


def group(page: PageRecord, link: Link, target: str) -> str:
    """Cause key: one menu entry over all pages, or one template of a kind of page."""
    if link.region is Region.MAIN:
        return f"{page.kind} pages"
    return f"{link.region}: {target}"


def path_of(url: str) -> str:
    """Path of an address, "" for what is none."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""

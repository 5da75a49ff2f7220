"""links/link-localhost"""

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.checks.api import check
from crawler.checks.links.private_addresses import is_local_name, is_private_address
from crawler.records import Link, LinkFacts, PageRecord, Problem, Severity


@check(
    Severity.ERROR,
    since="0.1",
    sources=(
        "https://www.rfc-editor.org/rfc/rfc6761 (read 2026-11-23)",
        "https://www.rfc-editor.org/rfc/rfc1918 (read 2026-11-23)",
    ),
    also=(
        "Screaming Frog: Links: Outlinks To Localhost",
        "seonaut: Webpages with links to localhost",
    ),
)
def link_localhost(page: PageRecord, links: LinkFacts) -> Iterator[Problem]:
    """The page refers to a developer's machine

    ## Why it matters
    The address works only on the computer of whoever built the page. Everybody else gets an error,
    or a picture or script that never loads.

    ## How to fix
    Replace the address by the public one. It usually came with a copied text or an import: search
    the texts and the theme for it. Shopify: Content, and Online Store > Themes > Edit code.
    WooCommerce: replace it in the database with WP-CLI's search-replace. Magento: Stores >
    Configuration > General > Web > Base URLs, and Content > Blocks. BigCommerce: Storefront > Web
    Pages. Salesforce Commerce Cloud: Merchant Tools > Content > Content Assets.

    ## What is not checked
    Staging hosts with a public name. Where the shop itself runs on a private address, other such
    addresses are not reported, only names like localhost. Canonical links have checks of their own.
    """
    own = _host(page.url)
    inside = is_private_address(own) or is_local_name(own)
    found: dict[str, Link] = {}
    here = page.url[: page.url.find("/", len("https://")) + 1]
    for link in links.links:
        if link.url is None or link.url.startswith(here) or link.tag == "canonical":
            continue
        host = _host(link.url)
        if host == own or not (is_local_name(host) or (is_private_address(host) and not inside)):
            continue
        found.setdefault(link.url, link)
    for url, link in found.items():
        text = f' "{link.text[:60]}"' if link.text else ""
        called = "link" if link.tag in ("a", "area") else "file or address"
        yield Problem(
            message=f"The {called}{text} leads to {url}, which only works on a private network.",
            about=url,
            cause=f"private host: {_host(url)}",
            evidence={
                "sources": [{"url": page.url, "text": link.text, "region": str(link.region)}],
                "tag": link.tag,
                "href": link.href[:300],
            },
        )


def _host(url: str) -> str:
    return _host_of(url.partition("//")[2].partition("/")[0])


@lru_cache(maxsize=4096)  # a page refers to few hosts
def _host_of(netloc: str) -> str:
    try:
        return (urlsplit(f"//{netloc}").hostname or "").rstrip(".")
    except ValueError:
        return ""

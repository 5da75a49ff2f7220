"""Addresses of shop pages: which are plain, which are one page of a series, which are home."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from crawler.records import normalise_url

_CHOOSES_PAGE = frozenset(
    {
        "route", "path", "product_id", "category_id", "id_product", "id_category", "controller",
        "id", "cpath", "products_id", "main_page", "cgid", "pid", "page_id", "product", "cat",
    }
)  # fmt: skip
"""Parameters that choose what a page is, on shops without speaking addresses."""

_PAGE_NUMBER = frozenset({"page", "p", "pg", "paged", "seite", "start", "sz", "offset"})
_VARIANT = frozenset({"variant", "sku", "option", "variation_id", "lang", "currency", "locale"})
_SEARCH = frozenset({"q", "s", "query", "search", "keyword", "searchterm", "search_query"})
_LATER = re.compile(r"/page[/-]?(\d+)/?$", re.IGNORECASE)
_FRONT_DOOR = re.compile(
    r"/(?:(?:index|home|default)(?:\.\w+)?/?|[a-z]{2}(?:[-_][a-z]{2,4})?/?)?$", re.I
)


def is_plain(url: str) -> bool:
    """Whether no facet, sort order, page number or campaign is part of the address."""
    return all(name.lower() in _CHOOSES_PAGE for name, _ in _parameters(url))


def is_later_page(url: str) -> bool:
    """Whether this is page 2 or later of a list."""
    match = _LATER.search(urlsplit(url).path)
    if match and int(match[1]) > 1:
        return True
    return any(
        name.lower() in _PAGE_NUMBER and value not in ("", "0", "1")
        for name, value in _parameters(url)
    )


def series_of(url: str) -> str:
    """The same text for every page of one paginated list."""
    parts = urlsplit(url)
    path = _LATER.sub("", parts.path).rstrip("/") or "/"
    # On the front page of WordPress ?p=12 is an article, not page 12.
    numbers = _PAGE_NUMBER - {"p"} if path == "/" else _PAGE_NUMBER
    kept = sorted(pair for pair in _parameters(url) if pair[0].lower() not in numbers)
    return f"{parts.netloc}{path}?{kept}"


def path_of_list(url: str) -> str:
    """Host and path of a list, without page number, filters and sort orders."""
    parts = urlsplit(url)
    return parts.netloc + (_LATER.sub("", parts.path).rstrip("/") or "/")


def without_number(url: str) -> str:
    """The address without the parameter that numbers the pages of a list."""
    parts = urlsplit(url)
    kept = [pair for pair in parts.query.split("&") if not _is_number(pair.partition("=")[0])]
    return parts._replace(query="&".join(kept)).geturl()


def facets_of(url: str) -> frozenset[str]:
    """Names of the parameters that filter, sort or show a list otherwise.

    What chooses a page, numbers a list, searches or only counts visits (normalise_url knows those)
    is no facet.
    """
    plain = normalise_url(url)
    names = {name.lower() for name, _ in _parameters(plain)}
    return frozenset(names - _CHOOSES_PAGE - _PAGE_NUMBER - _VARIANT - _SEARCH)


def _is_number(name: str) -> bool:
    return name.lower() in _PAGE_NUMBER


def same_host(first: str, second: str) -> bool:
    """Whether two addresses have one host, `www.` or not. A port belongs to the host.

    What a server sends as an address may be none ("http://[bad"): that has no host.
    """
    one = _host_of(first)
    return one is not None and one == _host_of(second)


@lru_cache(maxsize=4096)
def _host_of(url: str) -> str | None:
    try:
        return urlsplit(url).netloc.lower().removeprefix("www.")
    except ValueError:
        return None


def is_front_door(url: str) -> bool:
    """Whether the address is a spelling of a home page: /, /index.html, /en/, /?ref=mail."""
    return bool(_FRONT_DOOR.fullmatch(urlsplit(url).path))


def is_root_of(url: str, home: str) -> bool:
    """Whether an address is the home page itself, by http or https, with www or without."""
    if not same_host(url, home):
        return False
    page, root = urlsplit(url), urlsplit(home)
    return page.path.rstrip("/") == root.path.rstrip("/") and page.query == root.query


def shown(url: str, beside: str = "") -> str:
    """An address for a sentence: the path alone where the host is that of `beside`."""
    if not beside or not same_host(url, beside):
        return url
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _parameters(url: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(url).query, keep_blank_values=True)

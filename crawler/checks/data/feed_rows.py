"""Rows of the shop's feeds, and what a problem of a row is about."""

from collections.abc import Iterator

from crawler.checks.api import NotApplicable
from crawler.checks.index import SiteIndex
from crawler.records import Listing, OfferSource, Problem


def feed_rows(index: SiteIndex) -> Iterator[Listing]:
    """Every row. Raises NotApplicable when no feed has any."""
    rows = index.listings.all(index.site.id, OfferSource.FEED)
    first = next(rows, None)
    if first is None:
        raise NotApplicable
    yield first
    yield from rows


def feed_problem(
    index: SiteIndex, row: Listing, name: str, message: str, *, found: str | None = None
) -> Problem:
    """A problem of an attribute of a row, shown at its landing page if a walk ever asked for it."""
    page = row.url if row.url and index.knows(row.url) else None
    return Problem(
        message=f"{row.id or 'A row without id'}: {message}",
        page=page,
        about=f"{row.id or row.url or row.name or 'row'} {name}",
        cause=f"feed {name}",
        evidence={
            "found": row.attributes.get(name) if found is None else found,
            "attribute": name,
            "place": row.place,
            "id": row.id,
        },
    )

"""data/sd-price-valid-until"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from pydantic import Field

from crawler.checks.api import CheckOptions, NotApplicable, RunClock, check
from crawler.checks.data.products_in_markup import as_list, is_blank, marked_products, prop, scalar
from crawler.records import PageKind, PageRecord, Problem, Severity

_MONTH = re.compile(r"\d{4}(?:-\d{2})?")
_MIDNIGHT = re.compile(r"[T ]24:00(?::00(?:\.0+)?)?")


class ValidUntilOptions(CheckOptions):
    """Options of data/sd-price-valid-until."""

    soon_days: int = Field(
        default=7, ge=0, le=60, description="Days before the end from which it is told."
    )


@check(
    Severity.ERROR,
    since="0.1",
    kinds=frozenset({PageKind.PRODUCT}),
    sources=(
        "https://developers.google.com/search/docs/appearance/structured-data/merchant-listing"
        " (read 2026-11-23)",
        "https://schema.org/priceValidUntil (read 2026-11-23)",
    ),
)
def sd_price_valid_until(
    page: PageRecord, clock: RunClock, options: ValidUntilOptions
) -> Iterator[Problem]:
    """The price in the product data has run out, or will soon

    ## Why it matters
    After the date in priceValidUntil Google may stop showing the product. Themes often carry a
    fixed date, and then a whole shop drops out of the results on one morning.

    ## How to fix
    Print the end of the sale, or a date a year from today, or nothing: the property is not
    required. Shopify: the theme's structured data in sections/main-product.liquid. WooCommerce:
    Products > (product) > Product data > General > sale price dates; without a sale the date is
    made anew each year. Magento: the special price's end date and the SEO extension. BigCommerce:
    components/products/schema.html. Salesforce Commerce Cloud: the price book's end date.

    ## What is not checked
    Dates without a time zone get one day of grace. Empty dates count as absent. Whether a date of
    the next days is made anew every night: where it is, set `soon_days` to 0.
    """
    offers = [offer for item in marked_products(page) for offer in item.offers]
    if not offers:
        raise NotApplicable
    past: dict[str, list[str]] = {}
    soon: dict[str, list[str]] = {}
    unreadable: dict[str, list[str]] = {}
    for offer in offers:
        for value in as_list(prop(offer.data, "priceValidUntil")):
            if is_blank(value):
                continue
            text = str(scalar(value)).strip()[:60]
            last = _last_day(text)
            if last is None:
                unreadable.setdefault(text, []).append(offer.path)
            elif last < clock.today:
                past.setdefault(text, []).append(offer.path)
            elif last < clock.today + timedelta(days=options.soon_days):
                soon.setdefault(text, []).append(offer.path)
    if past:
        text, paths = next(iter(past.items()))
        yield Problem(
            message=f"The price in the product data was valid until {text}, which is over.",
            about="past",
            evidence={"found": list(past)[:10], "paths": paths[:10], "offers": len(paths)},
        )
    if soon:
        text, paths = next(iter(soon.items()))
        yield Problem(
            message=f"The price in the product data is valid until {text}, which is soon over.",
            about="soon",
            severity=Severity.NOTICE,
            evidence={"found": list(soon)[:10], "paths": paths[:10], "offers": len(paths)},
        )
    if unreadable:
        text, paths = next(iter(unreadable.items()))
        yield Problem(
            message=f'The end date of the price, "{text}", is no ISO 8601 date like 2027-12-31.',
            about="format",
            evidence={"found": list(unreadable)[:10], "paths": paths[:10], "offers": len(paths)},
        )


def _last_day(text: str) -> date | None:
    """The last day (UTC) on which the price holds anywhere; None when it is no ISO 8601 date."""
    try:
        if _MONTH.fullmatch(text):
            year, _, month = text.partition("-")
            return date(int(year) + (month in ("", "12")), int(month or 12) % 12 + 1, 1)
        moment = datetime.fromisoformat(_MIDNIGHT.sub("T00:00", text))
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        return moment.date() + timedelta(days=1) if moment.year < date.max.year else date.max
    try:
        return moment.astimezone(UTC).date()
    except OverflowError:
        return moment.date()

"""Watched products with everybody's offer side by side."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from crawler.checks.data.features_in_markup import (
    features_had,
    features_spoken_of,
    policies_of_shop,
)
from crawler.config import WatchedProduct
from crawler.market import ProductMarket, own_amount, rivals_of
from crawler.records import (
    OfferFacts,
    OfferRow,
    PageKind,
    PageRecord,
    PageState,
    PriceState,
    QuoteRow,
    Role,
    SiteFacts,
)


@dataclass(frozen=True, slots=True)
class SiteOffer:
    """One shop's offer of a watched product."""

    site: str
    url: str
    offer: OfferFacts
    features: frozenset[str] | None = None
    """Of breadcrumb, gtin, rating, returns, shipping and variants what the structured data of the
    page has; our own also what it may have. None: not read."""


@dataclass(frozen=True, slots=True)
class ProductGroup:
    """One watched product: own offer and the rivals'."""

    sku: str
    name: str
    own: SiteOffer | None
    rivals: tuple[SiteOffer, ...]
    """Those whose pages still show the product."""
    market: ProductMarket | None = None
    """Quotes, measures and earlier nights. None: not worked out."""

    @property
    def price(self) -> Decimal | None:
        """The own price in the own currency. None: not known tonight."""
        return own_amount(self.market.quotes) if self.market else None

    @property
    def currency(self) -> str | None:
        """The own one, in which everything is compared."""
        return self.market.row.currency if self.market else None

    def comparable(self) -> tuple[tuple[QuoteRow, Decimal], ...]:
        """Rivals whose price counts, with the amount in the own currency, cheapest first."""
        if self.market is None or self.price is None:
            return ()
        quotes = {quote.site: quote for quote in self.market.quotes}
        return tuple(
            (quotes[site], amount) for site, amount in rivals_of(self.market.quotes).items()
        )


@dataclass(slots=True)
class OfferBook:
    """Collects offers while pages stream by, then gives rows and groups."""

    products: tuple[WatchedProduct, ...]
    sites: dict[str, SiteFacts]
    rows: list[OfferRow] = field(default_factory=list)
    _watched: dict[tuple[str, str], WatchedProduct] = field(default_factory=dict)
    _offers: dict[tuple[str, str], SiteOffer] = field(default_factory=dict)
    _policies: set[str] = field(default_factory=set)
    """Of returns and shipping what our pages say for the whole shop."""

    def __post_init__(self) -> None:
        for product in self.products:
            for site, url in product.urls.items():
                self._watched[site, url] = product

    def add(self, page: PageRecord) -> None:
        """Take in one page; the rendered offer stands in where the HTML has no price."""
        watched = self._watched.get((page.site, page.url))
        offer = _best_offer(page)
        own = self.sites[page.site].role is Role.OWN
        if own and self._watched:
            self._policies |= policies_of_shop(page)
        if watched is None and not is_product(page):
            return
        if offer is None:
            offer = OfferFacts(state=_state_without_offer(page))
        if watched is not None:
            key = (page.site, watched.sku)
            features = features_spoken_of(page) if own else features_had(page)
            self._offers[key] = SiteOffer(page.site, page.url, offer, features)
        self.rows.append(offer_row(self.sites[page.site], page.url, offer, watched))

    def finish(self) -> tuple[list[OfferRow], list[ProductGroup]]:
        """Rows sorted by site and URL, with a row for every watched page not seen; groups."""
        seen = {(row.site, row.url) for row in self.rows}
        for (site, url), product in self._watched.items():
            if (site, url) not in seen and site in self.sites:
                offer = OfferFacts(state=PriceState.NOT_SEEN)
                self.rows.append(offer_row(self.sites[site], url, offer, product))
        self.rows.sort(key=lambda row: (row.role != Role.OWN, row.site, row.url))
        return self.rows, [self._group(product) for product in self.products]

    def _group(self, product: WatchedProduct) -> ProductGroup:
        own: SiteOffer | None = None
        rivals: list[SiteOffer] = []
        for site in product.urls:
            offer = self._offers.get((site, product.sku))
            if offer is None or site not in self.sites:
                continue
            if self.sites[site].role is Role.OWN:
                own = offer
                if offer.features is not None:
                    own = replace(offer, features=offer.features | self._policies)
            elif not (site in product.pairs and product.pairs[site].stale):
                rivals.append(offer)
        return ProductGroup(product.sku, product.name, own, tuple(rivals))


def offer_row(
    site: SiteFacts, url: str, offer: OfferFacts, watched: WatchedProduct | None
) -> OfferRow:
    """One page's offer as a row of offers.parquet."""
    price = offer.price
    chosen = next(
        (item for item in offer.candidates if price and item.amount == price.amount), None
    )
    return OfferRow(
        site=site.id,
        role=site.role,
        url=url,
        state=offer.state,
        name=offer.name,
        brand=offer.brand,
        sku=offer.sku,
        gtin=offer.gtin,
        mpn=offer.mpn,
        price=str(price.amount) if price else None,
        currency=price.currency if price else None,
        list_price=str(offer.list_price.amount) if offer.list_price else None,
        availability=offer.availability,
        confidence=offer.confidence,
        source=chosen.source if chosen else None,
        watched=watched.sku if watched else None,
        watched_name=watched.name if watched else None,
    )


def is_product(page: PageRecord) -> bool:
    """Whether a product's page was read."""
    return page.state is PageState.OK and page.kind is PageKind.PRODUCT


def _best_offer(page: PageRecord) -> OfferFacts | None:
    rendered = page.render.offer if page.render else None
    if page.offer is None or page.offer.price is None:
        return rendered if rendered and rendered.price else page.offer
    return page.offer


def _state_without_offer(page: PageRecord) -> PriceState:
    if page.state in (PageState.BLOCKED, PageState.ROBOTS):
        return PriceState.BLOCKED
    return PriceState.NOT_SEEN

"""Prices as they were seen: money with its currency, and every sighting with its source."""

from decimal import Decimal
from enum import StrEnum

from crawler.records.base import Record


class Money(Record):
    """An amount in a currency. Never a float."""

    amount: Decimal
    """Decimal, written as a string in JSON: "1299.00". Full units, not cents."""
    currency: str | None = None
    """ISO 4217 code such as EUR. None means the page did not say and nothing else did either."""


class OfferSource(StrEnum):
    """Where a price was read, in the order in which we trust them."""

    PLATFORM = "platform"
    JSON_LD = "json_ld"
    MICRODATA = "microdata"
    RDFA = "rdfa"
    STATE = "state"
    META = "meta"
    DOM = "dom"
    RENDERED = "rendered"
    FEED = "feed"
    """A product feed, which tells of the page but is not on it."""
    BASKET = "basket"


class PriceType(StrEnum):
    """What an amount is. Only CURRENT is what a shopper pays now."""

    CURRENT = "current"
    LIST = "list"
    WAS = "was"
    MEMBER = "member"
    UNIT = "unit"
    FROM = "from"
    HIGH = "high"
    INSTALMENT = "instalment"
    BUNDLE = "bundle"
    """For several together: "2 for £5"."""


class Availability(StrEnum):
    """Whether it can be bought, in schema.org's words."""

    IN_STOCK = "InStock"
    OUT_OF_STOCK = "OutOfStock"
    PRE_ORDER = "PreOrder"
    BACK_ORDER = "BackOrder"
    LIMITED = "LimitedAvailability"
    DISCONTINUED = "Discontinued"
    IN_STORE_ONLY = "InStoreOnly"
    ONLINE_ONLY = "OnlineOnly"
    MADE_TO_ORDER = "MadeToOrder"
    SOLD_OUT = "SoldOut"
    PRE_SALE = "PreSale"
    RESERVED = "Reserved"


BUYABLE = frozenset(
    {
        Availability.IN_STOCK,
        Availability.LIMITED,
        Availability.ONLINE_ONLY,
        Availability.PRE_ORDER,
        Availability.PRE_SALE,
        Availability.BACK_ORDER,
        Availability.MADE_TO_ORDER,
    }
)
"""Availabilities with which a shopper can place an order on the page."""


class Confidence(StrEnum):
    """How sure we are of a price."""

    CONFIRMED = "confirmed"
    """Two or more independent sources agree."""
    SINGLE = "single"
    """One source only."""
    CONFLICTING = "conflicting"
    """Sources disagree; the price chosen is the most trusted one."""
    UNKNOWN = "unknown"
    """No price could be read."""


class PriceState(StrEnum):
    """Why there is a price or none. None of these is ever a price of 0."""

    SHOWN = "shown"
    MISSING = "missing"
    HIDDEN = "hidden"
    """The shop says "price on request" or similar."""
    LOGIN_ONLY = "login_only"
    BLOCKED = "blocked"
    """A bot wall or challenge page answered."""
    NOT_PRODUCT = "not_product"
    NOT_SEEN = "not_seen"
    """The page was not fetched in this run, or it answered with an error."""


class PriceCandidate(Record):
    """One sighting of an amount on a page."""

    source: OfferSource
    raw: str
    """The text as written, at most 120 characters: "€ 1.299,00"."""
    path: str
    """Where: a JSON path (`Product.offers[0].price`) or a CSS selector."""
    amount: Decimal | None = None
    """None means the text could not be read as one number."""
    currency: str | None = None
    type: PriceType = PriceType.CURRENT
    tax_included: bool | None = None
    """None means the page did not say."""
    conforms: bool = True
    """False when markup breaks schema.org's number format (a comma, a currency sign)."""


class IdentifierSighting(Record):
    """One sighting of an article number on a page."""

    kind: str
    """sku, gtin or mpn."""
    value: str
    """As written; validity is a check."""
    source: OfferSource
    path: str
    """The label beside it, a CSS selector, or `address`."""


class MoneyHabits(Record):
    """An entry of habits.json: how a shop writes its prices, learnt over many of its pages."""

    site: str
    pages: int = 0
    """Product pages looked at."""
    decimal: str | None = None
    """"." or ",", the mark before the smaller unit. None: no mark that nearly all have."""
    currency: str | None = None
    """ISO 4217; what nine of ten pages name in their markup."""
    tax_included: bool | None = None
    """What nine of ten prices that speak of tax say."""


class Tile(Record):
    """A product on a list page."""

    url: str
    """Where it leads, normalised."""
    price: Money
    """What the tile says a shopper pays now."""
    raw: str = ""
    """As written, at most 80 characters."""


class TileFacts(Record):
    """The products of a list page, and what it says of products that it does not show."""

    tiles: tuple[Tile, ...] = ()
    """Those whose price the tile says beyond doubt; at most 200."""
    more: tuple[str, ...] = ()
    """Texts of controls without an address that load more products: "Load more"."""
    shown: int | None = None
    """Of "24 of 113 products" the 24. None: the page says no such thing."""
    total: int | None = None
    """The 113."""


class Variant(Record):
    """One choice of a product that has several."""

    sku: str | None = None
    name: str | None = None
    url: str | None = None
    price: Money | None = None
    availability: Availability | None = None


class OfferFacts(Record):
    """The product of a page: what it is, what it costs, and how we know."""

    state: PriceState
    name: str | None = None
    sku: str | None = None
    gtin: str | None = None
    """Digits as written; validity is a check."""
    mpn: str | None = None
    brand: str | None = None
    price: Money | None = None
    """What a shopper pays now for the variant shown. None unless `state` is shown."""
    list_price: Money | None = None
    """The struck or recommended price beside it."""
    price_low: Money | None = None
    """Cheapest variant, when variants differ."""
    price_high: Money | None = None
    """Dearest variant, when variants differ."""
    tax_included: bool | None = None
    """Whether `price` has tax in it. None: neither the page nor the other pages of the shop say."""
    availability: Availability | None = None
    """None means neither markup nor page said."""
    availability_sources: tuple[tuple[OfferSource, Availability], ...] = ()
    """What each source said, for comparing markup with what a shopper sees."""
    buy_button: bool | None = None
    """True: an enabled add-to-basket control is in the HTML. False: a disabled one. None: none."""
    confidence: Confidence = Confidence.UNKNOWN
    variants: tuple[Variant, ...] = ()
    candidates: tuple[PriceCandidate, ...] = ()
    """Every sighting, the evidence; at most 60."""
    identifiers: tuple[IdentifierSighting, ...] = ()
    """Every article number seen, likeliest first within a kind; at most 40."""


class OfferRow(Record):
    """A row of offers.parquet: a product page of one site, or a watched page that was not seen."""

    site: str
    role: str
    """own or competitor."""
    url: str
    state: PriceState
    name: str | None = None
    brand: str | None = None
    sku: str | None = None
    """As the page says."""
    gtin: str | None = None
    mpn: str | None = None
    price: str | None = None
    """Decimal as string."""
    currency: str | None = None
    list_price: str | None = None
    availability: str | None = None
    confidence: str = Confidence.UNKNOWN
    source: str | None = None
    """The source that the price was taken from: json_ld, dom, rendered, ..."""
    watched: str | None = None
    """SKU in products.csv when the page is one of a watched product's."""
    watched_name: str | None = None
    """Name in products.csv."""

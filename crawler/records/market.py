"""Watched products against the market: who asks what, what of it counts, and what it comes to.

Amounts and shares are Decimal as text. "Counts" means: the shop can deliver, its price was seen and
is believed, and it is in the own currency or converted by a rate that the user gives.
"""

from enum import StrEnum

from crawler.records.base import Record
from crawler.records.offer import PriceState


class Excluded(StrEnum):
    """Why a price does not count; empty when it does."""

    NO = ""
    NOT_SEEN = "not_seen"
    """Blocked, failed or not walked tonight."""
    NO_PRICE = "no_price"
    """Seen, but it shows no price, or shows it only on request or after log-in."""
    OUT_OF_STOCK = "out_of_stock"
    CURRENCY = "currency"
    """Another currency, and no rate in the settings; or none at all."""
    SUSPECT = "suspect"
    """Far from what the shop asked the last time: waits for a second night."""
    STALE = "stale"
    """The address now shows another product."""


class Moved(StrEnum):
    """What a price did since it was last seen."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    FIRST = "first"
    """Seen for the first time."""
    UNKNOWN = "unknown"
    """No price tonight, or another currency than before."""


class QuoteRow(Record):
    """A row of quotes.parquet: one watched product in one shop, the own one included."""

    sku: str
    """As in products.csv."""
    site: str
    role: str
    """own or competitor."""
    url: str
    name: str | None = None
    """What this shop calls it."""
    pair: str = "listed"
    """Why it is the same product: own; listed (products.csv); accepted, confirmed (matches.csv)."""
    reasons: str = ""
    """Sentences: the evidence of the pair."""
    state: PriceState = PriceState.NOT_SEEN
    excluded: Excluded = Excluded.NO
    confidence: str = "unknown"
    price: str | None = None
    """As the shop shows it."""
    currency: str | None = None
    rate: str | None = None
    """What one unit of its currency costs in the own one, from the settings. None: no need."""
    amount: str | None = None
    """The price in the own currency. None: none that could count."""
    list_price: str | None = None
    """Struck out beside the price, in the shop's currency."""
    promo_percent: str | None = None
    """How much the price is below the struck one, one decimal. None: no reduction is shown."""
    shipping: str | None = None
    """In the own currency, from the settings. None: not known."""
    landed: str | None = None
    """Price with shipping. None: shipping is not known."""
    unit_price: str | None = None
    """For one `unit`, four decimals. None: the contents are not known."""
    unit: str | None = None
    """kg, l, m, m² or piece."""
    availability: str | None = None
    before: str | None = None
    """The last known price, in `currency`."""
    before_availability: str | None = None
    moved: Moved = Moved.UNKNOWN
    change_percent: str | None = None
    """Against `before`, one decimal."""
    since: str = ""
    """Run in which this price was first seen."""
    seen: str = ""
    """Run in which the page was last seen with a price: how fresh it is. Empty: never."""
    below_floor: bool = False
    """Below the lowest price that may be advertised (MAP)."""
    above_ceiling: bool = False
    """Above the recommended price (RRP)."""


class MarketRow(Record):
    """A row of market.parquet: one watched product and what the market makes of its price."""

    sku: str
    name: str
    brand: str = ""
    category: str = ""
    site: str
    """The own shop."""
    url: str = ""
    currency: str | None = None
    price: str | None = None
    """The own one. None: not known tonight."""
    paired: int = 0
    """Competitors with a pair that counts."""
    compared: int = 0
    """Of those, whose price counts tonight; all figures below are of these."""
    average: str | None = None
    lowest: str | None = None
    highest: str | None = None
    index: str | None = None
    """Own price / average of the competitors x 100, one decimal. None: nothing to compare."""
    rank: int | None = None
    """1 is the cheapest; with equal prices all have the best place."""
    of: int | None = None
    """Shops in the ranking, the own one included."""
    cheapest: tuple[str, ...] = ()
    """Shops that ask the lowest price, the own one included."""
    gap_cheapest: str | None = None
    """Own price minus the lowest of the competitors; below 0 we are cheaper."""
    gap_cheapest_percent: str | None = None
    """Of the lowest price, one decimal."""
    gap_next: str | None = None
    """Up to the next dearer competitor: room to raise. None: nobody is dearer."""
    cheaper: int = 0
    """Competitors that ask less than we do."""
    equal: int = 0
    dearer: int = 0
    landed_rank: int | None = None
    """Rank by price with shipping, among the shops whose shipping is known."""
    landed_of: int | None = None
    rank_before: int | None = None
    """The last night's rank."""
    index_before: str | None = None
    cost: str | None = None
    margin: str | None = None
    """Own price without tax, as far as a tax rate is set, minus cost."""
    margin_percent: str | None = None
    """Of the price without tax, one decimal."""
    floor: str | None = None
    """Lowest price that may be advertised (MAP), from products.csv."""
    ceiling: str | None = None
    """Recommended price (RRP), from products.csv."""


class MarketTotal(Record):
    """A row of market-totals.parquet: the market as a whole, or one slice of it."""

    scope: str
    """all, brand, category or competitor."""
    name: str = ""
    """Of the brand, category or site; empty for all."""
    products: int = 0
    """Watched products of this slice."""
    paired: int = 0
    """Of those, with at least one pair."""
    compared: int = 0
    """Of those, compared tonight: the coverage of every figure below."""
    index: str | None = None
    """Mean of the products' indices, one decimal."""
    first: int = 0
    """Products with which we share or hold the first place."""
    cheaper: int = 0
    """Products whose lowest competitor asks less than we do; with a competitor: it does."""
    equal: int = 0
    dearer: int = 0
    up: int = 0
    """Competitors' prices that rose since last seen."""
    down: int = 0
    unchanged: int = 0
    mean_change_percent: str | None = None
    """Over the prices that moved, two decimals."""
    went_out: int = 0
    """Competitors' offers that went out of stock."""
    came_back: int = 0
    out_of_stock: int = 0
    promoted: int = 0
    """Competitors' offers with a struck price."""
    promo_depth: str | None = None
    """Mean reduction of those, one decimal."""
    offers: int = 0
    """Competitors' offers that were seen with a price."""
    missing: int = 0
    """Pairs whose offer was not seen tonight."""


class OmnibusState(StrEnum):
    """What a price reduction looks like against the 30 days before it."""

    FAIR = "fair"
    """The struck price is not above the lowest of the 30 days, and no share is overstated."""
    TOO_HIGH = "too_high"
    """The struck price is above the lowest of the 30 days before the reduction."""
    TOO_SHORT = "too_short"
    """Fewer than 30 days are known before the reduction."""
    NO_REDUCTION = "no_reduction"
    """No struck price is shown."""


class OmnibusRow(Record):
    """A row of omnibus.parquet: an announced reduction and how it was worked out.

    Directive 98/6/EC Art. 6a; CJEU C-330/23 of 26 September 2024. For competitors it is an aid for
    reading only: their price on days when we did not look is not known.
    """

    sku: str
    site: str
    role: str
    url: str
    name: str = ""
    state: OmnibusState
    currency: str | None = None
    price: str | None = None
    announced: str | None = None
    """The struck price."""
    began: str = ""
    """Day (ISO) on which the running reduction began: since then the price was not raised."""
    lowest: str | None = None
    """Lowest price of the 30 days before `began`."""
    lowest_on: str = ""
    """The last day on which it was asked."""
    days_known: int = 0
    """Of those 30 days, on how many we know the price."""
    announced_percent: str | None = None
    """The reduction that the struck price promises, one decimal."""
    true_percent: str | None = None
    """The reduction against `lowest`, one decimal; below 0 it is dearer than before."""

"""The market of the watched products as the run's tables have it, and the words for it.

Nothing is worked out here: the rules stand where the tables are written.
"""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from crawler.records import (
    BUYABLE,
    Availability,
    Excluded,
    MarketRow,
    MarketTotal,
    Moved,
    OmnibusRow,
    PriceState,
    QuoteRow,
    Role,
    RunDir,
    file_key,
)
from reports.language import N_, _, signed

INDEX_FORMULA = N_("own price ÷ average price of the competitors that count × 100")

NO_TABLES = N_("Nothing was compared in this run: it holds no tables of the market.")
NO_PRODUCTS = N_(
    "No product is watched yet: list yours in products.csv and name it in the settings."
)
BELIEVED = frozenset({Excluded.NO, Excluded.OUT_OF_STOCK, Excluded.CURRENCY})
"""With these a price was seen and is believed, whether or not it counts."""

STATE_NOTES = {
    PriceState.SHOWN: "",
    PriceState.MISSING: N_("No price found"),
    PriceState.HIDDEN: N_("Price on request"),
    PriceState.LOGIN_ONLY: N_("Price after login"),
    PriceState.BLOCKED: N_("Blocked"),
    PriceState.NOT_PRODUCT: N_("Not a product page"),
    PriceState.NOT_SEEN: N_("Not seen tonight"),
}

EXCLUDED_WORDS: dict[str, tuple[str, str]] = {
    Excluded.NO.value: (N_("Counts"), "good"),
    Excluded.OUT_OF_STOCK.value: (N_("Out of stock"), "warning"),
    Excluded.SUSPECT.value: (N_("Suspect"), "warning"),
    Excluded.CURRENCY.value: (N_("No rate for its currency"), "muted"),
    Excluded.NO_PRICE.value: (N_("No price"), "muted"),
    Excluded.STALE.value: (N_("Another product now"), "warning"),
    Excluded.NOT_SEEN.value: (N_("Not seen"), "muted"),
}
"""Why a price does not count, in words and with a tone."""

EXCLUDED_HELP: dict[str, str] = {
    Excluded.NO.value: N_("The price counts in the index and the rank."),
    Excluded.NOT_SEEN.value: N_("The page was blocked, failed or was not walked tonight."),
    Excluded.NO_PRICE.value: N_("The page was seen, but it shows no price to everybody."),
    Excluded.OUT_OF_STOCK.value: N_("The shop cannot deliver it, so its price does not count."),
    Excluded.CURRENCY.value: N_("Another currency, and the settings give no rate for it; or none."),
    Excluded.SUSPECT.value: N_("Far from what the shop asked before: it waits for a second night."),
    Excluded.STALE.value: N_("The address now shows another product: mend the pair."),
}

MOVED_WORDS: dict[str, tuple[str, str]] = {
    Moved.UP.value: (N_("▲ Up"), ""),
    Moved.DOWN.value: (N_("▼ Down"), ""),
    Moved.SAME.value: (N_("Unchanged"), ""),
    Moved.FIRST.value: (N_("First seen"), ""),
    Moved.UNKNOWN.value: (N_("Not known"), ""),
}

POSITION_WORDS: dict[str, tuple[str, str]] = {
    "first": (N_("First place"), "good"),
    "shared": (N_("Shares first place"), "notice"),
    "undercut": (N_("Undercut"), "warning"),
    "no_rival": (N_("No price counts"), "muted"),
    "no_own": (N_("Own price unknown"), "muted"),
    "no_pair": (N_("No pair"), "muted"),
}
"""Where the own shop stands with a product. The last three say why nothing was compared."""

PAIR_WORDS = {
    "own": N_("your own page"),
    "listed": N_("listed in products.csv"),
    "accepted": N_("accepted in matches.csv"),
    "confirmed": N_("confirmed in matches.csv"),
}

SOURCE_WORDS = {
    "platform": N_("the shop system"),
    "json_ld": N_("JSON-LD"),
    "microdata": N_("microdata"),
    "rdfa": N_("RDFa"),
    "state": N_("the page's own data"),
    "meta": N_("Open Graph"),
    "dom": N_("the page itself"),
    "rendered": N_("the page on a phone"),
    "feed": N_("a feed"),
    "basket": N_("the basket"),
}
"""Where a price was read, in words."""

CONFIDENCE_WORDS: dict[str, tuple[str, str]] = {
    "confirmed": (N_("Confirmed"), "good"),
    "single": (N_("One source"), "notice"),
    "conflicting": (N_("Sources disagree"), "warning"),
    "unknown": (N_("Unknown"), "muted"),
}

AVAILABILITY_WORDS = {
    Availability.IN_STOCK: N_("In stock"),
    Availability.OUT_OF_STOCK: N_("Out of stock"),
    Availability.PRE_ORDER: N_("Pre-order"),
    Availability.BACK_ORDER: N_("Back order"),
    Availability.LIMITED: N_("Few left"),
    Availability.DISCONTINUED: N_("Discontinued"),
    Availability.IN_STORE_ONLY: N_("Only in store"),
    Availability.ONLINE_ONLY: N_("Only online"),
    Availability.MADE_TO_ORDER: N_("Made to order"),
    Availability.SOLD_OUT: N_("Sold out"),
    Availability.PRE_SALE: N_("Pre-sale"),
    Availability.RESERVED: N_("Reserved"),
}


@dataclass(frozen=True, slots=True)
class Market:
    """The four tables of the market; all empty for a run that was checked before they were."""

    rows: tuple[MarketRow, ...] = ()
    """By SKU."""
    quotes: tuple[QuoteRow, ...] = ()
    totals: tuple[MarketTotal, ...] = ()
    omnibus: tuple[OmnibusRow, ...] = ()
    by_sku: dict[str, tuple[QuoteRow, ...]] = field(default_factory=dict)
    """SKU to its quotes, the own shop's first."""
    row_of: dict[str, MarketRow] = field(default_factory=dict)
    """SKU to its row."""
    sides: dict[tuple[str, str, str], str] = field(default_factory=dict)
    """SKU, site and URL of a competitor's offer that counts: cheaper, same or dearer."""

    @property
    def there(self) -> bool:
        """Whether the run holds tables of the market."""
        return bool(self.rows or self.quotes or self.totals)

    def side(self, quote: QuoteRow) -> str:
        """A key of SIDE_WORDS; empty where the offer is not compared with the own price."""
        if not is_rival(quote):
            return "own"
        return self.sides.get((quote.sku, quote.site, quote.url), "")

    @property
    def total(self) -> MarketTotal:
        """The market as a whole; all zero where there are no tables."""
        return next((t for t in self.totals if t.scope == "all"), MarketTotal(scope="all"))

    def of_scope(self, scope: str) -> tuple[MarketTotal, ...]:
        """The slices of one kind: brand, category or competitor."""
        return tuple(total for total in self.totals if total.scope == scope)

    @property
    def rivals(self) -> tuple[str, ...]:
        """Site ids of the competitors that any product has a pair with, sorted."""
        return tuple(sorted({q.site for q in self.quotes if is_rival(q)}))


def read_market(run: RunDir) -> Market:
    """The tables of a run."""
    groups: dict[str, list[QuoteRow]] = {}
    quotes, rows = tuple(run.quotes()), tuple(run.market())
    for quote in quotes:
        groups.setdefault(quote.sku, []).append(quote)
    row_of = {row.sku: row for row in rows}
    sides: dict[tuple[str, str, str], str] = {}
    for sku, group in groups.items():
        if sku in row_of:
            sides |= _sides(row_of[sku], group)
    return Market(
        rows=rows,
        quotes=quotes,
        totals=tuple(run.market_totals()),
        omnibus=tuple(run.omnibus()),
        by_sku={
            sku: tuple(sorted(group, key=lambda q: (is_rival(q), q.site, q.url)))
            for sku, group in groups.items()
        },
        row_of=row_of,
        sides=sides,
    )


def _sides(row: MarketRow, quotes: list[QuoteRow]) -> dict[tuple[str, str, str], str]:
    """Which offers are below, at and above the own price.

    The table says how many are at it (the settings say what counts as equal); those are the
    nearest ones.
    """
    own = decimal(row.price)
    if own is None or row.rank is None:
        return {}
    gaps = {
        (quote.sku, quote.site, quote.url): amount - own
        for quote in quotes
        if is_rival(quote) and quote.excluded is Excluded.NO
        and (amount := decimal(quote.amount)) is not None
    }  # fmt: skip
    nearest = sorted(abs(gap) for gap in gaps.values())[: row.equal]
    within = nearest[-1] if nearest else Decimal(-1)
    return {
        key: "same" if abs(gap) <= within else "cheaper" if gap < 0 else "dearer"
        for key, gap in gaps.items()
    }


def product_hash(sku: str) -> str:
    """Name of a watched product in product.html#p= and in its data file."""
    return file_key(sku)


def is_rival(quote: QuoteRow) -> bool:
    """Whether a competitor asks it."""
    return quote.role != Role.OWN.value


def position(row: MarketRow) -> str:
    """A key of POSITION_WORDS, as the totals count them: what is nearly the same is the same."""
    if row.rank is not None:
        return "undercut" if row.cheaper else "shared" if row.equal else "first"
    if not row.paired:
        return "no_pair"
    return "no_own" if row.price is None else "no_rival"


def why_not(quote: QuoteRow) -> str:
    """Why a price does not count, as exactly as it is known; empty when it counts."""
    if quote.excluded is Excluded.NO:
        return ""
    if quote.excluded in (Excluded.NOT_SEEN, Excluded.NO_PRICE) and STATE_NOTES[quote.state]:
        return state_words(quote.state)
    if quote.excluded is Excluded.OUT_OF_STOCK and quote.availability:
        return availability_words(quote.availability)
    return _(EXCLUDED_WORDS[quote.excluded.value][0])


def state_words(state: str) -> str:
    """Why a page showed no price, from a PriceState; empty when it showed one."""
    try:
        note = STATE_NOTES[PriceState(state)]
    except ValueError:
        return state.replace("_", " ")
    return _(note) if note else ""


def availability_words(value: str | None) -> str:
    """`In stock` from schema.org's `InStock`; empty when the page did not say."""
    if not value:
        return ""
    try:
        return _(AVAILABILITY_WORDS[Availability(value)])
    except ValueError:
        return value


def stocked(quote: QuoteRow) -> str:
    """in, out, or empty: not seen, another product, or the page did not say."""
    if quote.excluded in (Excluded.NOT_SEEN, Excluded.STALE):
        return ""
    known = buyable(quote.availability)
    return "" if known is None else "in" if known else "out"


def buyable(value: str | None) -> bool | None:
    """Whether a shopper can order it. None: the page did not say."""
    return value in BUYABLE if value else None


def decimal(text: str | None) -> Decimal | None:
    """An amount of the tables as a number. None for none, and for text that is no number."""
    if not text:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def percent_words(value: str | None) -> str:
    """`+4.2 %`, `−3 %`, `±0 %`; empty for none."""
    amount = decimal(value)
    return "" if amount is None else f"{signed(amount)} %"


SIDE_WORDS: dict[str, tuple[str, str]] = {
    "cheaper": (N_("Cheaper than you"), "warning"),
    "same": (N_("Same price"), "notice"),
    "dearer": (N_("Dearer than you"), "good"),
    "": (N_("Not compared"), "muted"),
    "own": (N_("Your own"), ""),
}

"""What every output is: a name, a description, and a file written from the model."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reports.model.pages import Download, ReportModel


@dataclass(frozen=True, slots=True)
class Field:
    """One column of an export."""

    name: str
    kind: str = "text"
    """text, number or date. Only text is guarded against formulas."""
    help: str = ""


class Output(Protocol):
    """Writes one file or a few into the downloads folder."""

    def __call__(self, report: ReportModel, folder: Path) -> tuple[Download, ...]:
        """Write and say what was written."""
        ...


FINDINGS = (
    Field("severity", help="error, warning or notice"),
    Field("state", help="new, reopened or persisting; empty on the first night"),
    Field("check", help="Check id"),
    Field("title", help="The failing state in one line"),
    Field("site", help="Shop"),
    Field("kind", help="Page kind"),
    Field("url", help="The page"),
    Field("message", help="What is wrong"),
    Field("evidence", help="What was seen"),
    Field("about", help="Tells two findings of one check on one page apart"),
    Field("selector", help="CSS path of the element"),
    Field("cause", help="Findings with the same cause need one mend"),
    Field("template", help="Page template that the page was made with"),
    Field("count", "number", "How many problems the row stands for"),
    Field("first_seen", "date", "Night of the first sighting"),
    Field("times_seen", "number", "Nights on which it was seen"),
    Field("id", help="Fingerprint"),
)

PRICES = (
    Field("product", help="SKU in products.csv"),
    Field("name", help="Name of the product"),
    Field("shop", help="Shop"),
    Field("role", help="own or competitor"),
    Field("price", "number", "What a shopper pays now; empty when unknown"),
    Field("currency", help="ISO 4217"),
    Field("list_price", "number", "The struck price"),
    Field("availability", help="In schema.org's words"),
    Field("state", help="Why there is a price or none"),
    Field("confidence", help="How sure the price is"),
    Field("source", help="Where the price was read"),
    Field("compared", help="Whether it counts in the index"),
    Field("index", "number", "Own price, 100 is the market's average"),
    Field("difference", "number", "Own price minus the cheapest competitor's"),
    Field("note", help="What to know about it"),
    Field("url", help="The page"),
    Field("brand", help="From products.csv"),
    Field("category", help="From products.csv"),
    Field("excluded", help="Why the price does not count; empty when it does"),
    Field("rate", "number", "What one unit of its currency costs in the own one"),
    Field("amount", "number", "The price in the own currency"),
    Field("promo_percent", "number", "How much the price is below the struck one"),
    Field("shipping", "number", "In the own currency; empty when not known"),
    Field("landed", "number", "Price with shipping"),
    Field("unit_price", "number", "For one unit"),
    Field("unit", help="kg, l, m, m² or piece"),
    Field("before", "number", "The last known price"),
    Field("moved", help="up, down, same, first or unknown"),
    Field("change_percent", "number", "Against the last known price"),
    Field("since", "date", "Night on which this price was first seen"),
    Field("seen", "date", "Night on which a price was last seen"),
    Field("pair", help="Why it is the same product"),
    Field("reasons", help="The evidence of the pair"),
)

MARKET = (
    Field("sku", help="SKU in products.csv"),
    Field("name", help="Name of the product"),
    Field("brand", help="From products.csv"),
    Field("category", help="From products.csv"),
    Field("currency", help="ISO 4217, the own one"),
    Field("price", "number", "The own price; empty when unknown"),
    Field("position", help="first, shared, undercut, no_rival, no_own or no_pair"),
    Field("paired", "number", "Competitors with a pair"),
    Field("compared", "number", "Of those, whose price counts: what the figures are made of"),
    Field("average", "number", "Average of the competitors that count"),
    Field("lowest", "number", "Lowest of the competitors that count"),
    Field("highest", "number", "Highest of the competitors that count"),
    Field("index", "number", "Own price, 100 is the market's average"),
    Field("index_before", "number", "The night before"),
    Field("rank", "number", "1 is the cheapest"),
    Field("of", "number", "Shops in the ranking, the own one included"),
    Field("rank_before", "number", "The night before"),
    Field("landed_rank", "number", "Rank by price with shipping"),
    Field("landed_of", "number", "Shops whose shipping is known"),
    Field("cheapest", help="Shops that ask the lowest price"),
    Field("gap_cheapest", "number", "Own price minus the lowest of the competitors"),
    Field("gap_cheapest_percent", "number", "Of the lowest price"),
    Field("gap_next", "number", "Up to the next dearer competitor"),
    Field("cheaper", "number", "Competitors that ask less"),
    Field("equal", "number", "Competitors that ask the same"),
    Field("dearer", "number", "Competitors that ask more"),
    Field("margin", "number", "Own price without tax minus cost"),
    Field("margin_percent", "number", "Of the price without tax"),
    Field("floor", "number", "Lowest price that may be advertised (MAP)"),
    Field("ceiling", "number", "Recommended price (RRP)"),
    Field("url", help="The own page"),
)

TOTALS = (
    Field("scope", help="all, brand, category or competitor"),
    Field("name", help="Of the slice; empty for all"),
    Field("products", "number", "Watched products"),
    Field("paired", "number", "Of those, with at least one pair"),
    Field("compared", "number", "Of those, compared: what the index is made of"),
    Field("index", "number", "Mean of the products' indices"),
    Field("first", "number", "Products with the first place, alone or shared"),
    Field("cheaper", "number", "Products on which a competitor asks less"),
    Field("equal", "number", "Products on which the lowest competitor asks the same"),
    Field("dearer", "number", "Products on which every competitor asks more"),
    Field("up", "number", "Competitors' prices that rose"),
    Field("down", "number", "Competitors' prices that fell"),
    Field("unchanged", "number", "Competitors' prices that stayed"),
    Field("mean_change_percent", "number", "Over the prices that moved"),
    Field("went_out", "number", "Offers that went out of stock"),
    Field("came_back", "number", "Offers that came back"),
    Field("out_of_stock", "number", "Offers that are out of stock"),
    Field("promoted", "number", "Offers with a struck price"),
    Field("promo_depth", "number", "Mean reduction of those"),
    Field("offers", "number", "Offers that were seen with a price"),
    Field("missing", "number", "Pairs whose offer was not seen"),
)

OMNIBUS = (
    Field("sku", help="SKU in products.csv"),
    Field("name", help="Name of the product"),
    Field("shop", help="Shop"),
    Field("role", help="own or competitor; of competitors it is a reading aid"),
    Field("state", help="fair, too_high, too_short or no_reduction"),
    Field("currency", help="ISO 4217"),
    Field("price", "number", "Price now"),
    Field("announced", "number", "The struck price"),
    Field("announced_percent", "number", "The reduction that it promises"),
    Field("began", "date", "Day on which the reduction began"),
    Field("lowest", "number", "Lowest price of the 30 days before"),
    Field("lowest_on", "date", "The last day on which it was asked"),
    Field("days_known", "number", "Days of the 30 on which the price is known"),
    Field("true_percent", "number", "The reduction against the lowest price"),
    Field("calculation", help="How it was worked out, in words"),
    Field("url", help="The page"),
)

MARKET_TABLES: tuple[tuple[str, str, tuple[Field, ...]], ...] = (
    ("market", "Every watched product against its market", MARKET),
    ("market-totals", "The market by competitor, brand and category", TOTALS),
    ("omnibus", "Announced reductions against the 30 days before", OMNIBUS),
)
"""Name of the file and of the model's rows, what is in it, and its columns."""

LINKS = (
    Field("shop", help="Shop whose page has the link"),
    Field("target", help="Where the link goes"),
    Field("state", help="broken, loop, unverified, not_checked or redirect"),
    Field("status", "number", "HTTP status of the last step"),
    Field("answer", help="The answer in words"),
    Field("internal", help="Whether the target is in the same shop"),
    Field("kind", help="page, image, script, stylesheet or other"),
    Field("final_url", help="Where it ends"),
    Field("pages", "number", "Different pages that refer to it"),
    Field("linked_from", help="The page with the link"),
    Field("text", help="Text of the link"),
    Field("place", help="Where on the page"),
)

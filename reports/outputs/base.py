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
)

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

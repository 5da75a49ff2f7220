"""Price truth: what every side says of the own products, and the lists that were read for it."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from crawler.records import TruthRow
from reports.language import count
from reports.model.market import availability_words
from reports.model.night import Night
from reports.model.pages import TruthPage
from reports.model.parts import Column, Row, Table
from reports.model.tabs import price_tabs

SIDES = (
    ("dom", "Page (no scripts)", ("dom",)),
    ("json_ld", "JSON-LD", ("json_ld",)),
    ("microdata", "Microdata", ("microdata",)),
    ("rdfa", "RDFa", ("rdfa",)),
    ("feed", "Feed", ("feed",)),
    ("platform", "Shop system", ("platform",)),
    ("meta", "Open Graph", ("meta",)),
    ("rendered", "On a phone", ("rendered",)),
    ("basket", "Basket", ("basket",)),
)
"""Column, heading and the sources behind it; a column that no row uses is left out."""
FIELDS = (("price", "Price"), ("availability", "Stock"), ("was", "Price before"),
          ("gtin", "Barcode"))  # fmt: skip
MOST = 20_000
"""Rows in the report; those that differ come first, and truth.jsonl.gz has all."""
VERDICTS = {
    "differs": ("Differs", "error"),
    "same": ("The same", "good"),
    "one": ("One side only", "muted"),
}


def truth_page(night: Night) -> TruthPage:
    """Build prices/truth.html."""
    truth = truth_table(night)
    return TruthPage(
        tabs=price_tabs(night),
        sentence=truth_sentence(truth) or "No own product was read tonight.",
        truth=truth,
        lists=lists_table(night),
    )


def truth_table(night: Night) -> Table:
    """One row for each own product and field that any side speaks of."""
    rows: list[Row] = []
    left = 0
    for line in night.run.truth():
        for row in _rows(night, line):
            if row["verdict"] == "differs" or len(rows) < MOST:
                rows.append(row)
            else:
                left += 1
    rows.sort(key=lambda row: (row["verdict"] != "differs", row["verdict"] == "one", row["name"]))
    used = {name for row in rows for name, _, _ in SIDES if row[name]}
    more = f"; {left:,} rows that agree are left out" if left else ""
    return Table(
        id="truth",
        caption=f"What every side says of your products{more}",
        columns=(
            Column("name", "Product", "page", with_column="page", wide=True),
            Column("field", "What", facet=True),
            Column("verdict", "Sides", "tag", True, VERDICTS),
            *(Column(name, label) for name, label, _ in SIDES if name in used),
        ),
        rows=tuple(rows),
        empty="No product page was read tonight.",
        export="price-truth",
        shown=25,
    )


def lists_table(night: Night) -> Table:
    """Feeds and the shop system's own list, as they were read."""
    files = night.own_site.feeds if night.own_site else ()
    return Table(
        id="lists",
        caption="Lists of products that were read",
        columns=(
            Column("list", "List", wide=True),
            Column("kind", "Kind"),
            Column("rows", "Products", "number"),
            Column("state", "State", "tag", False, LIST_WORDS),
            Column("note", "What was wrong", wide=True),
        ),
        rows=tuple(
            {
                "list": file.url,
                "kind": file.kind,
                "rows": file.rows,
                "state": "cut" if file.error and file.rows else "unread" if file.error else "read",
                "note": file.error or "; ".join(file.faults[:3]),
            }
            for file in files
        ),
        empty="No feed is named in the settings (store.feeds), and the shop system gives no list.",
        export="lists",
    )


LIST_WORDS = {
    "read": ("Read", "good"),
    "cut": ("Not to its end", "warning"),
    "unread": ("Not read", "error"),
}


def truth_sentence(table: Table) -> str:
    """The truth of the own prices in a sentence; empty without products."""
    if not table.rows:
        return ""
    apart = {row["url"] for row in table.rows if row["verdict"] == "differs"}
    if not apart:
        return "Wherever two sides speak of a product, they say the same."
    number = count(len(apart), "product", "products")
    return f"On {number} the sides contradict each other; the table names them first."


def _rows(night: Night, line: TruthRow) -> Iterator[Row]:
    for name, label in FIELDS:
        told = getattr(line, name)
        if not told:
            continue
        differs = name in line.differs or (name == "price" and "currency" in line.differs)
        yield {
            "name": line.name or line.url,
            "name_url": line.url,
            "url": line.url,
            "page": night.hash_of(line.site, line.url),
            "field": label,
            "verdict": "differs" if differs else "one" if len(told) == 1 else "same",
            **{side: _cell(line, name, sources) for side, _, sources in SIDES},
        }


def _cell(line: TruthRow, name: str, sources: tuple[str, ...]) -> str:
    told = getattr(line, name)
    source = next((source for source in sources if source in told), None)
    if source is None:
        return ""
    if name == "availability":
        return availability_words(told[source])
    if name == "gtin":
        return str(told[source])
    currency = line.currency.get(source, "") if name == "price" else ""
    return f"{_amount(told[source])} {currency}".strip()


def _amount(text: str) -> str:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return text
    places = min(4, max(2, -int(amount.normalize().as_tuple().exponent)))
    return f"{amount:,.{places}f}"

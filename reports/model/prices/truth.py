"""Price truth: what every side says of the own products, and the lists that were read for it."""

from collections.abc import Iterator

from crawler.records import TruthRow
from reports.language import N_, _, count, number, spoken
from reports.model.night import Night
from reports.model.pages import TruthPage
from reports.model.parts import Column, Row, Table
from reports.model.prices.market import availability_words
from reports.model.tabs import price_tabs

SIDES = (
    ("dom", N_("Page (no scripts)"), ("dom",)),
    ("json_ld", N_("JSON-LD"), ("json_ld",)),
    ("microdata", N_("Microdata"), ("microdata",)),
    ("rdfa", N_("RDFa"), ("rdfa",)),
    ("feed", N_("Feed"), ("feed",)),
    ("platform", N_("Shop system"), ("platform",)),
    ("meta", N_("Open Graph"), ("meta",)),
    ("rendered", N_("On a phone"), ("rendered",)),
    ("basket", N_("Basket"), ("basket",)),
)
"""Column, heading and the sources behind it; a column that no row uses is left out."""
FIELDS = {
    "price": (N_("Price"), ""),
    "availability": (N_("Stock"), ""),
    "was": (N_("Price before"), ""),
    "gtin": (N_("Barcode"), ""),
}
MOST = 20_000
"""Rows in the report; those that differ come first, and truth.jsonl.gz has all."""
VERDICTS = {
    "differs": (N_("Differs"), "error"),
    "same": (N_("The same"), "good"),
    "one": (N_("One side only"), "muted"),
}


def truth_page(night: Night) -> TruthPage:
    """Build prices/truth.html."""
    truth = truth_table(night)
    return TruthPage(
        tabs=price_tabs(night),
        sentence=truth_sentence(truth) or _("No own product was read tonight."),
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
    used = {side[0] for row in rows for side in SIDES if row[side[0]]}
    return Table(
        id="truth",
        caption=_("What every side says of your products; {n} rows that agree are left out").format(
            n=number(left)
        )
        if left
        else _("What every side says of your products"),
        columns=(
            Column("name", _("Product"), "page", with_column="page", wide=True),
            Column("field", _("What"), "label", True, spoken(FIELDS)),
            Column("verdict", _("Sides"), "tag", True, spoken(VERDICTS)),
            *(Column(name, _(heading)) for name, heading, _sources in SIDES if name in used),
        ),
        rows=tuple(rows),
        empty=_("No product page was read tonight."),
        export="price-truth",
        shown=25,
    )


def lists_table(night: Night) -> Table:
    """Feeds and the shop system's own list, as they were read."""
    files = night.own_site.feeds if night.own_site else ()
    return Table(
        id="lists",
        caption=_("Lists of products that were read"),
        columns=(
            Column("list", _("List"), wide=True),
            Column("kind", _("Kind")),
            Column("rows", _("Products"), "number"),
            Column("state", _("State"), "tag", False, spoken(LIST_WORDS)),
            Column("note", _("What was wrong"), wide=True, foreign=True),
        ),
        rows=tuple(
            {
                "list": file.url,
                "kind": _("shop data") if file.kind == "shop data" else file.kind,
                "rows": file.rows,
                "state": "cut" if file.error and file.rows else "unread" if file.error else "read",
                "note": file.error or "; ".join(file.faults[:3]),
            }
            for file in files
        ),
        empty=_(
            "No feed is named in the settings (store.feeds), and the shop system gives no list."
        ),
        export="lists",
    )


LIST_WORDS = {
    "read": (N_("Read"), "good"),
    "cut": (N_("Not to its end"), "warning"),
    "unread": (N_("Not read"), "error"),
}


def truth_sentence(table: Table) -> str:
    """The truth of the own prices in a sentence; empty without products."""
    if not table.rows:
        return ""
    apart = {row["url"] for row in table.rows if row["verdict"] == "differs"}
    if not apart:
        return _("Wherever two sides speak of a product, they say the same.")
    return _("On {products} the sides contradict each other; the table names them first.").format(
        products=count(len(apart), "product", "products")
    )


def _rows(night: Night, line: TruthRow) -> Iterator[Row]:
    for name in FIELDS:
        told = getattr(line, name)
        if not told:
            continue
        differs = name in line.differs or (name == "price" and "currency" in line.differs)
        yield {
            "name": line.name or line.url,
            "name_url": line.url,
            "url": line.url,
            "page": night.hash_of(line.site, line.url),
            "field": name,
            "verdict": "differs" if differs else "one" if len(told) == 1 else "same",
            **{side: _cell(line, name, sources) for side, _heading, sources in SIDES},
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
    return f"{number(told[source], 2)} {currency}".strip()

"""products.csv: the watched products, as a spreadsheet saves them."""

import csv
import difflib
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from crawler.config.contents import Contents, contents_of
from crawler.config.model import Config
from crawler.errors import ConfigError
from crawler.records import normalise_url

COLUMNS = (
    "sku", "name", "url", "brand", "gtin", "mpn", "category", "cost", "map", "rrp", "contents",
)  # fmt: skip
"""Known columns beside one column a competitor, which is headed by its id or name."""

_AMOUNT = re.compile(r"(\d+)(?:[.,](\d{1,4}))?")


@dataclass(frozen=True, slots=True)
class Pair:
    """Why a competitor's page is taken for the same product."""

    kind: str
    """accepted by a person, or confirmed by its evidence."""
    reasons: str = ""
    """Sentences."""
    stale: bool = False
    """The address now shows another product: it counts no longer."""


@dataclass(frozen=True, slots=True)
class WatchedProduct:
    """One row of products.csv."""

    sku: str
    """Your own article number; unique in the file."""
    name: str
    urls: dict[str, str]
    """Site id to normalised URL; the own shop's among them. A shop without URL is absent."""
    brand: str = ""
    gtin: str = ""
    mpn: str = ""
    category: str = ""
    cost: Decimal | None = None
    """What it costs you, in your currency, without tax where `market.tax_percent` is set."""
    floor: Decimal | None = None
    """Column `map`: lowest price that may be advertised, in your currency, with tax."""
    ceiling: Decimal | None = None
    """Column `rrp`: recommended price, in your currency, with tax."""
    contents: Contents | None = None
    """What is in a pack. None: the names of the product may say so."""
    row: int = 0
    """Line in the file, from 1 with the heading. 0: no row; it is known from matches.csv alone."""
    pairs: Mapping[str, Pair] = field(default_factory=dict)
    """Site id to why its page is the same product, for pages that matches.csv names and not this
    file."""


def load_products(path: Path, config: Config) -> tuple[WatchedProduct, ...]:
    """Read the watched products.

    Comma, semicolon or tab, UTF-8 with or without BOM (as spreadsheets write them). Raises
    ConfigError that lists every mistake as file:row:column.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            "the list of watched products is missing",
            where=str(path),
            hint="Save it there, or take `products:` out of the configuration.",
        ) from None
    except UnicodeDecodeError:
        raise ConfigError(
            "not UTF-8 text", where=str(path), hint="Save it as 'CSV UTF-8' in the spreadsheet."
        ) from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    if not rows:
        return ()
    problems: list[str] = []
    columns = _columns(rows[0], config, path, problems)
    products = _products(rows, columns, config, path, problems)
    if problems:
        raise ConfigError(f"{len(problems)} mistake(s) in the products:\n" + "\n".join(problems))
    return products


def _columns(heading: list[str], config: Config, path: Path, problems: list[str]) -> dict[int, str]:
    shops = {shop.id.casefold(): shop.id for shop in config.competitors}
    shops |= {shop.name.casefold(): shop.id for shop in config.competitors}
    columns: dict[int, str] = {}
    for index, title in enumerate(heading):
        name = title.strip().casefold()
        if name in COLUMNS:
            columns[index] = name
        elif name in shops:
            columns[index] = f"@{shops[name]}"
        elif name:
            close = difflib.get_close_matches(name, [*COLUMNS, *shops], n=1, cutoff=0.5)
            mend = f"did you mean {close[0]!r}?" if close else "no shop has this id or name"
            problems.append(f"{path}:1:{index + 1}: {title!r} is not a column; {mend}")
    for needed in ("sku", "url"):
        if needed not in columns.values():
            problems.append(f"{path}:1:1: the column {needed!r} is missing")
    return columns


def _products(
    rows: Iterable[list[str]],
    columns: dict[int, str],
    config: Config,
    path: Path,
    problems: list[str],
) -> tuple[WatchedProduct, ...]:
    products: dict[str, WatchedProduct] = {}
    for number, row in enumerate(rows, 1):
        if number == 1 or not any(cell.strip() for cell in row):
            continue
        values = {columns[i]: cell.strip() for i, cell in enumerate(row) if i in columns}
        urls: dict[str, str] = {}
        for index, column in columns.items():
            if column != "url" and not column.startswith("@"):
                continue
            address = row[index].strip() if index < len(row) else ""
            if not address:
                continue
            try:
                site = config.store.id if column == "url" else column[1:]
                urls[site] = normalise_url(address)
            except ValueError:
                problems.append(f"{path}:{number}:{index + 1}: not a web address: {address[:80]!r}")
        amounts = {}
        for index, column in columns.items():
            cell = row[index].strip() if index < len(row) else ""
            place = f"{path}:{number}:{index + 1}"
            if column in ("cost", "map", "rrp"):
                amounts[column] = _amount(cell, place, problems)
            elif column == "contents" and cell and contents_of(cell) is None:
                problems.append(f"{place}: not an amount such as 500 ml or 2 x 1 kg: {cell[:80]!r}")
        sku = values.get("sku", "")
        if not sku:
            problems.append(f"{path}:{number}:1: the sku is empty")
        elif sku in products:
            problems.append(f"{path}:{number}:1: {sku!r} is also in row {products[sku].row}")
        else:
            products[sku] = WatchedProduct(
                sku=sku,
                name=values.get("name", "") or sku,
                urls=urls,
                brand=values.get("brand", ""),
                gtin=values.get("gtin", ""),
                mpn=values.get("mpn", ""),
                category=values.get("category", ""),
                cost=amounts.get("cost"),
                floor=amounts.get("map"),
                ceiling=amounts.get("rrp"),
                contents=contents_of(values.get("contents", "")),
                row=number,
            )
    return tuple(products.values())


def _amount(cell: str, place: str, problems: list[str]) -> Decimal | None:
    """12.90 and 12,90; what may be either twelve hundred or one and a bit is asked back."""
    if not cell:
        return None
    match = _AMOUNT.fullmatch(cell)
    if match is None:
        problems.append(f"{place}: not an amount such as 12.90, without currency: {cell[:80]!r}")
        return None
    if len(match[2] or "") == 3 and int(match[1]):
        problems.append(f"{place}: {cell!r} can be read in two ways; write it with two decimals")
        return None
    return Decimal(f"{match[1]}.{match[2] or 0}") if match[2] else Decimal(match[1])

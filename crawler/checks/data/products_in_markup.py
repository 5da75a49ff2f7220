"""The product that a page is about, as its structured data says, in each syntax that names it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.checks.memo import once_per_page
from crawler.extract.offers_markup import resolve, words
from crawler.extract.products import nodes_by_id, products_of
from crawler.extract.structured import types_of
from crawler.records import PageRecord

Item = dict[str, Any]
SYNTAXES = {"json_ld": "JSON-LD", "microdata": "Microdata", "rdfa": "RDFa"}
_MOST_VARIANTS = 300
_MOST_OFFERS = 500


@dataclass(frozen=True, slots=True)
class MarkedOffer:
    """One Offer of the product."""

    path: str
    """Where it stands: `JSON-LD: Product.offers[2]`."""
    data: Item
    outer: tuple[Item, ...] = ()
    """AggregateOffers around it, the nearest first; they may say currency and stock for it."""

    @property
    def is_range(self) -> bool:
        """Whether it gives a range of prices instead of one: AggregateOffer, or minPrice."""
        if "AggregateOffer" in types_of(self.data):
            return True
        if not is_blank(prop(self.data, "price")):
            return False
        rows = as_list(prop(self.data, "priceSpecification"))
        inner = [row for row in rows if isinstance(row, dict)]
        names = ("lowPrice", "highPrice", "minPrice", "maxPrice")
        named = any(not is_blank(prop(row, name)) for row in (self.data, *inner) for name in names)
        return named and all(is_blank(prop(row, "price")) for row in inner)


@dataclass(frozen=True)  # no slots: what is worked out of it is kept in it
class MarkedProduct:
    """The page's Product or ProductGroup in one syntax."""

    syntax: str
    """json_ld, microdata or rdfa."""
    data: Item
    nodes: dict[str, Item]
    """Items by @id, so that references can be followed."""
    members: tuple[Item, ...] = ()
    """Variants that name this group from outside it."""

    @property
    def label(self) -> str:
        """How a sentence calls it: "JSON-LD"."""
        return SYNTAXES[self.syntax]

    @cached_property
    def rows(self) -> tuple[tuple[str, Item], ...]:
        """The product itself, then its variants, each with its path."""
        return tuple(self._rows())

    def _rows(self) -> Iterator[tuple[str, Item]]:
        kind = next(iter(types_of(self.data)), "Product")
        start = f"{self.label}: {kind}"
        yield start, self.data
        named = as_list(prop(self.data, "hasVariant")) + as_list(prop(self.data, "model"))
        for number, reference in enumerate([*named, *self.members][:_MOST_VARIANTS]):
            row = resolve(reference, self.nodes)
            if isinstance(row, dict):
                yield f"{start}.hasVariant[{number}]", row

    @cached_property
    def offers(self) -> tuple[MarkedOffer, ...]:
        """Every Offer of the product and its variants; of an AggregateOffer also those inside."""
        found: list[MarkedOffer] = []
        for path, row in self.rows:
            self._collect(prop(row, "offers"), f"{path}.offers", (), found)
        return tuple(found[:_MOST_OFFERS])

    def _collect(
        self, value: Any, path: str, outer: tuple[Item, ...], found: list[MarkedOffer]
    ) -> None:
        value = resolve(value, self.nodes)
        if len(outer) > 4 or len(found) >= _MOST_OFFERS:
            return
        if isinstance(value, list):
            for number, row in enumerate(value):
                self._collect(row, f"{path}[{number}]", outer, found)
        elif isinstance(value, dict) and set(value) - {"@id", "@type"}:
            found.append(MarkedOffer(path, value, outer))
            self._collect(prop(value, "offers"), f"{path}.offers", (value, *outer), found)


@once_per_page
def marked_products(page: PageRecord) -> tuple[MarkedProduct, ...]:
    """The page's own product, once for each syntax; related products are left out."""
    if page.structured is None:
        return ()
    nodes = nodes_by_id(page.structured)
    found: list[MarkedProduct] = []
    for syntax in SYNTAXES:
        products = products_of(page.structured, syntax)
        item = _own(products, page)
        if item is None or (found and not _same_name(item, found[0].data)):
            continue
        members = tuple(row for row in products if _belongs_to(row, item))
        found.append(MarkedProduct(syntax, item, nodes, members))
    return tuple(found)


@once_per_page
def same_named(page: PageRecord) -> Sequence[MarkedProduct]:
    """Every Product of the page that has the name of its own product.

    Some shops write one Product for each size instead of a ProductGroup.
    """
    if page.structured is None:
        return []
    nodes = nodes_by_id(page.structured)
    own = marked_products(page)
    return [
        MarkedProduct(syntax, item, nodes)
        for syntax in SYNTAXES
        for item in products_of(page.structured, syntax)
        if own and _same_name(item, own[0].data)
    ]


def prop(item: Item, name: str) -> Any:
    """A property whatever the letters or prefix it is written with; None when it is absent."""
    if name in item:
        return item[name]
    wanted = name.lower()
    for key, value in item.items():
        if _bare(key) == wanted:
            return value
    return None


@lru_cache(maxsize=4096)
def _bare(key: str) -> str:
    return key.rpartition("/")[2].rpartition(":")[2].lower()


def is_blank(value: Any) -> bool:
    """Whether a value says nothing: absent, empty text, an empty list."""
    if isinstance(value, list):
        return all(is_blank(inner) for inner in value)
    if isinstance(value, dict):
        return not any(not is_blank(inner) for key, inner in value.items() if key != "@type")
    return value is None or (isinstance(value, str) and not value.strip())


def as_list(value: Any) -> list[Any]:
    """A value that may be one or several, as several."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def scalar(value: Any) -> str | int | float | bool | None:
    """The plain value of {"@value": 5} or {"@id": "..."}; None where there is none."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("@value", "@id", "value") if key in value), None)
    return value if isinstance(value, str | int | float | bool) else None


def _own(products: list[Item], page: PageRecord) -> Item | None:
    groups = [data for data in products if "ProductGroup" in types_of(data)]
    if len(groups) == 1:
        return groups[0]
    if len(products) == 1:
        return products[0]
    here = _place(page.url)
    for data in products:
        addresses = (words(prop(data, "url"), 2000), words(data.get("@id"), 2000))
        if any(address and _place(_joined(page.url, address)) == here for address in addresses):
            return data
    wanted = _names(page)
    named = [data for data in products if (words(prop(data, "name")) or "").casefold() in wanted]
    return max(named, key=len) if named else None


def _names(page: PageRecord) -> set[str]:
    names = [page.offer.name if page.offer else None]
    if page.outline is not None:
        names += [heading.text for heading in page.outline.headings if heading.level == 1]
    return {name.casefold() for name in names if name}


def _belongs_to(row: Item, group: Item) -> bool:
    if row is group:
        return False
    outer = prop(row, "isVariantOf")
    identity = group.get("@id")
    if isinstance(outer, dict) and identity and outer.get("@id") == identity:
        return True
    name = scalar(prop(row, "inProductGroupWithID"))
    return name is not None and name == scalar(prop(group, "productGroupID"))


def _same_name(first: Item, second: Item) -> bool:
    one, two = (words(prop(item, "name")) for item in (first, second))
    return one is None or two is None or one.casefold() == two.casefold()


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _place(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.path.rstrip("/") or "/", parts.query

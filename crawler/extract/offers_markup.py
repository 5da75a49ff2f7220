"""Prices, stock and identity from one Product item, in the shape of JSON-LD."""

import html
import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from crawler.extract.currencies import iso_code
from crawler.extract.document import fold
from crawler.extract.money import machine_amount, money
from crawler.extract.structured import types_of
from crawler.records import Availability, OfferSource, PriceCandidate, PriceType, Variant

_LIST_TYPES = (
    "listprice",
    "strikethroughprice",
    "msrp",
    "srp",
    "regularprice",
    "minimumadvertisedprice",
)
_BY_LETTERS = {
    re.sub(r"[^a-z]", "", member.value.lower()): member for member in Availability
} | {
    "available": Availability.IN_STOCK, "instock": Availability.IN_STOCK,
    "true": Availability.IN_STOCK,
    "outofstock": Availability.OUT_OF_STOCK, "oos": Availability.OUT_OF_STOCK,
    "unavailable": Availability.OUT_OF_STOCK, "notavailable": Availability.OUT_OF_STOCK,
    "limited": Availability.LIMITED, "availablefororder": Availability.BACK_ORDER,
    "pending": Availability.PRE_ORDER, "new": None,
}  # fmt: skip
_MAX_OFFERS = 250
_MAX_VARIANTS = 100


@dataclass(slots=True)
class ParsedOffer:
    """One Offer: its price and what tells it from its neighbours."""

    path: str
    raw: str = ""
    amount: Decimal | None = None
    currency: str | None = None
    conforms: bool = True
    tax_included: bool | None = None
    availability: Availability | None = None
    url: str | None = None
    sku: str | None = None
    name: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    extras: list[PriceCandidate] = field(default_factory=list)


@dataclass(slots=True)
class MarkupFacts:
    """What one Product item says."""

    source: OfferSource
    name: str | None = None
    sku: str | None = None
    gtin: str | None = None
    mpn: str | None = None
    brand: str | None = None
    offers: list[ParsedOffer] = field(default_factory=list)
    variants: list[Variant] = field(default_factory=list)
    broken: list[PriceCandidate] = field(default_factory=list)
    sellers: int = 0
    """Offers that an AggregateOffer counts: on a page that compares shops, who has it."""

    @property
    def availability(self) -> Availability | None:
        """In stock when any offer is; else what the first offer with an answer says."""
        said = [offer.availability for offer in self.offers if offer.availability]
        if Availability.IN_STOCK in said:
            return Availability.IN_STOCK
        return said[0] if said else None


def read_product(
    item: dict[str, Any], source: OfferSource, nodes: dict[str, dict[str, Any]]
) -> MarkupFacts:
    """Facts of a Product or ProductGroup. `nodes` maps @id to items, for references."""
    facts = MarkupFacts(source)
    facts.name = words(item.get("name"))
    _identify(facts, item)
    kind = next(iter(types_of(item)), "Product")
    _offers(facts, item.get("offers"), f"{kind}.offers", nodes, 0)
    variants = item.get("hasVariant") or item.get("model")
    rows = variants if isinstance(variants, list) else [variants]
    for index, reference in enumerate(rows[:_MAX_VARIANTS]):
        row = resolve(reference, nodes)
        if isinstance(row, dict):
            _variant(facts, row, f"{kind}.hasVariant[{index}]", nodes)
    if len(facts.offers) > 1 and not facts.variants:
        facts.variants = [
            _as_variant(offer) for offer in facts.offers[:_MAX_VARIANTS] if offer.amount is not None
        ]
    return facts


def resolve(value: Any, nodes: dict[str, dict[str, Any]]) -> Any:
    """The item that a bare {"@id": ...} refers to, else the value itself."""
    if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str):
        return nodes.get(value["@id"], value)
    return value


def words(value: Any, limit: int = 300) -> str | None:
    """Text of a markup value: entities resolved, first of a list, @value opened."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("@value") or value.get("name")
        else:
            break
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    # Some shops escape twice: "&amp;amp;" must not stay "&amp;".
    text = fold(html.unescape(html.unescape(str(value)[: limit * 4])))[:limit]
    return text or None


def availability_of(value: Any) -> Availability | None:
    """schema.org's word from any spelling: "http://schema.org/ instock " is InStock."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@id") or value.get("name")
    if isinstance(value, bool):
        return Availability.IN_STOCK if value else Availability.OUT_OF_STOCK
    if not isinstance(value, str):
        return None
    letters = re.sub(r"[^a-z]", "", value.rstrip("/ ").rpartition("/")[2].lower())
    return _BY_LETTERS.get(letters)


def _identify(facts: MarkupFacts, item: dict[str, Any]) -> None:
    lower = {key.lower(): value for key, value in item.items()}
    facts.sku = facts.sku or words(lower.get("sku"), 100)
    facts.mpn = facts.mpn or words(lower.get("mpn"), 100)
    facts.brand = (
        facts.brand or words(lower.get("brand"), 100) or words(lower.get("manufacturer"), 100)
    )
    for name in ("gtin13", "gtin12", "gtin14", "gtin8", "gtin", "ean", "isbn", "productid"):
        text = words(lower.get(name), 60)
        if text and name == "productid":
            head, colon, rest = text.partition(":")
            text = (
                rest if colon and head.lower() in ("isbn", "gtin", "ean", "upc", "gtin13") else ""
            )
        digits = re.sub(r"[\s\-]", "", text or "")
        if not facts.gtin and digits.isascii() and digits.isdigit():
            facts.gtin = digits


def _variant(
    facts: MarkupFacts, row: dict[str, Any], path: str, nodes: dict[str, dict[str, Any]]
) -> None:
    before = len(facts.offers)
    _offers(facts, row.get("offers"), f"{path}.offers", nodes, 1)
    url = words(row.get("url"), 2000) or words(row.get("@id"), 2000)
    name, sku = words(row.get("name")), words(row.get("sku"), 100)
    for offer in facts.offers[before:]:
        offer.url = offer.url or url
        offer.sku = offer.sku or sku
        offer.name = offer.name or name
    first = facts.offers[before] if len(facts.offers) > before else None
    if first is not None:
        facts.variants.append(_as_variant(first))
    elif name or sku:
        facts.variants.append(Variant(sku=sku, name=name, url=url))


def _as_variant(offer: ParsedOffer) -> Variant:
    price = money(offer.amount, offer.currency) if offer.amount is not None else None
    return Variant(
        sku=offer.sku, name=offer.name, url=offer.url, price=price, availability=offer.availability
    )


def _offers(
    facts: MarkupFacts, value: Any, path: str, nodes: dict[str, dict[str, Any]], depth: int
) -> None:
    value = resolve(value, nodes)
    if depth > 5 or len(facts.offers) >= _MAX_OFFERS:
        return
    if isinstance(value, list):
        for index, row in enumerate(value[:_MAX_OFFERS]):
            _offers(facts, row, f"{path}[{index}]", nodes, depth + 1)
        return
    if not isinstance(value, dict):
        return
    lower = {key.lower(): inner for key, inner in value.items()}
    before = len(facts.offers)
    inner = lower.get("offers")
    if inner is not None:
        _offers(facts, inner, f"{path}.offers", nodes, depth + 1)
    offer = ParsedOffer(path)
    offer.currency = iso_code(words(lower.get("pricecurrency")))
    offer.availability = availability_of(lower.get("availability"))
    offer.url = words(lower.get("url"), 2000)
    offer.sku = words(lower.get("sku"), 100)
    offer.name = words(lower.get("name"))
    if not facts.sku:
        facts.sku = offer.sku
    _identify(
        facts, {key: inner for key, inner in lower.items() if key.startswith(("gtin", "mpn"))}
    )
    _price(offer, lower)
    count = words(lower.get("offercount"), 12)
    if count and count.isascii() and count.isdigit():
        facts.sellers = max(facts.sellers, int(count))
    if len(facts.offers) > before:
        # An AggregateOffer around offers already read adds only its range and its stock.
        for known in facts.offers[before:]:
            known.availability = known.availability or offer.availability
            known.currency = known.currency or offer.currency
        if offer.low is None and offer.high is None:
            return
        offer.amount = None
    if offer.amount is not None or offer.low is not None or offer.availability or offer.extras:
        facts.offers.append(offer)


def _price(offer: ParsedOffer, lower: dict[str, Any]) -> None:
    low, high = (_scalar(lower.get(name)) for name in ("lowprice", "highprice"))
    low = low if low is not None else _scalar(lower.get("minprice"))
    high = high if high is not None else _scalar(lower.get("maxprice"))
    offer.low, offer.high = _positive(low), _positive(high)
    value = _scalar(lower.get("price"))
    if value is not None:
        amount, conforms = machine_amount(value)
        offer.raw, offer.amount, offer.conforms = str(value)[:120], amount, conforms
        if offer.currency is None and isinstance(value, str):
            offer.currency = iso_code(re.sub(r"[\d.,\s]", "", value)[:5])
        if amount is None and value != "":
            offer.extras.append(_extra(offer, str(value), None, PriceType.CURRENT))
    specification = lower.get("pricespecification")
    rows = specification if isinstance(specification, list) else [specification]
    for index, row in enumerate(rows[:20]):
        if isinstance(row, dict):
            _specification(offer, {key.lower(): inner for key, inner in row.items()}, index)
    if offer.amount is None and offer.low is not None:
        offer.amount, offer.raw = offer.low, str(low)
        offer.path += ".lowPrice"
    if offer.low is not None:
        offer.extras.append(_extra(offer, str(low), offer.low, PriceType.FROM))
    if offer.high is not None:
        offer.extras.append(_extra(offer, str(high), offer.high, PriceType.HIGH))


def _specification(offer: ParsedOffer, row: dict[str, Any], index: int) -> None:
    value = _scalar(row.get("price"))
    if value is None:
        offer.low = offer.low or _positive(_scalar(row.get("minprice")))
        offer.high = offer.high or _positive(_scalar(row.get("maxprice")))
        return
    amount, conforms = machine_amount(value)
    offer.currency = offer.currency or iso_code(words(row.get("pricecurrency")))
    kind = re.sub(r"[^a-z]", "", str(row.get("pricetype") or "").rpartition("/")[2].lower())
    tax = row.get("valueaddedtaxincluded")
    included = None if tax is None else str(tax).lower() in ("true", "1", "https://schema.org/true")
    if kind in _LIST_TYPES:
        offer.extras.append(_extra(offer, str(value), amount, PriceType.LIST, index))
    elif "validformembertier" in row:
        offer.extras.append(_extra(offer, str(value), amount, PriceType.MEMBER, index))
    elif "billingduration" in row or "billingincrement" in row:
        offer.extras.append(_extra(offer, str(value), amount, PriceType.INSTALMENT, index))
    elif "referencequantity" in row and offer.amount is not None and amount != offer.amount:
        offer.extras.append(_extra(offer, str(value), amount, PriceType.UNIT, index))
    elif offer.amount is None or (offer.tax_included is False and included):
        offer.raw, offer.amount, offer.conforms = str(value)[:120], amount, conforms
        offer.tax_included = included
        offer.path = f"{offer.path}.priceSpecification[{index}]"


def _extra(
    offer: ParsedOffer, raw: str, amount: Decimal | None, kind: PriceType, index: int | None = None
) -> PriceCandidate:
    suffix = {"from": ".lowPrice", "high": ".highPrice"}.get(kind.value, "")
    path = offer.path.removesuffix(".lowPrice") + suffix
    return PriceCandidate(
        source=OfferSource.JSON_LD,
        raw=raw[:120],
        path=path if index is None else f"{path}.priceSpecification[{index}]",
        amount=amount,
        currency=offer.currency,
        type=kind,
    )


def _positive(value: Any) -> Decimal | None:
    amount = machine_amount(value)[0] if value is not None else None
    return amount if amount is not None and amount > 0 else None


def _scalar(value: Any, depth: int = 0) -> str | int | float | None:
    """A number or text out of what shops write: a list, {"value": 5}, {"sales": {"value": 5}}."""
    if isinstance(value, bool) or depth > 4:
        return None
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, list):
        return next(
            (found for row in value[:5] if (found := _scalar(row, depth + 1)) is not None), None
        )
    if isinstance(value, dict):
        for name in ("sales", "@value", "value", "price", "amount", "decimalPrice"):
            found = _scalar(value.get(name), depth + 1)
            if found is not None:
                return found
    return None

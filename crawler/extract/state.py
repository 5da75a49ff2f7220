"""What data scripts say: the currency of a page that names it nowhere else, and its price."""

import re
from collections import Counter, defaultdict
from decimal import Decimal

from crawler.extract.currencies import ISO_CODES
from crawler.extract.document import Document
from crawler.extract.money import machine_amount
from crawler.records import OfferSource, PriceCandidate

_CURRENCY = re.compile(
    r"""["']?(?:priceCurrency|currencyCode|currency_code|currencyIso|currency|currencyISO|isoCurrency|Shopify\.currency)\\?["']?\s?[:=]\s?\\?["']([A-Z]{3})\\?["']"""
)
_ACTIVE = re.compile(r"""["']active["']\s*:\s*["']([A-Z]{3})["']""")
_MAX_SCRIPT = 400_000


def state_currency(document: Document) -> str | None:
    """The ISO code that inline scripts name most often; None when they name none."""
    found: Counter[str] = Counter()
    for node in document.css("script:not([src])")[:200]:
        text = node.text()[:_MAX_SCRIPT]
        if "urrency" not in text:
            continue
        found.update(code for code in _CURRENCY.findall(text) if code in ISO_CODES)
        if "Shopify.currency" in text:
            found.update(code for code in _ACTIVE.findall(text) if code in ISO_CODES)
    return found.most_common(1)[0][0] if found else None


_PRICE = re.compile(
    r"""(?<![A-Za-z_])(?P<key>product_?price|ecomm_?total_?value|(?:current|sale|selling|final)_?price"""
    r"""|display_?price|price)["']?\s*[:=]\s*["']?\s?(?P<amount>\d{1,9}(?:[.,]\d{1,2})?)(?=["'\s,;}\]])""",
    re.IGNORECASE,
)
_PLAIN = "price"


def state_price(document: Document, others: list[PriceCandidate]) -> PriceCandidate | None:
    """The one price that inline scripts name: a data layer, the state of a front end.

    None: they name none or several. An amount a hundred times that of another source is in cents.
    A key such as productPrice counts before a plain `price`, which tiles have as well. Measured on
    61 saved pages: where there was just one, it was the price or its cents on 23 of 25 pages.
    """
    found: defaultdict[str, set[str]] = defaultdict(set)
    for node in document.css("script:not([src])")[:200]:
        if node.attributes.get("type") == "application/ld+json":
            continue
        text = node.text()[:_MAX_SCRIPT]
        if "rice" not in text and "alue" not in text:
            continue
        for match in _PRICE.finditer(text):
            found[match["key"].lower()].add(match["amount"].replace(",", "."))
    named = {amount for key, amounts in found.items() if key != _PLAIN for amount in amounts}
    only = named or found[_PLAIN]
    if len({Decimal(text) for text in only}) != 1:
        return None
    raw = min(only)
    amount, _ = machine_amount(raw)
    if not amount:
        return None
    known = {other.amount for other in others if other.amount}
    if amount not in known and amount == amount.to_integral_value() and amount / 100 in known:
        amount = amount / 100
    key = next(key for key, amounts in found.items() if raw in amounts)
    return PriceCandidate(source=OfferSource.STATE, raw=raw, path=f"script: {key}", amount=amount)


_SWITCHERS = (
    '[class*="currenc" i],[id*="currenc" i],[name*="currenc" i],[data-code],[data-currency]'
)
_NAMED = (
    ("us dollar", "USD"), ("canadian dollar", "CAD"), ("australian dollar", "AUD"),
    ("new zealand dollar", "NZD"), ("hong kong dollar", "HKD"), ("singapore dollar", "SGD"),
    ("swedish", "SEK"), ("norwegian", "NOK"), ("danish", "DKK"),
)  # fmt: skip


def switcher_currency(document: Document, sign: str) -> str | None:
    """What a shared sign means on this shop, by its currency switcher: "$ US Dollar".

    None: there is no switcher, or it offers two currencies with that sign.
    """
    found: set[str] = set()
    seen: set[int] = set()
    for box in document.css(_SWITCHERS)[:30]:
        for node in (box.css("option,a,button,li,span") or [box])[:80]:
            if node.mem_id in seen or len(seen) > 400:
                continue
            seen.add(node.mem_id)
            text = node.text()[:60]
            if sign not in text:
                continue
            attributes = node.attributes
            machine = " ".join(
                attributes.get(name) or ""
                for name in ("value", "data-code", "href", "name", "data-currency")
            )
            codes = {
                code for code in re.findall(r"[A-Z]{3}", f"{text} {machine}") if code in ISO_CODES
            }
            codes |= {code for name, code in _NAMED if name in text.lower()}
            if len(codes) == 1:
                found |= codes
    return found.pop() if len(found) == 1 else None

"""What data scripts say: the currency of a page that names it nowhere else."""

import re
from collections import Counter

from crawler.extract.currencies import ISO_CODES
from crawler.extract.document import Document

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

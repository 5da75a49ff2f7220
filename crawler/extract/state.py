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

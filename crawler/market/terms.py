"""What makes amounts of several shops comparable: currency, rates, shipping, tax."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from crawler.config import Config, Shipping
from crawler.market.amounts import rounded
from crawler.records import OfferRow, Role, SiteFacts


@dataclass(frozen=True, slots=True)
class Terms:
    """The settings of one night, as far as prices are compared."""

    own: str
    """Id of the own shop."""
    currency: str | None
    """The own one. None: unknown, so that nothing can be compared."""
    rates: Mapping[str, Decimal] = field(default_factory=dict)
    """What one unit of a currency costs in the own one."""
    shipping: Mapping[str, Shipping] = field(default_factory=dict)
    """By site; a site without is not known."""
    currencies: Mapping[str, str] = field(default_factory=dict)
    """By site, for pages that do not say theirs."""
    equal_within: Decimal = Decimal("0.005")
    tax_percent: Decimal | None = None
    stepwise: bool = False
    """Whether a reduction that grows step by step began with its first step."""

    def amount(self, price: Decimal, currency: str | None) -> Decimal | None:
        """In the own currency: as it is, or converted and rounded to cents. None: no rate."""
        if currency is None or self.currency is None:
            return None
        if currency == self.currency:
            return price
        rate = self.rates.get(currency)
        return None if rate is None else rounded(price * rate, 2)

    def sending(self, site: str, amount: Decimal) -> Decimal | None:
        """What a shop takes for sending one product of this price. None: not known."""
        shipping = self.shipping.get(site)
        if shipping is None:
            return None
        free = shipping.free_from is not None and amount >= shipping.free_from
        return Decimal(0) if free else shipping.flat


def terms_of(config: Config, sites: Iterable[SiteFacts], offers: Iterable[OfferRow]) -> Terms:
    """The terms of a night.

    The own currency is the one of the settings, else the one that the own shop names, else the
    one of most own offers.
    """
    facts = {site.id: site for site in sites}
    own = next((site.id for site in facts.values() if site.role is Role.OWN), config.store.id)
    currencies = {site.id: site.currency for site in facts.values() if site.currency}
    currencies |= {shop.id: shop.currency for shop in config.shops if shop.currency}
    asked = Counter(row.currency for row in offers if row.role == Role.OWN and row.currency)
    most = min(asked, key=lambda code: (-asked[code], code), default=None)
    return Terms(
        own=own,
        currency=currencies.get(own) or most,
        rates=config.market.rates,
        shipping={shop.id: shop.shipping for shop in config.shops if shop.shipping},
        currencies=currencies,
        equal_within=config.market.equal_within,
        tax_percent=config.market.tax_percent,
        stepwise=config.market.stepwise_reductions,
    )

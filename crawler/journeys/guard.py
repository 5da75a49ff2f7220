"""What our browser may ask for during a journey: everything a shopper's does, but no order."""

import re
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Request, Route
from playwright.async_api import Error as PlaywrightError

from crawler.addresses import is_private_host
from crawler.render.policy import TRACKING

WRITING = frozenset({"POST", "PUT", "PATCH"})
MOST_TOLD = 20

ORDERS: tuple[tuple[str, str], ...] = (
    (r"[?&]wc-ajax=checkout\b", "WooCommerce's classic checkout orders with it"),
    (r"/wc/store(?:/v\d+)?/checkout", "WooCommerce's block checkout orders with it"),
    (r"/(?:guest-)?carts/[^/]+/(?:payment-information|order)\b", "Magento orders with it"),
    (r"/paypal/express/|/braintree/", "a payment service's own way to order"),
    (r"/wallets/checkouts|/checkouts/[^?]*/(?:processing|complete)", "Shopify pays with it"),
    (r"/module/[^/]+/(?:validation|payment|confirm)", "PrestaShop's payment modules order with it"),
    (r"route=(?:checkout/confirm|extension/[^&]*payment)", "OpenCart orders with it"),
    (r"/api/storefront/checkouts/[^/]+/orders?|/internalapi/v\d/checkout/order",
     "BigCommerce orders with it"),
    (r"CheckoutServices-(?:PlaceOrder|SubmitPayment)|COPlaceOrder|COSummary-Submit",
     "Salesforce Commerce Cloud orders with it"),
    (r"/carts?/[^/]+/(?:checkout|paymentMethods)\b|/api/orders?\b", "EverShop orders with it"),
    (r"/checkout/(?:preview|payment-details)/?", "django-oscar orders with it"),
    (r"place-?_?order|submit-?_?order|create-?_?order|confirm-?_?order|order-?_?confirm",
     "its name says that it orders"),
    (r"/(?:pay|payments?|payment-intents?|charges?)(?:/|$|\?)", "its name says that it pays"),
)  # fmt: skip
"""Addresses that take an order or a payment, with the reason. Never written to."""
LATE_ORDERS: tuple[tuple[str, str], ...] = (
    (r"/(?:orders?|purchase|bestellung(?:en)?|bestellen|commandes?|pedidos?|ordini|ordine|"
     r"bestelling(?:en)?|zamowieni[ea])(?:/|$|\?)", "it may order something"),
    (r"zahlung|zahlen|paiement|paye[rz]|\bpago|pagar|pagament|betaling|betaal|platnosc|zaplac",
     "its name says that it pays"),
)  # fmt: skip
"""The same once the checkout was asked for: before, such a name may only be the basket's."""
PAYMENT_HOSTS = re.compile(
    r"(?:^|\.)(?:stripe\.com|paypal\.com|braintree-api\.com|braintreegateway\.com|adyen\.com|"
    r"klarna\.com|mollie\.com|checkout\.com|squareup\.com|authorize\.net|shopifycs\.com|"
    r"pay\.google\.com|worldpay\.com|opayo\.\w+|sagepay\.com|payone\.com|unzer\.com|"
    r"payments-amazon\.com|afterpay\.com|clearpay\.co\.uk|payments\.bigcommerce\.com|"
    r"cybersource\.com|sumup\.com|rapyd\.net|payu\.com|przelewy24\.pl|ingenico\.com)$"
)
"""Payment services. Our own list."""


def belongs(host: str, shop: str) -> bool:
    """Whether a host (without port) is the shop's: the same, with or without www, or below it."""
    bare = shop.removeprefix("www.")
    return host.removeprefix("www.") == bare or host.endswith(f".{bare}")


class Guard:
    """Stands between the browser and the network for one journey."""

    def __init__(self, shop_url: str) -> None:
        self.host = urlsplit(shop_url).hostname or ""
        self.private = is_private_host(self.host)
        self.checkout = False
        """Set when the checkout is asked for: from then on more addresses count as orders."""
        self.left = ""
        """Host of somebody else's that the shop last tried to send us to."""
        self.refused: list[str] = []

    async def stand(self, context: BrowserContext) -> None:
        """From now on every request of the context passes here."""
        await context.route("**/*", self._judge)

    def objection(self, request: Request) -> str:
        """Why a request may not be made. Empty: it may."""
        parts = urlsplit(request.url)
        host: str = parts.hostname or ""
        if parts.scheme in ("data", "blob", "about"):
            return ""
        if is_private_host(host) and not self.private:
            return "a private address"
        if _moves(request) and not belongs(host, self.host):
            self.left = host
            return "it leads away from the shop"
        if request.method not in WRITING:
            return ""
        if PAYMENT_HOSTS.search(host):
            return "a payment service"
        if not belongs(host, self.host):
            return ""
        address = parts.path + (f"?{parts.query}" if parts.query else "")
        for pattern, reason in ORDERS + (LATE_ORDERS if self.checkout else ()):
            if re.search(pattern, address, re.IGNORECASE):
                return reason
        return ""

    async def _judge(self, route: Route, request: Request) -> None:
        reason = self.objection(request)
        if reason and len(self.refused) < MOST_TOLD:
            self.refused.append(f"{request.method} {_shown(request.url)}: {reason}")
        try:
            if reason or any(fnmatchcase(request.url, pattern) for pattern in TRACKING):
                await route.abort("blockedbyclient")
            else:
                await route.continue_()
        except PlaywrightError as error:
            if "closed" not in str(error) and "Route is already handled" not in str(error):
                raise


def _moves(request: Request) -> bool:
    """Whether it brings another document to a tab, and not only to a frame in it."""
    if not request.is_navigation_request():
        return False
    try:
        return request.frame.parent_frame is None
    except PlaywrightError:
        return True  # the first document of a new tab, which has no frame yet


def _shown(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}"[:120]

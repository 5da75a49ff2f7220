"""Nothing is ordered, paid or told to anybody; a form is filled in only with the test identity."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest

from crawler.journeys.guard import Guard, belongs
from crawler.journeys.words import NEVER_WITH_BASKET
from crawler.records import JourneyState, StepName, StepState
from crawler.render.banner import NEVER
from tests.journeys.conftest import Chromium
from tests.journeys.shop import DemoShop, opened
from tests.journeys.systems import Magento, WooCommerce, contact_form
from tests.journeys.walked import SHORT, walked

pytestmark = pytest.mark.browser

SHOPPER = {"email": "test@storewalk.example", "first_name": "Test", "last_name": "Shopper",
           "city": "Berlin"}  # fmt: skip


class Eager(WooCommerce):
    """A checkout whose scripts try to order and to pay by themselves, and whose fields tell what
    was typed."""

    def checkout_page(self, shop: DemoShop, basket: Any) -> str:
        return (
            contact_form(shop, "/?wc-ajax=checkout", "Place order")
            + """<script>
for (const address of ["/?wc-ajax=checkout", "/wp-json/wc/store/v1/checkout", "/order/",
                       "/payments", "/rest/V1/guest-carts/7/payment-information", "/api/orders"])
  fetch(address, {method: "POST", body: "{}"}).catch(() => 0);
fetch("/estimate", {method: "POST", body: "{}"});
document.addEventListener("input", (event) =>
  fetch("/typed?" + new URLSearchParams({[event.target.name]: event.target.value})));
</script>"""
        )


class Elsewhere(WooCommerce):
    """A checkout on another host."""

    def checkout_page(self, shop: DemoShop, basket: Any) -> str:
        return "<script>location = 'http://pay.shop.example/checkout'</script>"


class Tempting(Magento):
    """A basket whose only way on orders at once."""

    def basket_page(self, shop: DemoShop, basket: Any) -> str:
        page = super().basket_page(shop, basket)
        return page.replace("Proceed to Checkout", "Order and pay")


@pytest.fixture(scope="module")
def eager() -> Iterator[DemoShop]:
    with opened(Eager()) as shop:
        yield shop


def test_no_order_and_no_payment_ever_arrives_and_nothing_is_typed(
    chromium: Chromium, eager: DemoShop
) -> None:
    eager.again()
    record = walked(chromium, eager, leave_out=SHORT)
    assert record.state is JourneyState.OK
    assert sorted(set(eager.posts())) == ["/estimate", "/product/blue-mug/"]
    assert len(record.refused) == 6
    assert all(text.startswith("POST 127.0.0.1") for text in record.refused)
    checkout = record.step(StepName.CHECKOUT)
    assert checkout is not None
    failed = {urlsplit(one.url).path for one in checkout.failed_requests if not one.blocked}
    assert failed == {"/estimate"}, "what we stop ourselves is no fault of the shop"
    assert [asked for asked in eager.asked if asked.path == "/typed"] == []


def test_the_identity_is_typed_as_configured_and_not_sent(
    chromium: Chromium, eager: DemoShop
) -> None:
    eager.again()
    # What opens a closed shop stands between browser and network as well.
    access = {"headers": {"X-Staging": "yes"}, "login": "ann:secret"}
    record = walked(chromium, eager, leave_out=SHORT, identity=SHOPPER, access=access)
    assert {asked.headers.get("X-Staging") for asked in eager.asked} == {"yes"}
    typed: dict[str, str] = {}
    for asked in eager.asked:
        if asked.path == "/typed":
            typed |= asked.query
    assert typed == {
        "billing_email": "test@storewalk.example", "billing_first_name": "Test",
        "billing_last_name": "Shopper", "billing_city": "Berlin",
    }  # fmt: skip
    checkout = record.step(StepName.CHECKOUT)
    assert checkout is not None
    assert checkout.filled == ("email", "first_name", "last_name", "city")
    assert sorted(set(eager.posts())) == ["/estimate", "/product/blue-mug/"]


def test_another_host_is_not_followed_and_not_called_a_fault(chromium: Chromium) -> None:
    with opened(Elsewhere()) as shop:
        record = walked(chromium, shop, leave_out=SHORT, step_timeout_s=1)
    assert record.state is JourneyState.UNSURE
    assert "pay.shop.example" in record.note


def test_a_button_that_orders_is_left_alone(chromium: Chromium) -> None:
    with opened(Tempting()) as shop:
        record = walked(chromium, shop, leave_out=SHORT)
        checkout = record.step(StepName.CHECKOUT)
        assert checkout is not None
        assert checkout.state is StepState.UNSURE
        assert '"Order and pay" may order or pay something' in checkout.note
        assert [asked.path for asked in shop.asked if asked.path == "/checkout/"] == []


@pytest.mark.parametrize(
    "text",
    ["Place order", "Place your order", "Pay now", "Pay €12.90", "Buy with Shop Pay", "PayPal",
     "Zahlungspflichtig bestellen", "Kostenpflichtig bestellen", "Bestellung abschließen",
     "Payer", "Valider la commande", "Pagar", "Confirmar compra", "Paga ora",
     "Conferma l'ordine", "Bestelling plaatsen", "Betaal", "Zapłać",
     "Zamawiam i płacę", "Complete purchase"],
)  # fmt: skip
def test_words_that_order_are_never_pressed(text: str) -> None:
    assert NEVER.search(text)


@pytest.mark.parametrize(
    "text",
    ["Add to cart", "In den Warenkorb", "Proceed to checkout", "Zur Kasse", "View cart",
     "Passer la commande", "Ajouter au panier", "Tramitar pedido", "Als Gast bestellen",
     "Vai alla cassa", "Naar de kassa", "Do kasy", "Remove",
     "Payment methods", "Continue as guest"],
)  # fmt: skip
def test_words_on_the_way_are_pressed(text: str) -> None:
    assert not NEVER.search(text)
    assert not NEVER_WITH_BASKET.search(text)


def test_buy_now_orders_only_with_a_basket() -> None:
    assert not NEVER.search("Jetzt kaufen")
    assert NEVER_WITH_BASKET.search("Jetzt kaufen")


@dataclass
class Asking:
    """A request as the guard looks at it."""

    url: str
    method: str = "POST"

    def is_navigation_request(self) -> bool:
        return False


@pytest.mark.parametrize(
    ("url", "late", "refused"),
    [
        ("https://shop.example/?wc-ajax=add_to_cart", False, False),
        ("https://shop.example/?wc-ajax=checkout", False, True),
        ("https://shop.example/cart/add", True, False),
        ("https://shop.example/bestellen?artikel=7", False, False),
        ("https://shop.example/bestellen?artikel=7", True, True),
        ("https://api.stripe.com/v1/payment_intents", False, True),
        ("https://www.paypal.com/v2/checkout", False, True),
        ("https://cdn.example/log", False, False),
        ("http://192.168.0.7/order", False, True),
    ],
)
def test_the_guard_knows_orders_by_their_address(url: str, late: bool, refused: bool) -> None:
    guard = Guard("https://shop.example/")
    guard.checkout = late
    assert bool(guard.objection(Asking(url))) is refused  # type: ignore[arg-type]


def test_a_shop_on_a_private_address_is_its_own_guest() -> None:
    guard = Guard("http://127.0.0.1:8000/")
    asked = Asking("http://127.0.0.1:8000/logo.png", "GET")
    assert guard.objection(asked) == ""  # type: ignore[arg-type]


def test_hosts_below_the_shop_are_the_shop() -> None:
    assert belongs("www.shop.example", "shop.example")
    assert belongs("checkout.shop.example", "www.shop.example")
    assert not belongs("shop.example.net", "shop.example")
    assert not belongs("othershop.example", "shop.example")

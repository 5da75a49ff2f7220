"""Planted faults are named at the step where a shopper meets them, and nothing else is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.records import JourneyRecord, JourneyState, JourneyStep, StepName, StepState
from tests.journeys.conftest import Chromium
from tests.journeys.shop import SHIRT, DemoShop, opened
from tests.journeys.systems import Kontor, Shopify, WooCommerce
from tests.journeys.walked import SHORT, walked

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def woo() -> Iterator[DemoShop]:
    with opened(WooCommerce()) as shop:
        yield shop


@pytest.fixture(scope="module")
def kontor() -> Iterator[DemoShop]:
    with opened(Kontor()) as shop:
        yield shop


def step_of(record: JourneyRecord, name: StepName) -> JourneyStep:
    found = record.step(name)
    assert found is not None
    return found


def failed(record: JourneyRecord) -> dict[StepName, str]:
    return {step.name: step.note for step in record.steps if step.state is StepState.FAILED}


def test_a_filter_and_a_size_are_chosen(chromium: Chromium, woo: DemoShop) -> None:
    woo.again()
    record = walked(chromium, woo, goods=SHIRT)
    assert record.state is JourneyState.OK
    assert failed(record) == {}
    assert step_of(record, StepName.FILTER).products == 1
    assert step_of(record, StepName.VARIANT).way == "chose M", "S is sold out"
    assert record.basket_price == record.product_price


def test_a_dead_search_and_a_dead_filter_do_not_end_the_journey(
    chromium: Chromium, woo: DemoShop
) -> None:
    woo.again("search-dead", "filter-dead")
    record = walked(chromium, woo, step_timeout_s=1.5)
    assert record.state is JourneyState.OK
    assert failed(record) == {
        StepName.SEARCH: 'The search for "Blue mug" found nothing, though the shop sells it.',
        StepName.FILTER: "The list did not change.",
    }


def test_a_basket_that_stays_empty(chromium: Chromium, woo: DemoShop) -> None:
    woo.again("basket-empty")
    record = walked(chromium, woo, leave_out=SHORT)
    assert record.state is JourneyState.FAILED
    assert failed(record) == {
        StepName.BASKET: "The basket is empty, though the product was put into it."
    }
    assert step_of(record, StepName.BASKET).tries == 2
    assert step_of(record, StepName.CHECKOUT).state is StepState.NOT_REACHED


def test_a_hidden_button(chromium: Chromium, woo: DemoShop) -> None:
    woo.again("button-hidden")
    record = walked(chromium, woo, leave_out=SHORT)
    assert failed(record) == {StepName.ADD: "No button to buy is visible and in reach."}
    assert woo.posts() == []
    assert record.emptied is None


def test_a_product_that_cannot_be_added_says_why(chromium: Chromium, kontor: DemoShop) -> None:
    kontor.again("add-error")
    record = walked(chromium, kontor, leave_out=SHORT)
    assert list(failed(record)) == [StepName.ADD]
    assert "Sorry, this product cannot be purchased." in failed(record)[StepName.ADD]
    assert step_of(record, StepName.ADD).errors


def test_a_checkout_that_answers_with_an_error(chromium: Chromium, woo: DemoShop) -> None:
    woo.again("checkout-500")
    record = walked(chromium, woo, leave_out=SHORT)
    assert failed(record) == {StepName.CHECKOUT: "The checkout answered with HTTP 500."}
    step = step_of(record, StepName.CHECKOUT)
    assert (step.tries, step.status) == (2, 500)
    assert step.url.endswith("/checkout/")
    assert [request.status for request in step.failed_requests] == [500, 500]
    assert record.emptied is True


def test_an_account_is_asked_for(chromium: Chromium, woo: DemoShop) -> None:
    woo.again("account-forced")
    record = walked(chromium, woo, leave_out=SHORT)
    assert list(failed(record)) == [StepName.CHECKOUT]
    assert record.guest is False


def test_a_banner_is_refused_and_a_tab_is_followed(chromium: Chromium, kontor: DemoShop) -> None:
    kontor.again()
    record = walked(chromium, kontor, goods=SHIRT, leave_out=SHORT)
    assert record.state is JourneyState.OK
    assert record.consent == "rejected: Nur notwendige"
    assert step_of(record, StepName.VARIANT).way == "chose M"
    assert step_of(record, StepName.CHECKOUT).url.endswith("/weiter")
    assert kontor.posts() == ["/hinein"], "neither `Jetzt kaufen` nor the login was pressed"


def test_shopify_says_it_in_a_message(chromium: Chromium) -> None:
    with opened(Shopify()) as shop:
        shop.again("add-error")
        record = walked(chromium, shop, leave_out=SHORT)
        assert failed(record) == {
            StepName.ADD: 'The shop says: "Sorry, this product cannot be purchased."'
        }


def test_a_journey_of_ones_own_names_its_ways_and_its_proofs(
    chromium: Chromium, kontor: DemoShop, tmp_path: Path
) -> None:
    kontor.again()
    mine = """
steps:
  search: {leave_out: true}
  listing:
    ways: [{href: "^/sortiment$", name: "^Sortiment"}]
    first: [{css: "button[aria-label='Menü']"}]
    expect: [{url: "/sortiment$", text: "Red kettle"}]
  product: {expect: [{css: ".preis"}]}
  checkout: {expect: [{text: "Wie möchten Sie bestellen"}]}
"""
    (tmp_path / "mine.yml").write_text(mine, encoding="utf-8")
    record = walked(chromium, kontor, folder=tmp_path, use=["mine"])
    assert (record.name, record.state) == ("mine", JourneyState.OK)
    assert step_of(record, StepName.LISTING).way == 'element "Sortiment"'

    (tmp_path / "mine.yml").write_text(mine.replace(".preis", ".gibt-es-nicht"), encoding="utf-8")
    kontor.again()
    record = walked(chromium, kontor, folder=tmp_path, use=["mine"], step_timeout_s=1)
    assert failed(record) == {
        StepName.PRODUCT: "What the journey expects of this step did not come true."
    }
    assert kontor.posts() == []

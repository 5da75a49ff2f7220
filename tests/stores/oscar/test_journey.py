"""A real shop walked to its checkout, by its own journey and by the one that knows no system."""

from pathlib import Path

import pytest

from crawler.config import Config
from crawler.journeys.goal import search_words
from crawler.journeys.library import plans_of
from crawler.journeys.stage import Shop, walk_one
from crawler.journeys.trip import Target
from crawler.records import JourneyRecord, JourneyState, Role, SiteFacts, StepName
from tests.journeys.conftest import Chromium, chromium
from tests.stores.oscar.fixture import OscarShop

pytestmark = [pytest.mark.shop, pytest.mark.browser]

__all__ = ["chromium"]


def walked(chromium: Chromium, oscar: OscarShop, name: str, shots: Path) -> JourneyRecord:
    plain = (one for one in oscar.products if one.structure == "standalone")
    goods = next(one for one in plain if one.availability == "InStock" and not one.list_price)
    home = f"{oscar.url}/"
    config = Config.model_validate(
        {"store": {"name": "Oscar", "url": home}, "journeys": {"enabled": True, "use": [name]}}
    )
    target = Target(
        url=oscar.url + goods.path,
        name=goods.name,
        words=search_words(goods.name),
        categories=(f"{oscar.url}/catalogue/",),
        products=tuple(oscar.url + one.path for one in oscar.products),
    )
    site = SiteFacts(id="oscar", name="Oscar", role=Role.OWN, url=home, currency=goods.currency)
    plan = plans_of(config, "generic")[name]
    shop = Shop(config, site, shots, config.user_agent)
    record = chromium.run(walk_one(shop, chromium.browser, chromium.choice, name, plan, target))
    assert isinstance(record, JourneyRecord)
    assert record.product_price is not None
    assert record.product_price.amount == goods.price
    return record


@pytest.mark.parametrize("name", ["oscar", "generic"])
def test_the_checkout_is_reached(
    name: str, chromium: Chromium, oscar: OscarShop, tmp_path: Path
) -> None:
    record = walked(chromium, oscar, name, tmp_path)
    assert record.state is JourneyState.OK, [(s.name, s.state, s.note) for s in record.steps]
    assert record.basket_price == record.product_price
    assert record.guest is True
    assert record.emptied is True
    checkout = record.step(StepName.CHECKOUT)
    assert checkout is not None
    assert "/checkout/" in checkout.url
    assert any(field.type == "email" and field.visible for field in checkout.fields)

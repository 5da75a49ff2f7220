"""A journey walked in a demo shop, without the stage around it."""

from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from crawler.config import Config
from crawler.journeys.goal import search_words
from crawler.journeys.library import plans_of
from crawler.journeys.stage import Shop, walk_one
from crawler.journeys.trip import Target
from crawler.records import JourneyRecord, PlatformFacts, Role, SiteFacts
from tests.journeys.conftest import Chromium
from tests.journeys.shop import GOODS, MUG, DemoShop, Goods

SHORT = ("search", "listing", "filter")
"""Steps that tests of the basket leave out, to be quick."""


def walked(
    chromium: Chromium,
    shop: DemoShop,
    *,
    goods: Goods = MUG,
    shots: Path | None = None,
    leave_out: tuple[str, ...] = (),
    access: dict[str, Any] | None = None,
    **settings: Any,
) -> JourneyRecord:
    """One journey of the shop's own system."""
    name = shop.platform.name
    journeys: dict[str, Any] = {"enabled": True, "step_timeout_s": 3, **settings}
    if name in ("evershop", "oscar"):
        journeys = {"use": [name], **journeys}
    config = Config.model_validate(
        {
            "store": {"name": "Demo", "id": "demo", "url": shop.url, "access": access or {}},
            "journeys": journeys,
        }
    )
    site = SiteFacts(
        id="demo", name="Demo", role=Role.OWN, url=shop.url,
        platform=PlatformFacts(name=name if name != "evershop" else "generic"), currency="EUR",
    )  # fmt: skip
    ((plan_name, plan),) = plans_of(config, name).items()
    if leave_out:
        steps = dict(plan.steps)
        for step in leave_out:
            steps[step] = steps[step].model_copy(update={"leave_out": True})
        plan = plan.model_copy(update={"steps": plan.steps.model_copy(update=steps)})

    def address(path: str) -> str:
        return urljoin(shop.url, path)

    target = Target(
        url=address(shop.platform.product(goods)),
        name=goods.name,
        words=search_words(goods.name),
        categories=(address(shop.platform.category),),
        products=tuple(address(shop.platform.product(one)) for one in GOODS),
    )
    at = Shop(config, site, shots, config.user_agent)
    record = chromium.run(walk_one(at, chromium.browser, chromium.choice, plan_name, plan, target))
    assert isinstance(record, JourneyRecord)
    return record

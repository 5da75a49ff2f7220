"""Every shop system's journey reaches the checkout's form on a phone, and orders nothing."""

from pathlib import Path

import pytest

from crawler.records import JourneyState, StepName, StepState
from tests.journeys.conftest import Chromium
from tests.journeys.shop import MUG, opened
from tests.journeys.systems import SYSTEMS
from tests.journeys.walked import walked

pytestmark = pytest.mark.browser

DONE = {StepState.OK, StepState.SKIPPED}


@pytest.mark.parametrize("name", SYSTEMS)
def test_the_journey_reaches_the_checkout(name: str, chromium: Chromium, tmp_path: Path) -> None:
    with opened(SYSTEMS[name]()) as shop:
        record = walked(chromium, shop, goods=MUG, shots=tmp_path)
        states = {step.name: step.state for step in record.steps}
        assert record.state is JourneyState.OK, [(s.name, s.state, s.note) for s in record.steps]
        assert set(states) == set(StepName)
        assert set(states.values()) <= DONE
        assert states[StepName.SEARCH] is StepState.OK
        assert states[StepName.LISTING] is StepState.OK
        assert record.product_price == record.basket_price
        assert record.product_price is not None
        assert record.product_price.amount == MUG.price
        assert record.guest is True
        assert record.emptied is True
        checkout = record.step(StepName.CHECKOUT)
        assert checkout is not None
        assert any(field.visible for field in checkout.fields)
        assert checkout.filled == ()
        assert record.closed == (("×",) if name == "shopify" else ())
        added = record.step(StepName.ADD)
        assert added is not None
        assert added.feedback_ms is not None
        assert added.pressed is not None
        names = {shot.file for step in record.steps if (shot := step.screenshot)}
        assert {path.name for path in tmp_path.iterdir()} >= names
        assert len(names) >= 6

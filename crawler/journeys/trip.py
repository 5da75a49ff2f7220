"""What all steps of one journey share."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import orjson

from crawler.config import Expect, JourneyPlan, ShopperIdentity
from crawler.extract.page import PageFacts
from crawler.journeys.consent import Consent
from crawler.journeys.shopper import Pressed, Shopper
from crawler.records import Money, StepState


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be bought, and what the walk knows of the shop around it."""

    url: str
    name: str
    words: str
    """To search for."""
    categories: tuple[str, ...] = ()
    """Addresses of lists, those that show the product first."""
    products: tuple[str, ...] = ()
    """Addresses of the shop's products, to recognise a list by."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the page showed at one moment."""

    url: str
    born: float
    """Tells one document from the next."""
    here: bool
    """The address is the product's."""
    errors: tuple[str, ...]
    count: int | None
    products: int
    priced: bool
    row: dict[str, Any] | None
    """The product's line in a basket: its amounts as texts and the quantity."""
    text: str
    ready: bool
    title: str


@dataclass(slots=True)
class Outcome:
    """How one try of a step ended."""

    state: StepState
    note: str = ""
    pressed: Pressed | None = None
    elapsed_ms: int = 0
    feedback_ms: int | None = None
    final: bool = False
    """True: a second try would say the same."""
    more: dict[str, Any] = field(default_factory=dict)
    """Further fields of the JourneyStep."""


@dataclass(slots=True)
class Trip:
    """One journey under way."""

    plan: JourneyPlan
    shopper: Shopper
    target: Target
    consent: Consent
    read: Callable[[str, str], PageFacts]
    """HTML and address of a page to its facts."""
    identity: ShopperIdentity | None = None
    currency: str | None = None
    """Of the shop, where a price does not say."""
    product_price: Money | None = None
    basket_price: Money | None = None
    basket_url: str = ""
    guest: bool | None = None
    added: bool = False

    async def see(self, counter: str = "") -> Sight | None:
        """What the page shows now. None: it is just being replaced by another."""
        asked = {
            "product": {"url": self.target.url, "name": self.target.name},
            "pages": self.target.products,
            "counter": counter,
        }
        seen = await self.shopper.ask(f"storewalkJourney.state({orjson.dumps(asked).decode()})")
        if seen is None:
            return None
        return Sight(**{**seen, "errors": tuple(seen["errors"])})

    async def sight(self) -> Sight:
        """What the page shows, once it shows something."""
        while True:
            now = await self.see()
            if now is not None:
                return now
            await asyncio.sleep(0.02)

    async def html(self) -> str:
        """The document as it is now. Empty while it is being replaced."""
        text = await self.shopper.ask("document.documentElement.outerHTML")
        return text if isinstance(text, str) else ""

    async def proves(self, expected: tuple[Expect, ...], before: Sight, now: Sight) -> bool:
        """Whether any of what a journey expects is true now."""
        return any([await self._true(one, before, now) for one in expected])

    async def _true(self, one: Expect, before: Sight, now: Sight) -> bool:
        if one.url and not re.search(one.url, now.url, re.IGNORECASE):
            return False
        if one.text and not re.search(one.text, now.text, re.IGNORECASE):
            return False
        if one.css:
            shown = self.shopper.page.locator(one.css).filter(visible=True)
            if not await shown.count():
                return False
        if one.count:
            counted = await self.see(one.count)
            return counted is not None and (counted.count or 0) > (before.count or 0)
        return True

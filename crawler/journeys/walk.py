"""One journey from its first step to its last, written down frame by frame."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from crawler.config import Step
from crawler.journeys import shop_window, till
from crawler.journeys.shopper import Missing, Refused, Told
from crawler.journeys.trip import Outcome, Trip
from crawler.records import (
    JourneyRecord,
    JourneyState,
    JourneyStep,
    StepName,
    StepState,
)

TRIES = 2
"""As a monitor does it: what works at once or at the second try works (mobile.md 3.8)."""
NEEDED = frozenset(
    {StepName.OPEN, StepName.PRODUCT, StepName.ADD, StepName.BASKET, StepName.CHECKOUT}
)
"""Without these the journey cannot go on. The others have a way around: the product's address."""
EMPTY_S = 15.0
"""For emptying the basket, after the journey's own time."""

WALKED: dict[StepName, Callable[[Trip], Awaitable[Outcome]]] = {
    StepName.OPEN: shop_window.open_shop,
    StepName.SEARCH: shop_window.search,
    StepName.LISTING: shop_window.listing,
    StepName.FILTER: shop_window.narrow,
    StepName.PRODUCT: shop_window.product,
    StepName.VARIANT: shop_window.variant,
    StepName.ADD: till.add,
    StepName.BASKET: till.basket,
    StepName.CHECKOUT: till.checkout,
}


@dataclass(slots=True)
class Walk:
    """The journey's clock and what was seen so far."""

    trip: Trip
    record: JourneyRecord
    """What is known before the first step."""
    limit_s: float
    on_step: Callable[[int], None] = lambda steps: None
    said: tuple[str, ...] = ()
    """Errors that the page showed when the last step ended: they are not the next one's."""

    async def go(self) -> JourneyRecord:
        """Walk it. Never raises for what the shop does."""
        trip = self.trip
        loop = asyncio.get_running_loop()
        began = loop.time()
        started_at = datetime.now(UTC).replace(microsecond=0)
        steps: list[JourneyStep] = []
        ended = ""
        unsure = False
        try:
            async with asyncio.timeout(self.limit_s):
                for name, walked in WALKED.items():
                    step = await self._step(name, walked, round((loop.time() - began) * 1000))
                    steps.append(step)
                    self.on_step(len(steps))
                    if name in NEEDED and step.state in (StepState.FAILED, StepState.UNSURE):
                        ended, unsure = step.note, step.state is StepState.UNSURE
                        break
        except TimeoutError:
            ended, unsure = f"It took longer than {self.limit_s / 60:g} minutes.", True
            steps.append(_blank(_after(steps), StepState.UNSURE, "The time was over."))
        steps += [
            _blank(name, StepState.NOT_REACHED, "The journey ended before.")
            for name in list(WALKED)[len(steps) :]
        ]
        state = JourneyState.OK
        if ended:
            state = JourneyState.UNSURE if unsure else JourneyState.FAILED
        elapsed = round((loop.time() - began) * 1000)
        emptied = await self._empty()
        return self.record.model_copy(
            update={
                "state": state,
                "note": ended,
                "started_at": started_at,
                "elapsed_ms": elapsed,
                "product_price": trip.product_price,
                "basket_price": trip.basket_price,
                "guest": trip.guest,
                "consent": trip.consent.told,
                "closed": tuple(trip.consent.closed),
                "emptied": emptied,
                "refused": tuple(trip.shopper.guard.refused),
                "steps": tuple(steps),
            }
        )

    async def _step(
        self, name: StepName, walked: Callable[[Trip], Awaitable[Outcome]], at_ms: int
    ) -> JourneyStep:
        trip, shopper = self.trip, self.trip.shopper
        plan: Step = getattr(trip.plan.steps, name)
        if plan.leave_out:
            return _blank(name, StepState.SKIPPED, "The journey leaves it out.", at_ms=at_ms)
        shopper.told = Told()
        shopper.status = None
        events = shopper.events
        events.console, events.failed, events.requests = [], [], 0
        outcome = Outcome(StepState.UNSURE)
        tries = 0
        while tries < TRIES:
            tries += 1
            outcome = await self._try(walked)
            if outcome.state is not StepState.FAILED or outcome.final:
                break
        optional = plan.optional or name not in NEEDED
        if outcome.state is not StepState.SKIPPED:
            await shopper.settle()
        seen = await trip.see()
        said = seen.errors if seen else ()
        shown = outcome.state not in (StepState.SKIPPED, StepState.NOT_REACHED)
        pressed = outcome.pressed
        facts: dict[str, Any] = {
            "optional": optional,
            "note": outcome.note,
            "way": pressed.way if pressed else "",
            "pressed": pressed.element if pressed else None,
            "before": pressed.before if pressed else None,
            "tries": tries,
            "at_ms": at_ms,
            "elapsed_ms": outcome.elapsed_ms,
            "feedback_ms": outcome.feedback_ms,
            "tap_ms": shopper.told.tap_ms if pressed and pressed.element else None,
            "url": shopper.page.url.split("#")[0][:2000],
            "status": shopper.status,
            "title": seen.title if seen else "",
            "errors": tuple(text for text in said if text not in self.said),
            "screenshot": await shopper.look(name) if shown else None,
            "console": tuple(events.console),
            "failed_requests": tuple(events.failed),
            "requests": events.requests,
            "dialogs": tuple(shopper.told.dialogs),
        }
        self.said = said
        return JourneyStep(name=name, state=outcome.state, **{**facts, **outcome.more})

    async def _try(self, walked: Callable[[Trip], Awaitable[Outcome]]) -> Outcome:
        shopper = self.trip.shopper
        try:
            return await walked(self.trip)
        except Missing:
            return Outcome(StepState.FAILED, "Nothing to press was found.", final=True)
        except Refused as error:
            return Outcome(StepState.UNSURE, f"{error.message}.", final=True)
        except PlaywrightTimeout:
            note = f"The shop did not answer within {shopper.timeout_s:g} s."
            return Outcome(StepState.FAILED, note)
        except PlaywrightError as error:
            text = str(error).splitlines()[0][:160]
            if "ERR_BLOCKED_BY_CLIENT" in text:
                note = f"The shop leads to {shopper.guard.left}, where we do not go."
                return Outcome(StepState.UNSURE, note, final=True)
            if "net::ERR" in text:
                return Outcome(StepState.FAILED, f"The page did not open: {text}")
            note = f"The browser gave no answer: {text}"
            return Outcome(StepState.UNSURE, note, final=True)

    async def _empty(self) -> bool | None:
        """Leave the shop as it was found, as far as it lets us."""
        try:
            async with asyncio.timeout(EMPTY_S):
                return await till.empty(self.trip)
        except (PlaywrightError, TimeoutError, Missing, Refused):
            return False


def _blank(name: StepName, state: StepState, note: str, *, at_ms: int = 0) -> JourneyStep:
    return JourneyStep(name=name, state=state, note=note, at_ms=at_ms, optional=name not in NEEDED)


def _after(steps: list[JourneyStep]) -> StepName:
    return list(WALKED)[len(steps)]

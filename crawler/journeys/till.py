"""The steps from the product to the checkout's first form: add, basket, checkout, and back."""

from typing import Any

from crawler.extract.field_kinds import GUEST, asks_to_log_in, form_of, kind_of_field
from crawler.extract.money import parse_price
from crawler.journeys.shop_window import broken, product, variant
from crawler.journeys.shopper import Missing, Pressed
from crawler.journeys.trip import Outcome, Sight, Trip
from crawler.journeys.words import ADDED, EMPTY
from crawler.records import FieldFacts, Money, StepState

GRACE_S = 1.5
"""How long a page that says "empty" or "log in" may still become another."""
ASKED = {
    "email": "email", "first_name": "given-name", "last_name": "family-name",
    "company": "organization", "phone": "tel", "street": "street-address",
    "postcode": "postal-code", "city": "address-level2",
}  # fmt: skip
"""Settings of the test identity and the purpose of the field that each is typed into."""
MOST_LINES = 3
"""Lines taken out of the basket at the end: we put one in, and a try may have put in another."""


async def add(trip: Trip) -> Outcome:
    """Put the product into the basket, and look for any sign that it worked."""
    shopper, step = trip.shopper, trip.plan.steps.add
    before = await trip.sight()
    try:
        pressed = await shopper.press(step.ways, first=step.first, name="add")
    except Missing:
        return Outcome(StepState.FAILED, "No button to buy is visible and in reach.")
    trip.added = True
    reaction: list[int] = []
    said: list[str] = []

    async def shown() -> bool:
        now = await trip.see()
        if now is None:
            return False
        if (now.born != before.born or now.url != before.url) and not reaction:
            reaction.append(shopper.since())
        said[:] = [text for text in now.errors if text not in before.errors]
        if said:
            return True
        if step.expect:
            return await trip.proves(step.expect, before, now)
        return _added(before, now)

    proven = await shopper.until(shown)
    elapsed = shopper.since()
    told = [ms for ms in (shopper.told.change_ms, *reaction, *([elapsed] if proven else ())) if ms]
    result = Outcome(StepState.OK, pressed=pressed, elapsed_ms=elapsed)
    result.feedback_ms = min(told) if told else None
    result.more = {"basket_count": (await trip.sight()).count}
    if wrong := broken(shopper):
        result.state, result.note = (
            StepState.FAILED,
            f"The basket {wrong} when the button was tapped.",
        )
    elif said:
        result.state, result.note = StepState.FAILED, f'The shop says: "{said[0]}"'
        result.final = True
    elif not proven:
        result.note = "The shop did not show that the product was added."
        result.final = True
    return result


async def basket(trip: Trip) -> Outcome:
    """Open the basket and look for the product and its price."""
    result = await _open_basket(trip)
    if result.state is StepState.FAILED and not result.final:
        # Once more from the product on: some shops lose the first one.
        for again in (product, variant, add):
            await again(trip)
        result = await _open_basket(trip)
        result.final = True
        result.more["tries"] = 2
    return result


async def checkout(trip: Trip) -> Outcome:
    """Go on to the first form that asks who the shopper is. It is filled in, never sent."""
    shopper, steps = trip.shopper, trip.plan.steps
    if shopper.page.url.split("#")[0] != trip.basket_url:  # the second try
        await shopper.goto(trip.basket_url)
    before = await shopper.fields()
    known = {field.selector for field in before}
    first = await trip.sight()
    shopper.with_basket = shopper.guard.checkout = True
    try:
        pressed = await shopper.press(
            steps.checkout.ways, first=steps.checkout.first, name="checkout"
        )
    except Missing:
        return Outcome(StepState.FAILED, "No way from the basket to the checkout is in reach.")
    form: tuple[FieldFacts, ...] = ()
    fields: tuple[FieldFacts, ...] = ()
    login = False

    async def reached() -> bool:
        nonlocal form, fields, login
        await shopper.follow_tabs()
        now = await trip.see()
        if now is None or not now.ready:
            return False
        if broken(shopper) and now.born != first.born:
            return True
        found = await shopper.fields()
        moved = now.url != first.url or now.born != first.born
        fields = tuple(field for field in found if moved or field.selector not in known)
        form, login = form_of(fields), asks_to_log_in(fields)
        expected = steps.checkout.expect
        return bool(form) and (not expected or await trip.proves(expected, first, now))

    async def wall() -> bool:
        return await reached() or login

    await shopper.until(wall)
    if not form and login and not await shopper.until(reached, GRACE_S):
        guest = await shopper.find(steps.guest.ways)
        if guest is None:
            trip.guest = False
            note = "The shop asks for an account: no way to go on as a guest was found."
            return Outcome(StepState.FAILED, note, pressed, shopper.since(), final=True,
                           more={"fields": fields})  # fmt: skip
        await shopper.tap(guest[0])
        await shopper.until(reached)
    result = Outcome(StepState.OK, pressed=pressed, elapsed_ms=shopper.since())
    result.more = {"fields": fields}
    if form:
        forced = asks_to_log_in(form) and not GUEST.search((await trip.sight()).text)
        trip.guest = not forced
        await shopper.settle()
        result.more["filled"] = await _fill(trip, form)
    else:
        result.state, result.note = await _no_form(trip, first)
    return result


async def _no_form(trip: Trip, first: Sight) -> tuple[StepState, str]:
    """Why there is no form."""
    shopper = trip.shopper
    if wrong := broken(shopper):
        return StepState.FAILED, f"The checkout {wrong}."
    if shopper.guard.left:
        note = f"The checkout leads to {shopper.guard.left}, where we do not go."
        return StepState.UNSURE, note
    last = await trip.sight()
    said = [text for text in last.errors if text not in first.errors]
    why = f' The shop says: "{said[0]}"' if said else ""
    note = f"No form of the checkout showed within {shopper.timeout_s:g} s.{why}"
    return StepState.FAILED, note


async def empty(trip: Trip) -> bool | None:
    """Take the product out again. None: nothing is in, or no control for it was found."""
    shopper, ways = trip.shopper, trip.plan.steps.empty.ways
    if not trip.added or not trip.basket_url:
        return None
    await shopper.goto(trip.basket_url)
    await shopper.until(lambda: _lies_in(trip), GRACE_S)
    for _ in range(MOST_LINES):
        if not await _lies_in(trip):
            return True
        found = await shopper.find(ways)
        if found is None:
            return None
        before = await trip.sight()
        await shopper.tap(found[0])

        async def less(before: Sight = before) -> bool:
            now = await trip.see()
            return now is not None and now.ready and now.text != before.text

        await shopper.until(less)
        await shopper.settle()
    return not await _lies_in(trip)


async def _open_basket(trip: Trip) -> Outcome:
    shopper, step = trip.shopper, trip.plan.steps.basket
    await shopper.follow_tabs()
    first = await trip.sight()
    # Some shops open it by themselves when something is added.
    pressed = Pressed("nothing: the shop opened it by itself")
    if not (first.row and not first.here):
        try:
            pressed = await shopper.press(step.ways, first=step.first, name="basket")
        except Missing:
            note = "No way to the basket is in reach."
            return Outcome(StepState.FAILED, note, final=True)
    else:
        shopper.mark()
    vacant: list[int] = []

    async def shown() -> bool:
        await shopper.follow_tabs()
        now = await trip.see()
        if now is None or not now.ready:
            return False
        if (
            now.row
            or broken(shopper)
            or (step.expect and await trip.proves(step.expect, first, now))
        ):
            return True
        if EMPTY.search(now.text) and not EMPTY.search(first.text):
            vacant.append(shopper.since())
        return bool(vacant) and shopper.since() - vacant[0] >= GRACE_S * 1000

    await shopper.until(shown)
    elapsed = shopper.since()
    await shopper.settle()
    now = await trip.sight()
    trip.basket_url = now.url
    result = Outcome(StepState.OK, pressed=pressed, elapsed_ms=elapsed)
    trip.basket_price = _price(trip, now.row)
    result.more = {
        "price": trip.basket_price,
        "basket_count": now.count,
        "fields": await shopper.fields(),
    }
    if wrong := broken(shopper):
        result.state, result.note = StepState.FAILED, f"The basket {wrong}."
    elif now.row:
        pass
    elif EMPTY.search(now.text) and not now.count:
        result.state = StepState.FAILED
        result.note = "The basket is empty, though the product was put into it."
    elif await shopper.find(trip.plan.steps.checkout.ways):
        result.note = "The product was not recognised in the basket."
    else:
        result.state = StepState.UNSURE
        result.note = "What opened shows neither the product nor a way to the checkout."
    return result


def _added(before: Sight, now: Sight) -> bool:
    if (now.count or 0) > (before.count or 0):
        return True
    if len(ADDED.findall(now.text)) > len(ADDED.findall(before.text)):
        return True
    return bool(now.row and (not before.row or not now.here))


async def _lies_in(trip: Trip) -> bool:
    now = await trip.see()
    return now is not None and now.row is not None


def _price(trip: Trip, row: dict[str, Any] | None) -> Money | None:
    """The price for one in the basket. None: not clear which of the amounts it is."""
    if row is None or (row["quantity"] or 1) != 1:
        return None
    seen: dict[Any, Money] = {}
    for text in row["amounts"]:
        read = parse_price(text, currency_hint=trip.currency)
        if read.amount is not None:
            seen.setdefault(read.amount, Money(amount=read.amount, currency=read.currency))
    known = trip.product_price
    if known is not None and known.amount in seen:
        return seen[known.amount]
    return next(iter(seen.values())) if len(seen) == 1 else None


async def _fill(trip: Trip, form: tuple[FieldFacts, ...]) -> tuple[str, ...]:
    """Type the test identity into the form, exactly as configured, and nothing else."""
    if trip.identity is None:
        return ()
    filled: list[str] = []
    for name, value in trip.identity.known.items():
        field = next((one for one in form if kind_of_field(one) == ASKED[name]), None)
        if field is None or field.tag == "select":
            continue
        element = trip.shopper.page.locator(field.selector)
        if await element.count() == 1:
            await element.fill(value, timeout=trip.shopper.timeout_s * 1000)
            filled.append(name)
    return tuple(filled)

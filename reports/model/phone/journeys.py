"""phone/journeys.html: the way from the shop window to the checkout as a filmstrip."""

from crawler.records import JourneyRecord, JourneyState, JourneyStep, Money, StepName, StepState
from reports.language import count, money
from reports.model.night import Night
from reports.model.pages import NavLink
from reports.model.parts import Column, Item, Row, Table
from reports.model.phone.pages import Film, Frame, JourneysPage
from reports.model.phone.pictures import picture
from reports.model.words import clip, path_of

STEP_WORDS = {
    StepName.OPEN: "Open the shop",
    StepName.SEARCH: "Search",
    StepName.LISTING: "Find the product in a list",
    StepName.FILTER: "Filter the list",
    StepName.PRODUCT: "Open the product",
    StepName.VARIANT: "Choose size or colour",
    StepName.ADD: "Put it into the basket",
    StepName.BASKET: "Look into the basket",
    StepName.CHECKOUT: "Go to the checkout",
}
STATE_WORDS = {
    StepState.OK: ("Worked", "good"),
    StepState.FAILED: ("Failed", "error"),
    StepState.SKIPPED: ("Not needed", "muted"),
    StepState.NOT_REACHED: ("Not reached", "muted"),
    StepState.UNSURE: ("Could not tell", "warning"),
}


def journeys_page(night: Night, tabs: tuple[NavLink, ...]) -> JourneysPage:
    """Build phone/journeys.html."""
    return JourneysPage(
        tabs=tabs,
        sentence=journeys_sentence(night),
        films=tuple(_film(night, journey) for journey in night.journeys),
        fields=_fields(night),
    )


def journeys_sentence(night: Night) -> str:
    """Whether a shopper reaches the checkout."""
    if not night.journeys:
        return (
            "No journey was walked: nobody tried tonight whether a shopper can buy. Switch it on "
            "with journeys.enabled in config/storewalk.yml."
        )
    good = sum(journey.state is JourneyState.OK for journey in night.journeys)
    if good == len(night.journeys):
        return f"{count(good, 'journey', 'journeys')} reached the checkout's first form."
    broken = [j for j in night.journeys if j.state is JourneyState.FAILED]
    if broken:
        step = next((s for s in broken[0].steps if s.state is StepState.FAILED), None)
        where = f" at “{STEP_WORDS[step.name]}”" if step else ""
        return (
            f"{len(broken):,} of {count(len(night.journeys), 'journey', 'journeys')} failed{where}."
        )
    return "No journey came to an end that says anything about the shop."


def _film(night: Night, journey: JourneyRecord) -> Film:
    tone = {JourneyState.OK: "good", JourneyState.FAILED: "error"}.get(journey.state, "warning")
    words = {
        JourneyState.OK: "Reached the first form of the checkout",
        JourneyState.FAILED: "Did not reach the checkout",
    }.get(journey.state, "Could not tell")
    note = f": {journey.note}" if journey.note else ""
    facts = [
        ("Product", journey.product_name or path_of(journey.product_url)),
        ("Searched for", journey.search_words),
        ("Price on its page", _money(night, journey.product_price)),
        ("Price in the basket", _money(night, journey.basket_price)),
        ("Without an account", {True: "possible", False: "not possible"}.get(journey.guest, "")
         if journey.guest is not None else ""),
        ("Consent banner", journey.consent),
        ("Basket emptied after it", {True: "yes", False: "no"}.get(journey.emptied, "")
         if journey.emptied is not None else ""),
        ("Stopped by us", "; ".join(journey.refused)),
        ("Device", f"{journey.device}, {journey.device_width} x {journey.device_height}"),
        ("Took", f"{journey.elapsed_ms / 1000:.1f} s"),
    ]  # fmt: skip
    return Film(
        name=journey.name,
        sentence=f"{words}{note}".rstrip(".") + ".",
        tone=tone,
        facts=tuple((name, value) for name, value in facts if value),
        frames=tuple(_frame(night, step) for step in journey.steps),
    )


def _frame(night: Night, step: JourneyStep) -> Frame:
    words, tone = STATE_WORDS[step.state]
    name = STEP_WORDS[step.name]
    pressed = step.pressed
    marks = [(pressed.box, "accent", f"Pressed: {step.way}")] if pressed and pressed.box else []
    facts = [
        ("Time", f"{step.elapsed_ms / 1000:.1f} s" if step.elapsed_ms else ""),
        ("First reaction", f"{step.feedback_ms} ms" if step.feedback_ms is not None else ""),
        ("Price", _money(night, step.price)),
        ("In the basket", str(step.basket_count) if step.basket_count is not None else ""),
        ("Fields", str(len(step.fields)) if step.fields else ""),
        ("Requests", f"{step.requests:,}" if step.requests else ""),
        ("Address", clip(path_of(step.url), 80) if step.url else ""),
    ]
    problems = [
        *(Item(f"The shop says: {text}", tone="error") for text in step.errors),
        *(Item(f"Window: {text}", tone="warning") for text in step.dialogs),
        *(Item(clip(entry.text, 160), entry.source, tone="warning") for entry in step.console[:4]),
        *(
            Item(f"{path_of(request.url)} {request.status or request.error}", tone="warning")
            for request in step.failed_requests[:4]
            if not request.blocked
        ),
    ]
    return Frame(
        name=name,
        state=words,
        tone=tone,
        did=step.way,
        note=step.note,
        before=picture(step.before, f"Before: {name}", marks) if marks else None,
        shot=picture(step.screenshot, f"After: {name}"),
        facts=tuple((label, value) for label, value in facts if value),
        problems=tuple(problems),
    )


def _fields(night: Night) -> Table:
    named = {"label": ("Label", "good"), "aria": ("Hidden label", "good"),
             "title": ("Tooltip only", "warning"), "placeholder": ("Placeholder only", "warning"),
             "": ("No name", "error")}  # fmt: skip
    rows: list[Row] = [
        {
            "journey": journey.name,
            "step": STEP_WORDS[step.name],
            "label": field.label or field.placeholder or field.name or field.selector,
            "named_by": field.named_by,
            "type": field.type or field.tag,
            "inputmode": field.inputmode,
            "autocomplete": field.autocomplete or "",
            "font": field.font_px,
            "required": "yes" if field.required else "",
        }
        for journey in night.journeys
        for step in journey.steps
        for field in step.fields
        if field.visible
    ]
    return Table(
        id="fields",
        caption="Fields of basket and checkout",
        columns=(
            Column("label", "Field"),
            Column("step", "Step", facet=True),
            Column("named_by", "Named by", "tag", True, named),
            Column("type", "Type", facet=True),
            Column("inputmode", "Keyboard"),
            Column("autocomplete", "Autocomplete"),
            Column("font", "Letters, px", "number"),
            Column("required", "Required"),
            Column("journey", "Journey", facet=True),
        ),
        rows=tuple(rows),
        empty="No form was reached.",
        export="checkout-fields",
        shown=50,
    )


def _money(night: Night, value: Money | None) -> str:
    if value is None:
        return ""
    return money(str(value.amount), value.currency)

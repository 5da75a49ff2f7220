"""phone/journeys.html: the way from the shop window to the checkout as a filmstrip."""

from crawler.records import JourneyRecord, JourneyState, JourneyStep, Money, StepName, StepState
from reports.language import N_, _, count, money, number, spoken
from reports.model.night import Night
from reports.model.parts import Column, Item, Row, Table
from reports.model.phone.pages import Film, Frame, JourneysPage
from reports.model.phone.pictures import picture
from reports.model.shell import NavLink
from reports.model.values import DEVICE_WORDS, label, yes_no
from reports.model.words import clip, path_of

STEP_WORDS = {
    StepName.OPEN: N_("Open the shop"),
    StepName.SEARCH: N_("Search"),
    StepName.LISTING: N_("Find the product in a list"),
    StepName.FILTER: N_("Filter the list"),
    StepName.PRODUCT: N_("Open the product"),
    StepName.VARIANT: N_("Choose size or colour"),
    StepName.ADD: N_("Put it into the basket"),
    StepName.BASKET: N_("Look into the basket"),
    StepName.CHECKOUT: N_("Go to the checkout"),
}
STATE_WORDS = {
    StepState.OK: (N_("Worked"), "good"),
    StepState.FAILED: (N_("Failed"), "error"),
    StepState.SKIPPED: (N_("Not needed"), "muted"),
    StepState.NOT_REACHED: (N_("Not reached"), "muted"),
    StepState.UNSURE: (N_("Could not tell"), "warning"),
}


NAMED_WORDS = {
    "label": (N_("Label"), "good"),
    "aria": (N_("Hidden label"), "good"),
    "title": (N_("Tooltip only"), "warning"),
    "placeholder": (N_("Placeholder only"), "warning"),
    "": (N_("No name"), "error"),
}
"""What gives a field its name."""


def journeys_page(night: Night, tabs: tuple[NavLink, ...]) -> JourneysPage:
    """Build phone/journeys.html."""
    return JourneysPage(
        tabs=tabs,
        sentence=journeys_sentence(night),
        films=tuple(_film(journey) for journey in night.journeys),
        fields=_fields(night),
    )


def journeys_sentence(night: Night) -> str:
    """Whether a shopper reaches the checkout."""
    if not night.journeys:
        return _(
            "No journey was walked: nobody tried tonight whether a shopper can buy. Switch it on "
            "with journeys.enabled in config/storewalk.yml."
        )
    good = sum(journey.state is JourneyState.OK for journey in night.journeys)
    if good == len(night.journeys):
        return _("{journeys} reached the checkout's first form.").format(
            journeys=count(good, "journey", "journeys")
        )
    broken = [j for j in night.journeys if j.state is JourneyState.FAILED]
    if broken:
        step = next((s for s in broken[0].steps if s.state is StepState.FAILED), None)
        text = (
            _("{n} of {journeys} failed at “{step}”.") if step else _("{n} of {journeys} failed.")
        )
        return text.format(
            n=number(len(broken)),
            journeys=count(len(night.journeys), "journey", "journeys"),
            step=_(STEP_WORDS[step.name]) if step else "",
        )
    return _("No journey came to an end that says anything about the shop.")


def _film(journey: JourneyRecord) -> Film:
    tone = {JourneyState.OK: "good", JourneyState.FAILED: "error"}.get(journey.state, "warning")
    facts = [
        (_("Product"), journey.product_name or path_of(journey.product_url)),
        (_("Searched for"), journey.search_words),
        (_("Price on its page"), _money(journey.product_price)),
        (_("Price in the basket"), _money(journey.basket_price)),
        (_("Without an account"), "" if journey.guest is None
         else _("possible") if journey.guest else _("not possible")),
        (_("Consent banner"), journey.consent),
        (_("Basket emptied after it"), "" if journey.emptied is None else yes_no(journey.emptied)),
        (_("Stopped by us"), "; ".join(journey.refused)),
        (_("Device"), f"{label(DEVICE_WORDS, journey.device)}, "
                      f"{journey.device_width} x {journey.device_height}"),
        (_("Took"), f"{number(round(journey.elapsed_ms / 1000, 1))} s"),
    ]  # fmt: skip
    return Film(
        name=journey.name,
        sentence=_film_sentence(journey),
        tone=tone,
        facts=tuple((name, value) for name, value in facts if value),
        frames=tuple(_frame(step) for step in journey.steps),
    )


def _film_sentence(journey: JourneyRecord) -> str:
    note = journey.note.rstrip(".")
    if journey.state is JourneyState.OK:
        text = _("Reached the first form of the checkout.")
        noted = _("Reached the first form of the checkout: {note}.")
    elif journey.state is JourneyState.FAILED:
        text = _("Did not reach the checkout.")
        noted = _("Did not reach the checkout: {note}.")
    else:
        text, noted = _("Could not tell."), _("Could not tell: {note}.")
    return noted.format(note=note) if note else text


def _frame(step: JourneyStep) -> Frame:
    words, tone = STATE_WORDS[step.state]
    name = _(STEP_WORDS[step.name])
    pressed = step.pressed
    marks = []
    if pressed and pressed.box:
        marks.append((pressed.box, "accent", _("Pressed: {what}").format(what=step.way)))
    seconds = number(round(step.elapsed_ms / 1000, 1)) if step.elapsed_ms else ""
    facts = [
        (_("Time"), f"{seconds} s" if seconds else ""),
        (_("First reaction"), f"{number(step.feedback_ms)} ms"
         if step.feedback_ms is not None else ""),
        (_("Price"), _money(step.price)),
        (_("In the basket"), number(step.basket_count) if step.basket_count is not None else ""),
        (_("Fields"), number(len(step.fields)) if step.fields else ""),
        (_("Requests"), number(step.requests) if step.requests else ""),
        (_("Address"), clip(path_of(step.url), 80) if step.url else ""),
    ]  # fmt: skip
    return Frame(
        name=name,
        state=_(words),
        tone=tone,
        did=step.way,
        note=step.note,
        before=picture(step.before, _("Before: {step}").format(step=name), marks)
        if marks
        else None,
        shot=picture(step.screenshot, _("After: {step}").format(step=name)),
        facts=tuple((label, value) for label, value in facts if value),
        problems=_problems(step),
    )


def _problems(step: JourneyStep) -> tuple[Item, ...]:
    return (
        *(Item(_("The shop says: {text}").format(text=text), tone="error") for text in step.errors),
        *(Item(_("Window: {text}").format(text=text), tone="warning") for text in step.dialogs),
        *(Item(clip(entry.text, 160), entry.source, tone="warning") for entry in step.console[:4]),
        *(
            Item(f"{path_of(request.url)} {request.status or request.error}", tone="warning")
            for request in step.failed_requests[:4]
            if not request.blocked
        ),
    )


def _fields(night: Night) -> Table:

    steps = {step.value: (_(name), "") for step, name in STEP_WORDS.items()}
    rows: list[Row] = [
        {
            "journey": journey.name,
            "step": step.name.value,
            "label": field.label or field.placeholder or field.name or field.selector,
            "named_by": field.named_by,
            "type": field.type or field.tag,
            "inputmode": field.inputmode,
            "autocomplete": field.autocomplete or "",
            "font": field.font_px,
            "required": _("yes") if field.required else "",
        }
        for journey in night.journeys
        for step in journey.steps
        for field in step.fields
        if field.visible
    ]
    return Table(
        id="fields",
        caption=_("Fields of basket and checkout"),
        columns=(
            Column("label", _("Field")),
            Column("step", _("Step"), "label", True, steps),
            Column("named_by", _("Named by"), "tag", True, spoken(NAMED_WORDS)),
            Column("type", _("Type"), facet=True),
            Column("inputmode", _("Keyboard")),
            Column("autocomplete", _("Autocomplete")),
            Column("font", _("Letters, px"), "number"),
            Column("required", _("Required")),
            Column("journey", _("Journey"), facet=True),
        ),
        rows=tuple(rows),
        empty=_("No form was reached."),
        export="checkout-fields",
        shown=50,
    )


def _money(value: Money | None) -> str:
    if value is None:
        return ""
    return money(str(value.amount), value.currency)

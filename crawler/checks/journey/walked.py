"""The steps of journeys that may be judged, and how evidence of them is written down."""

from collections.abc import Iterator
from typing import Any

from crawler.checks.api import NotApplicable
from crawler.extract.field_kinds import form_of
from crawler.records import (
    FieldFacts,
    JourneyFacts,
    JourneyRecord,
    JourneyStep,
    Problem,
    StepName,
    StepState,
)

Walked = tuple[JourneyRecord, JourneyStep]
PLACES = {
    StepName.OPEN: "On the home page",
    StepName.SEARCH: "In the search",
    StepName.LISTING: "In a category",
    StepName.FILTER: "In the filter",
    StepName.PRODUCT: "On the product's page",
    StepName.VARIANT: "At the choice of a size or colour",
    StepName.ADD: "When a product in stock is put into the basket",
    StepName.BASKET: "In the basket",
    StepName.CHECKOUT: "At the beginning of the checkout",
}
"""Where a step happens, as a sentence begins."""
JUDGED = frozenset({StepState.OK, StepState.FAILED})
"""A step that was skipped, not reached, or ended for a reason of our own says nothing of the
shop."""


def walked(
    journeys: JourneyFacts, *names: StepName, states: frozenset[StepState] = JUDGED
) -> list[Walked]:
    """The steps with these names that may be judged. Raises NotApplicable when there is none."""
    found = [
        (record, step)
        for record in journeys.journeys
        for step in record.steps
        if step.name in names and step.state in states
    ]
    if not found:
        raise NotApplicable
    return found


def failures(journeys: JourneyFacts, *names: StepName) -> Iterator[Problem]:
    """A problem for each of these steps that failed; once, however many journeys failed there."""
    told: set[StepName] = set()
    for record, step in walked(journeys, *names):
        if step.state is StepState.FAILED and step.name not in told:
            told.add(step.name)
            yield Problem(
                message=step.note,
                about=step.name,
                cause=f"journey: {step.name}",
                evidence=evidence(record, step),
            )


def evidence(record: JourneyRecord, step: JourneyStep, **more: Any) -> dict[str, Any]:
    """Where it happened: the journey, what was pressed, the page and its picture."""
    facts = {
        "journey": record.name,
        "step": step.name,
        "pressed": step.way,
        "page": step.url,
        "status": step.status,
        "tries": step.tries,
        "picture": step.screenshot.file if step.screenshot else "",
        "the shop says": list(step.errors),
        **more,
    }
    return {name: value for name, value in facts.items() if value}


def checkout_fields(
    journeys: JourneyFacts,
) -> list[tuple[JourneyRecord, JourneyStep, tuple[FieldFacts, ...]]]:
    """The checkout's first form of each journey that reached it. Raises NotApplicable when none
    did."""
    reached = walked(journeys, StepName.CHECKOUT, states=frozenset({StepState.OK}))
    forms = [(record, step, form_of(step.fields)) for record, step in reached]
    found = [item for item in forms if item[2]]
    if not found:
        raise NotApplicable
    return found


def field_name(field: FieldFacts) -> str:
    """A field as a shopper would call it, else as the HTML does."""
    words = field.label or field.placeholder
    return f'"{words[:60]}"' if words else field.name or field.id or field.selector


def field_problem(
    record: JourneyRecord, step: JourneyStep, field: FieldFacts, message: str, found: str
) -> Problem:
    """A problem of one field of the checkout's form."""
    about = field.name or field.id or field.selector
    return Problem(
        message=message,
        about=about,
        selector=field.selector,
        cause=f"checkout field: {about}",
        evidence=evidence(record, step, found=found, selector=field.selector),
    )

"""A page on several devices: every check of the screen judges each of them."""

from collections.abc import Iterator
from dataclasses import replace

from crawler.checks.api import Check, CheckOptions, PageContext
from crawler.records import Problem


def screens(check: Check, context: PageContext) -> Iterator[PageContext]:
    """The page on its first device, and for checks of the screen on every other phone or tablet."""
    yield context
    if check.of_screen:
        for render in context.page.other_renders:
            if render.mobile:
                yield replace(context, page=context.page.model_copy(update={"render": render}))


def verdict(
    check: Check, context: PageContext, options: CheckOptions | None
) -> list[Problem] | None:
    """The problems on all devices, each told once, for the first device that has it.

    None: not applicable on any of them.
    """
    found: list[Problem] | None = None
    for number, screen in enumerate(screens(check, context)):
        problems = check.verdict(screen, options) if check.has_data(screen) else None
        if problems is None:
            continue
        if number == 0 or not context.page.other_renders:
            found = problems
            continue
        found = found or []
        known = {(problem.about, problem.selector) for problem in found}
        fresh = [one for one in problems if (one.about, one.selector) not in known]
        device = screen.page.render.device if screen.page.render else ""
        found += [_on(device, problem) for problem in fresh]
    return found


def _on(device: str, problem: Problem) -> Problem:
    return problem.model_copy(
        update={
            "message": f"{problem.message.rstrip('.')}, on the {_called(device)}.",
            "about": f"{problem.about} on {device}".strip(),
            "evidence": {**problem.evidence, "device": device},
        }
    )


def _called(device: str) -> str:
    """A profile's name as people say it: phone-small is the small phone."""
    return " ".join(reversed(device.split("-")))

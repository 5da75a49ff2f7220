"""Which checks a page is given to: the same for all pages of a site that are alike."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crawler.checks.api import Check, CheckOptions, PageContext
from crawler.checks.screens import screens
from crawler.checks.tallies import Tallies, Tally
from crawler.records import RenderFacts, Scope, phone_sections

_SECTIONS = ("head", "outline", "images", "structured", "offer", "links", "render", "phone")
_ON_SCREEN = tuple(phone_sections())
Alike = tuple[object, ...]
"""Site, state, kind, and which facts are missing: pages that are alike get the same checks."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A check that may give a verdict on such a page."""

    check: Check
    options: CheckOptions | None
    bit: int
    tally: Tally


@dataclass(slots=True)
class PagePlan:
    """The checks for pages that are alike."""

    asked: tuple[Asked, ...]
    silent: tuple[Tally, ...]
    """Of the checks that are not applicable there."""
    pages: int = 0


class PagePlans:
    """Finds the plan of a page. Working it out for each page takes longer than most checks."""

    def __init__(
        self,
        checks: Iterable[Check],
        options: Mapping[str, CheckOptions],
        bits: Mapping[str, int],
        tallies: Tallies,
    ) -> None:
        self._checks = tuple(check for check in checks if check.card.scope is Scope.PAGE)
        self._options = options
        self._bits = bits
        self._tallies = tallies
        self._plans: dict[Alike, PagePlan] = {}

    def of(self, context: PageContext) -> PagePlan:
        """The plan of a page, which counts it."""
        page = context.page
        missing = [getattr(page, name) is None for name in _SECTIONS]
        shown = tuple(_shown(render) for render in (page.render, *page.other_renders) if render)
        alike: Alike = (page.site, page.state, page.kind, context.earlier is None, shown, *missing)
        plan = self._plans.get(alike)
        if plan is None:
            plan = self._plans[alike] = self._made(context)
        plan.pages += 1
        return plan

    def close(self) -> None:
        """Count the pages on which checks were not applicable from the start."""
        for plan in self._plans.values():
            for tally in plan.silent:
                tally.not_applicable += plan.pages
        self._plans.clear()

    def _made(self, context: PageContext) -> PagePlan:
        asked, silent = [], []
        for check in self._checks:
            name = check.card.id
            tally = self._tallies.of(name, context.page.site)
            if check.applies(context) and any(map(check.has_data, screens(check, context))):
                asked.append(Asked(check, self._options.get(name), self._bits[name], tally))
            else:
                silent.append(tally)
        return PagePlan(tuple(asked), tuple(silent))


def _shown(render: RenderFacts) -> tuple[bool, ...]:
    """Which facts of a screen there are."""
    return (render.opened, *(getattr(render, name) is None for name in _ON_SCREEN))

"""What a check is: a function whose parameters say which facts it needs.

    @check(Severity.ERROR, since="0.1", sources=("https://... (read 2026-11-23)",))
    def title_missing(head: HeadFacts) -> Iterator[Problem]:
        \"\"\"The page has no title

        ## Why it matters
        ...

        ## How to fix
        ...
        \"\"\"

The folder and the function's name make the id: `seo/title-missing`. The engine hands over what
the annotations name; a section that was not collected means "not applicable", never "passed".
"""

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict

from crawler.checks.index import SiteIndex
from crawler.checks.products import ProductGroup
from crawler.market import MarketCoverage
from crawler.records import (
    CheckCard,
    ConsentFacts,
    EarlierPage,
    EarlierSite,
    HeadFacts,
    HttpFacts,
    ImageFacts,
    JourneyFacts,
    LinkFacts,
    Loss,
    OfferFacts,
    OutlineFacts,
    PageKind,
    PageRecord,
    PageState,
    PhoneViews,
    Problem,
    RenderFacts,
    Role,
    RunHealth,
    Scope,
    Severity,
    SiteFacts,
    StructuredFacts,
    phone_sections,
)

ANSWERED = frozenset({PageState.OK, PageState.NOT_HTML, PageState.REDIRECT, PageState.ERROR})
"""States in which the server said something about the URL itself."""


OTHER_TOOLS = (
    "Ahrefs", "Lighthouse", "Screaming Frog", "Semrush", "Sitebulb", "SiteOne", "Yoast", "seonaut",
    "squirrelscan",
)  # fmt: skip
"""Tools whose names for a check we give, so that people who come from there find ours."""

SOUND = RunHealth()
"""The health of a walk in which nothing went wrong."""


@dataclass(frozen=True, slots=True)
class RunClock:
    """The day of the walk, for checks about dates. Checks never ask the clock themselves."""

    today: date


class CheckOptions(BaseModel):
    """Base of a check's options: every field with a default, a bound and a description."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the engine holds while one page is checked."""

    page: PageRecord
    site: SiteFacts
    clock: RunClock
    earlier: EarlierPage | None = None
    """None: never seen before."""


@dataclass(frozen=True, slots=True)
class SiteContext:
    """What the engine holds while one site is checked."""

    index: SiteIndex
    site: SiteFacts
    clock: RunClock
    health: RunHealth = SOUND
    earlier: EarlierSite | None = None
    """None: never seen before."""
    coverage: MarketCoverage | None = None
    """How many pairs were seen. None: nothing is watched."""
    journeys: JourneyFacts | None = None
    """None: no journey was walked."""
    consent: ConsentFacts | None = None
    """None: nobody looked at what a choice about cookies changes."""


@dataclass(frozen=True, slots=True)
class ProductContext:
    """What the engine holds while one watched product is checked."""

    group: ProductGroup
    site: SiteFacts
    clock: RunClock


Context = PageContext | SiteContext | ProductContext

_SECTIONS: dict[type, str] = {
    HttpFacts: "http",
    HeadFacts: "head",
    OutlineFacts: "outline",
    ImageFacts: "images",
    StructuredFacts: "structured",
    OfferFacts: "offer",
    LinkFacts: "links",
    PhoneViews: "phone",
}


def _of_screen(name: str) -> Callable[[Any], Any]:
    def section(context: PageContext) -> Any:
        render = context.page.render
        return getattr(render, name) if render is not None and render.opened else None

    return section


_SCREEN: dict[type, Callable[[Any], Any]] = {
    RenderFacts: attrgetter("page.render"),
    **{kind: _of_screen(name) for name, kind in phone_sections().items()},
}
"""What is seen on a screen: judged on every device."""

_PAGE: dict[type, Callable[[Any], Any]] = {
    **_SCREEN,
    **{kind: attrgetter(f"page.{name}") for kind, name in _SECTIONS.items()},
    PageRecord: attrgetter("page"),
    EarlierPage: attrgetter("earlier"),
}
_SITE: dict[type, Callable[[Any], Any]] = {
    SiteIndex: attrgetter("index"),
    RunHealth: attrgetter("health"),
    EarlierSite: attrgetter("earlier"),
    MarketCoverage: attrgetter("coverage"),
    JourneyFacts: attrgetter("journeys"),
    ConsentFacts: attrgetter("consent"),
}
_PRODUCT: dict[type, Callable[[Any], Any]] = {ProductGroup: attrgetter("group")}
_ANY: dict[type, Callable[[Any], Any]] = {
    SiteFacts: attrgetter("site"),
    RunClock: attrgetter("clock"),
}


@dataclass(frozen=True, slots=True)
class Check:
    """A check with its parsed documentation and data requirement. Calling it calls the function."""

    card: CheckCard
    function: Callable[..., Iterator[Problem]]
    getters: tuple[Callable[[Any], Any], ...]
    options_type: type[CheckOptions] | None
    states: frozenset[PageState]
    subject: str
    """page, target or site: what a site check's problems are about."""

    @property
    def of_screen(self) -> bool:
        """Whether it judges what a screen showed."""
        return any(getter in _SCREEN.values() for getter in self.getters)

    def __call__(self, *arguments: Any) -> Iterator[Problem]:
        """Run the function itself: `list(title_missing(HeadFacts()))` in a unit test."""
        return self.function(*arguments)

    def applies(self, context: Context) -> bool:
        """Whether role, state and kind fit; data may still be missing."""
        if context.site.role not in self.card.roles:
            return False
        if not isinstance(context, PageContext):
            return True
        page = context.page
        return page.state in self.states and (not self.card.kinds or page.kind in self.card.kinds)

    def run(self, context: Context, options: CheckOptions | None) -> list[Problem] | None:
        """The problems; None means not applicable: wrong kind, role or state, or no data."""
        if not self.applies(context) or not self.has_data(context):
            return None
        return self.verdict(context, options)

    def has_data(self, context: Context) -> bool:
        """Whether every fact that the check asks for was collected."""
        return not any(getter(context) is None for getter in self.getters)

    def verdict(self, context: Context, options: CheckOptions | None) -> list[Problem] | None:
        """The problems of a subject that it applies to and has the data for."""
        arguments = [getter(context) for getter in self.getters]
        if self.options_type is not None:
            arguments.append(options or self.options_type())
        try:
            return list(self.function(*arguments))
        except NotApplicable:
            return None


class NotApplicable(Exception):  # noqa: N818 - a verdict, not a fault
    """Raised inside a check whose data turns out not to allow a verdict."""


def check(
    severity: Severity,
    *,
    since: str,
    sources: tuple[str, ...],
    kinds: frozenset[PageKind] = frozenset(),
    roles: frozenset[Role] = frozenset({Role.OWN}),
    states: frozenset[PageState] = frozenset({PageState.OK}),
    subject: str = "page",
    replaces: tuple[str, ...] = (),
    news: bool = False,
    alone: bool = False,
    also: tuple[str, ...] = (),
    costs: Loss = Loss.NONE,
) -> Callable[[Callable[..., Iterator[Problem]]], Check]:
    """Declare a check.

    `sources` are addresses with the date they were read, or "convention: ..." where no rule of a
    search engine says so. `kinds` empty means every kind. `subject` matters for site checks only:
    it says what `Problem.page` names (page or link target; site when there is none). `news` is for
    changes since the night before: they are not fixed when they are not found again. `alone` is
    for checks of the index whose verdict about a page needs no other page: one that does is no
    proof of a mend on a night on which some of the shop was not walked.
    `replaces` are other names of ours under which people may look for it.
    `also` says what other tools call it, "Ahrefs: Title tag missing or empty", with one of
    `OTHER_TOOLS` first. `costs` says what its findings cost today, for the report's home page.
    Parameters are facts in any order; options, if any, come last.

    Raises TypeError, at import, for a parameter that cannot be injected and ValueError for a
    docstring without the required parts.
    """

    def decorate(function: Callable[..., Iterator[Problem]]) -> Check:
        getters, options_type, scope = _requirements(function)
        title, sections = _sections(function)
        card = CheckCard(
            id=f"{_family(function)}/{function.__name__.replace('_', '-')}",
            family=_family(function),
            title=title,
            severity=severity,
            scope=scope,
            why=sections["Why it matters"],
            fix=sections["How to fix"],
            limits=sections.get("What is not checked", ""),
            kinds=tuple(sorted(kinds)),
            roles=tuple(sorted(roles)),
            since=since,
            sources=sources,
            options=options_type.model_json_schema() if options_type else {},
            replaces=replaces,
            news=news,
            alone=alone or _SITE[SiteIndex] not in getters,
            costs=costs,
            also=_known_names(function, also),
        )
        return Check(card, function, getters, options_type, states, subject)

    return decorate


def _requirements(
    function: Callable[..., Any],
) -> tuple[tuple[Callable[[Any], Any], ...], type[CheckOptions] | None, Scope]:
    hints = get_type_hints(function)
    getters: list[Callable[[Any], Any]] = []
    options_type: type[CheckOptions] | None = None
    scopes: set[Scope] = set()
    for name in inspect.signature(function).parameters:
        kind = hints.get(name)
        if not isinstance(kind, type):
            raise TypeError(f"{_where(function)}: parameter {name!r} needs a type")
        if options_type is not None:
            raise TypeError(f"{_where(function)}: options come last")
        if issubclass(kind, CheckOptions):
            options_type = kind
            continue
        for table, scope in ((_PAGE, Scope.PAGE), (_SITE, Scope.SITE), (_PRODUCT, Scope.PRODUCT)):
            if kind in table:
                getters.append(table[kind])
                scopes.add(scope)
                break
        else:
            if kind not in _ANY:
                raise TypeError(f"{_where(function)}: nothing can be injected for {name}: {kind}")
            getters.append(_ANY[kind])
    scopes = scopes or {Scope.SITE}  # facts that every scope has: the site's own are meant
    if len(scopes) != 1:
        raise TypeError(f"{_where(function)}: facts of one scope are needed, got {sorted(scopes)}")
    return tuple(getters), options_type, scopes.pop()


def _family(function: Callable[..., Any]) -> str:
    return function.__module__.split(".")[-2]


def _known_names(function: Callable[..., Any], also: tuple[str, ...]) -> tuple[str, ...]:
    for name in also:
        tool, _, words = name.partition(": ")
        if tool not in OTHER_TOOLS or not words.strip():
            raise ValueError(f"{_where(function)}: also= names no tool and its words: {name!r}")
    return tuple(sorted(also))


def _sections(function: Callable[..., Any]) -> tuple[str, dict[str, str]]:
    text = inspect.getdoc(function) or ""
    title, *parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    found = {name.strip(): body.strip() for name, body in zip(parts[::2], parts[1::2], strict=True)}
    for needed in ("Why it matters", "How to fix"):
        if not found.get(needed):
            raise ValueError(f"{_where(function)}: the docstring has no '## {needed}'")
    unknown = set(found) - {"Why it matters", "How to fix", "What is not checked", "Options"}
    if unknown or not title.strip() or "\n" in title.strip():
        raise ValueError(f"{_where(function)}: one title line, then known sections ({unknown})")
    return title.strip(), found


def _where(function: Callable[..., Any]) -> str:
    return f"{inspect.getsourcefile(function)}:{function.__code__.co_firstlineno}"

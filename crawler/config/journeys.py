"""A journey as data: how the steps from the shop window to the checkout are walked in a shop."""

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from crawler.config.load import read_settings
from crawler.config.strict import Strict
from crawler.errors import ConfigError

GENERIC = "generic"
"""The journey on which all others are built."""
SCHEMA = "config/journey.schema.json"


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"is not a regular expression: {error}") from None
    if re.search(r"\(\?(?:[aiLmsux-]+[:)]|P|#)", value):
        # The browser reads it too, and knows no inline flags. Case never matters anyway.
        raise ValueError("holds a group that browsers do not know; case never matters here")
    return value


Pattern = Annotated[str, AfterValidator(_pattern)]
Words = Literal["search", "menu", "filter", "buy", "basket", "checkout", "guest", "remove"]
"""Word lists in the languages of many markets (crawler/journeys/words.py)."""


class Way(Strict):
    """One way to find what is pressed or filled in. The first that shows something is taken."""

    role: Literal["button", "link", "searchbox", "textbox", "combobox", "menuitem"] | None = Field(
        None, description="What a screen reader calls it."
    )
    css: str = Field("", description="CSS selector.")
    href: Pattern = Field("", description="A link whose address matches this regular expression.")
    address: str = Field(
        "", description="Go to this address, relative to the home page; {words}: the search words."
    )
    name: Pattern = Field("", description="Its name or text matches this regular expression.")
    words: Words | None = Field(None, description="Or its name holds a word of this list.")

    @model_validator(mode="after")
    def _one(self) -> Self:
        chosen = [key for key in ("role", "css", "href", "address") if getattr(self, key)]
        if len(chosen) != 1:
            raise ValueError("needs exactly one of role, css, href and address")
        if self.role in ("button", "link", "menuitem") and not (self.name or self.words):
            raise ValueError(f"a {self.role} needs `name` or `words`: a page has many")
        return self


class Expect(Strict):
    """What proves that a step worked. Everything named must be true."""

    url: Pattern = Field("", description="The address matches this regular expression.")
    css: str = Field("", description="Something that this selector finds is visible.")
    text: Pattern = Field("", description="The visible text matches this regular expression.")
    count: str = Field("", description="The number shown here (CSS selector) has grown.")

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not (self.url or self.css or self.text or self.count):
            raise ValueError("needs one of url, css, text and count")
        return self


class Step(Strict):
    """One step. What a journey leaves out is taken from the journey that it extends."""

    ways: tuple[Way, ...] = Field(
        (), description="Tried in order, before those of the journey that this one extends."
    )
    first: tuple[Way, ...] = Field(
        (), description="Pressed first when no way shows: a menu, a magnifying glass."
    )
    expect: tuple[Expect, ...] = Field((), description="Any of these proves that it worked.")
    optional: bool | None = Field(
        None, description="The journey goes on without it: a filter, a choice of size."
    )
    leave_out: bool | None = Field(None, description="Do not take this step at all.")

    def over(self, base: "Step") -> "Step":
        """This step on top of the same step of another journey."""
        return Step(
            ways=(*self.ways, *(way for way in base.ways if way not in self.ways)),
            first=(*self.first, *(way for way in base.first if way not in self.first)),
            expect=self.expect or base.expect,
            optional=base.optional if self.optional is None else self.optional,
            leave_out=base.leave_out if self.leave_out is None else self.leave_out,
        )


class Steps(Strict):
    """The steps in the order in which they are walked."""

    open: Step = Field(Step(), description="The home page.")
    search: Step = Field(Step(), description="A search for the product.")
    listing: Step = Field(Step(), description="A category that shows products.")
    filter: Step = Field(Step(), description="One choice in a filter.")
    product: Step = Field(Step(), description="The product's page.")
    variant: Step = Field(Step(), description="The first size or colour in stock.")
    add: Step = Field(Step(), description="Into the basket.")
    basket: Step = Field(Step(), description="Open the basket.")
    checkout: Step = Field(Step(), description="To the first form of the checkout.")
    guest: Step = Field(Step(), description="Go on without an account, where the shop asks.")
    empty: Step = Field(Step(), description="Take the product out again.")


class JourneyPlan(Strict):
    """A file of a journey."""

    description: str = Field("", description="What it is for.")
    extends: str = Field(
        GENERIC, description="Name of the journey whose steps are used where this one has none."
    )
    platforms: tuple[str, ...] = Field((), description="Shop systems that it is for.")
    steps: Steps = Field(Steps(), description="The steps that differ.")

    def over(self, base: "JourneyPlan") -> "JourneyPlan":
        """This journey with the steps of the one that it extends."""
        mine, theirs = dict(self.steps), dict(base.steps)
        steps = {name: mine[name].over(theirs[name]) for name in mine}
        return self.model_copy(update={"steps": Steps(**steps)})


def load_plans(folder: Path) -> dict[str, JourneyPlan]:
    """The journeys of a folder by the names of their files; none when there is no folder.

    Raises ConfigError with file:line:column of every mistake of a file.
    """
    return {
        path.stem: read_settings(path, JourneyPlan, "the journey", SCHEMA)
        for path in sorted(folder.glob("*.yml"))
    }


def complete_plan(name: str, plans: dict[str, JourneyPlan]) -> JourneyPlan:
    """A journey with everything that it takes from others.

    Raises ConfigError for a name that there is not, and for journeys that extend each other.
    """
    seen: list[str] = []
    chain: list[JourneyPlan] = []
    while True:
        if name not in plans:
            asked = f", which {seen[-1]!r} extends" if seen else ""
            raise ConfigError(
                f"there is no journey {name!r}{asked}",
                where="journeys",
                hint=f"There are: {', '.join(sorted(plans))}.",
            )
        if name in seen:
            raise ConfigError(
                f"journeys extend each other in a circle: {' > '.join([*seen, name])}",
                where="journeys",
            )
        seen.append(name)
        chain.append(plans[name])
        if name == GENERIC:
            break
        name = plans[name].extends
    plan = chain.pop()
    while chain:
        plan = chain.pop().over(plan)
    return plan

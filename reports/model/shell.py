"""What every page shows around its content."""

from dataclasses import dataclass, field

from reports.model.parts import Item, told


@dataclass(frozen=True, slots=True)
class NavLink:
    """An entry of the navigation."""

    label: str = field(metadata=told("Word in the navigation."))
    href: str = field(metadata=told("Page, relative to the site's root."))
    count: int | None = field(
        metadata=told("A number beside the word; None shows none."), default=None
    )
    tone: str = field(metadata=told("Tone of the number."), default="")
    key: str = field(
        metadata=told("Second key of its shortcut, after g; may be empty."), default=""
    )


@dataclass(frozen=True, slots=True)
class Shell:
    """What every page shows around its content."""

    site_title: str = field(metadata=told("Heading of the site, from the configuration."))
    shop: str = field(metadata=told("Name of the own shop."))
    shop_url: str = field(metadata=told("Its home page."))
    run: str = field(metadata=told("Run id."))
    started_at: str = field(metadata=told("Start of the walk, ISO 8601 in UTC."))
    language: str = field(metadata=told("Language of numbers and dates."))
    tool: str = field(metadata=told("Version of Storewalk."))
    healthy: bool = field(metadata=told("Whether nothing fatal happened to the walk."))
    health: tuple[Item, ...] = field(metadata=told("What was wrong with the walk itself."))
    trusted: bool = field(metadata=told("Whether findings could be closed tonight."))
    pdf: str = field(metadata=told("The summary as PDF, from the root; empty: it was not made."))
    nav: tuple[NavLink, ...] = field(metadata=told("The navigation."))
    group: bool = field(
        metadata=told(
            "Whether this is the overview of a group or the report of a launch, which have no "
            "search, no feed and no About."
        ),
        default=False,
    )
    nightly: bool = field(
        metadata=told("Whether it is made every night, and is old after a day."), default=True
    )
    shops: tuple[NavLink, ...] = field(
        metadata=told(
            "The group's overview and its shops, from this site's root; empty: one shop."
        ),
        default=(),
    )

"""The dataclasses of the phone pages: exactly what their templates may use."""

from dataclasses import dataclass, field

from reports.model.parts import Chart, Item, Table, Tile, told
from reports.model.shell import NavLink


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle on a picture, in pixels of the picture."""

    x: float = field(metadata=told("Left edge."))
    y: float = field(metadata=told("Top edge."))
    width: float = field(metadata=told("Width, cut at the picture's edge."))
    height: float = field(metadata=told("Height, cut at the picture's edge."))
    tone: str = field(metadata=told("error, warning, notice, good or accent."))
    label: str = field(metadata=told("What it marks."))


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of a screen with marks over it."""

    file: str = field(metadata=told("File below shots/."))
    width: int = field(metadata=told("Width in pixels."))
    height: int = field(metadata=told("Height in pixels."))
    alt: str = field(metadata=told("What it shows, in words."))
    marks: tuple[Mark, ...] = field(metadata=told("Drawn over it."), default=())


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The part of a picture that shows one element."""

    shot: Shot = field(metadata=told("The picture, with the element marked."))
    x: float = field(metadata=told("Left edge of the part, in pixels of the picture."))
    y: float = field(metadata=told("Top edge."))
    width: float = field(metadata=told("Width."))
    height: float = field(metadata=told("Height."))
    url: str = field(metadata=told("Address of the page."))
    hash: str = field(metadata=told("Name of the page in page.html#u=."))
    text: str = field(metadata=told("What is wrong there."))


@dataclass(frozen=True, slots=True)
class PhoneCard:
    """One page as a phone showed it."""

    url: str = field(metadata=told("Address of the page."))
    hash: str = field(metadata=told("Name of the page in page.html#u=."))
    title: str = field(metadata=told("Title in the rendered page."))
    device: str = field(metadata=told("Device profile."))
    why: str = field(metadata=told("Why it was looked at, in words."))
    shot: Shot | None = field(metadata=told("None: there is no picture."))
    problems: tuple[Item, ...] = field(metadata=told("What is wrong."))


@dataclass(frozen=True, slots=True)
class TemplateGroup:
    """Pages that one template made."""

    name: str = field(metadata=told("Pattern of their addresses."))
    sentence: str = field(metadata=told("How many pages there are and were looked at."))
    cards: tuple[PhoneCard, ...] = field(metadata=told("Worst first."))
    left_out: int = field(metadata=told("Pages with problems that have no card here."))


@dataclass(frozen=True, slots=True)
class PhonePage:
    """mobile.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The phone pages."))
    sentence: str = field(
        metadata=told("How many pages were looked at and how many have problems.")
    )
    tiles: tuple[Tile, ...] = field(metadata=told("Counts, each a link."))
    groups: tuple[TemplateGroup, ...] = field(metadata=told("By template, worst first."))
    problems: Table = field(metadata=told("Every finding of the screen."))


@dataclass(frozen=True, slots=True)
class ScreenChange:
    """One page whose first screen looks different."""

    url: str = field(metadata=told("Address of the page."))
    hash: str = field(metadata=told("Name of the page in page.html#u=."))
    title: str = field(metadata=told("Title in the rendered page."))
    sentence: str = field(metadata=told("How much changed."))
    before: Shot = field(metadata=told("The last good night."))
    after: Shot = field(metadata=told("Tonight, with the changed places marked."))
    difference: Shot = field(metadata=told("What changed, in red."))


@dataclass(frozen=True, slots=True)
class OddOne:
    """A page that looks unlike the others of its template."""

    url: str = field(metadata=told("Address of the page."))
    hash: str = field(metadata=told("Name of the page in page.html#u=."))
    title: str = field(metadata=told("Title in the rendered page."))
    sentence: str = field(metadata=told("How far it is from the others."))
    shot: Shot = field(metadata=told("The page."))
    usual: Shot = field(metadata=told("The page that is most like all others."))


@dataclass(frozen=True, slots=True)
class ScreenChangesPage:
    """phone/changes.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The phone pages."))
    sentence: str = field(metadata=told("How many screens look different."))
    changes: tuple[ScreenChange, ...] = field(metadata=told("Most changed first."))
    left_out: int = field(metadata=told("Changed pages that are only in the table."))
    odd: tuple[OddOne, ...] = field(metadata=told("Pages unlike their template; may be none."))
    compared: Table = field(metadata=told("Every page that was compared."))


@dataclass(frozen=True, slots=True)
class Frame:
    """One step of a journey."""

    name: str = field(metadata=told("What the shopper wanted."))
    state: str = field(metadata=told("How it ended, in words."))
    tone: str = field(metadata=told("Tone of that."))
    did: str = field(metadata=told("What was pressed or opened."))
    note: str = field(metadata=told("What happened; empty when it was as it should be."))
    before: Shot | None = field(metadata=told("The screen with what was pressed marked."))
    shot: Shot | None = field(metadata=told("The screen after it."))
    facts: tuple[tuple[str, str], ...] = field(metadata=told("Name and value."))
    problems: tuple[Item, ...] = field(metadata=told("Errors shown, in the console, on the net."))


@dataclass(frozen=True, slots=True)
class Film:
    """One journey as a filmstrip."""

    name: str = field(metadata=told("Name of the journey."))
    sentence: str = field(metadata=told("How far it came."))
    tone: str = field(metadata=told("Tone of that."))
    facts: tuple[tuple[str, str], ...] = field(metadata=told("Name and value."))
    frames: tuple[Frame, ...] = field(metadata=told("In order."))


@dataclass(frozen=True, slots=True)
class JourneysPage:
    """phone/journeys.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The phone pages."))
    sentence: str = field(metadata=told("Whether a shopper reaches the checkout."))
    films: tuple[Film, ...] = field(metadata=told("One for each journey."))
    fields: Table = field(metadata=told("Fields of basket and checkout."))


@dataclass(frozen=True, slots=True)
class SpeedPage:
    """phone/speed.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The phone pages."))
    sentence: str = field(metadata=told("How fast pages are, and how that was measured."))
    tiles: tuple[Tile, ...] = field(metadata=told("Medians over the pages."))
    charts: tuple[Chart, ...] = field(metadata=told("Distribution of loading times."))
    vitals: Table = field(metadata=told("Measurements of every page looked at."))
    parties: Table = field(metadata=told("Other companies whose files pages load."))


@dataclass(frozen=True, slots=True)
class TagsPage:
    """phone/tags.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The phone pages."))
    sentence: str = field(
        metadata=told("Which tags there are, and what sends before and after a choice.")
    )
    tiles: tuple[Tile, ...] = field(metadata=told("Tags that send data, by choice."))
    tags: Table = field(metadata=told("One row for each tag and id."))
    cookies: Table = field(metadata=told("One row for each cookie of the home page."))


@dataclass(frozen=True, slots=True)
class PhoneCoveragePage:
    """phone/coverage.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The phone pages."))
    sentence: str = field(metadata=told("How much of the shop was looked at."))
    tiles: tuple[Tile, ...] = field(metadata=told("Pages by the reason for looking."))
    templates: Table = field(metadata=told("One row for each template."))
    views: Table = field(metadata=told("Pages seen twice, and what differs."))


@dataclass(frozen=True, slots=True)
class PhonePages:
    """All of them."""

    gallery: PhonePage = field(metadata=told("mobile.html"))
    changes: ScreenChangesPage = field(metadata=told("phone/changes.html"))
    journeys: JourneysPage = field(metadata=told("phone/journeys.html"))
    speed: SpeedPage = field(metadata=told("phone/speed.html"))
    tags: TagsPage = field(metadata=told("phone/tags.html"))
    coverage: PhoneCoveragePage = field(metadata=told("phone/coverage.html"))

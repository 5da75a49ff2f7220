"""Dataclasses of the pages about search, about time, and of the other views of the issues."""

from dataclasses import dataclass, field

from reports.model.parts import Chart, Item, Table, Tile, told
from reports.model.shell import NavLink


@dataclass(frozen=True, slots=True)
class SeoPage:
    """seo.html"""

    sentence: str = field(metadata=told("Whether Google can find the shop, in one sentence."))
    tiles: tuple[Tile, ...] = field(metadata=told("The numbers, each a link to its pages."))
    charts: tuple[Chart, ...] = field(
        metadata=told("Indexability by kind and lengths of titles; empty where nothing was seen.")
    )
    index: Table = field(metadata=told("One row for each kind of page, by indexability."))
    lengths: Table = field(metadata=told("Titles and descriptions in classes of length."))
    lengths_note: str = field(metadata=told("Where the limits come from, and who is judged."))
    markup: Table = field(metadata=told("Structured data by kind of page and type."))
    languages: Table = field(metadata=told("Language versions that pages declare."))
    sitemaps: Table = field(metadata=told("Sitemaps against the links inside the shop."))
    sitemaps_note: str = field(
        metadata=told("What the comparison cannot say tonight; empty when it is whole.")
    )


@dataclass(frozen=True, slots=True)
class TrendsPage:
    """trends.html"""

    sentence: str = field(metadata=told("Where the shop is going, in one sentence."))
    waiting: tuple[Item, ...] = field(
        metadata=told("What will be here after the second night; empty once there are two.")
    )
    tiles: tuple[Tile, ...] = field(metadata=told("Tonight against a month ago, each a link."))
    charts: tuple[Chart, ...] = field(metadata=told("Night by night; nights not seen are gaps."))
    worse: tuple[Item, ...] = field(metadata=told("Checks with the most new findings."))
    better: tuple[Item, ...] = field(metadata=told("Checks with the most findings mended."))
    families: Table = field(metadata=told("One row for each family of checks."))


@dataclass(frozen=True, slots=True)
class CausesPage:
    """issues/causes.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The views of the issues."))
    sentence: str = field(metadata=told("How many mends there are, in one sentence."))
    tiles: tuple[Tile, ...] = field(metadata=told("Mends by size, each a link to its rows."))
    causes: Table = field(metadata=told("One row for each mend, biggest effect first."))


@dataclass(frozen=True, slots=True)
class AreasPage:
    """issues/areas.html"""

    tabs: tuple[NavLink, ...] = field(metadata=told("The views of the issues."))
    sentence: str = field(metadata=told("Where most findings are, in one sentence."))
    kinds: Table = field(metadata=told("Kinds of pages by severity."))
    templates: Table = field(metadata=told("Page templates by severity."))
    places: Table = field(metadata=told("Parts of a page by severity, where findings name one."))
    where: Table = field(
        metadata=told("Every check by kind, template and part: what numbers link to.")
    )

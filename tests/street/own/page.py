"""One page of the own shop before it becomes HTML: the place where faults are put in."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | None"
JsonObject: TypeAlias = "dict[str, Json]"


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead."""

    href: str
    text: str


@dataclass(slots=True)
class Buying:
    """What a product page shows around its price. Faults change it, the catalogue stays."""

    price: Decimal | None
    """The price that is shown. None means: no price on the page."""
    was: Decimal | None
    sold_out: bool
    form: bool = True
    """False means: no form to buy with at all."""


@dataclass(slots=True)
class Page:
    """Everything the templates need for one page; clean until `faults.apply` ran over it."""

    path: str
    template: str
    heading: str
    title: str | None
    description: str | None
    canonicals: list[str]
    """Absolute addresses for link rel=canonical; a clean page has one."""
    view: dict[str, object] = field(default_factory=dict)
    """What only this kind of page needs."""
    lang: str = "en"
    robots: str | None = None
    viewport: str | None = "width=device-width, initial-scale=1"
    alternates: list[tuple[str, str]] = field(default_factory=list)
    """(language code, absolute address) for link rel=alternate hreflang."""
    og: dict[str, str] = field(default_factory=dict)
    crumbs: list[Link] = field(default_factory=list)
    data: list[JsonObject] = field(default_factory=list)
    """JSON-LD blocks; on a product page the first one is the Product."""
    data_has_comma: bool = False
    """True puts a comma after the last value of the first block."""
    heading_tag: str = "h1"
    buying: Buying | None = None
    pictures: list[tuple[str, str]] = field(default_factory=list)
    """(path, alternative text) of the product pictures."""
    more_links: list[Link] = field(default_factory=list)
    footer_links: list[Link] = field(default_factory=list)
    tiny_links: list[Link] = field(default_factory=list)
    wide_table: bool = False
    crowded_links: list[Link] = field(default_factory=list)
    newsletter: bool = False
    """True: a layer that asks for an address lies over the page when it opens."""
    sticker: str = ""
    """Words that lie over the price."""
    shield: bool = False
    """True: something that cannot be seen lies over the button."""
    unlabelled: str = ""
    """Name of a field of the checkout that has a placeholder in the place of its label."""
    styles: dict[str, str] = field(default_factory=dict)
    """Part of the page (body, lead, title, picture) to its style attribute."""
    script: str | None = None
    """Source of an inline script at the end of the page."""

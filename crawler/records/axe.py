"""What the accessibility engine axe-core found on a page."""

from typing import ClassVar

from crawler.records.base import Record
from crawler.records.element import Marks
from crawler.records.phone import PhoneSection


class AxeFinding(Record):
    """One rule of axe-core, broken by one component of the page."""

    rule: str
    """axe's name of the rule: color-contrast."""
    impact: str
    """critical, serious, moderate or minor, as axe rates it."""
    help: str = ""
    """axe's own sentence, in English."""
    component: str = ""
    """What the elements have in common: the nearest classes or ids above them and their tags,
    `.product-card a`. The same on every page that uses the component."""
    nodes: Marks
    """The elements; `note` says what was measured, `value` is the contrast where that is it."""


class AxeFacts(PhoneSection):
    """Broken rules of axe-core: WCAG 2.0 to 2.2, levels A and AA, and its best practices.

    None in RenderFacts: it was switched off, took too long, or the page has more elements than it
    can be asked about.
    """

    of_layout: ClassVar[bool] = False
    """Names and roles do not depend on the width; checks look at the style sheets themselves."""

    engine: str
    """Name and version: "axe-core 4.12.1"."""
    findings: tuple[AxeFinding, ...] = ()
    """By rule and component, at most 200."""
    undecided: int = 0
    """Rules about which axe could not decide: a person has to look."""

"""What fingers hit on a phone."""

from crawler.records.element import Marks
from crawler.records.phone import PhoneSection


class TapFacts(PhoneSection):
    """Links, buttons and fields, and those that are hard to hit."""

    targets: int = 0
    """All that can be tapped."""
    small: Marks = Marks()
    """Under 24 px, and too close to another for WCAG 2.5.8; `value` is the shorter side, px."""
    crowded: Marks = Marks()
    """A finger of 48 px on its middle hits another as well (`note`); `value` is the other's share
    of what the finger covers of itself."""
    controls: Marks = Marks()
    """Menu, search, basket, filter and checkout under 44 px; `note` begins with which of them."""
    tight: Marks = Marks()
    """Controls that remove something, less than 13 px from another (`note`); `value` is the gap."""
    edge: Marks = Marks()
    """Narrower than 44 px, and within 4 px of the side of the screen."""
    phones: Marks = Marks()
    """Telephone numbers (`note`) that are no link."""

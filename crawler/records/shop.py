"""What sells, as a phone showed it: name, picture, price, buy button, and the way around."""

from crawler.records.element import ElementEvidence, Marks
from crawler.records.phone import PhoneSection


class ShopFacts(PhoneSection):
    """Filled by crawler/render/measure/shop.js and first.js, before anything was scrolled.

    The first screen is what a phone shows without scrolling. Blocks of other products are left
    out of price, picture and buttons.
    """

    heading: ElementEvidence | None = None
    """The first visible h1."""
    picture: ElementEvidence | None = None
    """A picture at least 40 % as wide as the screen, on the first screen."""
    picture_below: ElementEvidence | None = None
    """The first such picture further down."""
    amounts: tuple[str, ...] = ()
    """Visible texts that look like an amount, not struck through, each once, at most 200."""
    price_hidden: ElementEvidence | None = None
    """An element with a price that nobody can see. None: there is none, or one is visible too."""
    price_covered_by: ElementEvidence | None = None
    """What lies over the visible price. Not said of banners that ask for consent and of layers
    over more than 35 % of the screen."""
    buttons: Marks = Marks()
    """Visible, enabled add-to-basket controls. `value`: the smaller side, CSS pixels."""
    buttons_hidden: Marks = Marks()
    buttons_disabled: Marks = Marks()
    buttons_covered: Marks = Marks()
    """Those of `buttons` that something lies over which scrolling does not move away; `note` says
    what."""
    button_on_first_screen: bool = False
    choice: bool = False
    """Whether sizes or colours are chosen beside the button: it may wait for that."""
    sold_out: bool = False
    """Whether a visible short text outside of other products' blocks says so."""
    search: ElementEvidence | None = None
    """A control of the first screen that opens the search, or its field."""
    basket: ElementEvidence | None = None
    menu: ElementEvidence | None = None
    """A control of the first screen that opens the menu, or the menu itself."""
    search_elsewhere: bool = False
    """Whether the page has one hidden or further down."""
    basket_elsewhere: bool = False
    menu_elsewhere: bool = False
    unnamed_controls: int = 0
    """Controls of the first screen that say nowhere what they do: each may be any of the three."""

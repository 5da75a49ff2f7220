"""What a phone showed: measurements of a rendered page, and its screenshot."""

from datetime import datetime
from enum import StrEnum
from typing import Any, get_args

from crawler.records.axe import AxeFacts
from crawler.records.base import Record
from crawler.records.element import Box, ElementEvidence
from crawler.records.forms import FormFacts
from crawler.records.layout import LayoutFacts, ViewportFacts, WidthsFacts
from crawler.records.looks import Likeness, LookReason, PictureChange
from crawler.records.offer import OfferFacts
from crawler.records.phone import PhoneSection
from crawler.records.pictures import PictureFacts
from crawler.records.shop import ShopFacts
from crawler.records.speed import SpeedFacts, ThrottledFacts
from crawler.records.tags import TagFacts
from crawler.records.taps import TapFacts
from crawler.records.text import TextFacts
from crawler.records.traffic import TrafficFacts
from crawler.records.view import PageView


class RenderState(StrEnum):
    """How looking at a page ended."""

    OK = "ok"
    PARTIAL = "partial"
    """Something did not settle in time; what is here was measured all the same."""
    FAILED = "failed"
    """The page did not open; `note` says why."""
    CRASHED = "crashed"


class ConsoleEntry(Record):
    """An error in the console, or an exception nobody caught."""

    kind: str
    """error or uncaught."""
    text: str
    source: str = ""
    """File and line, without query string."""


class FailedRequest(Record):
    """A request of the page that did not succeed."""

    url: str
    kind: str
    """document, stylesheet, script, image, font, xhr, other."""
    status: int | None = None
    error: str = ""
    first_party: bool = True
    blocked: bool = False
    """True when we blocked it ourselves (third-party policy, private address)."""


class Screenshot(Record):
    """A picture in the run's shots folder."""

    file: str
    width: int
    height: int
    """CSS pixels shown, which are the pixels of the file."""


class Crop(Record):
    """A picture of a part of the page, below the first screen."""

    x: float
    y: float
    """Of its upper left corner, page coordinates."""
    picture: Screenshot

    def holds(self, box: Box) -> bool:
        """Whether a box is on it: some of its width, and the middle of its height."""
        left, y = box.x - self.x, box.y + box.height / 2 - self.y
        beside = left >= self.picture.width or left + box.width <= 0
        return not beside and 0 <= y <= self.picture.height


class RenderFacts(Record):
    """One page on one device."""

    device: str
    """Profile name: phone, tablet, desktop."""
    mobile: bool = True
    """A phone or a tablet, held in the hand."""
    state: RenderState
    note: str = ""
    final_url: str = ""
    status: int | None = None
    rendered_at: datetime | None = None
    device_width: int = 0
    device_height: int = 0
    layout_width: int = 0
    """clientWidth of the root: larger than `device_width` when no viewport for phones is set."""
    scroll_width: int = 0
    page_height: int = 0
    viewport: str | None = None
    """Content of the last viewport meta in the rendered DOM. None means none."""
    title: str = ""
    h1: tuple[str, ...] = ()
    word_count: int = 0
    stylesheets_failed: bool = False
    """No layout finding may be made when this is True: the page was not seen as shoppers see it."""
    overflow: tuple[ElementEvidence, ...] = ()
    """Deepest elements that reach beyond the screen's right edge and are not clipped."""
    small_targets: tuple[ElementEvidence, ...] = ()
    """Tap targets under 24 px that break WCAG 2.5.8's spacing circle as well."""
    broken_images: tuple[ElementEvidence, ...] = ()
    price: ElementEvidence | None = None
    """The visible price nearest to the product's name."""
    buy_button: ElementEvidence | None = None
    """The visible, enabled add-to-basket control."""
    buy_button_state: str = "none"
    """visible, disabled, hidden or none."""
    small_text_share: float = 0.0
    """Share of characters under 12 px, 0 to 1."""
    console: tuple[ConsoleEntry, ...] = ()
    failed_requests: tuple[FailedRequest, ...] = ()
    third_parties: tuple[str, ...] = ()
    """Hosts that are not the shop's own."""
    ttfb_ms: float | None = None
    fcp_ms: float | None = None
    lcp_ms: float | None = None
    """Largest contentful paint, lab, no throttling unless the run says so."""
    cls: float | None = None
    """Cumulative layout shift: largest session window; corrected for emulation."""
    tbt_ms: float | None = None
    transfer_bytes: int = 0
    requests: int = 0
    offer: OfferFacts | None = None
    """The product as read from the rendered DOM."""
    view: PageView | None = None
    """What else the rendered DOM says, without the product. None: nobody looked."""
    screenshot: Screenshot | None = None
    """The first screen."""
    full_picture: Screenshot | None = None
    """The whole page, where one was taken."""
    crops: tuple[Crop, ...] = ()
    """What was measured and lies below the first screen, where there is no picture of the whole."""
    picture_change: PictureChange | None = None
    """Against the last good night. None: there is no picture of the same browser to compare."""
    likeness: Likeness | None = None
    """Against pages of the same template; attached while checks run."""
    reason: LookReason | None = None
    """Why it was looked at."""
    template: str = ""
    """Name of the template that the page was chosen for. Empty: a page of its own."""
    layout: LayoutFacts | None = None
    """What stands where, and what is cut or covered."""
    taps: TapFacts | None = None
    """What fingers hit."""
    text: TextFacts | None = None
    """Letters and words."""
    viewports: ViewportFacts | None = None
    """The viewport tags, and how far the page can be enlarged."""
    widths: WidthsFacts | None = None
    """The same page on other widths; phones and tablets only."""
    forms: FormFacts | None = None
    """Fields that a shopper fills in. None: nobody looked, or the page cannot be judged."""
    pictures: PictureFacts | None = None
    """How pictures are drawn and loaded. None as for `forms`."""
    shop: ShopFacts | None = None
    """Name, price, buy button and the way around. None as for `forms`."""
    traffic: TrafficFacts | None = None
    """What was loaded. None: the page did not open."""
    tags: TagFacts | None = None
    """Tags of analytics and advertising. None: nobody looked."""
    speed: SpeedFacts | None = None
    """Times as our line and our machine are."""
    throttled: ThrottledFacts | None = None
    """Times of a slow phone. None: not measured; one page of each kind is, where the settings say
    so (render.throttling)."""
    axe: AxeFacts | None = None
    """Accessibility. None: nobody looked; `note` says why where it was meant to be."""

    @property
    def opened(self) -> bool:
        """Whether the page itself was seen: no error page, no crash."""
        answered = self.status is None or self.status < 400
        return answered and self.state in (RenderState.OK, RenderState.PARTIAL)

    def picture_of(self, box: Box) -> Crop | None:
        """The smallest picture that shows a box. None: nobody took one."""
        whole = (self.screenshot, self.full_picture)
        known = [Crop(x=0, y=0, picture=one) for one in whole if one is not None]
        return next((one for one in (*known, *self.crops) if one.holds(box)), None)

    @property
    def laid_out(self) -> bool:
        """Whether it was seen as shoppers see it: with its style sheets, as wide as the screen."""
        return not self.stylesheets_failed and self.layout_width <= self.device_width + 1


class RenderRecord(Record):
    """A line of renders.jsonl.gz."""

    key: str
    render: RenderFacts


def phone_sections() -> dict[str, type[PhoneSection]]:
    """The sections of RenderFacts: field name and type."""
    found: dict[str, type[PhoneSection]] = {}
    for name, field in RenderFacts.model_fields.items():
        for kind in get_args(field.annotation):
            if isinstance(kind, type) and issubclass(kind, PhoneSection):
                found[name] = kind
    return found


def render_facts(values: dict[str, Any]) -> RenderFacts:
    """Facts of what the measuring scripts said, without the sections that nobody could judge."""
    facts = RenderFacts.model_validate(values)
    if facts.laid_out:
        return facts
    unseen = {name: None for name, kind in phone_sections().items() if kind.of_layout}
    return facts.model_copy(update=unseen)

"""A journey through the own shop: what each step from the shop window to the checkout showed."""

from datetime import datetime
from enum import StrEnum

from crawler.records.base import Record
from crawler.records.element import ElementEvidence
from crawler.records.field import FieldFacts
from crawler.records.offer import Money
from crawler.records.render import ConsoleEntry, FailedRequest, Screenshot


class StepName(StrEnum):
    """The steps in the order in which they are walked."""

    OPEN = "open"
    SEARCH = "search"
    LISTING = "listing"
    FILTER = "filter"
    PRODUCT = "product"
    VARIANT = "variant"
    ADD = "add"
    """Into the basket."""
    BASKET = "basket"
    """The basket is opened and looked into."""
    CHECKOUT = "checkout"
    """To the first form that asks who the shopper is."""


class StepState(StrEnum):
    """How a step ended."""

    OK = "ok"
    FAILED = "failed"
    SKIPPED = "skipped"
    """There was nothing to do: no filter, no choice of size. Or the journey leaves it out."""
    NOT_REACHED = "not_reached"
    """A step before it failed, or the time was over."""
    UNSURE = "unsure"
    """We could not tell, for a reason of our own: the browser went away, or what we would have
    pressed is something that we never press. Nothing is said about the shop then."""


class JourneyState(StrEnum):
    """How a journey ended."""

    OK = "ok"
    """The first form of the checkout was reached."""
    FAILED = "failed"
    """A step failed that the shopper cannot do without."""
    UNSURE = "unsure"
    """It ended for a reason of our own; `note` says which."""


class JourneyStep(Record):
    """One frame of the filmstrip."""

    name: StepName
    state: StepState
    optional: bool = False
    """True: the journey went on when it failed."""
    note: str = ""
    """What happened, in a sentence. Empty: what was to happen."""
    way: str = ""
    """What was pressed or where we went, in words: button "Add to basket"."""
    pressed: ElementEvidence | None = None
    """The element, with the box that it had on the picture `before`. None: nothing was pressed."""
    tries: int = 0
    at_ms: int = 0
    """When it began, ms after the start of the journey."""
    elapsed_ms: int = 0
    """From the press to the proof, ms, without our own looking around. For a failed step how long
    we waited in all."""
    feedback_ms: int | None = None
    """From the tap to the first visible change on the screen, ms. None: not measured, or nothing
    changed."""
    tap_ms: int | None = None
    """Duration of the tap in the browser's event timing (a lab stand-in for INP), ms, in steps of
    8. None: under 16, or not measured."""
    url: str = ""
    """Address after the step, without what follows #."""
    status: int | None = None
    """HTTP status of the last document. None: no new document."""
    title: str = ""
    before: Screenshot | None = None
    """The screen just before the press. None: nothing was pressed, or pictures are off."""
    screenshot: Screenshot | None = None
    """The screen after the step. None: pictures are off."""
    console: tuple[ConsoleEntry, ...] = ()
    """Errors since the step before."""
    failed_requests: tuple[FailedRequest, ...] = ()
    """Since the step before; what we blocked ourselves has `blocked`."""
    requests: int = 0
    """Since the step before."""
    price: Money | None = None
    """Of the product, as this step shows it. None: not seen, or not clear which it is."""
    basket_count: int | None = None
    """The number on the basket's symbol. None: there is none."""
    products: int | None = None
    """Known products of the shop that the page links to. None: not counted."""
    fields: tuple[FieldFacts, ...] = ()
    """Of the basket and of the checkout's form."""
    errors: tuple[str, ...] = ()
    """What the shop says to the shopper went wrong: visible alerts, each at most 200 characters."""
    dialogs: tuple[str, ...] = ()
    """Windows that scripts opened: `alert: Added`."""
    filled: tuple[str, ...] = ()
    """Settings of the test identity that were typed in. Empty: nothing was typed."""


class JourneyRecord(Record):
    """A line of journeys.jsonl.gz."""

    site: str
    name: str
    """Of the journey: woocommerce, generic, my-way."""
    device: str
    """Profile name: phone."""
    device_width: int = 0
    device_height: int = 0
    """CSS pixels."""
    state: JourneyState
    note: str = ""
    """Why it ended early, in a sentence."""
    started_at: datetime | None = None
    """UTC."""
    elapsed_ms: int = 0
    browser: str = ""
    """Name and version."""
    product_url: str = ""
    """The product to buy."""
    product_name: str = ""
    search_words: str = ""
    product_price: Money | None = None
    """On the product's page, after the choice of a variant. None: not clear."""
    basket_price: Money | None = None
    """For one, in the basket. None: not reached, or not clear."""
    guest: bool | None = None
    """Whether the checkout can be begun without an account. None: not reached, or not clear."""
    consent: str = ""
    """What was pressed on a consent banner: `rejected: Only necessary`. Empty: no banner was in
    the way."""
    closed: tuple[str, ...] = ()
    """What was pressed to close newsletter windows: `No, thanks`."""
    emptied: bool | None = None
    """Whether the basket was empty again in the end. None: nothing was put into it, or no control
    for it was found."""
    refused: tuple[str, ...] = ()
    """Requests that we stopped because they could have ordered or paid something, or led to
    somebody else: `POST /order: orders something`. At most 20."""
    steps: tuple[JourneyStep, ...] = ()

    def step(self, name: StepName) -> JourneyStep | None:
        """The step of this name; None when the record has none."""
        return next((step for step in self.steps if step.name is name), None)


class JourneyFacts(Record):
    """All journeys of one site in a run."""

    journeys: tuple[JourneyRecord, ...]

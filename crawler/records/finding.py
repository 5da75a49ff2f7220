"""From a check's sentence to a finding with a name: the judgement half of a run."""

from enum import StrEnum
from typing import Any

from crawler.records.base import Record


class Severity(StrEnum):
    """How urgent. The three map one to one to GitHub's annotations."""

    ERROR = "error"
    """Fix now: shoppers or Google lose the page, the price or the purchase."""
    WARNING = "warning"
    """Fix soon: costs ranking, money or trust."""
    NOTICE = "notice"
    """Good to know."""

    @property
    def rank(self) -> int:
        """0 for error, 1 for warning, 2 for notice: sorts the worst first."""
        return list(Severity).index(self)


class Scope(StrEnum):
    """What a check looks at in one call."""

    PAGE = "page"
    SITE = "site"
    PRODUCT = "product"


class Problem(Record):
    """What a check yields. It knows no id and no URL: the engine stamps those."""

    message: str
    """One sentence for a coordinator; may hold tonight's numbers."""
    about: str = ""
    """Tells two problems of one check on one subject apart; never holds what changes nightly."""
    evidence: dict[str, Any] = {}
    """Small facts to show beside the message, JSON values: {"found": "EUR 1.299,00"}."""
    selector: str = ""
    """CSS path of the element, where there is one."""
    cause: str = ""
    """Groups problems with one mend: a target, a template, a text. Empty: the check id."""
    page: str | None = None
    """For site checks: the URL the problem is about."""
    severity: Severity | None = None
    """Where this one is worse or lighter than its check mostly is. None: as the check."""


class Finding(Record):
    """A row of findings.parquet: a problem stamped by the engine."""

    id: str
    """Fingerprint: 16 hex digits."""
    check: str
    severity: Severity
    site: str
    subject: str
    """Page key, site id or product key."""
    url: str
    """For people; the page the finding is about."""
    kind: str = ""
    """Page kind, or "" for site findings."""
    about: str = ""
    message: str
    evidence: dict[str, Any] = {}
    selector: str = ""
    cause: str = ""
    """What one mend removes: what the check names, else the template, else the check's id."""
    template: str = ""
    """Template of the page it is about, as PagePlace.template."""
    count: int = 1
    """How many problems it stands for; more than 1 only where the engine collapsed them."""


class Loss(StrEnum):
    """What a check's findings cost a shop today; the report's home page asks for these first."""

    NONE = ""
    BASKET = "basket"
    """Nobody can buy: the way to the checkout is broken."""
    HIDDEN = "hidden"
    """A page that earns money cannot be found or opened."""
    PRICE = "price"
    """A price is wrong somewhere that shoppers or Google see."""
    STOCK = "stock"
    """What can be bought is shown as sold out, or the other way round."""


class CheckCard(Record):
    """The documentation of a check; travels with the run, so that old runs keep their texts."""

    id: str
    """`family/name`: seo/title-missing."""
    family: str
    title: str
    """The failing state in one line."""
    severity: Severity
    scope: Scope
    why: str
    """Markdown."""
    fix: str
    """Markdown."""
    limits: str = ""
    """Markdown: what is not checked."""
    kinds: tuple[str, ...] = ()
    """Page kinds it applies to; empty means all."""
    roles: tuple[str, ...] = ("own",)
    since: str
    sources: tuple[str, ...] = ()
    """Where the rule comes from, with the date it was read."""
    options: dict[str, Any] = {}
    """JSON Schema of its options; empty when it has none."""
    replaces: tuple[str, ...] = ()
    """Other names of ours: former ids, and ids of plans. `storewalk checks NAME` knows them."""
    also: tuple[str, ...] = ()
    """What other tools call it: "Ahrefs: Title tag missing or empty"."""
    news: bool = False
    """True: what it finds happened last night. It is new when found, and never fixed."""
    alone: bool = True
    """False: what it says of a page depends on other pages. Where some were not walked tonight, a
    finding that is not there again may still be true."""
    costs: Loss = Loss.NONE
    """What its findings cost today."""


class CheckTally(Record):
    """What became of one check on one site."""

    check: str
    site: str
    passed: int = 0
    flagged: int = 0
    """Subjects with at least one problem."""
    problems: int = 0
    not_applicable: int = 0
    crashed: int = 0
    muted: int = 0
    first_crash: str = ""
    """Traceback of the first crash."""

"""Check fixtures: a Markdown file per check, its cases run through the real extractor.

A case is a heading of level 2 with fenced blocks:

- `html` (one or more): a page. Info words: `url=` (default https://shop.example/page), `status=`,
  `location=`, `kind=` (overrules what the extractor says), `sitemap=` (the file that lists it),
  `found=` (the page that links to it), `depth=`, `size=` (bytes), `encoding=` (none: not
  compressed), `ttfb=` (ms), `failure=`, `googlebot=no`, `state=`, and
  for checks of watched products `site=` (a rival's; the product is the page /mug).
- `headers`: response headers of the page before it, `Name: value`.
- `render`, `targets`, `site`, `product`: JSON of RenderFacts, a list of LinkTarget, SiteFacts, or
  a ProductGroup ({"own": offer, "rivals": {"site": offer}}; without it the pages make one). Beside
  them `listed` (cost, floor, ceiling: as in products.csv), `market` (the settings of that name) and
  `stale` (rivals whose address now shows another product). The market is worked out for real.
- `nights`: what earlier nights knew of that product, a line a change: days ago, site, price or
  state (with `?`: suspect), and `was=` (struck price), `stock=`, `currency=`: `7 kettle 59.00`.
  Info word `walked=` says how many nights were walked (default 10).
- `coverage`: JSON list of PairCoverage: {"site", "pairs", "seen", "before": [percent, ...]}.
- `shown`: a page that a real browser shows on a phone; without `<!doctype` it is put into a page
  without faults (tests/checks/shown.py; lines before `<!-- body -->` go into the head). Info words:
  `kind=`, `device=` (phone), `also=` (more devices, with commas) and `axe=yes`. All checks of the
  screen run on it: what others find stands in `beside`, one line `check-id: message`.
- `file`: what the server answers to the page's requests; info words `path=`, `status=`, `type=`.
- `journeys`: JSON list of JourneyRecord, for checks of journeys; each needs only what differs from
  a journey that ended well, steps by their names: {"steps": {"add": {"state": "failed"}}}.
- `consent`: JSON of ConsentFacts, for checks of what a choice about cookies changes.
- `phone`: what the server sent a phone, where `html` is what it sent a desktop.
- `served`: what the server sent for the first page, where `html` is what scripts made of it.
- `feed`: a product feed of the shop, as it is written; read by the real reader.
- `listings`: JSON list of Listing, what feeds and the shop system say.
- `earlier`: JSON of an EarlierPage (`{}`: what the page is tonight), or for site checks of an
  EarlierSite.
- `health`: JSON list of HealthNote, for checks of the walk itself.
- `options`: JSON of the check's options.
- `findings`: one line a problem, `message`, or `/path: message` where the problem names a page;
  ` (notice)` behind it where its severity is not the check's.
  Empty: it passes. The one line `not applicable`: the check gives no verdict.
"""

import json
import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.checks.api import Check, Context, PageContext, ProductContext, RunClock, SiteContext
from crawler.checks.index import IndexBuilder
from crawler.checks.products import OfferBook, ProductGroup, SiteOffer, offer_row
from crawler.checks.registry import all_checks
from crawler.checks.screens import verdict
from crawler.config import Config, Pair, WatchedProduct
from crawler.extract.document import parse
from crawler.extract.features import features_in
from crawler.extract.feed import FeedReader
from crawler.extract.page import extract_page
from crawler.market import (
    MarketCoverage,
    PairCoverage,
    PriceHistory,
    PriceRow,
    market_of,
    terms_of,
    watches,
)
from crawler.platforms.detect import adapter
from crawler.records import (
    ConsentFacts,
    EarlierPage,
    EarlierSite,
    HttpFacts,
    JourneyFacts,
    JourneyRecord,
    LinkTarget,
    Listing,
    OfferFacts,
    PageKind,
    PageRecord,
    PageState,
    PageView,
    PhoneViews,
    PriceState,
    Problem,
    RenderFacts,
    Role,
    RunHealth,
    Scope,
    Severity,
    SiteFacts,
    StepName,
    page_key,
)
from tests.checks.shown import screens, whole
from tests.server import Answer

SHOP = "https://shop.example/"
TODAY = date(2026, 11, 23)
"""The day on which every fixture is judged."""


@dataclass
class Block:
    """A fenced block."""

    kind: str
    words: dict[str, str]
    text: str
    start: int
    end: int
    """Offsets of the text in the file."""


@dataclass
class Case:
    """One case of a fixture."""

    name: str
    line: int
    blocks: list[Block] = field(default_factory=list)

    def one(self, kind: str) -> Block | None:
        """The only block of a kind, None when there is none."""
        found = [block for block in self.blocks if block.kind == kind]
        assert len(found) < 2, f"{self.name}: two {kind} blocks"
        return found[0] if found else None

    def expected(self, kind: str = "findings") -> list[str]:
        """Lines of the findings block, or of another one."""
        block = self.one(kind)
        if block is None and kind != "findings":
            return []
        assert block is not None, f"{self.name}: no {kind} block"
        return sorted(line for line in block.text.splitlines() if line.strip())


def read_cases(path: Path) -> list[Case]:
    """The cases of a fixture file."""
    text = path.read_text(encoding="utf-8")
    cases: list[Case] = []
    pattern = re.compile(r"^## (?P<name>.+)$|^```(?P<info>\w.*)\n(?P<text>(?:.*\n)*?)```$", re.M)
    for match in pattern.finditer(text):
        if match["name"]:
            cases.append(Case(match["name"].strip(), text.count("\n", 0, match.start()) + 1))
            continue
        kind, *words = match["info"].split()
        pairs = dict(word.split("=", 1) for word in words)
        block = Block(kind, pairs, match["text"], match.start("text"), match.end("text"))
        assert cases, f"{path}: a block before the first case"
        cases[-1].blocks.append(block)
    return cases


def beside(check: Check, case: Case) -> list[str]:
    """What the other checks of the screen say of a shown page, notices left out."""
    context = _context(check, case)
    said = []
    for other in all_checks():
        if other.card.id == check.card.id or not other.of_screen or not other.applies(context):
            continue
        for problem in other.run(context, None) or ():
            if (problem.severity or other.card.severity) is not Severity.NOTICE:
                said.append(f"{other.card.id}: {_line(problem)}")
    return sorted(said)


def run_case(check: Check, case: Case) -> list[str]:
    """What the check says, as lines of a findings block."""
    options = case.one("options")
    chosen = None
    if options is not None:
        assert check.options_type is not None, "the check has no options"
        chosen = check.options_type.model_validate_json(options.text)
    context = _context(check, case)
    if isinstance(context, PageContext):
        found = verdict(check, context, chosen) if check.applies(context) else None
    else:
        found = check.run(context, chosen)
    if found is None:
        return ["not applicable"]
    return sorted(_line(problem) for problem in found)


def _line(problem: Problem) -> str:
    if problem.severity is not None:
        problem = problem.model_copy(
            update={"message": f"{problem.message} ({problem.severity})", "severity": None}
        )
    if problem.page is None:
        return problem.message
    parts = urlsplit(problem.page)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    shown = path if problem.page.startswith(SHOP) else problem.page
    return f"{shown}: {problem.message}"


def _context(check: Check, case: Case) -> Context:
    clock = RunClock(TODAY)
    site = _site(case)
    pages = _pages(case)
    if check.card.scope is Scope.PRODUCT:
        return ProductContext(_group(case, pages), site, clock)
    if check.card.scope is Scope.SITE:
        builder = IndexBuilder(None)
        for page in pages:
            builder.add_page(page)
        block = case.one("targets")
        before: set[str] = set()
        for row in json.loads(block.text) if block else ():
            if row.pop("failed_before", False):
                before.add(row["url"])
            base = {"site": "shop", "internal": row["url"].startswith(SHOP)}
            builder.add_target(LinkTarget.model_validate(base | row))
        for listing in _listings(case):
            builder.listings.add_line(listing.model_dump_json().encode())
        notes = case.one("health")
        health = RunHealth(notes=json.loads(notes.text) if notes else ())
        was = case.one("earlier")
        base = site.model_dump(mode="json")
        earlier = EarlierSite.model_validate(base | json.loads(was.text)) if was else None
        index = builder.index(site, frozenset(before))
        told = _coverage(case), _journeys(case), _consent(case)
        return SiteContext(index, site, clock, health, earlier, *told)
    assert pages, f"{case.name}: no page"
    return PageContext(pages[0], site, clock, _earlier(case, pages[0]))


def _earlier(case: Case, page: PageRecord) -> EarlierPage | None:
    block = case.one("earlier")
    if block is None:
        return None
    same = EarlierPage.of(page).model_dump(mode="json")
    return EarlierPage.model_validate(same | json.loads(block.text))


def _site(case: Case) -> SiteFacts:
    block = case.one("site")
    given: dict[str, Any] = json.loads(block.text) if block else {}
    base: dict[str, Any] = {"id": "shop", "name": "Shop", "role": Role.OWN, "url": SHOP}
    return SiteFacts.model_validate(base | given)


@cache
def _shown(
    html: str, device: str, files: tuple[tuple[str, int, str, str], ...], axe: bool
) -> RenderFacts:
    served = {path: Answer(text, status, type=kind) for path, status, kind, text in files}
    return screens().show(whole(html), device, served, axe=axe)


def _shown_page(case: Case, block: Block) -> PageRecord:
    files = tuple(
        (one.words["path"], int(one.words.get("status", "200")),
         one.words.get("type", "text/javascript"), one.text)
        for one in case.blocks if one.kind == "file"
    )  # fmt: skip
    devices = [block.words.get("device", "phone"), *block.words.get("also", "").split(",")]
    axe = block.words.get("axe") == "yes"
    renders = [_shown(block.text, device, files, axe) for device in devices if device]
    page = _page(replace(block, text=whole(block.text)), {})
    return page.model_copy(update={"render": renders[0], "other_renders": tuple(renders[1:])})


def _pages(case: Case) -> list[PageRecord]:
    pages: list[PageRecord] = []
    for block in case.blocks:
        if block.kind == "shown":
            pages.append(_shown_page(case, block))
        if block.kind == "html":
            pages.append(_page(block, {}))
        elif block.kind == "headers":
            headers = dict(line.split(": ", 1) for line in block.text.splitlines())
            html = [b for b in case.blocks if b.kind == "html" and b.end < block.start]
            last = html[-1]
            pages[-1] = _page(last, {name.lower(): value for name, value in headers.items()})
    render = case.one("render")
    if render is not None:
        base = {"device": "phone", "state": "ok", "device_width": 412, "device_height": 823}
        facts = RenderFacts.model_validate(base | json.loads(render.text))
        pages[0] = pages[0].model_copy(update={"render": facts})
    phone = case.one("phone")
    if phone is not None:
        views = PhoneViews(
            key=pages[0].key,
            desktop=_view(pages[0]),
            phone=_view(_page(Block("html", {"url": pages[0].url}, phone.text, 0, 0), {})),
        )
        pages[0] = pages[0].model_copy(update={"phone": views})
    here = pages[0].url if pages else None
    about = tuple(listing for listing in _listings(case) if here and listing.url == here)
    if about:
        pages[0] = pages[0].model_copy(update={"listings": about})
    served = case.one("served")
    if served is not None:
        was = _page(Block("html", {"url": pages[0].url}, served.text, 0, 0), {})
        pages[0] = pages[0].model_copy(update={"served": _view(was)})
    return pages


def _listings(case: Case) -> list[Listing]:
    feed = case.one("feed")
    if feed is not None:
        rows = FeedReader(BytesIO(feed.text.encode()), "feed")
        return [row.model_copy(update={"site": "shop"}) for row in rows]
    block = case.one("listings")
    rows = json.loads(block.text) if block else []
    base = {"site": "shop", "source": "feed", "place": "feed.xml, line 1"}
    return [Listing.model_validate(base | row) for row in rows]


def _journeys(case: Case) -> JourneyFacts | None:
    block = case.one("journeys")
    if block is None:
        return None
    walked = []
    for row in json.loads(block.text):
        steps = row.pop("steps", {})
        base = {"site": "shop", "name": "generic", "device": "phone", "state": "ok"}
        every = [{"name": name, "state": "ok", **steps.get(name, {})} for name in StepName]
        walked.append(JourneyRecord.model_validate({**base, **row, "steps": every}))
    return JourneyFacts(journeys=tuple(walked))


def _consent(case: Case) -> ConsentFacts | None:
    block = case.one("consent")
    if block is None:
        return None
    base = {"site": "shop", "url": SHOP, "device": "phone"}
    return ConsentFacts.model_validate(base | json.loads(block.text))


def _view(page: PageRecord) -> PageView:
    assert page.head is not None
    assert page.outline is not None
    items = page.structured.items if page.structured else ()
    return PageView(
        head=page.head,
        kind=page.kind,
        h1=tuple(h.text for h in page.outline.headings if h.level == 1 and h.text),
        word_count=page.outline.word_count,
        structured_types=tuple(sorted({name for item in items for name in item.types})),
        features=features_in(page.structured) if page.structured else None,
        rating=page.outline.rating,
        offer=page.offer,
    )


def _page(block: Block, headers: dict[str, str]) -> PageRecord:
    words = block.words
    url = words.get("url", SHOP + "page")
    site = words.get("site", "shop")
    status = int(words.get("status", "200"))
    state = PageState.OK
    if 300 <= status < 400:
        state = PageState.REDIRECT
    elif status >= 400:
        state = PageState.ERROR
    state = PageState(words.get("state", state))
    http = HttpFacts(
        status=status or None, failure=words.get("failure"), headers=headers,
        location=words.get("location"), content_type="text/html",
        size_bytes=int(words.get("size", "0")),
        encoding=words["encoding"].replace("none", "") if "encoding" in words else None,
        ttfb_ms=int(words["ttfb"]) if "ttfb" in words else None,
    )  # fmt: skip
    record = PageRecord(
        key=page_key(site, url),
        site=site,
        url=url,
        state=state,
        kind=PageKind(words.get("kind", PageKind.OTHER)),
        in_sitemap=words.get("sitemap"),
        found_on=words.get("found"),
        depth=int(words["depth"]) if "depth" in words else None,
        googlebot_allowed=words.get("googlebot") != "no",
        http=http,
    )
    if state is not PageState.OK:
        return record
    facts = extract_page(
        parse(block.text.encode(), url, headers=headers),
        platform=adapter("generic"),
        home_url=SHOP,
        http=http,
    )
    return record.model_copy(
        update={
            "kind": PageKind(words.get("kind", facts.kind)),
            "head": facts.head,
            "outline": facts.outline,
            "images": facts.images,
            "structured": facts.structured,
            "offer": facts.offer,
            "tiles": facts.tiles,
            "links": facts.links,
        }
    )


def _group(case: Case, pages: list[PageRecord]) -> ProductGroup:
    block = case.one("product")
    if block is None:
        return _group_of_pages(case, pages)
    given = json.loads(block.text)

    def offer(site: str, data: Any) -> SiteOffer:
        url = SHOP + "mug" if site == "shop" else f"https://{site}.example/mug"
        return SiteOffer(site, url, OfferFacts.model_validate(data))

    own = offer("shop", given["own"]) if given.get("own") else None
    rivals = tuple(offer(site, data) for site, data in given.get("rivals", {}).items())
    return _with_market(ProductGroup("M-1", "Mug", own, rivals), given, case)


def _with_market(group: ProductGroup, given: dict[str, Any], case: Case) -> ProductGroup:
    """The group with what the real rules make of it tonight, after the nights of the case."""
    sellers = (*([group.own] if group.own else ()), *group.rivals)
    stale = given.get("stale", ())
    listed = {name: Decimal(text) for name, text in given.get("listed", {}).items()}
    product = WatchedProduct(
        sku=group.sku,
        name=group.name,
        urls={seller.site: seller.url for seller in sellers},
        pairs={site: Pair("accepted", "The GTIN differs.", stale=True) for site in stale},
        cost=listed.get("cost"),
        floor=listed.get("floor"),
        ceiling=listed.get("ceiling"),
    )
    settings = {"name": "Shop", "url": SHOP}
    config = Config.model_validate({"store": settings, "market": given.get("market", {})})
    rows = [
        offer_row(_seller(seller.site), seller.url, seller.offer, product) for seller in sellers
    ]
    market = market_of(
        watches((product,), "shop"),
        rows,
        _nights(case),
        terms_of(config, [_seller("shop")], rows),
        _run(0),
    )
    return replace(group, market=market.products[group.sku])


def _seller(site: str) -> SiteFacts:
    role = Role.OWN if site == "shop" else Role.COMPETITOR
    url = SHOP if site == "shop" else f"https://{site}.example/"
    return SiteFacts(id=site, name=site, role=role, url=url)


def _run(days_ago: int) -> str:
    return f"{TODAY - timedelta(days=days_ago)}T021000Z"


def _nights(case: Case) -> PriceHistory:
    block = case.one("nights")
    if block is None:
        return PriceHistory()
    walked = int(block.words.get("walked", "10"))
    rows: dict[tuple[str, str], list[PriceRow]] = {}
    for line in block.text.splitlines():
        ago, site, shown, *words = line.split()
        more = dict(word.split("=", 1) for word in words)
        amount = shown.rstrip("?")
        known = amount.replace(".", "").isdigit()
        rows.setdefault((site, f"{_seller(site).url}mug"), []).append(
            PriceRow(
                run=_run(int(ago)),
                state=("suspect" if "?" in shown else "shown") if known else PriceState(shown),
                price=Decimal(amount) if known else None,
                currency=more.get("currency", "EUR") if known else None,
                list_price=Decimal(more["was"]) if "was" in more else None,
                availability=more.get("stock"),
            )
        )
    nights = tuple(_run(ago) for ago in range(walked, 0, -1))
    return PriceHistory(nights, {page: tuple(known) for page, known in rows.items()})


def _coverage(case: Case) -> MarketCoverage | None:
    block = case.one("coverage")
    if block is None:
        return None
    return MarketCoverage(
        tuple(
            PairCoverage(row["site"], row["pairs"], row["seen"], tuple(map(Decimal, row["before"])))
            for row in json.loads(block.text)
        )
    )


def _group_of_pages(case: Case, pages: list[PageRecord]) -> ProductGroup:
    """The watched product of which each site shows the page `/mug`."""
    sites = {"shop": _site(case)}
    for page in pages:
        if page.site not in sites:
            given = {"id": page.site, "name": page.site, "url": page.url, "role": Role.COMPETITOR}
            sites[page.site] = SiteFacts.model_validate(given)
    urls = {page.site: page.url for page in pages if page.url.endswith("/mug")}
    book = OfferBook((WatchedProduct(sku="M-1", name="Mug", urls=urls),), sites)
    for page in pages:
        book.add(page)
    return book.finish()[1][0]

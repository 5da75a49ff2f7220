"""The shops of the sample: pages, offers, renders, link targets, checks and what they found."""

from collections import Counter
from decimal import Decimal
from typing import Any

from crawler.records import (
    Availability,
    Box,
    CanonicalLink,
    CheckCard,
    Confidence,
    ElementEvidence,
    Finding,
    HeadFacts,
    Heading,
    Hop,
    HreflangLink,
    HttpFacts,
    LinkSource,
    LinkTarget,
    Loss,
    Money,
    OfferFacts,
    OfferRow,
    OfferSource,
    OutlineFacts,
    PageKind,
    PageRecord,
    PageState,
    PlatformFacts,
    PriceCandidate,
    PriceState,
    RenderFacts,
    RenderRecord,
    RenderState,
    Role,
    Scope,
    Screenshot,
    Severity,
    SiteFacts,
    SitemapFile,
    StructuredFacts,
    StructuredItem,
    TargetState,
    file_key,
    fingerprint,
    page_key,
)

SITEMAP = "https://shop.example/sitemap.xml"
NAMES = (
    "Alba espresso maker", "Bruma espresso maker", "Duna espresso maker", "Arlo coffee grinder",
    "Basil coffee grinder", "Ada coffee dripper", "Dora coffee dripper", "Acre teapot",
    "Brook teapot", "Amber kettle", "Cedar kettle", "Delft mug", "Fjord mug", "Harbour mug",
)  # fmt: skip
E_, W_, N_ = Severity.ERROR, Severity.WARNING, Severity.NOTICE
CARDS = (
    ("seo/title-missing", E_, "The page has no title"),
    ("seo/title-duplicate", W_, "Several pages share one title"),
    ("seo/description-missing", N_, "The page has no description"),
    ("seo/h1-missing", W_, "The page has no main heading"),
    ("seo/noindex-money-page", E_, "A page that earns money is hidden from Google"),
    ("seo/canonical-to-home", E_, "The canonical link names the home page"),
    ("seo/hreflang-invalid-code", W_, "A language code is not valid"),
    ("data/sd-parse-error", E_, "Structured data cannot be read"),
    ("data/sd-product-required-missing", W_, "Google needs a product property that is missing"),
    ("data/sd-gtin-invalid", W_, "The GTIN is not valid"),
    ("links/link-broken-internal", E_, "A link leads to a page that is gone"),
    ("links/link-to-redirect", N_, "A link takes a detour"),
    ("price/undercut", W_, "A competitor is cheaper"),
    ("price/own-out-of-stock", E_, "You cannot deliver, a competitor can"),
    ("mobile/overflow", E_, "The page is wider than the phone"),
    ("mobile/small-targets", W_, "Links are too small to tap"),
)


def slug(name: str) -> str:
    """A path from a name."""
    return name.lower().replace(" ", "-")


def pages(number: int, hostile: tuple[str, ...] = ()) -> list[PageRecord]:
    """Pages of the own shop, a few of the competitors, and some that are no pages."""
    if not number:
        return []
    found = [_page("/", PageKind.HOME, "Blue Mug: coffee and tea things", 0)]
    found += [
        _page(f"/collections/{name}", PageKind.CATEGORY, f"{name.capitalize()} | Blue Mug", 1)
        for name in ("coffee", "tea", "mugs")
    ]
    for index in range(max(0, number - 8)):
        name = NAMES[index % len(NAMES)]
        name += f" {index // len(NAMES) + 1}" if index >= len(NAMES) else ""
        found.append(_page(f"/products/{slug(name)}", PageKind.PRODUCT, f"{name} | Blue Mug", 2,
                           price=f"{20 + index * 3}.90"))  # fmt: skip
    for index, text in enumerate(hostile):
        found.append(_page(f"/hostile/{index}", PageKind.CONTENT, text, 3))
    for path, state, status in (
        ("/old-guide", PageState.ERROR, 404), ("/classic-blue-mug", PageState.REDIRECT, 301),
        ("/admin", PageState.ROBOTS, None), ("/slow", PageState.FAILED, None),
    ):  # fmt: skip
        found.append(_page(path, PageKind.OTHER, None, 2, state=state, status=status))
    for host, site in (("kettle", "kettle-co"), ("tassen", "tassenhaus")):
        for name in NAMES[:4]:
            found.append(_page(f"/p/{slug(name)}", PageKind.PRODUCT, name, 1, site=site,
                               host=f"{host}.example", price="39.50"))  # fmt: skip
    return found


def _search_facts(path: str, kind: PageKind, title: str | None) -> dict[str, object]:
    """What search engines read: mostly right, with one page for each thing that can be wrong."""
    name = path.rsplit("/", 1)[-1] or "home"
    number = sum(map(ord, path)) % 17
    text = (
        f"{title}: made for people who care about the cup, sent on the day you order it ({name})."
    )
    head: dict[str, object] = {"descriptions": (text,)}
    if number == 3:
        head["descriptions"] = ()
    elif number in (5, 6):
        head["descriptions"] = ("Made for people who care about the cup.",)
    if kind is PageKind.CATEGORY:
        head["hreflangs"] = tuple(
            HreflangLink(code=code, href=f"https://shop.example/{code}{path}")
            for code in ("de", "en", "x-default")
        )
    if path.endswith("-3"):  # the third of its name is a variant of the first
        real = f"https://shop.example{path[:-2]}"
        head["canonicals"] = (CanonicalLink(href=real, url=real),)
    types = ["BreadcrumbList"] if kind is PageKind.CATEGORY else []
    if kind is PageKind.PRODUCT:
        types = ["BreadcrumbList", "Product"] if number % 4 else ["BreadcrumbList"]
    if kind is PageKind.CONTENT and title:  # hostile pages
        types = [title, f"Product + {title}"]
        head["hreflangs"] = (HreflangLink(code=title, href=title),)
    items = tuple(StructuredItem(syntax="json_ld", types=(one,)) for one in types)
    return {"head": head, "structured": StructuredFacts(items=items)}


def _page(path: str, kind: PageKind, title: str | None, depth: int, *, site: str = "blue-mug",
          host: str = "shop.example", price: str | None = None, state: PageState = PageState.OK,
          status: int | None = 200) -> PageRecord:  # fmt: skip
    url = f"https://{host}{path}"
    ok = state is PageState.OK
    failure = "timeout" if state is PageState.FAILED else None
    offer = None
    facts: Any = _search_facts(path, kind, title)
    if price:
        money = Money(amount=Decimal(price), currency="EUR")
        offer = OfferFacts(
            state=PriceState.SHOWN, name=title, price=money, confidence=Confidence.CONFIRMED,
            availability=Availability.IN_STOCK,
            candidates=(
                PriceCandidate(source=OfferSource.JSON_LD, raw=price, path="Product.offers.price",
                               amount=Decimal(price), currency="EUR"),
                PriceCandidate(source=OfferSource.DOM, raw=f"€ {price}", path=".price",
                               amount=Decimal(price), currency="EUR"),
            ),
        )  # fmt: skip
    return PageRecord(
        key=page_key(site, url), site=site, url=url, state=state, kind=kind, depth=depth,
        found_on="https://shop.example/" if depth else None,
        http=HttpFacts(status=status, failure=failure, ttfb_ms=120, size_bytes=41_200),
        head=HeadFacts.model_validate(
            {"titles": (title,) if title else (), "lang": "en", **facts["head"]}) if ok else None,
        structured=facts["structured"] if ok else None,
        in_sitemap=None if path.startswith(("/collections/t", "/hostile")) else SITEMAP,
        outline=OutlineFacts(headings=(Heading(level=1, text=(title or "")[:80]),),
                             word_count=412) if ok else None,
        offer=offer,
    )  # fmt: skip


def sites(found: list[PageRecord]) -> tuple[SiteFacts, ...]:
    """The three shops."""
    counts = Counter(page.state.value for page in found if page.site == "blue-mug")
    return (
        SiteFacts(id="blue-mug", name="Blue Mug", role=Role.OWN, url="https://shop.example/",
                  platform=PlatformFacts(name="shopify"),
                  fix_hints={"seo/h1-missing": "Online Store > Themes > Edit code > h1"},
                  currency="EUR", language="en",
                  sitemaps=(SitemapFile(url=SITEMAP, status=200, kind="urlset", entries=80),),
                  counts={**counts, "known": 96, "left": 12}),
        SiteFacts(id="kettle-co", name="Kettle & Co", role=Role.COMPETITOR,
                  url="https://kettle.example/", currency="EUR"),
        SiteFacts(id="filter", name="Filter & Bean", role=Role.COMPETITOR,
                  url="https://filter.example/", currency="EUR"),
        SiteFacts(id="tassenhaus", name="Tassenhaus", role=Role.COMPETITOR,
                  url="https://tassen.example/", platform=PlatformFacts(name="woocommerce")),
    )  # fmt: skip


COSTS = {"seo/noindex-money-page": Loss.HIDDEN}


def cards() -> tuple[CheckCard, ...]:
    """The checks, sorted by id."""
    return tuple(
        CheckCard(
            id=name, family=name.split("/")[0], title=title, severity=severity,
            scope=Scope.PRODUCT if name.startswith("price") else Scope.PAGE,
            why="The title is the line that people click in a **search result**.\n\n"
            "- It is the name of the browser tab.\n- It is what people share.",
            fix="Write one sentence of up to 60 characters, with the product first.\n\n"
            "- Shopify: Products > (product) > Search engine listing.\n"
            "- WooCommerce: Products > (product) > `SEO title`.",
            limits="Titles that scripts change are not seen." if severity is E_ else "",
            since="0.1",
            costs=COSTS.get(name, Loss.NONE),
            sources=("https://developers.google.com/search/docs/appearance/title-link "
                     "(read 2026-11-02)",),
        )
        for name, severity, title in sorted(CARDS)
    )  # fmt: skip


def findings(
    found: list[PageRecord], all_cards: tuple[CheckCard, ...], hostile: tuple[str, ...] = ()
) -> list[Finding]:
    """About sixty findings of eleven checks."""
    own = [p for p in found if p.site == "blue-mug" and p.state is PageState.OK]
    by_id = {card.id: card for card in all_cards}
    plan = (
        ("seo/title-missing", 4, "The page has no title.", ""),
        (
            "seo/title-duplicate",
            9,
            "Nine pages have the title “Winter mug, the big one”.",
            "Winter mug, the big one",
        ),
        ("seo/description-missing", 14, "The page has no description.", "product template"),
        ("seo/h1-missing", 6, "The page has no h1.", ""),
        ("seo/noindex-money-page", 1, "A robots meta tag says noindex.", ""),
        ("data/sd-parse-error", 3, "A comma stands after the last value (line 12).", ""),
        ("data/sd-product-required-missing", 11, "The product has no image.", "product template"),
        (
            "links/link-broken-internal",
            5,
            "The link “Our summer guide” leads to a 404.",
            "https://shop.example/pages/summer-guide",
        ),
        ("price/undercut", 4, "Kettle & Co asks EUR 109.00, you ask EUR 129.00.", ""),
        ("mobile/overflow", 3, "The page is 904 px wide, the phone 412 px.", "product template"),
        ("mobile/small-targets", 6, "7 tap targets are smaller than 24 px.", "footer"),
    )
    result = []
    for offset, (check, number, message, cause) in enumerate(plan):
        card = by_id[check]
        for index in range(number):
            page = own[(offset * 3 + index * 2) % len(own)]
            if check.startswith("mobile/"):
                page = own[(9 + index * 12 if check.endswith("overflow") else index * 9) % len(own)]
            result.append(Finding(
                id=fingerprint(check, page.key, str(index)), check=check, severity=card.severity,
                site="blue-mug", subject=page.key, url=page.url, kind=page.kind.value,
                about=str(index), message=message, cause=cause, selector="head > title",
                evidence=_evidence(check),
            ))  # fmt: skip
    card = by_id["seo/title-missing"]
    for index, text in enumerate(hostile):
        page = own[-1 - index]
        result.append(Finding(
            id=fingerprint(card.id, page.key, f"h{index}"), check=card.id, severity=E_,
            site="blue-mug", subject=page.key, url=text if index == 8 else page.url, about=text,
            message=text, evidence={text: text}, selector=text, cause=text,
        ))  # fmt: skip
    return result


def _evidence(check: str) -> dict[str, object]:
    places = {
        "mobile/overflow": [("table.sizes", "ends at 924 px", (20, 400, 904, 180))],
        "mobile/small-targets": [
            ("footer a", "18 x 18 px", (30 + 60 * n, 760, 18, 18)) for n in range(4)
        ],
    }
    if check not in places:
        return {"found": "nothing", "expected": "up to 60 characters"}
    return {
        "elements": [
            {"selector": name, "note": note,
             "box": dict(zip(("x", "y", "width", "height"), box, strict=True))}
            for name, note, box in places[check]
        ]
    }  # fmt: skip


def targets(some: bool, hostile: bool) -> list[LinkTarget]:
    """Broken, unverified, redirecting and good targets."""
    if not some:
        return []
    home = "https://shop.example/"
    places = tuple(
        LinkSource(url=f"{home}products/{slug(name)}", text="Our summer guide") for name in NAMES
    )
    bad = LinkTarget(site="blue-mug", url="https://shop.example/x?a=<script>alert(4)</script>",
                     internal=True, state=TargetState.BROKEN, status=404, pages=1, count=1,
                     sources=(LinkSource(url="javascript:alert(5)", text="</a><script>"),),
                     )  # fmt: skip
    return [
        LinkTarget(site="blue-mug", url=f"{home}pages/summer-guide", internal=True, status=404,
                   state=TargetState.BROKEN, count=14, pages=14, sources=places),
        LinkTarget(site="blue-mug", url="https://maker.example/manual.pdf", internal=False,
                   state=TargetState.BROKEN, failure="dns", count=1, pages=1, kind="other",
                   sources=places[:1]),
        LinkTarget(site="blue-mug", url="https://guild.example/members", internal=False,
                   state=TargetState.UNVERIFIED, status=403, count=2, pages=2,
                   reason="The host refuses robots (403)", sources=places[:2]),
        LinkTarget(site="blue-mug", url=f"{home}classic-blue-mug", internal=True, status=200,
                   state=TargetState.REDIRECT, count=1, pages=1,
                   final_url=f"{home}products/delft-mug",
                   hops=(Hop(url=f"{home}classic-blue-mug", status=301),), sources=places[:1]),
        LinkTarget(site="blue-mug", url=home, internal=True, status=200, state=TargetState.OK,
                   count=60, pages=60, sources=places[:3]),
        *([bad] if hostile else []),
    ]  # fmt: skip


def offers(hostile: bool) -> list[OfferRow]:
    """Eight watched products in three shops, with every state that a price can be in."""
    rows: list[OfferRow] = []
    for index, name in enumerate(NAMES[:8]):
        sku = f"A-{index + 1}"
        base = Decimal("34.90") + index * 17
        title = "=cmd() </script><b>" if hostile and index == 3 else name
        stock = "OutOfStock" if index == 5 else "InStock"
        rows.append(OfferRow(
            site="blue-mug", role="own", url=f"https://shop.example/products/{slug(name)}",
            state=PriceState.SHOWN, name=title, sku=sku, price=str(base), currency="EUR",
            availability=stock, confidence="conflicting" if index == 4 else "confirmed",
            source="json_ld", watched=sku, watched_name=title,
        ))  # fmt: skip
        rivals = (("kettle-co", "kettle", "0.92"), ("tassenhaus", "tassen", "1.07"))
        for shop, host, factor in rivals:
            price = (base * (Decimal(factor) + Decimal(index % 3) / 20)).quantize(Decimal("0.01"))
            blocked = index == 2 and shop == "tassenhaus"
            rows.append(OfferRow(
                site=shop, role="competitor", url=f"https://{host}.example/p/{slug(name)}",
                state=PriceState.BLOCKED if blocked else PriceState.SHOWN,
                price=None if blocked else str(price), watched=sku, watched_name=title,
                currency="GBP" if index == 6 and shop == "kettle-co" else "EUR",
                availability="SoldOut" if index == 1 and shop == "kettle-co" else "InStock",
                confidence="unknown" if blocked else "single", source="dom",
            ))  # fmt: skip
    return rows


def renders(found: list[PageRecord]) -> list[RenderRecord]:
    """Twelve pages on a phone: some too wide, one that did not open."""
    own = [p for p in found if p.site == "blue-mug" and p.state is PageState.OK][:36:3]
    result = []
    for index, page in enumerate(own):
        if index == 4:
            facts = RenderFacts(device="phone", state=RenderState.FAILED, note="timeout: 45 s")
            result.append(RenderRecord(key=page.key, render=facts))
            continue
        wide = (ElementEvidence(selector="table.sizes", note="904 px wide",
                                box=Box(x=20, y=400, width=904, height=180)),)  # fmt: skip
        small = tuple(
            ElementEvidence(selector="footer a", text="Imprint", note="18 × 18 px",
                            box=Box(x=30 + 60 * n, y=760, width=18, height=18))
            for n in range(4)
        )  # fmt: skip
        result.append(RenderRecord(key=page.key, render=RenderFacts(
            device="phone", state=RenderState.OK, status=200, device_width=412, layout_width=412,
            scroll_width=904 if index % 4 == 3 else 412, page_height=915,
            viewport="width=device-width",
            title=page.head.titles[0] if page.head and page.head.titles else "",
            overflow=wide if index % 4 == 3 else (), small_targets=small,
            price=ElementEvidence(selector=".price", text="€ 34.90",
                                  box=Box(x=20, y=600, width=90, height=30)),
            buy_button=ElementEvidence(selector="button.add", text="Add to basket",
                                       box=Box(x=20, y=664, width=372, height=48)),
            buy_button_state="visible", lcp_ms=1400 + index * 230, fcp_ms=800, cls=0.02 * index,
            tbt_ms=90, ttfb_ms=120, transfer_bytes=1_240_000, requests=64,
            screenshot=Screenshot(file=f"{file_key(page.key)}.png", width=412, height=915),
        )))  # fmt: skip
    return result

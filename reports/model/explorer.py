"""The explorer of every URL seen, and the facts that page.html shows of one."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from crawler.records import Finding, OfferFacts, PageRecord, RenderFacts
from reports.language import N_, _, count, spoken
from reports.model.causes import way_to
from reports.model.findable import (
    INDEX_WORDS,
    LENGTH_WORDS,
    MARKUP_WORDS,
    NOBODY,
    SITEMAP_WORDS,
    PageLook,
)
from reports.model.findings import evidence_text, title_of
from reports.model.night import Night, PageLine
from reports.model.pages import ExplorerPage
from reports.model.parts import PAGE_STATE_WORDS, Column, Row, Table, plain
from reports.model.phone.gallery import REASONS
from reports.model.phone.pictures import glimpse, glimpse_data, marks_of, of_screen, picture

BUCKETS = 256
"""Data files that URLs are spread over: the first two digits of the page's hash."""
VALUE_HELP = "What the links inside the shop give a page (PageRank); 1 is the average page"


WORST_WORDS = {
    "error": (N_("Error"), "error"),
    "warning": (N_("Warning"), "warning"),
    "notice": (N_("Notice"), "notice"),
    "none": (N_("Nothing found"), "good"),
}


def explorer_page(night: Night, looks: Mapping[str, PageLook]) -> ExplorerPage:
    """Build pages.html; `looks` is how the own pages stand with Google, by page key."""
    ok = sum(page.state == "ok" for page in night.pages)
    many = len(night.sites) > 1
    return ExplorerPage(
        sentence=f"{count(len(night.pages), 'URL', 'URLs')} of {count(len(night.sites), 'shop', 'shops')} "
        f"were asked for tonight; {ok:,} answered with a page.",
        pages=Table(
            id="pages",
            caption="Every URL asked for tonight",
            columns=(
                Column("url", "Page", "page", with_column="page"),
                *((Column("site", "Shop", facet=True),) if many else ()),
                Column("state", "Answer", "tag", True, PAGE_STATE_WORDS),
                Column("kind", "Kind", facet=True),
                Column("status", "Status", "number"),
                Column("title", "Title", wide=True),
                Column("worst", "Worst finding", "label", True, spoken(WORST_WORDS), hidden=True),
                Column("error", "Errors", "number"),
                Column("warning", "Warnings", "number"),
                Column("notice", "Notices", "number"),
                Column("template", "Template", facet=True),
                Column("depth", "Clicks from home", "number"),
                Column("links_in", "Linked from pages", "number"),
                Column("value", "Link value", "number", help=VALUE_HELP),
                Column("price", "Price", "money", with_column="currency"),
                Column("index", _("In Google"), "tag", True, spoken(INDEX_WORDS)),
                *_hidden_columns(),
            ),
            rows=tuple(_row(night, page, looks.get(page.key, NOBODY)) for page in night.pages),
            empty="No page was asked for.",
            export="pages",
        ),
    )


def _hidden_columns() -> tuple[Column, ...]:
    """What the numbers of the SEO page link to."""
    lengths = spoken(LENGTH_WORDS)
    return (
        Column("title_length", _("Title length"), "tag", True, lengths, hidden=True),
        Column("description_length", _("Description length"), "tag", True, lengths, hidden=True),
        Column("markup", _("Structured data"), "tag", True, spoken(MARKUP_WORDS), hidden=True),
        Column("types", _("Types of structured data"), facet=True, hidden=True),
        Column("sitemap", _("Sitemap"), "tag", True, spoken(SITEMAP_WORDS), hidden=True),
    )


def _row(night: Night, page: PageLine, look: PageLook) -> Row:
    place = night.places.get(page.key)
    found: Counter[str] = night.severities.get(page.key, Counter())
    return {
        "url": page.url,
        "page": page.hash,
        "site": night.site_name(page.site),
        "state": page.state,
        "kind": page.kind,
        "status": page.status,
        "title": page.title,
        "worst": _worst(night, page, found),
        "error": found["error"],
        "warning": found["warning"],
        "notice": found["notice"],
        "template": place.template if place else "",
        "depth": place.depth if place else page.depth,
        "links_in": place.links_in if place else None,
        "value": round(place.value, 1) if place else None,
        "price": page.price,
        "currency": page.currency,
        "index": look.state,
        "title_length": look.title,
        "description_length": look.description,
        "markup": look.markup,
        "types": look.types,
        "sitemap": look.sitemap,
    }


def _worst(night: Night, page: PageLine, found: Counter[str]) -> str:
    """The worst severity on a page; an error is what the score counts as one."""
    if page.key in night.flawed:
        return "error"
    return next((name for name in ("error", "warning", "notice") if found[name]), "none")


def url_details(night: Night) -> Iterator[tuple[str, dict[str, Any]]]:
    """Hash and facts of every page, streamed from disk in the order they were seen."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in night.findings:
        page = night.hash_of(finding.site, finding.url) or night.hashes.get(finding.subject, "")
        if page:
            found[page].append(finding)
    ended = _ended(night)
    titles = {check: title_of(night, check) for check in night.by_check}
    for record in night.run.pages():
        page = night.hashes[record.key]
        yield (
            page,
            {
                "url": record.url,
                "site": night.site_name(record.site),
                "state": record.state.value,
                "kind": record.kind.value,
                "facts": _facts(record, night),
                "findings": [_finding(night, finding, titles) for finding in found.get(page, [])],
                "ended": ended.get(page, []),
                "price": _price(record.offer),
                "screens": [
                    _screen(look, found.get(page, [])) for look in night.screens.get(record.key, ())
                ],
            },
        )


def _ended(night: Night) -> dict[str, list[dict[str, Any]]]:
    ended: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for event in night.history.events[-20_000:]:
        page = night.hash_of(night.own, event.url)
        if page and event.event in ("fixed", "reopened", "opened", "gone"):
            ended[page].append(
                {"day": event.run[:10], "event": event.event, "check": event.check,
                 "message": event.message}
            )  # fmt: skip
    return {page: list(reversed(lines))[:20] for page, lines in ended.items()}


def _finding(night: Night, finding: Finding, titles: dict[str, str]) -> dict[str, Any]:
    change = night.changes.get(finding.id)
    return {
        "check": finding.check,
        "title": titles.get(finding.check, finding.check),
        "severity": finding.severity.value,
        "state": night.state_of(finding),
        "message": finding.message,
        "evidence": evidence_text(finding),
        "selector": finding.selector,
        "glimpse": glimpse_data(glimpse(night, finding)) if of_screen(finding) else None,
        "since": (change.first_seen if change else night.manifest.run)[:10],
    }


def _facts(record: PageRecord, night: Night) -> list[list[Any]]:
    http, head, outline = record.http, record.head, record.outline
    place = night.places.get(record.key)
    facts: list[list[Any]] = [
        ["Status", http.status if http.status is not None else http.failure or "no answer"],
        ["Redirects to", http.location],
        ["First byte", None if http.ttfb_ms is None else f"{http.ttfb_ms:,} ms"],
        ["Size", f"{http.size_bytes:,} bytes" if http.size_bytes else None],
        ["Clicks from home", place.depth if place else record.depth],
        ["The way from the home page", way_to(night, record.site, record.url) or None],
        ["Found on", record.found_on],
        ["Linked from pages", place.links_in if place else None],
        ["Link value", f"{place.value:.1f} (1 is the average page)" if place else None],
        ["Template", (place.template or None) if place else None],
        ["In sitemap", record.in_sitemap],
        ["Google may fetch it", "yes" if record.googlebot_allowed else "no (robots.txt)"],
    ]
    if head:
        facts += [
            ["Title", " | ".join(head.titles) or "none"],
            ["Description", " | ".join(head.descriptions) or "none"],
            ["Canonical", ", ".join(c.url or c.href for c in head.canonicals) or "none"],
            ["Google may index it", "no (noindex)" if head.noindex else "yes"],
            ["Language", head.lang or "none"],
            ["Viewport", " | ".join(head.viewports) or "none"],
        ]
    if outline:
        tops = [heading.text for heading in outline.headings if heading.level == 1]
        facts += [["Main heading", " | ".join(tops) or "none"], ["Words", outline.word_count]]
    if record.images:
        bare = sum(i.alt is None and not i.decorative for i in record.images.images)
        facts.append(["Images", f"{len(record.images.images)}, {bare} without alt text"])
    if record.structured:
        types = Counter(t for item in record.structured.items for t in item.types)
        named = ", ".join(f"{name} ×{n}" if n > 1 else name for name, n in sorted(types.items()))
        facts.append(["Structured data", named or "none"])
    return [[name, str(value)[:600]] for name, value in facts if value not in (None, "")]


def _price(offer: OfferFacts | None) -> dict[str, Any] | None:
    if offer is None or offer.state == "not_product":
        return None
    return {
        "state": offer.state.value,
        "name": offer.name,
        "sku": offer.sku,
        "gtin": offer.gtin,
        "amount": str(offer.price.amount) if offer.price else None,
        "currency": offer.price.currency if offer.price else None,
        "list": str(offer.list_price.amount) if offer.list_price else None,
        "availability": offer.availability.value if offer.availability else None,
        "confidence": offer.confidence.value,
        "seen": [
            [c.source.value, c.type.value, c.raw, c.path, c.currency or ""]
            for c in offer.candidates[:20]
        ],
    }


def _screen(render: RenderFacts, found: list[Finding]) -> dict[str, Any]:
    names = (("LCP", render.lcp_ms, "ms"), ("FCP", render.fcp_ms, "ms"), ("CLS", render.cls, ""),
             ("TBT", render.tbt_ms, "ms"), ("First byte", render.ttfb_ms, "ms"),
             ("Loaded", round(render.transfer_bytes / 1000) or None, "KB"),
             ("Requests", render.requests, ""),
             ("Other companies", len(render.third_parties) or None, "hosts"))  # fmt: skip
    mine = [one for one in found if one.evidence.get("device", render.device) == render.device]
    whole = render.full_picture or render.screenshot
    shown = picture(whole, "The page as the device showed it", marks_of(render, mine))
    return {
        "device": render.device,
        "state": render.state.value,
        "note": render.note,
        "why": REASONS[render.reason] if render.reason else "",
        "shot": plain(shown) if shown else None,
        "vitals": [
            [name, f"{value:g} {unit}".strip()] for name, value, unit in names if value is not None
        ],
        "console": [entry.text[:300] for entry in render.console[:10]],
        "failed": [
            [request.url[:300], request.kind, str(request.status or request.error)]
            for request in render.failed_requests[:20]
            if not request.blocked
        ],
        "parties": list(render.third_parties[:30]),
    }

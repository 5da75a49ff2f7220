"""phone/coverage.html: how much of the shop was looked at, and when the rest was last."""

from collections import Counter, defaultdict

from crawler.records import LookReason, PageState, split_page_key
from reports.language import count
from reports.model.night import Night
from reports.model.pages import NavLink
from reports.model.parts import Column, Row, Table, Tile
from reports.model.phone.gallery import OWN_PAGES, REASONS
from reports.model.phone.pages import PhoneCoveragePage
from reports.model.views import views_table
from reports.model.words import day, share


def coverage_page(night: Night, tabs: tuple[NavLink, ...]) -> PhoneCoveragePage:
    """Build phone/coverage.html."""
    known = [p for p in night.pages if p.site == night.own and p.state == PageState.OK]
    tonight = sum(split_page_key(key)[0] == night.own for key in night.renders)
    ever = sum(page.url in night.history.looks or page.key in night.renders for page in known)
    return PhoneCoveragePage(
        tabs=tabs,
        sentence=(
            f"{tonight:,} of {count(len(known), 'page', 'pages')} were looked at tonight, {ever:,} so far. "
            "The others have their turn by and by."
            if tonight < len(known)
            else f"All {count(len(known), 'page', 'pages')} were looked at tonight."
        ),
        tiles=_reasons(night),
        templates=_templates(night),
        views=views_table(night),
    )


def _reasons(night: Night) -> tuple[Tile, ...]:
    found = Counter(render.reason for render in night.renders.values() if render.reason)
    labels = {
        LookReason.HOME: "Home",
        LookReason.WATCHED: "Watched products",
        LookReason.TEMPLATE: "For their template",
        LookReason.FLAGGED: "To see it mended",
        LookReason.CHANGED: "New or changed",
        LookReason.ROTATION: "By turn",
        LookReason.RIVAL: "Competitors",
    }
    return tuple(
        Tile(labels[reason], f"{found[reason]:,}", REASONS[reason])
        for reason in LookReason
        if found[reason]
    )


def _templates(night: Night) -> Table:
    pages: dict[str, list[str]] = defaultdict(list)
    for page in night.pages:
        if page.site == night.own and page.state == PageState.OK:
            place = night.places.get(page.key)
            pages[(place.template if place else "") or OWN_PAGES].append(page.key)
    return Table(
        id="templates",
        caption="Templates of the shop",
        columns=(
            Column("template", "Template"),
            Column("pages", "Pages", "number"),
            Column("tonight", "Looked at tonight", "number"),
            Column("ever", "Ever", "percent", help="Share of the pages looked at on any night."),
            Column("oldest", "Longest ago", help="Of the pages that were looked at."),
        ),
        rows=tuple(
            _row(night, name, keys)
            for name, keys in sorted(pages.items(), key=lambda item: (-len(item[1]), item[0]))
        ),
        empty="No page was read tonight.",
        export="phone-coverage",
        shown=25,
    )


def _row(night: Night, name: str, keys: list[str]) -> Row:
    looks = night.history.looks
    tonight = [key for key in keys if key in night.renders]
    earlier = [looks[url] for key in keys if (url := split_page_key(key)[1]) in looks]
    seen = sum(key in night.renders or split_page_key(key)[1] in looks for key in keys)
    return {
        "template": name,
        "pages": len(keys),
        "tonight": len(tonight),
        "ever": share(seen, len(keys)),
        "oldest": day(min(earlier)) if earlier else (day(night.manifest.run) if tonight else ""),
    }

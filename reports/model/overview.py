"""The overview: what a coordinator reads with the first coffee."""

from collections import Counter

from crawler.records import MONEY_KINDS, ChangeKind, Excluded, PageState, Severity
from reports.charts.trend import trend_chart
from reports.language import _, count, money
from reports.model.causes import Cause, causes, in_words
from reports.model.changes import change_counts
from reports.model.findings import card_of, issue_href, title_of
from reports.model.frames import findings_frame, score_series
from reports.model.issues import severity_tiles
from reports.model.market import is_rival, position, product_hash, why_not
from reports.model.night import Night
from reports.model.pages import OverviewPage
from reports.model.parts import Column, Item, Row, Table, Tile
from reports.model.prices import products_href, undercut_most
from reports.model.words import clip, family_name, first_sentence, path_of

LINES = 6
"""Lines of each list on the overview; each list links to all."""


def overview_page(night: Night) -> OverviewPage:
    """Build index.html."""
    before = night.history.before(night.manifest.run)
    delta = None
    if before and before.score is not None and night.score.value is not None:
        delta = round(night.score.value - before.score, 1)
    series = score_series(night)
    return OverviewPage(
        sentence=_sentence(night, delta),
        score=night.score,
        score_delta=delta,
        score_trend=",".join(f"{value:g}" for _, value in series) if len(series) > 1 else "",
        tiles=_tiles(night),
        worse=_worse(night),
        worse_empty="Nothing to compare with: this is the first night." if night.first_night
        else "Nothing got worse since the last run.",
        money=_money(night),
        money_empty="Nothing was found that costs money tonight.",
        first=tuple(_cause_item(night, cause) for cause in causes(night.findings)[:LINES]),
        charts=trend_chart(findings_frame(night)),
        families=_families(night),
    )  # fmt: skip


def _sentence(night: Night, delta: float | None) -> str:
    shop = night.site_name(night.own)
    score = night.score
    if not score.pages:
        return f"No page of {shop} could be looked at tonight, so there is nothing to judge."
    errors = (
        f"{score.pages_with_errors:,} of {count(score.pages, 'page', 'pages')} "
        f"{'has' if score.pages_with_errors == 1 else 'have'} an error"
        if score.pages_with_errors
        else f"none of {count(score.pages, 'page', 'pages')} has an error"
    )
    if night.first_night:
        return f"First look at {shop}: {errors}."
    counts = change_counts(night)
    came = counts["new"] + counts["reopened"]
    mood = "is as it was"
    if delta is not None and delta < 0:
        mood = "lost ground"
    elif delta is not None and delta > 0:
        mood = "gained ground"
    elif came or counts["fixed"]:
        mood = "held its ground"
    news = f"{count(came, 'new problem', 'new problems')}, {counts['fixed']:,} fixed"
    return f"{shop} {mood} last night: {news}; {errors}."


def _tiles(night: Night) -> tuple[Tile, ...]:
    counts = change_counts(night)
    broken = sum(target.state in ("broken", "loop") for target in night.targets)
    total = night.market.total
    tiles = list(severity_tiles(night, "issues/index.html#open.f.severity="))
    if not night.first_night:
        came = counts["new"] + counts["reopened"]
        tiles.append(Tile("New tonight", f"{came:,}", f"{counts['reopened']} came back",
                          "changes.html", "error" if came else ""))  # fmt: skip
        tiles.append(Tile("Fixed tonight", f"{counts['fixed']:,}", "looked at again",
                          "changes.html#changes.f.state=fixed",
                          "good" if counts["fixed"] else ""))  # fmt: skip
    tiles.append(Tile("Broken links", f"{broken:,}", "different targets", "links.html",
                      "error" if broken else "good"))  # fmt: skip
    if night.market.there:
        note = f"{total.compared:,} of {total.products:,} compared"
        tiles.append(Tile("Price index", total.index or "–", note, "prices.html"))
        tiles.append(Tile("Undercut", f"{total.cheaper:,}", "a competitor asks less",
                          products_href("undercut"),
                          "warning" if total.cheaper else ""))  # fmt: skip
    elif night.config.products:
        tiles.append(Tile("Price index", "–", "nothing was compared", "prices.html"))
    return tuple(tiles)


def _worse(night: Night) -> tuple[Item, ...]:
    if night.diff is None or night.first_night:
        return ()
    came = [c for c in night.diff.changes if c.kind in (ChangeKind.NEW, ChangeKind.REOPENED)]
    groups: dict[str, list[int]] = {}
    for index, change in enumerate(came):
        groups.setdefault(change.check, []).append(index)
    rows = []
    for check, indices in groups.items():
        group = [came[index] for index in indices]
        example = min(group, key=lambda c: (c.severity.rank, c.url, c.id))
        back = sum(change.kind is ChangeKind.REOPENED for change in group)
        detail = f"{path_of(example.url)}: {clip(example.message, 110)}"
        if back:
            detail = f"{back} came back. {detail}"
        rows.append((example.severity.rank, -len(group), check, Item(
            title_of(night, check), detail, issue_href(check), example.severity.value,
            len(group), "new",
        )))  # fmt: skip
    rows.sort(key=lambda row: row[:3])
    return tuple(row[3] for row in rows[:LINES])


def _money(night: Night) -> tuple[Item, ...]:
    """Undercut products, own products that cannot be bought, money pages with an error."""
    market = night.market
    items: list[Item] = []
    undercut = [row for row in market.rows if position(row) == "undercut"]
    undercut.sort(key=undercut_most)
    for row in undercut[:3]:
        shops = [night.site_name(site) for site in row.cheapest if site != row.site]
        text = (
            f"{clip(', '.join(shops), 40) or 'A competitor'} "
            f"{'sell' if len(shops) > 1 else 'sells'} {clip(row.name, 60)} for "
            f"{money(row.lowest, row.currency)}, you ask "
            f"{money(row.price, row.currency)}"
        )
        items.append(Item(text, f"{row.gap_cheapest_percent} % above the cheapest",
                          f"product.html#p={product_hash(row.sku)}", "warning"))  # fmt: skip
    if len(undercut) > 3:
        items.append(Item(f"{count(len(undercut) - 3, 'more watched product', 'more watched products')} undercut",
                          "", products_href("undercut"), "warning"))  # fmt: skip
    for row in market.rows:
        quotes = market.by_sku.get(row.sku, ())
        own = next((quote for quote in quotes if not is_rival(quote)), None)
        rivals = any(is_rival(quote) and quote.excluded is Excluded.NO for quote in quotes)
        if own and rivals and own.excluded is Excluded.OUT_OF_STOCK:
            text = f"{clip(row.name, 60)} is {why_not(own).lower()}, competitors have it"
            items.append(Item(text, path_of(own.url), f"product.html#p={product_hash(row.sku)}",
                              "error"))  # fmt: skip
    hurt: Counter[str] = Counter()
    kinds = {
        page.url: page.kind
        for page in night.pages
        if page.site == night.own and page.state == PageState.OK
    }
    for url in {f.url for f in night.findings
                if f.severity is Severity.ERROR and f.site == night.own}:  # fmt: skip
        if kinds.get(url) in MONEY_KINDS:
            hurt[kinds[url]] += 1
    if hurt:
        named = {
            "home": _("the home page"),
            "category": count(hurt["category"], "category page", "category pages"),
            "product": count(hurt["product"], "product page", "product pages"),
        }
        parts = [text for kind, text in named.items() if hurt[kind]]
        items.insert(0, Item(f"Errors on {', '.join(parts)}", "Pages that earn money",
                             "pages.html#pages.sort=-error", "error"))  # fmt: skip
    return tuple(items[: LINES + 1])


def _cause_item(night: Night, cause: Cause) -> Item:
    card = card_of(night, cause.check)
    detail = f"{in_words(cause)}, for example {path_of(cause.example)}"
    if cause.cause not in ("", cause.check, cause.template):
        detail = f"{clip(cause.cause, 90)}: {detail}"
    return Item(
        text=title_of(night, cause.check),
        detail=detail,
        href=issue_href(cause.check),
        tone=cause.severity,
        count=cause.pages,
        unit="page" if cause.pages == 1 else "pages",
        fix=first_sentence(card.fix) if card else "",
    )


def _families(night: Night) -> Table:
    counts: dict[str, Counter[str]] = {}
    for finding in night.findings:
        family = finding.check.partition("/")[0]
        counts.setdefault(family, Counter())[finding.severity.value] += 1
    for card in night.cards:
        counts.setdefault(card.family, Counter())
    rows: list[Row] = [
        {
            "family": family_name(family),
            "error": found["error"],
            "warning": found["warning"],
            "notice": found["notice"],
            "checks": sum(card.family == family for card in night.cards),
        }
        for family, found in sorted(counts.items())
    ]
    return Table(
        id="families",
        caption="Open findings by subject",
        columns=(
            Column("family", "Subject"),
            Column("error", "Errors", "number"),
            Column("warning", "Warnings", "number"),
            Column("notice", "Notices", "number"),
            Column("checks", "Checks", "number"),
        ),
        rows=tuple(rows),
        empty="The run holds no checks.",
        export="subjects",
    )

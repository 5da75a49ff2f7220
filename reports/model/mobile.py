"""The phone page: what a phone showed, with the evidence drawn over the picture."""

from collections import defaultdict

from crawler.records import Finding, RenderFacts, RenderState, split_page_key
from reports.model.night import Night
from reports.model.pages import Mark, MobilePage, PhoneCard
from reports.model.parts import Column, Item, Row, Table, Tile
from reports.model.views import views_table
from reports.model.words import clip, count

CARDS = 60
"""Cards on the page; the table below has every page."""

FINE_CARDS = 6
"""Pages without a problem fill the page up to so many cards."""

LCP_GOOD_MS = 2500
"""https://web.dev/articles/lcp, "good" at the 75th percentile of visits, read 2026-11-23."""

CLS_GOOD = 0.1
"""https://web.dev/articles/cls, "good" at the 75th percentile of visits, read 2026-11-23."""

RENDER_WORDS = {
    "ok": ("Looked at", "muted"),
    "partial": ("Did not settle", "warning"),
    "failed": ("Did not open", "error"),
    "crashed": ("Crashed", "error"),
}

SPEED_WORDS = {"good": ("Good", "good"), "slow": ("Slow or jumpy", "warning"),
               "": ("Not measured", "muted")}  # fmt: skip


def mobile_page(night: Night) -> MobilePage:
    """Build mobile.html."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in night.findings:
        if finding.check.startswith("mobile/") and finding.subject in night.renders:
            found[finding.subject].append(finding)
    keys = [key for key, render in night.renders.items() if found.get(key) or _failed(render)]
    keys.sort(key=lambda key: (-_weight(found.get(key, [])), key))
    # A few pages without a problem as well: a coordinator wants to see that they are fine.
    fine = [key for key, render in night.renders.items() if key not in keys and render.screenshot]
    kinds = {page.key: page.kind for page in night.pages}
    fine.sort(key=lambda key: (kinds.get(key) != "product", kinds.get(key) != "category", key))
    chosen = keys[:CARDS] + fine[: max(0, FINE_CARDS - len(keys))]
    cards = tuple(_card(night, key, found.get(key, [])) for key in chosen)
    seen = len(night.renders)
    failed = sum(_failed(render) for render in night.renders.values())
    overflow = sum(bool(render.overflow) for render in night.renders.values())
    return MobilePage(
        sentence=_sentence(seen, len(keys), failed),
        tiles=(
            Tile("Pages looked at", f"{seen:,}", night.manifest.browser or "no browser ran"),
            Tile("With problems", f"{len(keys):,}", "", "#cards", "error" if keys else ""),
            Tile("Wider than the phone", f"{overflow:,}", "", "#vitals",
                 "error" if overflow else ""),
            Tile("Did not open", f"{failed:,}", "", "#vitals", "warning" if failed else ""),
        ),
        cards=cards,
        left_out=max(0, len(keys) - CARDS),
        views=views_table(night),
        vitals=_vitals(night, found),
    )  # fmt: skip


def _failed(render: RenderFacts) -> bool:
    return render.state in (RenderState.FAILED, RenderState.CRASHED)


def _weight(found: list[Finding]) -> int:
    return sum((1000, 30, 1)[finding.severity.rank] for finding in found)


def _sentence(seen: int, bad: int, failed: int) -> str:
    if not seen:
        return "No page was looked at in a browser tonight."
    also = f" {count(failed, 'page')} did not open." if failed else ""
    if not bad:
        return f"All {count(seen, 'page')} looked at on a phone are fine.{also}"
    return f"{bad:,} of {count(seen, 'page')} looked at on a phone have a problem.{also}"


def _card(night: Night, key: str, found: list[Finding]) -> PhoneCard:
    render = night.renders[key]
    shot = render.screenshot
    url = split_page_key(key)[1]
    problems = [
        Item(clip(finding.message, 300), "", f"issues/{finding.check.replace('/', '-')}.html",
             finding.severity.value)
        for finding in found
    ]  # fmt: skip
    if not problems and _failed(render):
        problems = [Item(render.note or "The page did not open.", tone="error")]
    elif not problems:
        problems = [Item("Nothing wrong was seen.", tone="good")]
    return PhoneCard(
        url=url,
        hash=night.hashes.get(key, ""),
        title=clip(render.title or url, 120),
        device=render.device,
        shot=shot.file if shot else "",
        width=shot.width if shot else 0,
        height=shot.height if shot else 0,
        marks=marks(render),
        problems=tuple(problems),
    )


def marks(render: RenderFacts) -> tuple[Mark, ...]:
    """Evidence boxes that lie on the screenshot, cut at its edges."""
    shot = render.screenshot
    if shot is None or not shot.width or not shot.height:
        return ()
    groups = (
        ("error", "Too wide", render.overflow),
        ("warning", "Small target", render.small_targets),
        ("error", "Broken image", render.broken_images),
        ("good", "Price", (render.price,) if render.price else ()),
        ("accent", "Buy button", (render.buy_button,) if render.buy_button else ()),
    )
    drawn = []
    for tone, label, elements in groups:
        for element in elements[:12]:
            box = element.box
            if box is None:
                continue
            x, y = max(0.0, box.x), max(0.0, box.y)
            right, bottom = min(box.x + box.width, shot.width), min(box.y + box.height, shot.height)
            if right - x < 1 or bottom - y < 1:
                continue
            words = f"{label}: {clip(element.note or element.text, 80)}".rstrip(": ")
            drawn.append(Mark(x, y, round(right - x, 1), round(bottom - y, 1), tone, words))
    return tuple(drawn)


def _vitals(night: Night, found: dict[str, list[Finding]]) -> Table:
    buttons = {"visible": ("Visible", "good"), "disabled": ("Disabled", "warning"),
               "hidden": ("Hidden", "warning"), "none": ("None", "muted")}  # fmt: skip
    return Table(
        id="vitals",
        caption="Every page looked at",
        columns=(
            Column("url", "Page", "page", with_column="page"),
            Column("state", "Looked at", "tag", True, RENDER_WORDS),
            Column("device", "Device", facet=True),
            Column("problems", "Problems", "number"),
            Column("speed", "Speed", "tag", True, SPEED_WORDS,
                   help=f"Good: LCP up to {LCP_GOOD_MS} ms and CLS up to {CLS_GOOD}."),
            Column("lcp", "LCP ms", "number", help="Largest contentful paint."),
            Column("cls", "CLS", "number", help="Cumulative layout shift."),
            Column("tbt", "TBT ms", "number", help="Total blocking time."),
            Column("kilobytes", "KB loaded", "number"),
            Column("requests", "Requests", "number"),
            Column("button", "Buy button", "tag", True, buttons),
            Column("wide", "Too wide", "number", help="Elements wider than the screen."),
            Column("small", "Small targets", "number"),
        ),
        rows=tuple(_row(night, key, len(found.get(key, []))) for key in night.renders),
        empty="No page was looked at in a browser tonight.",
        export="phone",
        shown=25,
    )  # fmt: skip


def _row(night: Night, key: str, problems: int) -> Row:
    render = night.renders[key]
    speed = ""
    if render.lcp_ms is not None:
        good = render.lcp_ms <= LCP_GOOD_MS and (render.cls or 0) <= CLS_GOOD
        speed = "good" if good else "slow"
    return {
        "url": split_page_key(key)[1],
        "page": night.hashes.get(key, ""),
        "state": render.state.value,
        "device": render.device,
        "problems": problems,
        "speed": speed,
        "lcp": None if render.lcp_ms is None else round(render.lcp_ms),
        "cls": None if render.cls is None else round(render.cls, 3),
        "tbt": None if render.tbt_ms is None else round(render.tbt_ms),
        "kilobytes": round(render.transfer_bytes / 1000),
        "requests": render.requests,
        "button": render.buy_button_state,
        "wide": len(render.overflow),
        "small": len(render.small_targets),
    }

"""The links page: broken targets first, with every place that links to them."""

from crawler.records import LinkTarget, TargetState
from reports.language import count
from reports.model.night import Night
from reports.model.pages import LinksPage
from reports.model.parts import Column, Row, Table, Tile

PLACES = 20
"""Places shown for a target on the page; links.csv has all that the run kept."""

REGION_WORDS = {"header": "header", "navigation": "navigation", "main": "text", "footer": "footer"}

FAILURE_WORDS = {
    "dns": "The host does not exist",
    "refused": "The host refuses connections",
    "timeout": "No answer in time",
    "tls": "The certificate is not valid",
    "reset": "The connection broke off",
    "private_address": "A private address, not asked",
    "too_large": "The answer is too large",
}

WHERE_WORDS = {"own": ("Own shop", "notice"), "outside": ("Other host", "muted")}


def links_page(night: Night) -> LinksPage:
    """Build links.html."""
    targets = night.targets
    broken = [t for t in targets if t.state in (TargetState.BROKEN, TargetState.LOOP)]
    unverified = [t for t in targets if t.state is TargetState.UNVERIFIED]
    left = [t for t in targets if t.state is TargetState.NOT_CHECKED]
    redirects = [t for t in targets if t.state is TargetState.REDIRECT]
    pages = len({source.url for target in broken for source in target.sources})
    return LinksPage(
        sentence=_sentence(len(targets), len(broken), pages, len(unverified) + len(left)),
        tiles=(
            Tile("Targets", f"{len(targets):,}", "links, images and files"),
            Tile("Broken", f"{len(broken):,}", f"linked from {count(pages, 'page', 'pages')}", "#broken",
                 "error" if broken else "good"),
            Tile("Unverified", f"{len(unverified):,}", "may be fine for people", "#unverified",
                 "warning" if unverified else ""),
            Tile("Not checked", f"{len(left):,}", "budget or robots.txt", "#unverified"),
            Tile("Redirects", f"{len(redirects):,}", "arrive with a detour", "#redirects"),
        ),
        broken=_table(night, "broken", "Broken targets, the most linked first", broken,
                      "Every target that was asked for answers."),
        unverified=_table(night, "unverified", "Targets that could not be verified",
                          unverified + left, "Every target gave a clear answer."),
        redirects=_table(night, "redirects", "Links that take a detour", redirects,
                         "No link takes a detour."),
    )  # fmt: skip


def _sentence(targets: int, broken: int, pages: int, unclear: int) -> str:
    if not targets:
        return "No link target was asked for tonight."
    also = f" {count(unclear, 'target', 'targets')} gave no clear answer." if unclear else ""
    if not broken:
        return f"None of the {targets:,} link targets is broken.{also}"
    are = "is" if broken == 1 else "are"
    return (
        f"{broken:,} of {count(targets, 'link target', 'link targets')} {are} broken and linked from "
        f"{count(pages, 'page', 'pages')}.{also}"
    )


def _table(night: Night, name: str, caption: str, targets: list[LinkTarget], empty: str) -> Table:
    rows = [_row(night, target) for target in targets]
    rows.sort(key=lambda row: (-int(row["pages"]), str(row["url"])))
    answer = "Ends at" if name == "redirects" else "Answer"
    return Table(
        id=name,
        caption=caption,
        columns=(
            Column("url", "Target", "url", wide=True),
            Column("ends" if name == "redirects" else "answer", answer,
                   "url" if name == "redirects" else "text", facet=name != "redirects", wide=True),
            *((Column("hops", "Steps", "number"),) if name == "redirects" else ()),
            Column("where", "Where", "tag", True, WHERE_WORDS),
            Column("kind", "Kind", facet=True),
            Column("pages", "Pages", "number", help="Different pages that refer to it."),
            Column("places", "Linked from", "places", wide=True),
        ),
        rows=tuple(rows),
        empty=empty,
        export=f"links-{name}",
    )  # fmt: skip


def answer_words(target: LinkTarget) -> str:
    """What the target answered, in words."""
    if target.reason:
        return target.reason
    if target.state is TargetState.LOOP:
        return "Redirects in a circle"
    if target.status is not None:
        return f"Status {target.status}"
    if target.failure:
        return FAILURE_WORDS.get(target.failure, target.failure.replace("_", " "))
    return target.state.value.replace("_", " ").capitalize()


def _row(night: Night, target: LinkTarget) -> Row:
    places = [
        [source.url, source.text, REGION_WORDS.get(source.region, source.region),
         night.hash_of(target.site, source.url)]
        for source in target.sources[:PLACES]
    ]  # fmt: skip
    return {
        "url": target.url,
        "answer": answer_words(target),
        "ends": target.final_url or "",
        "hops": len(target.hops),
        "where": "own" if target.internal else "outside",
        "kind": target.kind,
        "pages": target.pages,
        "places": places,
    }

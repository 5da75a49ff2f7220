"""mobile.html: pages as a phone showed them, by template, with what is wrong drawn over them."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from crawler.records import Finding, LookReason, RenderFacts, RenderState, split_page_key
from reports.language import count
from reports.model.findings import finding_columns, finding_row, issue_href
from reports.model.night import Night
from reports.model.pages import NavLink
from reports.model.parts import Item, Table, Tile
from reports.model.phone.pages import PhoneCard, PhonePage, TemplateGroup
from reports.model.phone.pictures import marks_of, of_screen, picture
from reports.model.words import clip

CARDS = 6
"""Cards of one template; the table below has every finding."""
GROUPS = 20
FINE = 2
"""Pages without a problem that are shown of a template: a coordinator wants to see them, too."""
OWN_PAGES = "Pages of their own"

REASONS = {
    LookReason.HOME: "the home page",
    LookReason.WATCHED: "a watched product",
    LookReason.TEMPLATE: "stands for its template",
    LookReason.FLAGGED: "had a problem before",
    LookReason.CHANGED: "new or changed",
    LookReason.ROTATION: "its turn had come",
    LookReason.RIVAL: "a competitor's page without a price in its HTML",
}

Found = Mapping[str, list[Finding]]


def screen_findings(night: Night) -> Found:
    """Findings of the screen by page key."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in night.findings:
        if of_screen(finding) and finding.subject in night.renders:
            found[finding.subject].append(finding)
    return found


def gallery_page(night: Night, found: Found, tabs: tuple[NavLink, ...]) -> PhonePage:
    """Build mobile.html."""
    bad = [key for key in night.renders if found.get(key) or failed(night.renders[key])]
    gone = sum(failed(render) for render in night.renders.values())
    kinds = Counter(finding.severity.value for group in found.values() for finding in group)
    seen = len(night.renders)
    return PhonePage(
        tabs=tabs,
        sentence=_sentence(seen, len(bad), gone),
        tiles=(
            Tile("Pages looked at", f"{seen:,}", night.manifest.browser or "no browser ran",
                 "phone/coverage.html"),
            Tile("With problems", f"{len(bad):,}", "", "#problems", "error" if bad else ""),
            Tile("Fix now", f"{kinds['error']:,}", "findings", "#problems",
                 "error" if kinds["error"] else ""),
            Tile("Did not open", f"{gone:,}", "", "phone/speed.html#vitals",
                 "warning" if gone else ""),
        ),
        groups=_groups(night, found),
        problems=Table(
            id="problems",
            caption="Everything found on a screen",
            columns=finding_columns(night),
            rows=tuple(
                finding_row(night, finding) for finding in night.findings if of_screen(finding)
            ),
            empty="Nothing wrong was seen on a phone tonight." if seen
            else "No page was looked at in a browser tonight.",
            export="phone-findings",
            shown=25,
        ),
    )  # fmt: skip


def failed(render: RenderFacts) -> bool:
    """Whether the page was not seen at all."""
    return render.state in (RenderState.FAILED, RenderState.CRASHED)


def _groups(night: Night, found: Found) -> tuple[TemplateGroup, ...]:
    keys: dict[str, list[str]] = defaultdict(list)
    for key, render in night.renders.items():
        keys[render.template or OWN_PAGES].append(key)
    known = Counter(
        place.template or OWN_PAGES for place in night.places.values() if place.site == night.own
    )
    groups = []
    for name, members in keys.items():
        members.sort(key=lambda key: (-_weight(found.get(key, [])), key))
        bad = [key for key in members if found.get(key) or failed(night.renders[key])]
        fine = [key for key in members if key not in bad][: max(FINE, CARDS // 2 - len(bad))]
        chosen = bad[:CARDS] + fine[: CARDS - len(bad[:CARDS])]
        weight = sum(_weight(found.get(key, [])) for key in members)
        total = max(known[name], len(members))
        sentence = f"{count(total, 'page', 'pages')}, {len(members):,} looked at, {len(bad):,} with problems"
        group = TemplateGroup(
            name=name,
            sentence=sentence,
            cards=tuple(_card(night, key, found.get(key, [])) for key in chosen),
            left_out=max(0, len(bad) - CARDS),
        )
        groups.append((-weight, -len(members), name, group))
    return tuple(group for *_, group in sorted(groups, key=lambda row: row[:3])[:GROUPS])


def _weight(found: list[Finding]) -> int:
    return sum((1000, 30, 1)[finding.severity.rank] for finding in found)


def _sentence(seen: int, bad: int, gone: int) -> str:
    if not seen:
        return "No page was looked at in a browser tonight."
    also = f" {count(gone, 'page', 'pages')} did not open." if gone else ""
    if not bad:
        return f"All {count(seen, 'page', 'pages')} looked at on a phone are fine.{also}"
    return f"{bad:,} of {count(seen, 'page', 'pages')} looked at on a phone have a problem.{also}"


def _card(night: Night, key: str, found: list[Finding]) -> PhoneCard:
    render = night.renders[key]
    url = split_page_key(key)[1]
    title = clip(render.title or url, 120)
    problems = [
        Item(clip(finding.message, 200), "", issue_href(finding.check), finding.severity.value)
        for finding in found[:8]
    ]
    if len(found) > len(problems):
        problems.append(Item(f"{len(found) - len(problems)} more", "", "", "notice"))
    if not problems and failed(render):
        problems = [Item(render.note or "The page did not open.", tone="error")]
    elif not problems:
        problems = [Item("Nothing wrong was seen.", tone="good")]
    return PhoneCard(
        url=url,
        hash=night.hashes.get(key, ""),
        title=title,
        device=render.device,
        why=REASONS[render.reason] if render.reason else "",
        shot=picture(
            render.screenshot, f"The page {title} as a phone showed it", marks_of(render, found)
        ),
        problems=tuple(problems),
    )
